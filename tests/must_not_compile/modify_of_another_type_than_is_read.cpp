// A modify, where the update sends another type than the get reads.
// expected: descry::wrong::modify_sends_what_it_reads_but_get_and_update_have_different_types<shop::orders,shop::order,shop::draft>
#include <descry/client.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

struct draft {
    std::vector<std::string> lines;
};
BOOST_DESCRIBE_STRUCT(draft, (), (lines))

#ifdef MISTAKE
using update = descry::with_request<descry::put<>, draft>;
#else
using update = descry::with_request<descry::put<>, descry::form<>>;
#endif
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::get, update> {};
auto change(descry::client const& api)
{
    return api.at<orders>({"7"}).modify([](order& o) { o.name = "x"; });
}

}  // namespace shop
