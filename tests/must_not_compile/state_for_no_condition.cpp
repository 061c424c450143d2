// A state for a resource without conditions.
// expected: descry::wrong::resource_declares_no_if_match_condition<shop::orders>
#include <descry/client.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

#ifdef MISTAKE
using removal = descry::remove<>;
#else
using removal = descry::remove<descry::if_match<&order::meta, &state::tag>>;
#endif
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::get, removal> {};
void remove_now(descry::client const& api) { api.at<orders>({"7"}).for_state({"x", {}}).remove(); }

}  // namespace shop
