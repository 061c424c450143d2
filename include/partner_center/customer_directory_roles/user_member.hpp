// user_member: the users with a role.
#pragma once

#include <descry/model/open_enum.hpp>
#include <descry/rest/resource.hpp>

#include <partner_center/collection.hpp>
#include <partner_center/resource_base.hpp>
#include <partner_center/seek_operation.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace partner_center::customer_directory_roles {

struct user_member : basic_resource {
    std::optional<std::string> id, display_name, user_principal_name, role_id;

    bool operator==(user_member const&) const = default;
};
BOOST_DESCRIBE_STRUCT(user_member, (basic_resource), (id, display_name, user_principal_name, role_id))

struct user_members_key {
    std::string customer_id{};  ///< The customer's tenant id, a GUID.
    std::string role_id{};      ///< The id of a `directory_role`, a GUID.
};
BOOST_DESCRIBE_STRUCT(user_members_key, (), (customer_id, role_id))

/// `size` requests the first page; `seek_operation` requests another one, with the token of a page.
struct user_members_query {
    std::optional<descry::open_enum<partner_center::seek_operation>> seek_operation{};
    std::optional<std::int64_t> size{};  ///< The maximum number of elements of a page.
};
BOOST_DESCRIBE_STRUCT(user_members_query, (), (seek_operation, size))

/// "Get user members of a role for a customer", "Set user roles for a customer".
struct user_members_resource
    : descry::resource<
          collection<user_member>, user_members_key, "/v1/customers/{customer_id}/directoryroles/{role_id}/usermembers",
          app_user_only<list_of<user_member, user_members_query>>, app_user_only<descry::create<user_member>>> {};

struct user_member_key {
    std::string customer_id{};  ///< The customer's tenant id, a GUID.
    std::string role_id{};      ///< The id of a `directory_role`, a GUID.
    std::string user_id{};      ///< A GUID.
};
BOOST_DESCRIBE_STRUCT(user_member_key, (), (customer_id, role_id, user_id))

/// "Remove a customer user from a role".
struct user_member_resource
    : descry::resource<user_member, user_member_key,
                       "/v1/customers/{customer_id}/directoryroles/{role_id}/usermembers/{user_id}",
                       app_user_only<descry::remove<>>> {};

}  // namespace partner_center::customer_directory_roles
