// customer_key: the key of a customer.
#pragma once

#include <boost/describe/class.hpp>

#include <string>

namespace partner_center {

struct customer_key {
    std::string customer_id{};  ///< The customer's tenant id, a GUID.
};
BOOST_DESCRIBE_STRUCT(customer_key, (), (customer_id))

}  // namespace partner_center
