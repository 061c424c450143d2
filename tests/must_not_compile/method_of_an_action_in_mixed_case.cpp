// A registered method of an action in another letter case.
// expected: descry::wrong::method_of_a_verb_is_case_sensitive_and_written_in_capitals<shop::order,'P','u','t'>
#include <descry/rest/resource.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

#ifdef MISTAKE
using setting = descry::action<order, order, "Put">;
#else
using setting = descry::action<order, order, "purge">;
#endif
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::get, setting> {};
orders declared;

}  // namespace shop
