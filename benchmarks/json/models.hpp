// models: what the benchmark reads and writes. Members are optional, as in most answers of REST services.
#pragma once

#include <descry/json.hpp>
#include <partner_center/customers/billing_profile.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace data {

using partner_center::customer_billing_profile;

struct company_profile {
    std::optional<std::string> tenant_id, domain, company_name, email;
    bool operator==(company_profile const&) const = default;
};
BOOST_DESCRIBE_STRUCT(company_profile, (), (tenant_id, domain, company_name, email))

struct customer {
    std::optional<std::string> id, commerce_id;
    std::optional<data::company_profile> company_profile;
    std::optional<std::string> relationship_to_partner;
    std::optional<bool> allow_delegated_access;
    std::optional<std::int64_t> licenses;
    descry::extras extra;
    bool operator==(customer const&) const = default;
};
BOOST_DESCRIBE_STRUCT(customer, (),
                      (id, commerce_id, company_profile, relationship_to_partner, allow_delegated_access, licenses,
                       extra))

enum class charge_type { none, new_purchase, cycle_fee, credit_note };
BOOST_DESCRIBE_ENUM(charge_type, none, new_purchase, cycle_fee, credit_note)

/// Forty members: text, amounts, dates, enumerators, numbers.
struct line_item {
    std::optional<std::string> partner_id, customer_id, customer_name, customer_domain_name, customer_country;
    std::optional<std::string> invoice_number, mpn_id, order_id, product_id, sku_id, availability_id, sku_name;
    std::optional<std::string> product_name, publisher_name, publisher_id, subscription_description, subscription_id;
    std::optional<std::string> term_and_billing_cycle, meter_description, currency, unit_type;
    std::optional<descry::timestamp> order_date, charge_start_date, charge_end_date;
    std::optional<descry::date> due_date;
    std::optional<descry::open_enum<data::charge_type>> charge_type, reason;
    std::optional<descry::decimal> unit_price, effective_unit_price, quantity, sub_total, tax_total;
    std::optional<descry::decimal> total_for_customer, exchange_rate;
    std::optional<std::int64_t> billable_quantity, seats;
    std::optional<bool> credited, final_bill;
    std::optional<descry::guid> alternate_id, correlation_id;
    descry::extras extra;
    bool operator==(line_item const&) const = default;
};
BOOST_DESCRIBE_STRUCT(line_item, (),
                      (partner_id, customer_id, customer_name, customer_domain_name, customer_country, invoice_number,
                       mpn_id, order_id, product_id, sku_id, availability_id, sku_name, product_name, publisher_name,
                       publisher_id, subscription_description, subscription_id, term_and_billing_cycle,
                       meter_description, currency, unit_type, order_date, charge_start_date, charge_end_date, due_date,
                       charge_type, reason, unit_price, effective_unit_price, quantity, sub_total, tax_total,
                       total_for_customer, exchange_rate, billable_quantity, seats, credited, final_bill, alternate_id,
                       correlation_id, extra))

struct note {
    std::optional<std::string> title, text;
    bool operator==(note const&) const = default;
};
BOOST_DESCRIBE_STRUCT(note, (), (title, text))

struct point {
    double x = 0, y = 0, z = 0;
    bool operator==(point const&) const = default;
};
BOOST_DESCRIBE_STRUCT(point, (), (x, y, z))

template <class Item>
struct page {
    std::optional<std::int64_t> total_count;
    std::vector<Item> items;
    bool operator==(page const&) const = default;
    BOOST_DESCRIBE_CLASS(page, (), (total_count, items), (), ())
};

}  // namespace data
