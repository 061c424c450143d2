// The members that differ, of a resource without a model.
// expected: descry::wrong::patch_of_changes_has_a_body_without_members<descry::nothing,descry::whole_model>
#include <descry/rest/resource.hpp>

#include "order_key.hpp"

namespace shop {

#ifdef MISTAKE
using verb = descry::patch<>;
#else
using verb = descry::patch_whole<>;
#endif
struct orders : descry::resource<descry::nothing, order_key, "/o/{order_id}", verb> {};
orders declared;

}  // namespace shop
