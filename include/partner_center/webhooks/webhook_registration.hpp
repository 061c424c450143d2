// webhook_registration: the registration of a webhook.
#pragma once

#include <descry/model/timestamp.hpp>
#include <descry/rest/resource.hpp>

#include <partner_center/resource_base.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace partner_center::webhooks {

/// The service writes the names in PascalCase.
struct webhook_registration : open_model {
    std::optional<std::string> subscriber_id, webhook_url;
    /// `subscription-updated`, `invoice-ready`; `test-created` for tests.
    std::optional<std::vector<std::string>> webhook_events;
    /// True to send the signature in `x-ms-signature` instead of `Authorization`.
    std::optional<bool> signature_token_to_ms_signature_header;
    std::optional<std::map<std::string, std::string>> properties;
    std::optional<descry::timestamp> last_modified_timestamp;

    bool operator==(webhook_registration const&) const = default;
};
BOOST_DESCRIBE_STRUCT(webhook_registration, (open_model),
                      (subscriber_id, webhook_url, webhook_events, signature_token_to_ms_signature_header, properties,
                       last_modified_timestamp))

/// "View a registration", "Register to receive events", which fails if a registration exists, and "Update an event
/// registration".
struct webhook_registration_resource
    : descry::resource<webhook_registration, descry::nothing, "/webhooks/v1/registration", descry::get,
                       descry::create<>, descry::put<>> {};

/// "Get a list of events": the names of the available events.
struct webhook_events_resource
    : descry::resource<std::vector<std::string>, descry::nothing, "/webhooks/v1/registration/events", descry::get> {};

}  // namespace partner_center::webhooks
