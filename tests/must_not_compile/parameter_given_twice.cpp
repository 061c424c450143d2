// A path parameter that occurs twice.
// expected: descry::wrong::path_parameter_is_given_twice<shop::order_key,'o','r','d','e','r','_','i','d'>
#include <descry/rest/resource.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

#ifdef MISTAKE
struct orders : descry::resource<order, order_key, "/orders/{order_id}/copies/{order_id}", descry::get> {};
#else
struct orders : descry::resource<order, order_key, "/orders/{order_id}/copies", descry::get> {};
#endif
orders declared;

}  // namespace shop
