// A patch under if_absent.
// expected: descry::wrong::if_absent_is_for_verbs_that_create<shop::order,descry::verb_kind::patch>
#include <descry/rest/resource.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

#ifdef MISTAKE
using update = descry::patch<descry::if_absent>;
#else
using update = descry::put<descry::if_absent>;
#endif
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::get, update> {};
orders declared;

}  // namespace shop
