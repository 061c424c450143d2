// customer_user: somebody who works for a customer.
#pragma once

#include <descry/model/open_enum.hpp>
#include <descry/model/sensitive.hpp>
#include <descry/model/timestamp.hpp>

#include <partner_center/resource_base.hpp>

#include <optional>
#include <string>

namespace partner_center::customer_users {

enum class user_domain_type { none, managed, federated };
BOOST_DESCRIBE_ENUM(user_domain_type, none, managed, federated)

enum class user_state { active, inactive };
BOOST_DESCRIBE_ENUM(user_state, active, inactive)

struct password_profile : open_model {
    std::optional<bool> force_change_password;
    std::optional<std::string> password;

    bool operator==(password_profile const&) const = default;
};
BOOST_DESCRIBE_STRUCT(password_profile, (open_model), (force_change_password, password))

struct customer_user : resource_base {
    std::optional<std::string> id;  ///< A GUID.
    std::optional<std::string> user_principal_name, first_name, last_name, display_name;
    std::optional<customer_users::password_profile> password_profile;
    std::optional<descry::timestamp> last_directory_sync_time;
    std::optional<descry::open_enum<customer_users::user_domain_type>> user_domain_type;
    /// Set to `active` by an update, it brings a deleted user back.
    std::optional<descry::open_enum<user_state>> state;
    std::optional<descry::timestamp> soft_deletion_time;  ///< When the user was deleted.
    /// ISO 3166-1 alpha-2, `US`. Needed before a license is assigned.
    std::optional<std::string> usage_location;
    std::optional<std::string> immutable_id;
    std::optional<std::string> phone_number;

    bool operator==(customer_user const&) const = default;
};
BOOST_DESCRIBE_STRUCT(customer_user, (resource_base),
                      (id, user_principal_name, first_name, last_name, display_name, password_profile,
                       last_directory_sync_time, user_domain_type, state, soft_deletion_time, usage_location,
                       immutable_id, phone_number))

}  // namespace partner_center::customer_users

template <>
inline constexpr bool descry::sensitive<&partner_center::customer_users::password_profile::password> = true;
