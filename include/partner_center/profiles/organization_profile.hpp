// organization_profile: the organization profile of the partner.
#pragma once

#include <descry/rest/resource.hpp>

#include <partner_center/address.hpp>
#include <partner_center/collection.hpp>
#include <partner_center/resource_base.hpp>

#include <optional>
#include <string>

namespace partner_center::profiles {

struct organization_profile : resource_base {
    std::optional<std::string> id, company_name;
    std::optional<address> default_address;
    std::optional<std::string> tenant_id, domain, email;
    std::optional<std::string> language;      ///< `en`
    std::optional<std::string> culture;       ///< `en-US`
    std::optional<std::string> profile_type;  ///< `OrganizationProfile`

    bool operator==(organization_profile const&) const = default;
};
BOOST_DESCRIBE_STRUCT(organization_profile, (resource_base),
                      (id, company_name, default_address, tenant_id, domain, email, language, culture, profile_type))

/// "Get an organization profile", "Update an organization profile".
struct organization_profile_resource
    : descry::resource<organization_profile, descry::nothing, "/v1/profiles/organization", app_user_only<descry::get>,
                       app_user_only<descry::put<>>> {};

}  // namespace partner_center::profiles
