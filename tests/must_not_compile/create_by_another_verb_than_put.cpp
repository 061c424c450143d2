// A PATCH that is declared to create its resource.
// expected: descry::wrong::or_create_is_for_put<shop::order,descry::verb_kind::patch>
#include <descry/rest/resource.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

#ifdef MISTAKE
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::or_create<descry::patch<>>> {};
#else
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::or_create<descry::put<>>> {};
#endif
orders declared;

}  // namespace shop
