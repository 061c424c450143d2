// support_profile: the support contacts of the partner.
#pragma once

#include <descry/rest/resource.hpp>

#include <partner_center/collection.hpp>
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

/// "Get support profile", "Update support profile".
struct support_profile_resource : descry::resource<support_profile, descry::nothing, "/v1/profiles/support",
                                                   app_user_only<descry::get>, descry::put<>> {};

}  // namespace partner_center::profiles
