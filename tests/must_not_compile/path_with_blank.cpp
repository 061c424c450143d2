// A path with a space.
// expected: descry::wrong::path_has_a_character_that_is_to_be_escaped<'/','m','y',' ','o','/','{','o','r','d','e','r','_','i','d','}'>
#include <descry/rest/resource.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

#ifdef MISTAKE
struct orders : descry::resource<order, order_key, "/my o/{order_id}", descry::get> {};
#else
struct orders : descry::resource<order, order_key, "/o/{order_id}", descry::get> {};
#endif
orders declared;

}  // namespace shop
