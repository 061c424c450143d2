// A resource with its key in place of its model.
// expected: descry::wrong::resource_has_the_key_in_place_of_the_model_and_the_model_in_place_of_the_key<shop::order_key,shop::order>
// never: member_of_the_key
#include <descry/client.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

#ifdef MISTAKE
struct orders : descry::resource<order_key, order, "/orders/{order_id}", descry::get, descry::put<>> {};
#else
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::get, descry::put<>> {};
#endif
auto update(descry::client const& api)
{
    auto read = api.at<orders>({"7"}).get();
    read.name = "x";
    return api.at<orders>({"7"}).update(read);
}

}  // namespace shop
