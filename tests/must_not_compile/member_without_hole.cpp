// A member of the key that no hole of the path takes.
// expected: descry::wrong::member_of_the_key_has_no_hole_in_the_path<shop::order_key,&shop::order_key::order_id>
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
struct orders : descry::resource<order, order_key, "/orders/order_id", descry::get> {};
#else
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::get> {};
#endif
orders declared;

}  // namespace shop
