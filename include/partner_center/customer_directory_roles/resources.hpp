// resources: the declared resources of directory roles.
#pragma once

#include <boost/mp11/list.hpp>

#include <partner_center/customer_directory_roles/directory_role.hpp>
#include <partner_center/customer_directory_roles/user_member.hpp>

namespace partner_center::customer_directory_roles {

using resources = boost::mp11::mp_list<directory_roles_resource, user_members_resource, user_member_resource>;

}  // namespace partner_center::customer_directory_roles
