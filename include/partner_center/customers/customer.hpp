// customer: a customer of the partner.
#pragma once

#include <descry/model/open_enum.hpp>
#include <descry/model/sensitive.hpp>
#include <descry/rest/resource.hpp>

#include <partner_center/collection.hpp>
#include <partner_center/customers/billing_profile.hpp>
#include <partner_center/customers/company_profile.hpp>
#include <partner_center/customers/customer_key.hpp>
#include <partner_center/filter.hpp>
#include <partner_center/resource_base.hpp>
#include <partner_center/seek_operation.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace partner_center::customers {

/// The relationship of the partner to the customer.
enum class customer_partner_relationship { unknown, reseller, advisor, syndication, microsoft_support, none };
BOOST_DESCRIBE_ENUM(customer_partner_relationship, unknown, reseller, advisor, syndication, microsoft_support, none)

/// The credentials of the first administrator, only in the response to the creation of a customer.
struct user_credentials : open_model {
    std::optional<std::string> user_name, password;

    bool operator==(user_credentials const&) const = default;
};
BOOST_DESCRIBE_STRUCT(user_credentials, (open_model), (user_name, password))

struct customer : resource_base {
    std::optional<std::string> id;  ///< The tenant id, a GUID.
    std::optional<std::string> commerce_id;
    std::optional<customer_company_profile> company_profile;
    std::optional<customer_billing_profile> billing_profile;  ///< Not in lists.
    /// An update to `none` removes the reseller relationship.
    std::optional<descry::open_enum<customer_partner_relationship>> relationship_to_partner;
    std::optional<bool> allow_delegated_access;  ///< True if the partner may administer the customer's purchases.
    std::optional<customers::user_credentials> user_credentials;
    std::optional<std::vector<std::string>> custom_domains;
    /// The MPN id of the indirect reseller; set by indirect providers only.
    std::optional<std::string> associated_partner_id;

    bool operator==(customer const&) const = default;
};
BOOST_DESCRIBE_STRUCT(customer, (resource_base),
                      (id, commerce_id, company_profile, billing_profile, relationship_to_partner,
                       allow_delegated_access, user_credentials, custom_domains, associated_partner_id))

/// The fields by which the service filters; see `where`.
struct search : searchable {
    std::string company_name, domain, indirect_reseller, indirect_cloud_solution_provider;
};
BOOST_DESCRIBE_STRUCT(search, (), (company_name, domain, indirect_reseller, indirect_cloud_solution_provider))

/// `size` requests the first page; `seek_operation` requests another one, with the token of a page.
struct customers_query {
    std::optional<descry::open_enum<partner_center::seek_operation>> seek_operation{};
    std::optional<std::int64_t> size{};  ///< The maximum number of elements of a page.
    std::optional<partner_center::filter<search>> filter{};
};
BOOST_DESCRIBE_STRUCT(customers_query, (), (seek_operation, size, filter))

/// "Get a list of customers", "Get a list of customers filtered by a search field", "Create a customer".
struct customers_resource : descry::resource<collection<customer>, descry::nothing, "/v1/customers",
                                             list_of<customer, customers_query>, descry::create<customer>> {};

/// "Get a customer by ID"; "Remove a reseller relationship with a customer", with `patch` of `relationship_to_partner`;
/// "Delete a customer account from the integration sandbox".
struct customer_resource : descry::resource<customer, customer_key, "/v1/customers/{customer_id}", descry::get,
                                            app_user_only<descry::patch<>>, descry::remove<>> {};

}  // namespace partner_center::customers

template <>
inline constexpr bool descry::sensitive<& partner_center::customers::user_credentials::password> = true;
