// configuration_policy: the settings of a device's first start.
#pragma once

#include <descry/model/open_enum.hpp>
#include <descry/model/timestamp.hpp>
#include <descry/rest/resource.hpp>

#include <partner_center/collection.hpp>
#include <partner_center/customers/customer_key.hpp>
#include <partner_center/resource_base.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace partner_center::devices_deployment {

/// `oobe`: the out-of-box experience.
enum class policy_category { none, oobe };
BOOST_DESCRIBE_ENUM(policy_category, none, oobe)

enum class policy_settings_type {
    none = 0,
    remove_oem_preinstalls = 1,
    oobe_user_not_local_admin = 2,
    skip_express_settings = 4,
    skip_oem_registration = 8,
    skip_eula = 16
};
BOOST_DESCRIBE_ENUM(policy_settings_type, none, remove_oem_preinstalls, oobe_user_not_local_admin,
                    skip_express_settings, skip_oem_registration, skip_eula)

struct configuration_policy : basic_resource {
    std::optional<std::string> id, name;
    std::optional<descry::open_enum<policy_category>> category;
    std::optional<std::string> description;
    std::optional<std::int64_t> devices_assigned_count;
    std::optional<std::vector<descry::open_enum<policy_settings_type>>> policy_settings;
    std::optional<descry::timestamp> created_date, last_modified_date;
    std::optional<std::int64_t> devices_assigned;  ///< As the documentation of its update has it.

    bool operator==(configuration_policy const&) const = default;
};
BOOST_DESCRIBE_STRUCT(configuration_policy, (basic_resource),
                      (id, name, category, description, devices_assigned_count, policy_settings, created_date,
                       last_modified_date, devices_assigned))

/// "Get a list of policies of a customer", "Create a new configuration policy for the specified customer".
struct configuration_policies_resource
    : descry::resource<collection<configuration_policy>, customer_key, "/v1/customers/{customer_id}/policies",
                       list_of<configuration_policy>, descry::create<configuration_policy>> {};

struct configuration_policy_key {
    std::string customer_id{};  ///< The customer's tenant id, a GUID.
    std::string policy_id{};    ///< A GUID.
};
BOOST_DESCRIBE_STRUCT(configuration_policy_key, (), (customer_id, policy_id))

/// "Get information about the specified configuration policy", "Update a configuration policy for the specified
/// customer", "Delete a configuration policy for the specified customer".
struct configuration_policy_resource : descry::resource<configuration_policy, configuration_policy_key,
                                                        "/v1/customers/{customer_id}/policies/{policy_id}", descry::get,
                                                        descry::put<>, descry::remove<>> {};

}  // namespace partner_center::devices_deployment

template <>
inline constexpr std::string_view descry::renamed<partner_center::devices_deployment::policy_category::oobe> =
    "o_o_b_e";
