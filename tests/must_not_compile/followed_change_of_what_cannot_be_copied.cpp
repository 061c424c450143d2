// A followed update of a resource whose model cannot be copied.
// expected: descry::wrong::model_of_a_followed_update_cannot_be_copied<shop::orders>
#include <descry/client.hpp>

#include "order_key.hpp"

#include <memory>
#include <string>

namespace shop {

struct order {
    std::unique_ptr<std::string> name;
};
BOOST_DESCRIBE_STRUCT(order, (), (name))
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::get, descry::put<>> {};

#ifdef MISTAKE
auto update(descry::client const& api) { return api.at<orders>({"7"}).start_update(order{}, order{}); }
#else
auto update(descry::client const& api) { return api.at<orders>({"7"}).update(order{}); }
#endif

}  // namespace shop
