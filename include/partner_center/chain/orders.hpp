// orders: the chain below a customer's orders and carts.
#pragma once

#include <partner_center/chain/step.hpp>

namespace partner_center {

namespace carts {

struct cart_checkout_resource;
struct cart_resource;

}  // namespace carts

namespace orders {

struct order_activation_links_resource;
struct order_attachment_resource;
struct order_attachment_upload_resource;
struct order_attachments_resource;
struct order_line_item_activation_links_resource;
struct order_provisioning_status_resource;
struct order_resource;

}  // namespace orders

namespace chain {

struct order_line_item_step : step<3> {
    using step::step;
    PARTNER_CENTER_LINK(activation_links, orders::order_line_item_activation_links_resource)
};

struct order_line_items_step : step<2> {
    using step::step;
    order_line_item_step by_id(std::string number) const { return below<order_line_item_step>(std::move(number)); }
};

struct order_attachments_step : step<2> {
    using step::step;
    PARTNER_CENTER_LEAF_BY_ID(by_id, orders::order_attachment_resource)
    PARTNER_CENTER_LINK(upload_form, orders::order_attachment_upload_resource)
};

struct order_step : step<2> {
    using step::step;
    order_line_items_step line_items() const { return below<order_line_items_step>(); }
    PARTNER_CENTER_LINK(activation_links, orders::order_activation_links_resource)
    PARTNER_CENTER_BRANCH(attachments, orders::order_attachments_resource, order_attachments_step)
    PARTNER_CENTER_LINK(provisioning_status, orders::order_provisioning_status_resource)
};

struct orders_step : step<1> {
    using step::step;
    PARTNER_CENTER_BY_ID(by_id, orders::order_resource, order_step)
};

/// One cart. `checkout().invoke()` orders its line items.
struct cart_step : step<2> {
    using step::step;
    PARTNER_CENTER_LINK(checkout, carts::cart_checkout_resource)
};

struct carts_step : step<1> {
    using step::step;
    PARTNER_CENTER_BY_ID(by_id, carts::cart_resource, cart_step)
};

}  // namespace chain

}  // namespace partner_center
