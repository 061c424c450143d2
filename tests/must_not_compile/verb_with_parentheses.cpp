// A verb that is written like a call.
// expected: descry::wrong::resource_of_the_model_lists_a_type_that_is_not_a_verb<shop::order,descry::get()>
// expected (clang): descry::wrong::resource_of_the_model_lists_a_type_that_is_not_a_verb<shop::order,descry::get ()>
// never: does_not_declare
#include <descry/client.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

#ifdef MISTAKE
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::get(), descry::put<>()> {};
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
