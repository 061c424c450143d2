// users: definitions of the functions of users.hpp.
#pragma once

#include <partner_center/customer_directory_roles/resources.hpp>
#include <partner_center/customer_users/resources.hpp>
#include <partner_center/emulator/ids.hpp>
#include <partner_center/emulator/seed.hpp>
#include <partner_center/emulator/users.hpp>
#include <partner_center/subscribed_skus/resources.hpp>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace partner_center::demo {

namespace detail {

DESCRY_DECL void seed_user(descry::testing::emulator& to, std::string const& id, std::string const& first,
                           std::string const& last)
{
    using namespace customer_users;
    to.seed_json<customer_user_resource>({customer_id, id}, filled({{"id", id}, {"first", first}, {"last", last}}, R"({
            "id": "{id}",
            "userPrincipalName": "{first}@contoso.onmicrosoft.com",
            "firstName": "{first}",
            "lastName": "{last}",
            "displayName": "{first} {last}",
            "userDomainType": "managed",
            "state": "active",
            "usageLocation": "US"
        })"));
    to.seed<licenses_resource>({customer_id, id});
    to.seed<user_directory_roles_resource>({customer_id, id});
}

/// Assigns licenses of the customer's SKUs to a user, and removes them. Ids of other SKUs are ignored.
DESCRY_DECL customer_users::license_update update_licenses(descry::testing::emulator& to,
                                                           customer_users::customer_user_key const& key,
                                                           customer_users::license_update const& requested)
{
    auto skus = to.stored<subscribed_skus::subscribed_skus_resource>({key.customer_id})
                    .value_or(collection<subscribed_skus::subscribed_sku>());
    auto held = to.stored<customer_users::licenses_resource>(key).value_or(collection<customer_users::license>());
    if (!skus.items) skus.items.emplace();
    if (!held.items) held.items.emplace();
    auto const is = [](auto const& of, std::string const& id) { return of.product_sku && of.product_sku->id == id; };
    for (auto& sku : *skus.items) {
        auto const id = sku.product_sku ? sku.product_sku->id.value_or("") : "";
        auto const before = static_cast<std::int64_t>(held.items->size());
        for (auto const& removed : requested.licenses_to_remove.value_or(std::vector<std::string>()))
            if (removed == id) std::erase_if(*held.items, [&](auto const& each) { return is(each, id); });
        for (auto const& given :
             requested.licenses_to_assign.value_or(std::vector<customer_users::license_assignment>())) {
            if (given.sku_id != id) continue;
            auto& license = held.items->emplace_back();
            license.product_sku = sku.product_sku;
            license.service_plans = sku.service_plans;
        }
        auto const more = static_cast<std::int64_t>(held.items->size()) - before;
        sku.consumed_units = sku.consumed_units.value_or(0) + more;
        sku.available_units = sku.available_units.value_or(0) - more;
    }
    to.seed<subscribed_skus::subscribed_skus_resource>({key.customer_id}, std::move(skus));
    to.seed<customer_users::licenses_resource>(key, std::move(held));
    return requested;
}

}  // namespace detail

DESCRY_DECL void seed_users(descry::testing::emulator& to)
{
    using namespace customer_directory_roles;
    detail::seed_user(to, user_id, "Ada", "Lee");
    detail::seed_user(to, other_user_id, "Bob", "Kay");

    auto const role = filled({{"role_id", role_id}}, R"({"id": "{role_id}", "name": "Helpdesk administrator"})");
    to.seed_json<directory_roles_resource>({customer_id}, filled({{"role", role}}, R"({"items": [{role}]})"));
    to.seed_json<user_member_resource>({customer_id, role_id, user_id},
                                       filled({{"user_id", user_id}, {"role_id", role_id}}, R"({
            "id": "{user_id}",
            "displayName": "Ada Lee",
            "userPrincipalName": "Ada@contoso.onmicrosoft.com",
            "roleId": "{role_id}"
        })"));
    to.seed_json<customer_users::user_directory_roles_resource>({customer_id, user_id},
                                                                filled({{"role", role}}, R"({"items": [{role}]})"));
    to.seed_json<subscribed_skus::subscribed_skus_resource>({customer_id}, filled({{"sku_id", sku_id}}, R"({
            "items": [
                {
                    "availableUnits": 10,
                    "activeUnits": 10,
                    "consumedUnits": 0,
                    "suspendedUnits": 0,
                    "totalUnits": 10,
                    "warningUnits": 0,
                    "productSku": {
                        "id": "{sku_id}",
                        "name": "Microsoft 365 Business Premium",
                        "skuPartNumber": "SPB",
                        "targetType": "User",
                        "licenseGroupId": "group1"
                    },
                    "servicePlans": [
                        {
                            "displayName": "Exchange Online",
                            "serviceName": "EXCHANGE_S_STANDARD",
                            "id": "9aaf7827-d63c-4b61-89c3-182f06f82e5c",
                            "capabilityStatus": "Enabled",
                            "targetType": "User"
                        }
                    ],
                    "capabilityStatus": "Enabled"
                }
            ]
        })"));
}

DESCRY_DECL void act_on_users(descry::testing::emulator& to)
{
    using namespace customer_users;
    to.on<license_updates_resource>([&to](customer_user_key const& key, license_update const& requested) {
        return detail::update_licenses(to, key, requested);
    });
}

}  // namespace partner_center::demo
