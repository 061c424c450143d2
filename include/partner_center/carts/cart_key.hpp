// cart_key: the key of a cart.
#pragma once

#include <boost/describe/class.hpp>

#include <string>

namespace partner_center::carts {

struct cart_key {
    std::string customer_id{};  ///< The customer's tenant id, a GUID.
    std::string cart_id{};
};
BOOST_DESCRIBE_STRUCT(cart_key, (), (customer_id, cart_id))

}  // namespace partner_center::carts
