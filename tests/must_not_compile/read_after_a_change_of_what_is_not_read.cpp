// A read after a change of a resource that is not read.
// expected: descry::wrong::then_read_is_for_put_and_patch_of_a_resource_with_get<shop::order,descry::verb_kind::put>
#include <descry/rest/resource.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

#ifdef MISTAKE
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::then_read<descry::put<>>> {};
#else
struct orders
    : descry::resource<order, order_key, "/orders/{order_id}", descry::get, descry::then_read<descry::put<>>> {};
#endif
orders declared;

}  // namespace shop
