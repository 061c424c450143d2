// mpn_profile: the partner in the Microsoft Partner Network.
#pragma once

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

}  // namespace partner_center::profiles
