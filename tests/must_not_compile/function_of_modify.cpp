// A function of modify that takes another type than the model.
// expected: descry::wrong::function_of_modify_cannot_be_called_with_the_model<shop::order>
#include <descry/client.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::get, descry::put<>> {};
auto change(descry::client const& api)
{
#ifdef MISTAKE
    return api.at<orders>({"7"}).modify([](int& o) { o = 1; });
#else
    return api.at<orders>({"7"}).modify([](order& o) { o.name = "x"; });
#endif
}

}  // namespace shop
