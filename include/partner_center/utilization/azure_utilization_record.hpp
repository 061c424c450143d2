// azure_utilization_record: the usage of Azure in an hour or a day.
#pragma once

#include <descry/model/decimal.hpp>
#include <descry/model/open_enum.hpp>
#include <descry/model/timestamp.hpp>
#include <descry/rest/resource.hpp>

#include <partner_center/collection.hpp>
#include <partner_center/number_or_text.hpp>
#include <partner_center/query_time.hpp>
#include <partner_center/resource_base.hpp>
#include <partner_center/seek_operation.hpp>
#include <partner_center/subscriptions/subscription_key.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace partner_center::utilization {

/// The period of a record. Used only in queries.
enum class azure_utilization_granularity { daily, hourly };
BOOST_DESCRIBE_ENUM(azure_utilization_granularity, daily, hourly)

struct azure_resource : open_model {
    std::optional<std::string> id, name, category, subcategory, region;

    bool operator==(azure_resource const&) const = default;
};
BOOST_DESCRIBE_STRUCT(azure_resource, (open_model), (id, name, category, subcategory, region))

struct azure_instance_data : basic_resource {
    std::optional<std::string> resource_uri, location, part_number;
    std::optional<number_or_text> order_number;  ///< Text in the service, and a number in its documentation.
    std::optional<std::map<std::string, std::string>> tags;             ///< Set by the customer.
    std::optional<std::map<std::string, std::string>> additional_info;  ///< Depends on the resource type.

    bool operator==(azure_instance_data const&) const = default;
};
BOOST_DESCRIBE_STRUCT(azure_instance_data, (basic_resource),
                      (resource_uri, location, part_number, order_number, tags, additional_info))

struct azure_utilization_record : resource_base {
    std::optional<descry::timestamp> usage_start_time, usage_end_time;
    std::optional<azure_resource> resource;
    std::optional<descry::decimal> quantity;  ///< In `unit`.
    std::optional<std::string> unit;
    std::optional<std::map<std::string, std::string>> info_fields;
    std::optional<azure_instance_data> instance_data;  ///< Present only if details are requested.

    bool operator==(azure_utilization_record const&) const = default;
};
BOOST_DESCRIBE_STRUCT(azure_utilization_record, (resource_base),
                      (usage_start_time, usage_end_time, resource, quantity, unit, info_fields, instance_data))

/// A query of the first page of a period; or, with `seek_operation` alone, of another page by the token of a page.
struct azure_utilization_query {
    /// The period in which the usage was reported.
    std::optional<query_time> start_time{}, end_time{};
    std::optional<descry::open_enum<azure_utilization_granularity>> granularity{};  ///< Default: daily.
    std::optional<bool> show_details{};  ///< Requests `instance_data`, by resource. Default: true.
    std::optional<std::int64_t> size{};  ///< The maximum number of elements of a page.
    std::optional<descry::open_enum<partner_center::seek_operation>> seek_operation{};
};
BOOST_DESCRIBE_STRUCT(azure_utilization_query, (),
                      (start_time, end_time, granularity, show_details, size, seek_operation))

/// "Get a customer's utilization records for Azure".
struct azure_utilization_records_resource
    : descry::resource<collection<azure_utilization_record>, subscriptions::subscription_key,
                       "/v1/customers/{customer_id}/subscriptions/{subscription_id}/utilizations/azure",
                       list_of<azure_utilization_record, azure_utilization_query>> {};

}  // namespace partner_center::utilization

template <>
inline constexpr auto descry::written_as<partner_center::utilization::azure_utilization_granularity> =
    descry::enum_style::pascal;

template <>
inline constexpr descry::object_policy descry::policy_of<partner_center::utilization::azure_utilization_query>{
    .names = descry::casing::as_declared};
