// directory_role: the roles that users can have.
#pragma once

#include <descry/rest/resource.hpp>

#include <partner_center/collection.hpp>
#include <partner_center/customers/customer_key.hpp>
#include <partner_center/resource_base.hpp>

#include <optional>
#include <string>

namespace partner_center::customer_directory_roles {

struct directory_role : basic_resource {
    std::optional<std::string> name, id;

    bool operator==(directory_role const&) const = default;
};
BOOST_DESCRIBE_STRUCT(directory_role, (basic_resource), (name, id))

/// "Get a list of roles for a customer".
struct directory_roles_resource
    : descry::resource<collection<directory_role>, customer_key, "/v1/customers/{customer_id}/directoryroles",
                       app_user_only<list_of<directory_role>>> {};

}  // namespace partner_center::customer_directory_roles
