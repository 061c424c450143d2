// mpn_profile: the profile of a partner in the Microsoft Partner Network.
#pragma once

#include <descry/rest/resource.hpp>

#include <partner_center/collection.hpp>
#include <partner_center/resource_base.hpp>

#include <optional>
#include <string>

namespace partner_center::profiles {

struct mpn_profile : resource_base {
    std::optional<std::string> partner_name, mpn_id;
    std::optional<std::string> profile_type;  ///< `MpnProfile`

    bool operator==(mpn_profile const&) const = default;
};
BOOST_DESCRIBE_STRUCT(mpn_profile, (resource_base), (partner_name, mpn_id, profile_type))

struct mpn_profile_query {
    std::optional<std::string> mpn_id{};  ///< The id of another partner. Empty for the partner's own profile.
};
BOOST_DESCRIBE_STRUCT(mpn_profile_query, (), (mpn_id))

/// "Get Microsoft Partner Network profile", "Verify a partner MPN ID".
struct mpn_profile_resource : descry::resource<mpn_profile, descry::nothing, "/v1/profiles/mpn",
                                               app_user_only<descry::with_query<descry::get, mpn_profile_query>>> {};

}  // namespace partner_center::profiles
