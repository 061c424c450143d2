// customer_user_key: the key of a user account of a customer.
#pragma once

#include <boost/describe/class.hpp>

#include <string>

namespace partner_center::customer_users {

struct customer_user_key {
    std::string customer_id{};  ///< The customer's tenant id, a GUID.
    std::string user_id{};      ///< A GUID.
};
BOOST_DESCRIBE_STRUCT(customer_user_key, (), (customer_id, user_id))

}  // namespace partner_center::customer_users
