// orders: definitions of the functions of orders.hpp.
#pragma once

#include <descry/model/random_guid.hpp>
#include <descry/testing/multipart.hpp>

#include <partner_center/carts/resources.hpp>
#include <partner_center/emulator/ids.hpp>
#include <partner_center/emulator/impl/subscriptions.ipp>
#include <partner_center/emulator/orders.hpp>
#include <partner_center/emulator/seed.hpp>
#include <partner_center/orders/resources.hpp>
#include <partner_center/subscriptions/resources.hpp>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace partner_center::demo {

namespace detail {

/// Creates a subscription for each line of an order.
DESCRY_DECL orders::order place_order(descry::testing::emulator& to, std::string const& customer, orders::order placed)
{
    using namespace orders;
    placed.id = descry::random_guid();
    placed.reference_customer_id = customer;
    placed.status = "completed";
    if (!placed.currency_code) placed.currency_code = "USD";
    if (!placed.line_items) placed.line_items.emplace();
    auto const self = "/customers/" + customer + "/orders/" + *placed.id;
    placed.links.emplace().self.emplace().uri = self;
    placed.links->self->method = "GET";

    std::vector<order_line_item_provisioning_status> pending;
    for (auto& line : *placed.line_items) {
        line.line_item_number = static_cast<std::int64_t>(pending.size());
        line.subscription_id = descry::random_guid();
        seed_subscription(to, customer, *line.subscription_id,
                          filled({{"order", *placed.id}}, R"({"orderId": "{order}"})"));
        to.change<subscriptions::subscription_resource>({customer, *line.subscription_id},
                                                        [&](subscriptions::subscription& bought) {
                                                            bought.offer_id = line.offer_id;
                                                            bought.friendly_name = line.friendly_name;
                                                            bought.quantity = line.quantity;
                                                        });
        auto& status = pending.emplace_back();
        status.line_item_number = line.line_item_number;
        status.status = "pending";
    }
    auto done = pending;
    for (auto& each : done) each.status = "fulfilled";
    std::vector<collection<order_line_item_provisioning_status>> states(2);
    states[0].items = std::move(pending);
    states[1].items = std::move(done);
    to.seed_states<order_provisioning_status_resource>({customer, *placed.id}, std::move(states));
    to.seed<order_resource>({customer, *placed.id}, placed);
    return to.stored<order_resource>({customer, *placed.id}).value();
}

/// Creates one order from a cart, and deletes the cart.
DESCRY_DECL carts::cart_checkout_result check_out(descry::testing::emulator& to, carts::cart_key const& key)
{
    auto const cart = to.stored<carts::cart_resource>(key);
    if (!cart) throw descry::testing::fault(descry::testing::refusal::unknown_key, "There is no such cart.");
    orders::order bought;
    for (auto const& line : cart->line_items.value_or(std::vector<carts::cart_line_item>())) {
        auto& ordered =
            bought.line_items ? bought.line_items->emplace_back() : bought.line_items.emplace().emplace_back();
        ordered.offer_id = line.catalog_item_id;
        ordered.friendly_name = line.friendly_name;
        ordered.quantity = line.quantity;
        ordered.term_duration = line.term_duration;
        bought.billing_cycle = line.billing_cycle;
        bought.currency_code = line.currency_code;
    }
    to.erase<carts::cart_resource>(key);
    carts::cart_checkout_result out;
    out.orders.emplace().push_back(place_order(to, key.customer_id, std::move(bought)));
    out.order_errors.emplace();
    return out;
}

DESCRY_DECL collection<orders::order_attachment> attach(descry::testing::emulator& to, orders::order_key const& key,
                                                        std::vector<descry::testing::form_part> const& parts)
{
    collection<orders::order_attachment> out;
    out.items.emplace();
    for (auto const& part : parts) {
        if (part.file_name.empty()) continue;
        orders::order_attachment attached;
        attached.attachment_id = descry::random_guid();
        attached.file_name = part.file_name;
        attached.size_in_kb = static_cast<std::int64_t>((part.content.size() + 1023) / 1024);
        attached.attachment_type = part.name;
        to.seed_file<orders::order_attachment_resource>({key.customer_id, key.order_id, *attached.attachment_id},
                                                        part.media_type, part.content);
        add_to<orders::order_attachments_resource>(to, key, attached);
        out.items->push_back(std::move(attached));
    }
    out.total_count = static_cast<std::int64_t>(out.items->size());
    return out;
}

}  // namespace detail

DESCRY_DECL void seed_orders(descry::testing::emulator& to)
{
    using namespace orders;
    auto const link = filled({{"customer_id", customer_id}, {"subscription_id", subscription_id}}, R"({
        "uri": "/customers/{customer_id}/subscriptions/{subscription_id}",
        "method": "GET",
        "headers": []
    })");
    to.seed_json<order_resource>({customer_id, order_id}, filled({{"order_id", order_id},
                                                                  {"customer_id", customer_id},
                                                                  {"subscription_id", subscription_id},
                                                                  {"link", link},
                                                                  {"azure_subscription_id", azure_subscription_id}},
                                                                 R"({
            "id": "{order_id}",
            "referenceCustomerId": "{customer_id}",
            "billingCycle": "monthly",
            "currencyCode": "USD",
            "currencySymbol": "$",
            "lineItems": [
                {
                    "lineItemNumber": 0,
                    "offerId": "031C9E47-4802-4248-838E-778FB1D2CC05",
                    "subscriptionId": "{subscription_id}",
                    "friendlyName": "Seats",
                    "quantity": 10,
                    "links": {"subscription": {link}}
                },
                {
                    "lineItemNumber": 1,
                    "offerId": "DZH318Z0BPS6:0001",
                    "subscriptionId": "{azure_subscription_id}",
                    "friendlyName": "Azure",
                    "quantity": 1
                }
            ],
            "creationDate": "2024-01-15T00:00:00Z",
            "status": "completed",
            "totalPrice": 220.00,
            "links": {
                "self": {"uri": "/customers/{customer_id}/orders/{order_id}", "method": "GET", "headers": []}
            },
            "attributes": {"objectType": "Order"}
        })"));
    to.seed_json<order_activation_links_resource>({customer_id, order_id},
                                                  R"({
            "items": [{"lineItemNumber": 0, "link": {"uri": "https://example.com/activate", "method": "GET"}}]
        })");
    to.seed_json<order_line_item_activation_links_resource>({customer_id, order_id, "0"},
                                                            R"({
            "items": [{"lineItemNumber": 0, "link": {"uri": "https://example.com/activate", "method": "GET"}}]
        })");
    to.seed_json<order_provisioning_status_resource>({customer_id, order_id},
                                                     R"({
            "items": [{"lineItemNumber": 0, "status": "fulfilled"}, {"lineItemNumber": 1, "status": "fulfilled"}]
        })");
    to.seed<order_attachments_resource>({customer_id, order_id});
}

DESCRY_DECL void act_on_orders(descry::testing::emulator& to)
{
    to.on<orders::orders_resource>([&to](customer_key const& key, orders::order const& requested) {
        return detail::place_order(to, key.customer_id, requested);
    });
    to.on<carts::cart_checkout_resource>([&to](carts::cart_key const& key) { return detail::check_out(to, key); });
    to.on<orders::order_attachment_upload_resource>(
        [&to](orders::order_key const& key, std::vector<descry::testing::form_part> const& parts) {
            return detail::attach(to, key, parts);
        });
}

}  // namespace partner_center::demo
