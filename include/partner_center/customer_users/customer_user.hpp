// customer_user: a user account of a customer.
#pragma once

#include <descry/model/open_enum.hpp>
#include <descry/model/sensitive.hpp>
#include <descry/model/timestamp.hpp>
#include <descry/rest/resource.hpp>

#include <partner_center/collection.hpp>
#include <partner_center/customer_users/customer_user_key.hpp>
#include <partner_center/customers/customer_key.hpp>
#include <partner_center/filter.hpp>
#include <partner_center/resource_base.hpp>
#include <partner_center/seek_operation.hpp>

#include <cstdint>
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
    /// An update to `active` restores a deleted user.
    std::optional<descry::open_enum<user_state>> state;
    std::optional<descry::timestamp> soft_deletion_time;  ///< The time at which the user was deleted.
    /// ISO 3166-1 alpha-2, `US`. Required before a license is assigned.
    std::optional<std::string> usage_location;
    std::optional<std::string> immutable_id;
    std::optional<std::string> phone_number;

    bool operator==(customer_user const&) const = default;
};
BOOST_DESCRIBE_STRUCT(customer_user, (resource_base),
                      (id, user_principal_name, first_name, last_name, display_name, password_profile,
                       last_directory_sync_time, user_domain_type, state, soft_deletion_time, usage_location,
                       immutable_id, phone_number))

/// The sort order of a list. Used only in queries.
enum class sort_direction { ascending, descending };
BOOST_DESCRIBE_ENUM(sort_direction, ascending, descending)

/// The fields by which the service filters; see `where`.
struct search : searchable {
    customer_users::user_state user_state;  ///< Deleted users are `inactive`.
};
BOOST_DESCRIBE_STRUCT(search, (), (user_state))

/// `size` requests the first page; `seek_operation` requests another one, with the token of a page.
struct customer_users_query {
    std::optional<descry::open_enum<partner_center::seek_operation>> seek_operation{};
    std::optional<std::int64_t> size{};  ///< The maximum number of elements of a page.
    std::optional<partner_center::filter<search>> filter{};
    std::optional<partner_center::sort_field<customer_user>> sort_field{};
    std::optional<descry::open_enum<customer_users::sort_direction>> sort_direction{};
};
BOOST_DESCRIBE_STRUCT(customer_users_query, (), (seek_operation, size, filter, sort_field, sort_direction))

/// "Get a list of all user accounts for a customer"; with a filter "View deleted users for a customer". "Create user
/// accounts for a customer".
struct customer_users_resource
    : descry::resource<collection<customer_user>, customer_key, "/v1/customers/{customer_id}/users",
                       app_user_only<list_of<customer_user, customer_users_query>>,
                       app_user_only<descry::create<customer_user>>> {};

/// "Get a user account by ID", "Update user accounts for a customer", "Delete a user account for a customer". `patch`
/// also performs "Reset user password for a customer" and "Restore a deleted user for a customer".
struct customer_user_resource
    : descry::resource<customer_user, customer_user_key, "/v1/customers/{customer_id}/users/{user_id}",
                       app_user_only<descry::get>, app_user_only<descry::patch<>>, app_user_only<descry::remove<>>> {};

}  // namespace partner_center::customer_users

template <>
inline constexpr bool descry::sensitive<& partner_center::customer_users::password_profile::password> = true;

template <>
inline constexpr auto descry::written_as<partner_center::customer_users::sort_direction> = descry::enum_style::pascal;
