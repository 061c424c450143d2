// A path parameter that keeps slashes and has no name.
// expected: descry::wrong::path_has_a_parameter_that_is_empty_or_not_closed<'/','o','/','{','+','}'>
#include <descry/rest/resource.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

#ifdef MISTAKE
struct orders : descry::resource<order, order_key, "/o/{+}", descry::get> {};
#else
struct orders : descry::resource<order, order_key, "/o/{+order_id}", descry::get> {};
#endif
orders declared;

}  // namespace shop
