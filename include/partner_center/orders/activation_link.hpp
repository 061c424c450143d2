// activation_link: links for the activation of purchases.
#pragma once

#include <descry/rest/resource.hpp>

#include <partner_center/collection.hpp>
#include <partner_center/orders/order_key.hpp>
#include <partner_center/resource_base.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace partner_center::orders {

struct order_line_item_activation_link : open_model {
    std::optional<std::int64_t> line_item_number;
    std::optional<partner_center::link> link;

    bool operator==(order_line_item_activation_link const&) const = default;
};
BOOST_DESCRIBE_STRUCT(order_line_item_activation_link, (open_model), (line_item_number, link))

/// The links of all line items of an order. In the SDK, not in the documentation.
struct order_activation_links_resource
    : descry::resource<collection<order_line_item_activation_link>, order_key,
                       "/v1/customers/{customer_id}/orders/{order_id}/activationlinks",
                       list_of<order_line_item_activation_link>> {};

struct order_line_item_key {
    std::string customer_id{}, order_id{}, line_item_number{};
};
BOOST_DESCRIBE_STRUCT(order_line_item_key, (), (customer_id, order_id, line_item_number))

/// "Get activation link by order line item".
struct order_line_item_activation_links_resource
    : descry::resource<collection<order_line_item_activation_link>, order_line_item_key,
                       "/v1/customers/{customer_id}/orders/{order_id}/lineitems/{line_item_number}/activationlinks",
                       list_of<order_line_item_activation_link>> {};

}  // namespace partner_center::orders
