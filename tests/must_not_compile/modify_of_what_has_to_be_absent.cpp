// A modify, where the update is declared if_absent.
// expected: descry::wrong::modify_requires_an_existing_resource_but_its_update_is_declared_if_absent<shop::orders>
#include <descry/client.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

#ifdef MISTAKE
using update = descry::put<descry::if_absent>;
#else
using update = descry::put<descry::if_exists>;
#endif
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::get, update> {};
auto change(descry::client const& api)
{
    return api.at<orders>({"7"}).modify([](order& o) { o.name = "x"; });
}

}  // namespace shop
