// A path parameter without a member of the key.
// expected: descry::wrong::path_parameter_names_no_member_of_the_key<shop::order_key,'o','d','e','r','_','i','d'>
// never: constant expression
#include <descry/rest/resource.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

#ifdef MISTAKE
struct orders : descry::resource<order, order_key, "/orders/{oder_id}", descry::get> {};
#else
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::get> {};
#endif
orders declared;
constexpr auto const& operation = descry::operation_for<orders, descry::verb_kind::get>();

}  // namespace shop
