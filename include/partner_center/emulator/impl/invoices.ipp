// invoices: definitions of the functions of invoices.hpp.
#pragma once

#include <descry/model/decimal.hpp>

#include <partner_center/emulator/ids.hpp>
#include <partner_center/emulator/invoices.hpp>
#include <partner_center/emulator/seed.hpp>
#include <partner_center/invoices/resources.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace partner_center::demo {

namespace detail {

/// That number of purchases, in order.
DESCRY_DECL collection<invoices::line_item> purchases(std::string const& invoice, std::size_t count)
{
    auto line = written<invoices::one_time_invoice_line_item>(
        filled({{"tenant", tenant}, {"customer_id", customer_id}, {"subscription_id", subscription_id}}, R"({
            "partnerId": "{tenant}",
            "customerId": "{customer_id}",
            "customerName": "Contoso",
            "customerDomainName": "contoso.onmicrosoft.com",
            "customerCountry": "US",
            "productId": "CFQ7TTC0LH18",
            "skuId": "0001",
            "availabilityId": "CFQ7TTC0K971",
            "productName": "Microsoft 365 Business Premium",
            "skuName": "Microsoft 365 Business Premium",
            "chargeType": "new",
            "unitPrice": 10.01,
            "effectiveUnitPrice": 10.01,
            "unitType": "license",
            "subscriptionId": "{subscription_id}",
            "chargeStartDate": "2024-05-01T00:00:00Z",
            "chargeEndDate": "2024-05-31T00:00:00Z",
            "pricingCurrency": "USD",
            "quantity": 1,
            "subtotal": 10.01,
            "taxTotal": 2.10,
            "totalForCustomer": 12.11,
            "currency": "USD",
            "billingFrequency": "monthly",
            "invoiceLineItemType": "billing_line_items",
            "billingProvider": "one_time"
        })"));
    line.invoice_number = invoice;
    collection<invoices::line_item> out;
    out.items.emplace();
    for (std::size_t i = 0; i != count; ++i) {
        line.order_id = "O-" + std::to_string(i);
        out.items->push_back(line);
    }
    return out;
}

/// The usage of Azure on that number of days.
DESCRY_DECL collection<invoices::line_item> daily_usage(std::size_t days)
{
    auto line = written<invoices::daily_rated_usage_line_item>(
        filled({{"customer_id", customer_id}, {"azure_entitlement_id", azure_entitlement_id}}, R"({
            "customerId": "{customer_id}",
            "customerName": "Contoso",
            "meterCategory": "Virtual Machines",
            "meterName": "D2 v3",
            "unitOfMeasure": "1 Hour",
            "unitPrice": 0.0960,
            "quantity": 24,
            "billingPreTaxTotal": 2.3040,
            "billingCurrency": "USD",
            "chargeType": "new",
            "pricingPreTaxTotal": 2.3040,
            "pricingCurrency": "USD",
            "entitlementId": "{azure_entitlement_id}",
            "invoiceLineItemType": "usage_line_items",
            "billingProvider": "marketplace"
        })"));
    collection<invoices::line_item> out;
    out.items.emplace();
    for (std::size_t i = 0; i != days; ++i) {
        line.resource_uri = "/vm/" + std::to_string(i);
        out.items->push_back(line);
    }
    return out;
}

DESCRY_DECL void seed_invoice(descry::testing::emulator& to, std::string const& id, std::size_t lines)
{
    using namespace invoices;
    auto const count = descry::decimal(std::to_string(lines));
    auto made = written<invoice>(filled({{"id", id}, {"receipt_id", receipt_id}}, R"({
            "id": "{id}",
            "invoiceDate": "2024-06-01T00:00:00Z",
            "billingPeriodStartDate": "2024-05-01T00:00:00Z",
            "billingPeriodEndDate": "2024-05-31T00:00:00Z",
            "paidAmount": 0.00,
            "currencyCode": "USD",
            "currencySymbol": "$",
            "documentType": "invoice",
            "invoiceType": "OneTime",
            "taxReceipts": [{"id": "{receipt_id}"}],
            "invoiceDetails": [{"invoiceLineItemType": "billing_line_items", "billingProvider": "one_time"}],
            "links": {"self": {"uri": "/invoices/{id}", "method": "GET", "headers": []}},
            "attributes": {"objectType": "Invoice"}
        })"));
    made.total_charges = descry::decimal("12.11") * count;
    to.seed<invoice_resource>({id}, std::move(made));
    to.seed_later<line_items_resource>({id}, [id, lines] { return purchases(id, lines); });
    to.seed_later<legacy_line_items_resource>({id, "OneTime", "BillingLineItems"},
                                              [id, lines] { return purchases(id, lines); });
    std::string const pdf =
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>"
        "endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
    to.seed_file<invoice_statement_resource>({id}, "application/pdf", pdf);
    to.seed_file<receipt_statement_resource>({id, receipt_id}, "application/pdf", pdf);
}

}  // namespace detail

DESCRY_DECL void seed_invoices(descry::testing::emulator& to)
{
    using namespace invoices;
    detail::seed_invoice(to, invoice_id, invoice_lines);
    detail::seed_invoice(to, small_invoice_id, 3);
    to.seed_later<line_items_resource>({"unbilled"}, [] {
        auto out = detail::purchases("", 20);
        auto usage = detail::daily_usage(31);
        for (auto& each : *usage.items) out.items->push_back(std::move(each));
        return out;
    });

    std::string const owed = R"({
        "balanceAmount": 30311.33,
        "currencyCode": "USD",
        "currencySymbol": "$",
        "accountingDate": "2024-06-01T00:00:00Z"
    })";
    to.seed_json<invoice_summary_resource>({}, owed);
    to.seed_json<invoice_summaries_resource>({}, filled({{"owed", owed}}, R"({"items": [{owed}]})"));
    to.seed_json<estimate_links_resource>({}, R"({
            "items": [
                {
                    "title": "Unbilled",
                    "description": "Charges of this month",
                    "period": "current",
                    "link": {
                        "uri": "/invoices/unbilled/lineitems?provider=onetime&invoiceLineItemType=billinglineitems&currencyCode=usd&period=current&size=2000",
                        "method": "GET",
                        "headers": []
                    }
                }
            ]
        })");
}

}  // namespace partner_center::demo
