// support_profile: where the partner's customers find help.
#pragma once

#include <partner_center/resource_base.hpp>

#include <optional>
#include <string>

namespace partner_center::profiles {

struct support_profile : resource_base {
    std::optional<std::string> email, telephone, website;
    std::optional<std::string> profile_type;  ///< `SupportProfile`

    bool operator==(support_profile const&) const = default;
};
BOOST_DESCRIBE_STRUCT(support_profile, (resource_base), (email, telephone, website, profile_type))

}  // namespace partner_center::profiles
