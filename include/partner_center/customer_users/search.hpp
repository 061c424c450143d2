// search: the fields by which users of a customer may be filtered.
#pragma once

#include <boost/describe/class.hpp>

#include <partner_center/customer_users/customer_user.hpp>
#include <partner_center/filter.hpp>

namespace partner_center::customer_users {

/// For `where` and `filter`.
struct search : searchable {
    customer_users::user_state user_state;  ///< Those who were deleted are `inactive`.
};
BOOST_DESCRIBE_STRUCT(search, (), (user_state))

}  // namespace partner_center::customer_users
