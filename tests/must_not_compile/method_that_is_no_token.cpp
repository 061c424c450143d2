// A method with a space, which would end it in a request.
// expected: descry::wrong::method_of_a_verb_is_not_a_token<shop::order,'P','U','T',' ','/'>
#include <descry/rest/resource.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

#ifdef MISTAKE
using adding = descry::upload<order, "PUT /">;
#else
using adding = descry::upload<order, "PUT">;
#endif
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::get, adding> {};
orders declared;

}  // namespace shop
