// expected: 'place' is not a member of 'shop::order'
// expected (clang): no member named 'place' in 'shop::order'
// never: type_has_more_members_than_descry_reads
#include <descry/json.hpp>

namespace shop {

struct order {
    int number = 0;
    descry::timestamp placed;
};
#ifdef MISTAKE
BOOST_DESCRIBE_STRUCT(order, (), (number, place))
#else
BOOST_DESCRIBE_STRUCT(order, (), (number, placed))
#endif

}  // namespace shop

bool read() { return descry::read_json<shop::order>("{}").has_value(); }
