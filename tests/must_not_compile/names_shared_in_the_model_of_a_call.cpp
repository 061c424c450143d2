// Two members with one name, of a model that is read by a call: no other error follows.
// expected: descry::wrong::two_members_share_a_wire_name<shop::thing,&shop::thing::user_id,&shop::thing::userId>
// never: immediate function
#include <descry/client.hpp>

#include "order_key.hpp"

#include <string>

namespace shop {

struct thing {
    std::string user_id;
    std::string userId;
};
#ifdef MISTAKE
BOOST_DESCRIBE_STRUCT(thing, (), (user_id, userId))
#else
BOOST_DESCRIBE_STRUCT(thing, (), (user_id))
#endif

struct things : descry::resource<thing, order_key, "/things/{order_id}", descry::get> {};

inline auto read(descry::bound<things> const& each) { return each.get(); }

}  // namespace shop
