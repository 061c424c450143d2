// An action with the entity tag of another model.
// expected: descry::wrong::if_match_does_not_start_at_the_model<shop::order,&shop::page::meta,&shop::state::tag>
#include <descry/rest/resource.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

using by_name = descry::action<state, descry::nothing>;
#ifdef MISTAKE
using action = descry::with_condition<by_name, descry::if_match<&page::meta, &state::tag>>;
#else
using action = descry::with_condition<by_name, descry::if_match<&order::meta, &state::tag>>;
#endif
struct orders : descry::resource<order, order_key, "/orders/{order_id}", action> {};
orders declared;

}  // namespace shop
