// A version in the query of a request that has no state.
// expected: descry::wrong::if_match_in_query_is_for_put_patch_and_remove<shop::order,descry::verb_kind::action>
#include <descry/rest/resource.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

using condition = descry::if_match_in_query<"version", &order::meta, &state::version>;
#ifdef MISTAKE
using verb = descry::with_condition<descry::action<>, condition>;
#else
using verb = descry::remove<condition>;
#endif
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::get, verb> {};
orders declared;

}  // namespace shop
