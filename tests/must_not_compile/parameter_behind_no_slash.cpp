// A path parameter that keeps slashes, whose first segment would be joined with other text.
// expected: descry::wrong::path_has_no_slash_before_a_parameter_that_keeps_its_slashes<'/','o','{','+','o','r','d','e','r','_','i','d','}'>
#include <descry/rest/resource.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

#ifdef MISTAKE
struct orders : descry::resource<order, order_key, "/o{+order_id}", descry::get> {};
#else
struct orders : descry::resource<order, order_key, "/o/{+order_id}", descry::get> {};
#endif
orders declared;

}  // namespace shop
