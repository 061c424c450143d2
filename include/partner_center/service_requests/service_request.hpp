// service_request: a support request of the partner to Microsoft.
#pragma once

#include <descry/model/open_enum.hpp>
#include <descry/model/timestamp.hpp>
#include <descry/rest/resource.hpp>

#include <partner_center/collection.hpp>
#include <partner_center/customers/customer_key.hpp>
#include <partner_center/filter.hpp>
#include <partner_center/resource_base.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace partner_center::service_requests {

enum class service_request_severity { unknown, critical, moderate, minimal };
BOOST_DESCRIBE_ENUM(service_request_severity, unknown, critical, moderate, minimal)

enum class service_request_status { none, open, closed, attention_needed };
BOOST_DESCRIBE_ENUM(service_request_status, none, open, closed, attention_needed)

struct service_request_organization : open_model {
    std::optional<std::string> id, name, phone_number;

    bool operator==(service_request_organization const&) const = default;
};
BOOST_DESCRIBE_STRUCT(service_request_organization, (open_model), (id, name, phone_number))

struct service_request_contact : open_model {
    std::optional<service_request_organization> organization;
    std::optional<std::string> contact_id, last_name, first_name, email, phone_number;

    bool operator==(service_request_contact const&) const = default;
};
BOOST_DESCRIBE_STRUCT(service_request_contact, (open_model),
                      (organization, contact_id, last_name, first_name, email, phone_number))

struct service_request_note : open_model {
    std::optional<std::string> created_by_name;
    std::optional<descry::timestamp> created_date;
    std::optional<std::string> text;

    bool operator==(service_request_note const&) const = default;
};
BOOST_DESCRIBE_STRUCT(service_request_note, (open_model), (created_by_name, created_date, text))

struct file_info : open_model {
    std::optional<std::string> id, comment, file_extension, file_name_without_extension;
    std::optional<std::int64_t> file_size;  ///< In bytes.

    bool operator==(file_info const&) const = default;
};
BOOST_DESCRIBE_STRUCT(file_info, (open_model), (id, comment, file_extension, file_name_without_extension, file_size))

struct service_request : basic_resource {
    std::optional<std::string> id, title, description;
    std::optional<descry::open_enum<service_request_severity>> severity;
    std::optional<std::string> support_topic_id, support_topic_name;
    std::optional<descry::open_enum<service_request_status>> status;
    std::optional<service_request_organization> organization;
    std::optional<service_request_contact> primary_contact, last_updated_by;
    std::optional<std::string> product_name, product_id;
    std::optional<descry::timestamp> created_date, last_modified_date, last_closed_date;
    std::optional<service_request_note> new_note;  ///< Added by an update.
    std::optional<std::vector<service_request_note>> notes;
    std::optional<std::string> country_code;  ///< ISO 3166-1 alpha-2, `US`
    std::optional<std::vector<file_info>> file_links;

    bool operator==(service_request const&) const = default;
};
BOOST_DESCRIBE_STRUCT(service_request, (basic_resource),
                      (id, title, description, severity, support_topic_id, support_topic_name, status, organization,
                       primary_contact, last_updated_by, product_name, product_id, created_date, last_modified_date,
                       last_closed_date, new_note, notes, country_code, file_links))

/// The fields by which the service filters; see `where`.
struct search : searchable {
    service_request_status status;
};
BOOST_DESCRIBE_STRUCT(search, (), (status))

struct service_requests_query {
    std::optional<std::int64_t> size{};    ///< The maximum number of elements of a page.
    std::optional<std::int64_t> offset{};  ///< The number of elements before the page.
    std::optional<partner_center::filter<search>> filter{};
};
BOOST_DESCRIBE_STRUCT(service_requests_query, (), (size, offset, filter))

/// "Get all service requests" of the partner.
struct service_requests_resource : descry::resource<collection<service_request>, descry::nothing, "/v1/servicerequests",
                                                    list_of<service_request, service_requests_query>> {};

struct service_request_key {
    std::string service_request_id{};
};
BOOST_DESCRIBE_STRUCT(service_request_key, (), (service_request_id))

/// "Get a service request by ID", "Update a service request".
struct service_request_resource
    : descry::resource<service_request, service_request_key, "/v1/servicerequests/{service_request_id}",
                       app_user_only<descry::get>, app_user_only<descry::patch<>>> {};

struct new_service_request_key {
    std::string agent_locale{};  ///< `en-US`: the language of the support agent.
};
BOOST_DESCRIBE_STRUCT(new_service_request_key, (), (agent_locale))

/// A new request. In the configuration of the SDK, not in the documentation.
struct new_service_request_resource : descry::resource<service_request, new_service_request_key,
                                                       "/v1/servicerequests/{agent_locale}", descry::create<>> {};

/// "Get all service requests for a customer".
struct customer_service_requests_resource
    : descry::resource<collection<service_request>, customer_key, "/v1/customers/{customer_id}/servicerequests",
                       app_user_only<list_of<service_request, service_requests_query>>> {};

struct customer_service_request_key {
    std::string customer_id{};  ///< The customer's tenant id, a GUID.
    std::string service_request_id{};
};
BOOST_DESCRIBE_STRUCT(customer_service_request_key, (), (customer_id, service_request_id))

/// A service request of a customer, and its update. In the SDK, not in the documentation.
struct customer_service_request_resource
    : descry::resource<service_request, customer_service_request_key,
                       "/v1/customers/{customer_id}/servicerequests/{service_request_id}", descry::get,
                       descry::patch<>> {};

}  // namespace partner_center::service_requests
