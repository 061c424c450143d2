// checkout_result: the result of the checkout of a cart.
#pragma once

#include <descry/rest/resource.hpp>

#include <partner_center/carts/cart_key.hpp>
#include <partner_center/orders/order.hpp>
#include <partner_center/resource_base.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace partner_center::carts {

struct order_error : basic_resource {
    std::optional<std::string> order_group_id;
    std::optional<std::int64_t> code;
    std::optional<std::string> description;

    bool operator==(order_error const&) const = default;
};
BOOST_DESCRIBE_STRUCT(order_error, (basic_resource), (order_group_id, code, description))

/// The orders that were created, and the errors of the groups of line items that failed.
struct cart_checkout_result : basic_resource {
    std::optional<std::vector<orders::order>> orders;
    std::optional<std::vector<order_error>> order_errors;

    bool operator==(cart_checkout_result const&) const = default;
};
BOOST_DESCRIBE_STRUCT(cart_checkout_result, (basic_resource), (orders, order_errors))

/// "Checkout a cart". To order on behalf of a user of the customer, name the user in the header
/// `x-ms-customeruser-upn`.
struct cart_checkout_resource
    : descry::resource<cart_checkout_result, cart_key, "/v1/customers/{customer_id}/carts/{cart_id}/checkout",
                       descry::action<>> {};

}  // namespace partner_center::carts
