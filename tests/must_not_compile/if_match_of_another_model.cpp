// An if_match chain that does not start at the model.
// expected: descry::wrong::if_match_does_not_start_at_the_model<shop::order,&shop::state::tag>
#include <optional>
#include <string>

#include <boost/describe/class.hpp>

#include <descry/rest/resource.hpp>

namespace shop {

struct state {
    std::optional<std::string> tag;
    int version;
};
BOOST_DESCRIBE_STRUCT(state, (), (tag, version))

struct order {
    std::string name;
    std::optional<state> meta;
};
BOOST_DESCRIBE_STRUCT(order, (), (name, meta))

struct order_key {
    std::string order_id;
};
BOOST_DESCRIBE_STRUCT(order_key, (), (order_id))

#ifdef MISTAKE
using tag = descry::if_match<&state::tag>;
#else
using tag = descry::if_match<&order::meta, &state::tag>;
#endif
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::get, descry::put<tag>> {};
orders declared;

}  // namespace shop
