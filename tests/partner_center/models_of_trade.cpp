#include "models.hpp"

#include <partner_center/billing.hpp>
#include <partner_center/carts/cart.hpp>
#include <partner_center/carts/checkout_result.hpp>
#include <partner_center/entitlements/entitlement.hpp>
#include <partner_center/entitlements/reserved_instance_artifact_details.hpp>
#include <partner_center/invoices/daily_rated_usage_line_item.hpp>
#include <partner_center/invoices/estimate_link.hpp>
#include <partner_center/invoices/invoice.hpp>
#include <partner_center/invoices/invoice_line_item.hpp>
#include <partner_center/invoices/invoice_summary.hpp>
#include <partner_center/invoices/license_based_line_item.hpp>
#include <partner_center/invoices/line_item.hpp>
#include <partner_center/invoices/one_time_invoice_line_item.hpp>
#include <partner_center/invoices/usage_based_line_item.hpp>
#include <partner_center/offers/offer.hpp>
#include <partner_center/offers/offer_category.hpp>
#include <partner_center/orders/activation_link.hpp>
#include <partner_center/orders/attachment.hpp>
#include <partner_center/orders/order.hpp>
#include <partner_center/orders/provisioning_status.hpp>
#include <partner_center/promotion_eligibilities/promotion_eligibilities.hpp>
#include <partner_center/subscriptions/activation_result.hpp>
#include <partner_center/subscriptions/azure_entitlement.hpp>
#include <partner_center/subscriptions/contract.hpp>
#include <partner_center/subscriptions/conversion.hpp>
#include <partner_center/subscriptions/overage.hpp>
#include <partner_center/subscriptions/provisioning_status.hpp>
#include <partner_center/subscriptions/registration_status.hpp>
#include <partner_center/subscriptions/subscription.hpp>
#include <partner_center/subscriptions/support_contact.hpp>
#include <partner_center/subscriptions/transition.hpp>
#include <partner_center/subscriptions/upgrade.hpp>

namespace partner_center {

namespace {

auto const trade = listed_models::describe({
    .models{
        MODEL(carts::cart),
        MODEL(carts::cart_checkout_result),
        MODEL(carts::cart_error),
        MODEL(carts::cart_line_item),
        MODEL(carts::order_error),
        MODEL(carts::participant),
        MODEL(carts::renews_to),
        MODEL(entitlements::artifact),
        MODEL(entitlements::entitlement),
        MODEL(entitlements::quantity_detail),
        MODEL(entitlements::reference_order),
        MODEL(entitlements::reservation),
        MODEL(entitlements::reserved_instance_artifact),
        MODEL(entitlements::reserved_instance_artifact_details),
        MODEL(invoices::daily_rated_usage_line_item),
        MODEL(invoices::daily_usage_line_item),
        MODEL(invoices::estimate_link),
        MODEL(invoices::invoice),
        MODEL(invoices::invoice_detail),
        MODEL(invoices::invoice_line_item),
        MODEL(invoices::invoice_summary),
        MODEL(invoices::invoice_summary_detail),
        MODEL(invoices::license_based_line_item),
        MODEL(invoices::one_time_invoice_line_item),
        MODEL(invoices::tax_receipt),
        MODEL(invoices::usage_based_line_item),
        MODEL(offers::offer),
        MODEL(offers::offer_attestation_properties),
        MODEL(offers::offer_category),
        MODEL(offers::offer_links),
        MODEL(offers::product),
        MODEL(orders::attachment_metadata),
        MODEL(orders::order),
        MODEL(orders::order_attachment),
        MODEL(orders::order_line_item),
        MODEL(orders::order_line_item_activation_link),
        MODEL(orders::order_line_item_links),
        MODEL(orders::order_line_item_provisioning_status),
        MODEL(orders::order_links),
        MODEL(orders::pricing),
        MODEL(orders::quantity_provisioning_status),
        MODEL(orders::renews_to),
        MODEL(promotion_eligibilities::promotion_eligibilities),
        MODEL(promotion_eligibilities::promotion_eligibilities_request),
        MODEL(promotion_eligibilities::promotion_eligibilities_request_item),
        MODEL(promotion_eligibilities::promotion_eligibility),
        MODEL(promotion_eligibilities::promotion_eligibility_error),
        MODEL(promotion_eligibilities::promotion_term),
        MODEL(promotion_eligibilities::redemption_limit_promotion_eligibility_error),
        MODEL(promotion_eligibilities::seat_count_promotion_eligibility_error),
        MODEL(promotion_eligibilities::term_promotion_eligibility_error),
        MODEL(subscriptions::api_fault),
        MODEL(subscriptions::azure_entitlement),
        MODEL(subscriptions::azure_entitlement_cancellation_request_content),
        MODEL(subscriptions::conversion),
        MODEL(subscriptions::conversion_error),
        MODEL(subscriptions::conversion_result),
        MODEL(subscriptions::item_sub_type),
        MODEL(subscriptions::item_type),
        MODEL(subscriptions::next_charge_instructions),
        MODEL(subscriptions::overage),
        MODEL(subscriptions::overage_links),
        MODEL(subscriptions::product_term),
        MODEL(subscriptions::refund_option),
        MODEL(subscriptions::refundable_quantity),
        MODEL(subscriptions::refundable_quantity_detail),
        MODEL(subscriptions::scheduled_next_term_instructions),
        MODEL(subscriptions::subscription),
        MODEL(subscriptions::subscription_activation_result),
        MODEL(subscriptions::subscription_links),
        MODEL(subscriptions::subscription_provisioning_status),
        MODEL(subscriptions::subscription_registration_status),
        MODEL(subscriptions::support_contact),
        MODEL(subscriptions::transition),
        MODEL(subscriptions::transition_eligibility),
        MODEL(subscriptions::transition_eligibility_detail),
        MODEL(subscriptions::transition_error),
        MODEL(subscriptions::transition_event),
        MODEL(subscriptions::upgrade),
        MODEL(subscriptions::upgrade_error),
        MODEL(subscriptions::upgrade_result),
        MODEL(subscriptions::user_license_error),
    },
    .variants{
        MODEL(entitlements::entitled_artifact),
        MODEL(invoices::line_item),
        MODEL(promotion_eligibilities::eligibility_error),
    },
    .enums{
        ENUM(billing_cycle_type),
        ENUM(billing_type),
        ENUM(carts::cart_error_code),
        ENUM(carts::participant_type),
        ENUM(invoices::billing_provider),
        ENUM(invoices::document_type),
        ENUM(invoices::invoice_line_item_type),
        ENUM(subscriptions::contract_type),
        ENUM(subscriptions::conversion_error_code),
        ENUM(subscriptions::provisioning_status),
        ENUM(subscriptions::subscription_status),
        ENUM(subscriptions::transition_error_code),
        ENUM(subscriptions::upgrade_error_code),
        ENUM(subscriptions::upgrade_type),
    },
});

}  // namespace

BOOST_AUTO_TEST_SUITE(models_of_trade)

BOOST_AUTO_TEST_CASE(each_is_what_the_list_says) { listed_models::check_against_the_list(trade); }

BOOST_AUTO_TEST_SUITE_END()

}  // namespace partner_center
