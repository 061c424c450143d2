// A member of a type that is not declared, because of a missing header or a typing error.
// expected: 'timestmp' in namespace 'descry' does not name a type
// expected (clang): no type named 'timestmp' in namespace 'descry'
// never: type_has_more_members_than_descry_reads
#include <descry/json.hpp>

namespace shop {

struct order {
    int number = 0;
#ifdef MISTAKE
    descry::timestmp placed;
#else
    descry::timestamp placed;
#endif
};
BOOST_DESCRIBE_STRUCT(order, (), (number, placed))

}  // namespace shop

bool read() { return descry::read_json<shop::order>("{}").has_value(); }
