// A put with a model, which only an action can have, in place of the condition.
// expected: descry::wrong::put_and_patch_take_a_condition_not_a_model<shop::order,shop::page>
#include <descry/client.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

#ifdef MISTAKE
using update = descry::put<page>;
#else
using update = descry::put<>;
#endif
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::get, update> {};

void send(descry::client const& client) { client.at<orders>({"7"}).update(order{}); }

}  // namespace shop
