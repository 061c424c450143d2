// A registered method in lower case.
// expected: descry::wrong::method_of_a_verb_is_case_sensitive_and_written_in_capitals<shop::order,'p','o','s','t'>
#include <descry/rest/resource.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

#ifdef MISTAKE
using changing = descry::with_method<descry::patch<>, "post">;
#else
using changing = descry::with_method<descry::patch<>, "POST">;
#endif
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::get, changing> {};
orders declared;

}  // namespace shop
