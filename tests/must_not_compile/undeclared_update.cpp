// An update of a resource that does not declare it.
// expected: descry::wrong::resource_does_not_declare_the_verb<shop::orders,descry::verb_kind::put>
#include <descry/client.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

#ifdef MISTAKE
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::get> {};
#else
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::get, descry::put<>> {};
#endif
auto update(descry::client const& api) { return api.at<orders>({"7"}).update({"x", {}}); }

}  // namespace shop
