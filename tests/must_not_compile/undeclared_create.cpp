// Making a resource where none can be made.
// expected: descry::wrong::resource_does_not_declare_the_verb<shop::orders,descry::verb_kind::create>
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
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::get> {};
#else
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::get, descry::create<>> {};
#endif
auto const& made = descry::operation_for<orders, descry::verb_kind::create>();

}  // namespace shop
