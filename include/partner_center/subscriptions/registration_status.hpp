// registration_status: the registration of a subscription, which reserved instances require.
#pragma once

#include <descry/core/naming.hpp>
#include <descry/rest/job.hpp>
#include <descry/rest/resource.hpp>

#include <partner_center/resource_base.hpp>
#include <partner_center/subscriptions/subscription_key.hpp>

#include <optional>
#include <string>

namespace partner_center::subscriptions {

struct subscription_registration_status : basic_resource {
    std::optional<std::string> subscription_id;
    std::optional<std::string> status;  ///< `registering`, `registered`, `notregistered`

    bool operator==(subscription_registration_status const&) const = default;
};
BOOST_DESCRIBE_STRUCT(subscription_registration_status, (basic_resource), (subscription_id, status))

/// True if the registration has ended, successfully or not.
inline bool has_ended(subscription_registration_status const& registration)
{
    return registration.status && !descry::equal_ignoring_case(*registration.status, "registering");
}

/// "Get subscription registration status".
struct subscription_registration_status_resource
    : descry::resource<subscription_registration_status, subscription_key,
                       "/v1/customers/{customer_id}/subscriptions/{subscription_id}/registrationstatus", descry::get> {
};

/// "Register a subscription".
struct subscription_registrations_resource
    : descry::resource<descry::nothing, subscription_key,
                       "/v1/customers/{customer_id}/subscriptions/{subscription_id}/registrations",
                       descry::starts<descry::action<>, subscription_registration_status_resource, has_ended>> {};

}  // namespace partner_center::subscriptions
