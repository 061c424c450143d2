// A job with a status, but without a function that recognizes a final one.
// expected: descry::wrong::job_declares_no_function_that_recognizes_a_final_status<shop::status_resource>
#include <string>

#include <boost/describe/class.hpp>

#include <descry/rest/job.hpp>

namespace shop {

struct order {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(order, (), (name))

struct status_resource : descry::resource<order, descry::nothing, "/status", descry::get> {};

bool is_final(order const& status) { return status.name == "done"; }

#ifdef MISTAKE
struct orders : descry::resource<order, descry::nothing, "/orders", descry::starts<descry::create<>, status_resource>> {
};
#else
struct orders
    : descry::resource<order, descry::nothing, "/orders", descry::starts<descry::create<>, status_resource, is_final>> {
};
#endif
orders declared;

}  // namespace shop
