// The members that differ, of bodies that have none: a text, and that of a resource without a model.
// expected: descry::wrong::patch_of_changes_has_a_body_without_members<shop::order,descry::text<>>
// expected (clang): descry::wrong::patch_of_changes_has_a_body_without_members<shop::order,descry::text<
// also: descry::wrong::patch_of_changes_has_a_body_without_members<descry::nothing,descry::whole_model>
#include <descry/rest/resource.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

#ifdef MISTAKE
using verb = descry::patch<>;
#else
using verb = descry::patch_whole<>;
#endif
struct texts : descry::resource<order, order_key, "/t/{order_id}", descry::with_request<verb, descry::text<>>> {};
struct switches : descry::resource<descry::nothing, order_key, "/s/{order_id}", verb> {};
texts declared;
switches declared_too;

}  // namespace shop
