// azure_utilization_record: what was used of Azure in an hour or a day.
#pragma once

#include <descry/model/decimal.hpp>
#include <descry/model/open_enum.hpp>
#include <descry/model/timestamp.hpp>

#include <partner_center/number_or_text.hpp>
#include <partner_center/resource_base.hpp>

#include <map>
#include <optional>
#include <string>

namespace partner_center::utilization {

/// Of a record. Only in queries.
enum class azure_utilization_granularity { daily, hourly };
BOOST_DESCRIBE_ENUM(azure_utilization_granularity, daily, hourly)

struct azure_resource : open_model {
    std::optional<std::string> id, name, category, subcategory, region;

    bool operator==(azure_resource const&) const = default;
};
BOOST_DESCRIBE_STRUCT(azure_resource, (open_model), (id, name, category, subcategory, region))

struct azure_instance_data : basic_resource {
    std::optional<std::string> resource_uri, location, part_number;
    std::optional<number_or_text> order_number;  ///< The service sends text; its documentation has a number.
    std::optional<std::map<std::string, std::string>> tags;             ///< As the customer set them.
    std::optional<std::map<std::string, std::string>> additional_info;  ///< What a kind of resource says of itself.

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
    std::optional<azure_instance_data> instance_data;  ///< Only when details are asked for.

    bool operator==(azure_utilization_record const&) const = default;
};
BOOST_DESCRIBE_STRUCT(azure_utilization_record, (resource_base),
                      (usage_start_time, usage_end_time, resource, quantity, unit, info_fields, instance_data))

}  // namespace partner_center::utilization

template <>
inline constexpr auto descry::written_as<partner_center::utilization::azure_utilization_granularity> =
    descry::enum_style::pascal;
