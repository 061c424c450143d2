// A path with a query.
// expected: descry::wrong::path_has_a_query_which_is_declared_by_with_query<'/','o','r','d','e','r','s','?','p','a','g','e','=','1'>
#include <descry/rest/resource.hpp>

#include "order.hpp"

namespace shop {

#ifdef MISTAKE
struct orders : descry::resource<order, descry::nothing, "/orders?page=1", descry::get> {};
#else
struct orders : descry::resource<order, descry::nothing, "/orders", descry::get> {};
#endif
orders declared;

}  // namespace shop
