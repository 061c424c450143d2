// directory_role: what users may administer.
#pragma once

#include <partner_center/resource_base.hpp>

#include <optional>
#include <string>

namespace partner_center::customer_directory_roles {

struct directory_role : basic_resource {
    std::optional<std::string> name, id;

    bool operator==(directory_role const&) const = default;
};
BOOST_DESCRIBE_STRUCT(directory_role, (basic_resource), (name, id))

}  // namespace partner_center::customer_directory_roles
