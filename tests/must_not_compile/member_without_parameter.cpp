// A member of the key that is not a path parameter.
// expected: descry::wrong::member_of_the_key_is_not_a_path_parameter<shop::order_key,&shop::order_key::order_id>
#include <descry/rest/resource.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

#ifdef MISTAKE
struct orders : descry::resource<order, order_key, "/orders/order_id", descry::get> {};
#else
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::get> {};
#endif
orders declared;

}  // namespace shop
