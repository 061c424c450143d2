// A version in the body of a request that has none.
// expected: descry::wrong::always_is_for_put_and_patch<shop::order,descry::verb_kind::remove>
#include <descry/rest/resource.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

#ifdef MISTAKE
using condition = descry::always<&order::meta, &state::version>;
#else
using condition = descry::if_match<&order::meta, &state::tag>;
#endif
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::get, descry::remove<condition>> {};
orders declared;

}  // namespace shop
