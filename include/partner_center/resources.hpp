// resources: the list of all declared resources, for the emulator and tests.
#pragma once

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <partner_center/agreements/resources.hpp>
#include <partner_center/audit_records/resources.hpp>
#include <partner_center/carts/resources.hpp>
#include <partner_center/customer_directory_roles/resources.hpp>
#include <partner_center/customer_users/resources.hpp>
#include <partner_center/customers/resources.hpp>
#include <partner_center/devices_deployment/resources.hpp>
#include <partner_center/domains/resources.hpp>
#include <partner_center/invoices/resources.hpp>
#include <partner_center/offers/resources.hpp>
#include <partner_center/orders/resources.hpp>
#include <partner_center/profiles/resources.hpp>
#include <partner_center/service_requests/resources.hpp>
#include <partner_center/subscribed_skus/resources.hpp>
#include <partner_center/subscriptions/resources.hpp>
#include <partner_center/utilization/resources.hpp>
#include <partner_center/webhooks/resources.hpp>

namespace partner_center {

using resources = boost::mp11::mp_append<
    agreements::resources, audit_records::resources, carts::resources, customer_directory_roles::resources,
    customer_users::resources, customers::resources, devices_deployment::resources, domains::resources,
    invoices::resources, offers::resources, orders::resources, profiles::resources, service_requests::resources,
    subscribed_skus::resources, subscriptions::resources, utilization::resources, webhooks::resources>;

}  // namespace partner_center
