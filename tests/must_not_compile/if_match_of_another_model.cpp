// An if_match chain that does not start at the model.
// expected: descry::wrong::if_match_does_not_start_at_the_model<shop::order,&shop::state::tag>
#include <descry/rest/resource.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

#ifdef MISTAKE
using tag = descry::if_match<&state::tag>;
#else
using tag = descry::if_match<&order::meta, &state::tag>;
#endif
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::get, descry::put<tag>> {};
orders declared;

}  // namespace shop
