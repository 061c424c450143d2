// billing_profile: the billing profile of the partner.
#pragma once

#include <descry/rest/resource.hpp>

#include <partner_center/address.hpp>
#include <partner_center/collection.hpp>
#include <partner_center/contact.hpp>
#include <partner_center/resource_base.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace partner_center::profiles {

struct billing_profile : resource_base {
    std::optional<std::string> company_name;
    std::optional<partner_center::address> address;
    std::optional<contact> primary_contact;
    std::optional<std::string> purchase_order_number, tax_id;
    std::optional<std::int64_t> billing_day;      ///< The day of the month.
    std::optional<std::string> billing_currency;  ///< ISO 4217, `EUR`
    std::optional<std::string> profile_type;      ///< `BillingProfile`

    bool operator==(billing_profile const&) const = default;
};
BOOST_DESCRIBE_STRUCT(billing_profile, (resource_base),
                      (company_name, address, primary_contact, purchase_order_number, tax_id, billing_day,
                       billing_currency, profile_type))

/// "Get partner billing profile", "Update the partner billing profile".
struct billing_profile_resource : descry::resource<billing_profile, descry::nothing, "/v1/profiles/billing",
                                                   app_user_only<descry::get>, app_user_only<descry::put<>>> {};

}  // namespace partner_center::profiles
