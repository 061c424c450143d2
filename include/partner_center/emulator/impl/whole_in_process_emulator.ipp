// whole_in_process_emulator: serves, seeds and defines all resources of Partner Center.
#pragma once

#include <boost/mp11/algorithm.hpp>

#include <partner_center/emulator/whole_in_process_emulator.hpp>
#include <partner_center/resources.hpp>

#include <utility>

namespace partner_center {

DESCRY_DECL whole_in_process_emulator::whole_in_process_emulator(descry::testing::emulator_options options)
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

}  // namespace partner_center
