// subscription_key: the key of a subscription.
#pragma once

#include <boost/describe/class.hpp>

#include <string>

namespace partner_center::subscriptions {

struct subscription_key {
    std::string customer_id{};      ///< The customer's tenant id, a GUID.
    std::string subscription_id{};  ///< A GUID.
};
BOOST_DESCRIBE_STRUCT(subscription_key, (), (customer_id, subscription_id))

}  // namespace partner_center::subscriptions
