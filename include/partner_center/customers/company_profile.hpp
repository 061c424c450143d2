// company_profile: the company profile of a customer.
#pragma once

#include <descry/rest/resource.hpp>

#include <partner_center/address.hpp>
#include <partner_center/collection.hpp>
#include <partner_center/customers/customer_key.hpp>
#include <partner_center/resource_base.hpp>

#include <optional>
#include <string>

namespace partner_center::customers {

/// Read-only: the service derives it from the data of the new customer.
struct customer_company_profile : resource_base {
    std::optional<std::string> tenant_id;  ///< The customer's id, a GUID.
    std::optional<std::string> domain;     ///< `contoso.onmicrosoft.com`
    std::optional<std::string> company_name;
    /// Required in some countries.
    std::optional<std::string> organization_registration_number;
    std::optional<partner_center::address> address;
    std::optional<std::string> email;

    bool operator==(customer_company_profile const&) const = default;
};
BOOST_DESCRIBE_STRUCT(customer_company_profile, (resource_base),
                      (tenant_id, domain, company_name, organization_registration_number, address, email))

/// "Get a customer's company profile".
struct company_profile_resource
    : descry::resource<customer_company_profile, customer_key, "/v1/customers/{customer_id}/profiles/company",
                       app_user_only<descry::get>> {};

}  // namespace partner_center::customers
