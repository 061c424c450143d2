// resources: the declared resources of users of customers.
#pragma once

#include <boost/mp11/list.hpp>

#include <partner_center/customer_users/customer_user.hpp>
#include <partner_center/customer_users/license.hpp>
#include <partner_center/customer_users/license_update.hpp>
#include <partner_center/customer_users/user_directory_roles.hpp>

namespace partner_center::customer_users {

using resources = boost::mp11::mp_list<customer_users_resource, customer_user_resource, user_directory_roles_resource,
                                       licenses_resource, license_updates_resource>;

}  // namespace partner_center::customer_users
