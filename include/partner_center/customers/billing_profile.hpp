// billing_profile: the billing profile of a customer.
#pragma once

#include <descry/rest/resource.hpp>

#include <partner_center/address.hpp>
#include <partner_center/customers/customer_key.hpp>
#include <partner_center/resource_base.hpp>

#include <optional>
#include <string>

namespace partner_center {

struct customer_billing_profile : resource_base {
    std::optional<std::string> id, first_name, last_name, email;
    std::optional<std::string> culture;   ///< `en-US`
    std::optional<std::string> language;  ///< `en`
    std::optional<std::string> company_name;
    std::optional<address> default_address;

    bool operator==(customer_billing_profile const&) const = default;
};
BOOST_DESCRIBE_STRUCT(customer_billing_profile, (resource_base),
                      (id, first_name, last_name, email, culture, language, company_name, default_address))

using billing_profile_etag = descry::if_match<&customer_billing_profile::attributes, &resource_attributes::etag>;

/// "Get a customer's billing profile", "Update a customer's billing profile". According to the documentation, the
/// update requires App+User credentials and `If-Match`.
struct billing_profile
    : descry::resource<customer_billing_profile, customer_key, "/v1/customers/{customer_id}/profiles/billing",
                       descry::get, descry::put<billing_profile_etag, descry::credential_kind::app_user>> {};

}  // namespace partner_center
