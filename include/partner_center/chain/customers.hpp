// customers: the chain below the partner's customers.
#pragma once

#include <partner_center/chain/devices.hpp>
#include <partner_center/chain/orders.hpp>
#include <partner_center/chain/step.hpp>
#include <partner_center/chain/subscriptions.hpp>
#include <partner_center/chain/users.hpp>

namespace partner_center {

struct billing_profile;

namespace agreements {

struct agreements_resource;
struct direct_signed_customer_agreement_status_resource;

}  // namespace agreements

namespace carts {

struct carts_resource;

}  // namespace carts

namespace customer_directory_roles {

struct directory_roles_resource;

}  // namespace customer_directory_roles

namespace customer_users {

struct customer_users_resource;

}  // namespace customer_users

namespace customers {

struct company_profile_resource;
struct customer_resource;

}  // namespace customers

namespace devices_deployment {

struct configuration_policies_resource;
struct device_batches_resource;
struct device_policy_updates_resource;

}  // namespace devices_deployment

namespace domains {

struct verified_domains_resource;

}  // namespace domains

namespace offers {

struct customer_offer_categories_resource;
struct customer_offers_resource;

}  // namespace offers

namespace orders {

struct orders_resource;

}  // namespace orders

namespace service_requests {

struct customer_service_request_resource;
struct customer_service_requests_resource;

}  // namespace service_requests

namespace subscribed_skus {

struct subscribed_skus_resource;

}  // namespace subscribed_skus

namespace subscriptions {

struct subscriptions_resource;

}  // namespace subscriptions

namespace chain {

struct customer_profiles_step : step<1> {
    using step::step;
    PARTNER_CENTER_LINK(billing, billing_profile)
    PARTNER_CENTER_LINK(company, customers::company_profile_resource)
};

struct customer_agreements_step : step<1> {
    using step::step;
    PARTNER_CENTER_LINK(direct_signed_status, agreements::direct_signed_customer_agreement_status_resource)
};

struct customer_service_requests_step : step<1> {
    using step::step;
    PARTNER_CENTER_LEAF_BY_ID(by_id, service_requests::customer_service_request_resource)
};

struct customer_step : step<1> {
    using step::step;
    batch_upload_status_step batch_upload_status() const { return below<batch_upload_status_step>(); }
    customer_profiles_step profiles() const { return below<customer_profiles_step>(); }
    PARTNER_CENTER_BRANCH(agreements, agreements::agreements_resource, customer_agreements_step)
    PARTNER_CENTER_BRANCH(carts, carts::carts_resource, carts_step)
    PARTNER_CENTER_BRANCH(configuration_policies, devices_deployment::configuration_policies_resource,
                          configuration_policies_step)
    PARTNER_CENTER_BRANCH(device_batches, devices_deployment::device_batches_resource, device_batches_step)
    PARTNER_CENTER_LINK(device_policy, devices_deployment::device_policy_updates_resource)
    PARTNER_CENTER_BRANCH(directory_roles, customer_directory_roles::directory_roles_resource, directory_roles_step)
    PARTNER_CENTER_LINK(offer_categories, offers::customer_offer_categories_resource)
    PARTNER_CENTER_LINK(offers, offers::customer_offers_resource)
    PARTNER_CENTER_BRANCH(orders, orders::orders_resource, orders_step)
    PARTNER_CENTER_BRANCH(service_requests, service_requests::customer_service_requests_resource,
                          customer_service_requests_step)
    PARTNER_CENTER_LINK(subscribed_skus, subscribed_skus::subscribed_skus_resource)
    PARTNER_CENTER_BRANCH(subscriptions, subscriptions::subscriptions_resource, subscriptions_step)
    PARTNER_CENTER_BRANCH(users, customer_users::customer_users_resource, customer_users_step)
    PARTNER_CENTER_LINK(verified_domain, domains::verified_domains_resource)
};

struct customers_step : step<0> {
    using step::step;
    PARTNER_CENTER_BY_ID(by_id, customers::customer_resource, customer_step)
};

}  // namespace chain

}  // namespace partner_center
