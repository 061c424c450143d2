// A call by a verb that the resource does not declare.
// expected: descry::wrong::resource_does_not_declare_this_verb<shop::orders,descry::json_patch<> >
// expected (clang): descry::wrong::resource_does_not_declare_this_verb<shop::orders, descry::json_patch<>>
#include <string>

#include <boost/describe/class.hpp>

#include <descry/client.hpp>

namespace shop {

struct order {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(order, (), (name))
struct orders : descry::resource<order, descry::nothing, "/orders", descry::patch<>, descry::put<>> {};

#ifdef MISTAKE
using verb = descry::json_patch<>;
#else
using verb = descry::patch<>;
#endif

void change(descry::client const& api, order const& before, order const& after)
{
    api.at<orders>({}).by<verb>().patch(before, after);
}

}  // namespace shop
