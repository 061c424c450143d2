// resources: the declared resources of webhooks.
#pragma once

#include <boost/mp11/list.hpp>

#include <partner_center/webhooks/webhook_registration.hpp>
#include <partner_center/webhooks/webhook_validation_event.hpp>

namespace partner_center::webhooks {

using resources = boost::mp11::mp_list<webhook_registration_resource, webhook_events_resource,
                                       webhook_validation_events_resource, webhook_validation_event_resource>;

}  // namespace partner_center::webhooks
