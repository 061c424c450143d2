// A watch of a resource that does not declare it.
// expected: descry::wrong::resource_does_not_declare_the_verb<shop::orders,descry::verb_kind::watch>
#include <descry/rest/resource.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

#ifdef MISTAKE
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::get> {};
#else
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::get, descry::watch<>> {};
#endif
auto const& read = descry::operation_for<orders, descry::verb_kind::watch>();

}  // namespace shop
