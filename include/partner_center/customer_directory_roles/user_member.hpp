// user_member: a user who has a role.
#pragma once

#include <partner_center/resource_base.hpp>

#include <optional>
#include <string>

namespace partner_center::customer_directory_roles {

struct user_member : basic_resource {
    std::optional<std::string> id, display_name, user_principal_name, role_id;

    bool operator==(user_member const&) const = default;
};
BOOST_DESCRIBE_STRUCT(user_member, (basic_resource), (id, display_name, user_principal_name, role_id))

}  // namespace partner_center::customer_directory_roles
