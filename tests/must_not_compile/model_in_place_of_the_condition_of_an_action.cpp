// A condition argument that is not a condition.
// expected: descry::wrong::condition_argument_of_a_verb_is_not_a_condition<shop::order,shop::page>
#include <descry/rest/resource.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

#ifdef MISTAKE
using removal = descry::remove<page>;
#else
using removal = descry::remove<descry::if_exists>;
#endif
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::get, removal> {};
orders declared;

}  // namespace shop
