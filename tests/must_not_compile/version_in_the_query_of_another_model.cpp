// A version in the query that does not start at the model.
// expected: descry::wrong::if_match_in_query_does_not_name_members_from_the_model_on<shop::order,&shop::state::version>
#include <descry/rest/resource.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

#ifdef MISTAKE
using condition = descry::if_match_in_query<"version", &state::version>;
#else
using condition = descry::if_match_in_query<"version", &order::meta, &state::version>;
#endif
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::get, descry::put<condition>> {};
orders declared;

}  // namespace shop
