// A constant cannot be read into.
// expected: descry::wrong::constant_member_cannot_be_read_into<shop::order,&shop::order::version>
#include <descry/json.hpp>

namespace shop {

struct order {
    int number = 0;
#ifdef MISTAKE
    int const version = 1;
#else
    int version;
#endif
};
BOOST_DESCRIBE_STRUCT(order, (), (number, version))

}  // namespace shop

bool read(shop::order& into) { return descry::read_json_into("{}", into).has_value(); }
