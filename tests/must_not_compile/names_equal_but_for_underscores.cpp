// `first_name` and `firstname`, which are equal without underscores.
// expected: descry::wrong::two_members_share_a_wire_name<shop::buyer,&shop::buyer::first_name,&shop::buyer::firstname>
#include <descry/json.hpp>

namespace shop {

struct buyer {
    int first_name = 0;
    int firstname = 0;
};
#ifdef MISTAKE
BOOST_DESCRIBE_STRUCT(buyer, (), (first_name, firstname))
#else
BOOST_DESCRIBE_STRUCT(buyer, (), (first_name))
#endif

}  // namespace shop

auto write() { return descry::write_json(shop::buyer()); }
