// A hole of the path that is not closed.
// expected: descry::wrong::path_has_a_hole_that_is_empty_or_not_closed<'/','o','/','{','o','r','d','e','r','_','i','d'>
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
struct orders : descry::resource<order, order_key, "/o/{order_id", descry::get> {};
#else
struct orders : descry::resource<order, order_key, "/o/{order_id}", descry::get> {};
#endif
orders declared;

}  // namespace shop
