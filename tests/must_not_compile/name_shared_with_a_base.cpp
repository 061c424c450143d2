// A member with the name of a member of a base.
// expected: descry::wrong::two_members_share_a_wire_name<shop::order,&shop::order::order_id,&shop::resource::orderId>
#include <descry/json.hpp>

namespace shop {

struct resource {
#ifdef MISTAKE
    int orderId = 0;
#else
    int resourceId = 0;
#endif
};
#ifdef MISTAKE
BOOST_DESCRIBE_STRUCT(resource, (), (orderId))
#else
BOOST_DESCRIBE_STRUCT(resource, (), (resourceId))
#endif

struct order : resource {
    int order_id = 0;
};
BOOST_DESCRIBE_STRUCT(order, (resource), (order_id))

}  // namespace shop

bool read() { return descry::read_json<shop::order>("{}").has_value(); }
