// webhook_validation_event: the result of a test event.
#pragma once

#include <boost/describe/class.hpp>

#include <descry/model/timestamp.hpp>
#include <descry/rest/resource.hpp>

#include <partner_center/resource_base.hpp>

#include <optional>
#include <string>
#include <vector>

namespace partner_center::webhooks {

/// The response of the receiver.
struct webhook_response : open_model {
    std::optional<std::string> response_code, response_message;
    std::optional<bool> system_error;
    std::optional<descry::timestamp> date_time_utc;

    bool operator==(webhook_response const&) const = default;
};
BOOST_DESCRIBE_STRUCT(webhook_response, (open_model), (response_code, response_message, system_error, date_time_utc))

/// The response to a new test event has only its `correlation_id`, with which the other members are read.
struct webhook_validation_event : open_model {
    std::optional<std::string> correlation_id, partner_id, status, callback_url;
    std::optional<std::vector<webhook_response>> results;

    bool operator==(webhook_validation_event const&) const = default;
};
BOOST_DESCRIBE_STRUCT(webhook_validation_event, (open_model),
                      (correlation_id, partner_id, status, callback_url, results))

/// "Send a test event to validate your registration", at most twice a minute.
struct webhook_validation_events_resource
    : descry::resource<webhook_validation_event, descry::nothing, "/webhooks/v1/registration/validationEvents",
                       descry::action<>> {};

struct webhook_validation_event_key {
    std::string correlation_id{};  ///< The id in the response to the test event, a GUID.
};
BOOST_DESCRIBE_STRUCT(webhook_validation_event_key, (), (correlation_id))

/// "Verify that the event was delivered".
struct webhook_validation_event_resource
    : descry::resource<webhook_validation_event, webhook_validation_event_key,
                       "/webhooks/v1/registration/validationEvents/{correlation_id}", descry::get> {};

}  // namespace partner_center::webhooks
