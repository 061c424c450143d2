// provisioning_status: the provisioning status of an order.
#pragma once

#include <descry/rest/resource.hpp>

#include <partner_center/collection.hpp>
#include <partner_center/orders/order_key.hpp>
#include <partner_center/resource_base.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace partner_center::orders {

struct quantity_provisioning_status : basic_resource {
    std::optional<std::int64_t> quantity;
    std::optional<std::string> status;

    bool operator==(quantity_provisioning_status const&) const = default;
};
BOOST_DESCRIBE_STRUCT(quantity_provisioning_status, (basic_resource), (quantity, status))

struct order_line_item_provisioning_status : basic_resource {
    std::optional<std::int64_t> line_item_number;
    std::optional<std::string> status;
    std::optional<std::vector<quantity_provisioning_status>> quantity_provisioning_information;

    bool operator==(order_line_item_provisioning_status const&) const = default;
};
BOOST_DESCRIBE_STRUCT(order_line_item_provisioning_status, (basic_resource),
                      (line_item_number, status, quantity_provisioning_information))

/// The status of each line item of an order. In the SDK, not in the documentation.
struct order_provisioning_status_resource
    : descry::resource<collection<order_line_item_provisioning_status>, order_key,
                       "/v1/customers/{customer_id}/orders/{order_id}/provisioningstatus",
                       list_of<order_line_item_provisioning_status>> {};

}  // namespace partner_center::orders
