// A version that is not a member of the model.
// expected: descry::wrong::always_does_not_name_members_from_the_model_on<shop::order,&shop::state::version>
#include <descry/rest/resource.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

#ifdef MISTAKE
using version = descry::always<&state::version>;
#else
using version = descry::always<&order::meta, &state::version>;
#endif
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::get, descry::put<version>> {};
orders declared;

}  // namespace shop
