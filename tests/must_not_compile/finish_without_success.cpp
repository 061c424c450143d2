// A job whose result is read without a function that recognizes a success.
// expected: descry::wrong::job_is_finished_but_its_declaration_has_no_function_that_recognizes_a_success<shop::orders>
#include <chrono>
#include <string>

#include <boost/describe/class.hpp>

#include <descry/client.hpp>

namespace shop {

struct order {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(order, (), (name))

struct status_resource : descry::resource<order, descry::nothing, "/status", descry::get> {};

bool is_final(order const& status) { return status.name != "running"; }
bool has_succeeded(order const& status) { return status.name == "done"; }

#ifdef MISTAKE
struct orders
    : descry::resource<order, descry::nothing, "/orders", descry::starts<descry::create<>, status_resource, is_final>> {
};
#else
struct orders : descry::resource<order, descry::nothing, "/orders",
                                 descry::starts<descry::create<>, status_resource, is_final, has_succeeded>> {};
#endif
auto finish(descry::client const& api) { return api.at<orders>({}).start({"x"}).finish(std::chrono::minutes(1)); }

}  // namespace shop
