// users: the chain below a customer's users and their roles.
#pragma once

#include <partner_center/chain/step.hpp>

namespace partner_center {

namespace customer_directory_roles {

struct user_member_resource;
struct user_members_resource;

}  // namespace customer_directory_roles

namespace customer_users {

struct user_directory_roles_resource;
struct customer_user_resource;
struct license_updates_resource;
struct licenses_resource;

}  // namespace customer_users

namespace chain {

struct customer_user_step : step<2> {
    using step::step;
    PARTNER_CENTER_LINK(directory_roles, customer_users::user_directory_roles_resource)
    PARTNER_CENTER_LINK(license_updates, customer_users::license_updates_resource)
    PARTNER_CENTER_LINK(licenses, customer_users::licenses_resource)
};

struct customer_users_step : step<1> {
    using step::step;
    PARTNER_CENTER_BY_ID(by_id, customer_users::customer_user_resource, customer_user_step)
};

struct user_members_step : step<2> {
    using step::step;
    PARTNER_CENTER_LEAF_BY_ID(by_id, customer_directory_roles::user_member_resource)
};

struct directory_role_step : step<2> {
    using step::step;
    PARTNER_CENTER_BRANCH(user_members, customer_directory_roles::user_members_resource, user_members_step)
};

struct directory_roles_step : step<1> {
    using step::step;
    directory_role_step by_id(std::string id) const { return below<directory_role_step>(std::move(id)); }
};

}  // namespace chain

}  // namespace partner_center
