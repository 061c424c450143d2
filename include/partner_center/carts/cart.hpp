// cart: a cart of a customer.
#pragma once

#include <descry/model/open_enum.hpp>
#include <descry/model/raw_json.hpp>
#include <descry/model/timestamp.hpp>
#include <descry/rest/resource.hpp>

#include <partner_center/billing.hpp>
#include <partner_center/carts/cart_key.hpp>
#include <partner_center/customers/customer_key.hpp>
#include <partner_center/number_or_text.hpp>
#include <partner_center/resource_base.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace partner_center::carts {

/// The term after renewal.
struct renews_to : open_model {
    std::optional<std::string> term_duration;  ///< ISO 8601, `P1Y`

    bool operator==(renews_to const&) const = default;
};
BOOST_DESCRIBE_STRUCT(renews_to, (open_model), (term_duration))

/// The role of a partner in a line item.
enum class participant_type { unknown, transaction_reseller, consumption_reseller, additional_transaction_reseller };
BOOST_DESCRIBE_ENUM(participant_type, unknown, transaction_reseller, consumption_reseller,
                    additional_transaction_reseller)

/// A partner, by its MPN id, and its role in a line item.
struct participant : open_model {
    std::optional<descry::open_enum<participant_type>> key;
    std::optional<std::string> value;

    bool operator==(participant const&) const = default;
};
BOOST_DESCRIBE_STRUCT(participant, (open_model), (key, value))

enum class cart_error_code {
    unknown = 0,
    currency_is_not_supported = 10000,
    catalog_item_id_is_not_valid = 10001,
    quota_not_available = 10002,
    inventory_not_available = 10003,
    participants_is_not_supported_for_partner = 10004,
    unable_to_process_cart_line_item = 10006,
    subscription_is_not_valid = 10007,
    subscription_is_not_enabled_for_ri = 10008,
    sandbox_limit_exceeded = 10009,
    invalid_input = 10010,
    subscription_not_registered = 10011,
    attestation_not_accepted = 10012,
    billing_plan_not_supported = 10013,
    invalid_promotion_id = 10014,
    max_allowed_seats_per_subscription_exceeded = 10015,
    invalid_custom_term_end_date_product = 10016,
    invalid_custom_term_end_date = 10017,
    base_offer_seat_quantity_not_met = 10018,
    minimum_add_on_seats_not_met = 10019,
    legacy_offer_not_eligible_for_purchase = 500600
};
BOOST_DESCRIBE_ENUM(cart_error_code, unknown, currency_is_not_supported, catalog_item_id_is_not_valid,
                    quota_not_available, inventory_not_available, participants_is_not_supported_for_partner,
                    unable_to_process_cart_line_item, subscription_is_not_valid, subscription_is_not_enabled_for_ri,
                    sandbox_limit_exceeded, invalid_input, subscription_not_registered, attestation_not_accepted,
                    billing_plan_not_supported, invalid_promotion_id, max_allowed_seats_per_subscription_exceeded,
                    invalid_custom_term_end_date_product, invalid_custom_term_end_date,
                    base_offer_seat_quantity_not_met, minimum_add_on_seats_not_met,
                    legacy_offer_not_eligible_for_purchase)

/// The error for a line item that cannot be bought.
struct cart_error : open_model {
    std::optional<descry::open_enum<cart_error_code>> error_code;
    std::optional<std::string> error_description;
    std::optional<std::map<std::string, descry::raw_json>> additional_information;

    bool operator==(cart_error const&) const = default;
};
BOOST_DESCRIBE_STRUCT(cart_error, (open_model), (error_code, error_description, additional_information))

struct cart_line_item : open_model {
    std::optional<number_or_text> id;            ///< A number in the service, and text in its documentation.
    std::optional<std::string> catalog_item_id;  ///< `product:sku:availability`
    std::optional<std::string> friendly_name;
    std::optional<std::int64_t> quantity;
    std::optional<std::string> currency_code;  ///< ISO 4217, `EUR`
    std::optional<descry::open_enum<billing_cycle_type>> billing_cycle;
    std::optional<std::string> term_duration;  ///< ISO 8601, `P1Y`
    std::optional<std::string> promotion_id;
    std::optional<std::vector<participant>> participants;
    std::optional<std::map<std::string, std::string>> provisioning_context;  ///< Required by some products.
    std::optional<std::string> order_group;  ///< Line items of one group become one order.
    std::optional<std::string> purchase_system;
    std::optional<std::vector<cart_line_item>> addon_items;
    std::optional<carts::renews_to> renews_to;
    std::optional<cart_error> error;  ///< Set by the service.
    std::optional<descry::timestamp> custom_term_end_date;
    std::optional<bool> attestation_accepted;

    bool operator==(cart_line_item const&) const = default;
};
BOOST_DESCRIBE_STRUCT(cart_line_item, (open_model),
                      (id, catalog_item_id, friendly_name, quantity, currency_code, billing_cycle, term_duration,
                       promotion_id, participants, provisioning_context, order_group, purchase_system, addon_items,
                       renews_to, error, custom_term_end_date, attestation_accepted))

struct cart : resource_base {
    std::optional<std::string> id;
    std::optional<descry::timestamp> creation_timestamp, last_modified_timestamp;
    std::optional<descry::timestamp> expiration_timestamp;  ///< The time at which the cart expires.
    std::optional<std::string> last_modified_user;
    std::optional<std::vector<cart_line_item>> line_items;
    std::optional<std::string> status;
    std::optional<bool> partner_on_record_attestation_accepted;

    bool operator==(cart const&) const = default;
};
BOOST_DESCRIBE_STRUCT(cart, (resource_base),
                      (id, creation_timestamp, last_modified_timestamp, expiration_timestamp, last_modified_user,
                       line_items, status, partner_on_record_attestation_accepted))

/// "Create a cart".
struct carts_resource : descry::resource<cart, customer_key, "/v1/customers/{customer_id}/carts", descry::create<>> {};

/// "Update a cart". Its `get` is in the SDK, not in the documentation.
struct cart_resource
    : descry::resource<cart, cart_key, "/v1/customers/{customer_id}/carts/{cart_id}", descry::get, descry::put<>> {};

}  // namespace partner_center::carts

template <>
inline constexpr std::string_view
    descry::renamed<partner_center::carts::cart_error_code::subscription_is_not_enabled_for_ri> =
        "subscription_is_not_enabled_for_r_i";
