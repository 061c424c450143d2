// A start without a declared job.
// expected: descry::wrong::resource_declares_no_verb_that_starts_a_job<shop::orders>
#include <optional>
#include <string>

#include <boost/describe/class.hpp>

#include <descry/client.hpp>

namespace shop {

struct order {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(order, (), (name))

struct order_status {
    std::optional<std::string> state;
};
BOOST_DESCRIBE_STRUCT(order_status, (), (state))

struct status_resource : descry::resource<order_status, descry::nothing, "/status", descry::get> {};

bool is_final(order_status const& status) { return status.state == "done"; }

#ifdef MISTAKE
struct orders : descry::resource<order, descry::nothing, "/orders", descry::create<>> {};
#else
struct orders
    : descry::resource<order, descry::nothing, "/orders", descry::starts<descry::create<>, status_resource, is_final>> {
};
#endif
auto start(descry::client const& api) { return api.at<orders>({}).start({"x"}); }

}  // namespace shop
