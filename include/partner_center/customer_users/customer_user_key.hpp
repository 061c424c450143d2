// customer_user_key: which user of which customer a call is about.
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
