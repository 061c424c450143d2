// The members that differ, of a body that has none.
// expected: descry::wrong::patch_of_changes_has_a_body_without_members<shop::order,descry::text<>>
// expected (clang): descry::wrong::patch_of_changes_has_a_body_without_members<shop::order,descry::text<
#include <descry/rest/resource.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

#ifdef MISTAKE
using verb = descry::patch<>;
#else
using verb = descry::patch_whole<>;
#endif
struct orders : descry::resource<order, order_key, "/o/{order_id}", descry::with_request<verb, descry::text<>>> {};
orders declared;

}  // namespace shop
