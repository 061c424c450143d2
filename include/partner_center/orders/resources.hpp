// resources: the declared resources of orders.
#pragma once

#include <boost/mp11/list.hpp>

#include <partner_center/orders/activation_link.hpp>
#include <partner_center/orders/attachment.hpp>
#include <partner_center/orders/order.hpp>
#include <partner_center/orders/provisioning_status.hpp>

namespace partner_center::orders {

using resources = boost::mp11::mp_list<orders_resource, order_resource, order_activation_links_resource,
                                       order_line_item_activation_links_resource, order_attachments_resource,
                                       order_attachment_upload_resource, order_attachment_resource,
                                       order_provisioning_status_resource>;

}  // namespace partner_center::orders
