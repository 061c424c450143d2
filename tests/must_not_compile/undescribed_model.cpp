// A model that is not described.
// expected: descry::wrong::type_is_not_described_with_boost_describe<shop::parcel>
#include <descry/rest/resource.hpp>

#include "order_key.hpp"

namespace shop {

struct parcel {
    std::string name;
};
#ifndef MISTAKE
BOOST_DESCRIBE_STRUCT(parcel, (), (name))
#endif

struct parcels : descry::resource<parcel, order_key, "/parcels/{order_id}", descry::get> {};
parcels declared;

}  // namespace shop
