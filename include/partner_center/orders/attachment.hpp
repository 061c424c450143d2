// attachment: the attachments of an order.
#pragma once

#include <descry/model/field_options.hpp>
#include <descry/rest/resource.hpp>

#include <partner_center/collection.hpp>
#include <partner_center/orders/order_key.hpp>
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

/// The metadata of attachments, a part of the upload.
struct attachment_metadata : open_model {
    std::optional<std::string> customer_price;  ///< A number as text, as is the rate.
    std::optional<std::string> fx_rate, currency;
    std::optional<bool> is_part_of_tender;
    std::optional<std::string> tender_link;

    bool operator==(attachment_metadata const&) const = default;
};
BOOST_DESCRIBE_STRUCT(attachment_metadata, (open_model),
                      (customer_price, fx_rate, currency, is_part_of_tender, tender_link))

/// The attachments of an order. In the SDK, not in the documentation, as are the two below.
struct order_attachments_resource
    : descry::resource<collection<order_attachment>, order_key,
                       "/v1/customers/{customer_id}/orders/{order_id}/attachments", list_of<order_attachment>> {};

/// Uploads files, with an optional `attachment_metadata`.
struct order_attachment_upload_resource
    : descry::resource<descry::nothing, order_key, "/v1/customers/{customer_id}/orders/{order_id}/attachment",
                       descry::upload<collection<order_attachment>>> {};

struct order_attachment_key {
    std::string customer_id{}, order_id{}, attachment_id{};
};
BOOST_DESCRIBE_STRUCT(order_attachment_key, (), (customer_id, order_id, attachment_id))

/// One attachment, of any media type.
struct order_attachment_resource
    : descry::resource<descry::nothing, order_attachment_key,
                       "/v1/customers/{customer_id}/orders/{order_id}/attachment/{attachment_id}", descry::download<>> {
};

}  // namespace partner_center::orders

template <>
inline constexpr std::string_view descry::renamed<& partner_center::orders::order_attachment::size_in_kb> = "sizeInKB";
