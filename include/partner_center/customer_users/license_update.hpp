// license_update: the licenses to assign to a user and to remove.
#pragma once

#include <descry/rest/resource.hpp>

#include <partner_center/collection.hpp>
#include <partner_center/customer_users/customer_user_key.hpp>
#include <partner_center/resource_base.hpp>

#include <optional>
#include <string>
#include <vector>

namespace partner_center::customer_users {

struct license_assignment : open_model {
    /// The ids of service plans of the SKU that are not enabled for the user.
    std::optional<std::vector<std::string>> excluded_plans;
    std::optional<std::string> sku_id;  ///< The id of the product SKU.

    bool operator==(license_assignment const&) const = default;
};
BOOST_DESCRIBE_STRUCT(license_assignment, (open_model), (excluded_plans, sku_id))

struct license_warning : open_model {
    std::optional<std::string> code, message;
    std::optional<std::vector<std::string>> service_plans;

    bool operator==(license_warning const&) const = default;
};
BOOST_DESCRIBE_STRUCT(license_warning, (open_model), (code, message, service_plans))

struct license_update : basic_resource {
    std::optional<std::vector<license_assignment>> licenses_to_assign;
    std::optional<std::vector<std::string>> licenses_to_remove;    ///< Ids of product SKUs.
    std::optional<std::vector<license_warning>> license_warnings;  ///< Set by the service.

    bool operator==(license_update const&) const = default;
};
BOOST_DESCRIBE_STRUCT(license_update, (basic_resource), (licenses_to_assign, licenses_to_remove, license_warnings))

/// "Assign licenses to a user".
struct license_updates_resource
    : descry::resource<license_update, customer_user_key, "/v1/customers/{customer_id}/users/{user_id}/licenseupdates",
                       app_user_only<descry::create<>>> {};

}  // namespace partner_center::customer_users
