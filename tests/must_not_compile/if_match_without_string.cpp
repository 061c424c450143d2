// An if_match chain that does not end in a string.
// expected: descry::wrong::if_match_does_not_end_in_a_string_or_an_etag<shop::order,&shop::order::meta,&shop::state::version>
#include <descry/rest/resource.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

#ifdef MISTAKE
using tag = descry::if_match<&order::meta, &state::version>;
#else
using tag = descry::if_match<&order::meta, &state::tag>;
#endif
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::get, descry::put<tag>> {};
orders declared;

}  // namespace shop
