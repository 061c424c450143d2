// A key that is not described.
// expected: descry::wrong::type_is_not_described_with_boost_describe<shop::parcel_key>
// never: constraint
#include <string>

#include <boost/describe/class.hpp>

#include <descry/rest/resource.hpp>

#include "order.hpp"

namespace shop {

struct parcel_key {
    std::string parcel_id;
};
#ifndef MISTAKE
BOOST_DESCRIBE_STRUCT(parcel_key, (), (parcel_id))
#endif

struct orders : descry::resource<order, parcel_key, "/orders/{parcel_id}", descry::get> {};
orders declared;
constexpr auto const& operation = descry::operation_for<orders, descry::verb_kind::get>();

}  // namespace shop
