// activation_link: where a customer activates what was bought.
#pragma once

#include <partner_center/resource_base.hpp>

#include <cstdint>
#include <optional>

namespace partner_center::orders {

struct order_line_item_activation_link : open_model {
    std::optional<std::int64_t> line_item_number;
    std::optional<partner_center::link> link;

    bool operator==(order_line_item_activation_link const&) const = default;
};
BOOST_DESCRIBE_STRUCT(order_line_item_activation_link, (open_model), (line_item_number, link))

}  // namespace partner_center::orders
