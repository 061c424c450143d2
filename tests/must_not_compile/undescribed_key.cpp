// A key that was not described.
// expected: descry::wrong::type_is_not_described_with_boost_describe<shop::parcel_key>
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

struct parcel_key {
    std::string parcel_id;
};
#ifndef MISTAKE
BOOST_DESCRIBE_STRUCT(parcel_key, (), (parcel_id))
#endif

struct orders : descry::resource<order, parcel_key, "/orders/{parcel_id}", descry::get> {};
orders declared;

}  // namespace shop
