// A read after a change, where the get reads another type than the change returns.
// expected: descry::wrong::then_read_reads_the_model_but_the_get_of_the_resource_has_another_response<shop::order,shop::report>
#include <descry/client.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

struct report {
    std::vector<std::string> lines;
};
BOOST_DESCRIBE_STRUCT(report, (), (lines))

#ifdef MISTAKE
using read = descry::with_response<descry::get, report>;
#else
using read = descry::get;
#endif
struct orders : descry::resource<order, order_key, "/orders/{order_id}", read, descry::then_read<descry::put<>>> {};
auto update(descry::client const& api) { return api.at<orders>({"7"}).update({"x", {}}); }

}  // namespace shop
