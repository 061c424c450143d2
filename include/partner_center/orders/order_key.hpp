// order_key: the key of an order.
#pragma once

#include <boost/describe/class.hpp>

#include <string>

namespace partner_center::orders {

struct order_key {
    std::string customer_id{};  ///< The customer's tenant id, a GUID.
    std::string order_id{};
};
BOOST_DESCRIBE_STRUCT(order_key, (), (customer_id, order_id))

}  // namespace partner_center::orders
