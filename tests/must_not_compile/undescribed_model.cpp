// A model that was not described.
// expected: descry::wrong::type_is_not_described_with_boost_describe<shop::parcel>
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

struct parcel {
    std::string name;
};
#ifndef MISTAKE
BOOST_DESCRIBE_STRUCT(parcel, (), (name))
#endif

struct parcels : descry::resource<parcel, order_key, "/parcels/{order_id}", descry::get> {};
parcels declared;

}  // namespace shop
