// whole_in_process_emulator: all declared resources of Partner Center, in memory, without sockets.
#pragma once

#include <boost/mp11/algorithm.hpp>

#include <partner_center/emulator/customers.hpp>
#include <partner_center/emulator/devices.hpp>
#include <partner_center/emulator/in_process_emulator.hpp>
#include <partner_center/emulator/invoices.hpp>
#include <partner_center/emulator/offers.hpp>
#include <partner_center/emulator/orders.hpp>
#include <partner_center/emulator/partner.hpp>
#include <partner_center/emulator/records.hpp>
#include <partner_center/emulator/subscriptions.hpp>
#include <partner_center/emulator/users.hpp>
#include <partner_center/resources.hpp>

#include <utility>

namespace partner_center {

/// Serves all declared resources. It is seeded with two customers with subscriptions, orders, users, devices and
/// records, and with the partner's invoices and profiles; their ids are in `demo`. The effects of the declared actions
/// and jobs are defined. This header compiles all models of the API; a test that needs only some of them compiles
/// faster if it serves those from an `in_process_emulator`.
class whole_in_process_emulator : public in_process_emulator {
public:
    explicit whole_in_process_emulator(descry::testing::emulator_options options = {})
        : in_process_emulator(std::move(options))
    {
        require_guid("subscription_id");
        require_guid("user_id");
        serve_all<boost::mp11::mp_remove<resources, billing_profile>>();

        demo::seed_customers(*this);
        demo::seed_subscriptions(*this);
        demo::seed_orders(*this);
        demo::seed_users(*this);
        demo::seed_invoices(*this);
        demo::seed_offers(*this);
        demo::seed_devices(*this);
        demo::seed_records(*this);
        demo::seed_partner(*this);

        demo::act_on_customers(*this);
        demo::act_on_subscriptions(*this);
        demo::act_on_orders(*this);
        demo::act_on_users(*this);
        demo::act_on_devices(*this);
        demo::act_on_partner(*this);
    }
};

}  // namespace partner_center
