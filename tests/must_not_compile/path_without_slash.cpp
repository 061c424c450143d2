// A path that does not begin with a slash.
// expected: descry::wrong::path_does_not_begin_with_a_slash<'o','r','d','e','r','s','/','{','o','r','d','e','r','_','i','d','}'>
#include <descry/rest/resource.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

#ifdef MISTAKE
struct orders : descry::resource<order, order_key, "orders/{order_id}", descry::get> {};
#else
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::get> {};
#endif
orders declared;

}  // namespace shop
