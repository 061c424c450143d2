// A followed update of a resource without get.
// expected: descry::wrong::resource_does_not_declare_the_verb<shop::orders,descry::verb_kind::get>
#include <descry/client.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

#ifdef MISTAKE
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::put<>> {};
#else
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::get, descry::put<>> {};
#endif
auto update(descry::client const& api) { return api.at<orders>({"7"}).start_update({"x", {}}, {"y", {}}); }

}  // namespace shop
