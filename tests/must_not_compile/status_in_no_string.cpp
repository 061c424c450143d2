// A link to the status of a job that is no string of the response.
// expected: descry::wrong::link_to_the_status_is_not_a_string_in_the_response<shop::order,&shop::order::number>
#include <string>

#include <boost/describe/class.hpp>

#include <descry/rest/job.hpp>

namespace shop {

struct order {
    std::string name;
    int number = 0;
};
BOOST_DESCRIBE_STRUCT(order, (), (name, number))

struct status_resource : descry::resource<order, descry::nothing, "/status", descry::get> {};

bool is_final(order const& status) { return status.name == "done"; }

using started = descry::starts<descry::create<>, status_resource, is_final>;
#ifdef MISTAKE
struct orders : descry::resource<order, descry::nothing, "/orders", descry::status_in<started, &order::number>> {};
#else
struct orders : descry::resource<order, descry::nothing, "/orders", descry::status_in<started, &order::name>> {};
#endif
orders declared;

}  // namespace shop
