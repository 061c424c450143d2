// user_directory_roles: the roles of a user.
#pragma once

#include <descry/rest/resource.hpp>

#include <partner_center/collection.hpp>
#include <partner_center/customer_directory_roles/directory_role.hpp>
#include <partner_center/customer_users/customer_user_key.hpp>

namespace partner_center::customer_users {

/// "Get user roles for a customer".
struct user_directory_roles_resource
    : descry::resource<collection<customer_directory_roles::directory_role>, customer_user_key,
                       "/v1/customers/{customer_id}/users/{user_id}/directoryroles",
                       app_user_only<list_of<customer_directory_roles::directory_role>>> {};

}  // namespace partner_center::customer_users
