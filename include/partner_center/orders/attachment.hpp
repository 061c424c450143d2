// attachment: papers that come with an order.
#pragma once

#include <descry/model/field_options.hpp>

#include <partner_center/resource_base.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace partner_center::orders {

struct order_attachment : basic_resource {
    std::optional<std::string> attachment_id, file_name;
    std::optional<std::int64_t> size_in_kb;
    std::optional<std::string> attachment_type;

    bool operator==(order_attachment const&) const = default;
};
BOOST_DESCRIBE_STRUCT(order_attachment, (basic_resource), (attachment_id, file_name, size_in_kb, attachment_type))

/// What is said about the papers: a part of the upload.
struct attachment_metadata : open_model {
    std::optional<std::string> customer_price;  ///< As text, as is the rate.
    std::optional<std::string> fx_rate, currency;
    std::optional<bool> is_part_of_tender;
    std::optional<std::string> tender_link;

    bool operator==(attachment_metadata const&) const = default;
};
BOOST_DESCRIBE_STRUCT(attachment_metadata, (open_model),
                      (customer_price, fx_rate, currency, is_part_of_tender, tender_link))

}  // namespace partner_center::orders

template <>
inline constexpr std::string_view descry::renamed<&partner_center::orders::order_attachment::size_in_kb> = "sizeInKB";
