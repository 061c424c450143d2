// A header of a verb that the condition of the verb sets.
// expected: descry::wrong::header_of_a_verb_is_malformed_or_one_that_descry_sets<shop::order,descry::verb_kind::put>
#include <descry/rest/resource.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

#ifdef MISTAKE
using replacing = descry::with_header<descry::put<>, "If-Match", "*">;
#else
using replacing = descry::with_header<descry::put<>, "Prefer", "return=minimal">;
#endif
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::get, replacing> {};
orders declared;

}  // namespace shop
