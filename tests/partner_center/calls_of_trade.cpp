// What is offered, used and invoiced, as it is asked for on the wire.
#include "scripted_partner.hpp"

#include <boost/test/unit_test.hpp>

#include <descry/json.hpp>
#include <partner_center/invoices/resources.hpp>
#include <partner_center/offers/resources.hpp>
#include <partner_center/subscribed_skus/resources.hpp>
#include <partner_center/utilization/resources.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <variant>

namespace pc = partner_center;
using descry::operation_for;
using descry::verb_kind;

namespace {

pc::invoices::line_items_query unbilled_lines()
{
    return {.provider = "onetime",
            .invoice_line_item_type = "billinglineitems",
            .currency_code = "USD",
            .period = "current"};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(calls_of_trade)

BOOST_AUTO_TEST_CASE(lines_of_invoices_are_asked_for_with_every_parameter)
{
    test::scripted_partner const partner(
        R"({"items":[{"invoiceLineItemType":"billing_line_items","billingProvider":"one_time","totalForCustomer":0.1},)"
        R"({"invoiceLineItemType":"refund_line_items","billingProvider":"one_time"}]})");
    auto const page = partner.at<pc::invoices::line_items_resource>({"unbilled"}).get(unbilled_lines());
    BOOST_TEST(partner.line() ==
               "GET /v1/invoices/unbilled/lineitems?provider=onetime&invoiceLineItemType=billinglineitems&"
               "currencyCode=USD&period=current&size=2000");
    auto const& items = page.items.value();
    auto const& bought = std::get<pc::invoices::one_time_invoice_line_item>(items.at(0));
    BOOST_TEST(bought.total_for_customer->value().to_string() == "0.1");
    BOOST_TEST(std::holds_alternative<descry::raw_json>(items.at(1)));
}

BOOST_AUTO_TEST_CASE(a_further_page_of_lines_repeats_the_question)
{
    test::scripted_partner const partner;
    auto query = unbilled_lines();
    query.size = 1;
    query.seek_operation = pc::seek_operation::next;
    auto const lines = partner.at<pc::invoices::line_items_resource>({"D01000A1B2"});
    (void)lines.with({.headers = {{std::string(test::next_page), "token of a page"}}}).get(query);
    BOOST_TEST(partner.line() ==
               "GET /v1/invoices/D01000A1B2/lineitems?provider=onetime&invoiceLineItemType=billinglineitems&"
               "currencyCode=USD&period=current&size=1&seekoperation=Next");
    BOOST_TEST(descry::find_header(partner.sent().headers, test::next_page) == "token of a page");
}

BOOST_AUTO_TEST_CASE(values_stay_inside_their_parameters)
{
    test::scripted_partner const partner;
    auto query = unbilled_lines();
    query.period = "current&size=1 #\u00e9";
    (void)partner.at<pc::invoices::line_items_resource>({"../customers?"}).get(query);
    BOOST_TEST(partner.line() ==
               "GET /v1/invoices/..%2Fcustomers%3F/lineitems?provider=onetime&invoiceLineItemType=billinglineitems&"
               "currencyCode=USD&period=current%26size%3D1%20%23%C3%A9&size=2000");
}

BOOST_AUTO_TEST_CASE(a_question_that_lacks_a_parameter_is_not_sent)
{
    test::scripted_partner const partner;
    auto query = unbilled_lines();
    query.currency_code.clear();
    BOOST_TEST((partner.at<pc::invoices::line_items_resource>({"unbilled"}).try_get(query).error() ==
                descry::errc::empty_query));
    BOOST_TEST(
        (partner.at<pc::invoices::line_items_resource>({"unbilled"}).try_get().error() == descry::errc::empty_query));
    BOOST_TEST((partner.at<pc::offers::offer_resource>({"1"}).try_get().error() == descry::errc::empty_query));
    BOOST_TEST((partner.at<pc::invoices::estimate_links_resource>({}).try_get().error() == descry::errc::empty_query));
    BOOST_TEST(partner.silent());
}

BOOST_AUTO_TEST_CASE(lines_of_invoices_have_an_older_path)
{
    test::scripted_partner const partner;
    auto const lines =
        partner.at<pc::invoices::legacy_line_items_resource>({"D01000A1B2", "Office", "BillingLineItems"});
    (void)lines.get();
    BOOST_TEST(partner.line() == "GET /v1/invoices/D01000A1B2/lineitems/Office/BillingLineItems");
    (void)lines.get({.size = 100, .offset = 200});
    BOOST_TEST(partner.line() == "GET /v1/invoices/D01000A1B2/lineitems/Office/BillingLineItems?size=100&offset=200");
}

BOOST_AUTO_TEST_CASE(invoices_are_listed_by_a_filter)
{
    test::scripted_partner const partner;
    auto const invoices = partner.at<pc::invoices::invoices_resource>({});
    (void)invoices.get();
    BOOST_TEST(partner.line() == "GET /v1/invoices");
    (void)invoices.get(
        {.size = 10, .filter = pc::where<&pc::invoices::search::invoice_date>.equals(descry::date("2019-01-01"))});
    BOOST_TEST(partner.line() ==
               "GET /v1/invoices?size=10&filter=%7B%22Field%22%3A%22InvoiceDate%22%2C%22Value%22%3A%222019-01-01%22%2C"
               "%22Operator%22%3A%22equals%22%7D");
}

BOOST_AUTO_TEST_CASE(literals_stand_where_an_id_could_be)
{
    test::scripted_partner const partner;
    (void)partner.at<pc::invoices::invoice_summary_resource>({}).get();
    BOOST_TEST(partner.line() == "GET /v1/invoices/summary");
    (void)partner.at<pc::invoices::invoice_summaries_resource>({}).get();
    BOOST_TEST(partner.line() == "GET /v1/invoices/summaries");
    (void)partner.at<pc::invoices::estimate_links_resource>({}).get({.currency_code = "EUR"});
    BOOST_TEST(partner.line() == "GET /v1/invoices/estimates/links?currencyCode=EUR");
}

BOOST_AUTO_TEST_CASE(statements_are_documents_for_users)
{
    auto const& invoice = operation_for<pc::invoices::invoice_statement_resource, verb_kind::download>();
    auto const& receipt = operation_for<pc::invoices::receipt_statement_resource, verb_kind::download>();
    for (auto const* statement : {&invoice, &receipt}) {
        BOOST_TEST(statement->accept == "application/pdf");
        BOOST_TEST((statement->needs == descry::credential_kind::app_user));
        BOOST_TEST(statement->response == nullptr);
    }
    BOOST_TEST(receipt.path->text == "/v1/invoices/{invoice_id}/receipts/{receipt_id}/documents/statement");
}

BOOST_AUTO_TEST_CASE(offers_are_those_of_a_country_in_the_language_of_the_call)
{
    test::scripted_partner const partner;
    auto const offers = partner.at<pc::offers::offers_resource>({});
    (void)offers.get({.country = "US"});
    BOOST_TEST(partner.line() == "GET /v1/offers?country=US");
    BOOST_TEST(descry::find_header(partner.sent().headers, "X-Locale") == "en-US");

    (void)offers.with({.headers = {{"X-Locale", "de-CH"}}})
        .get({.offer_category_id = "Trial", .country = "CH", .offset = 20, .size = 10});
    BOOST_TEST(partner.line() == "GET /v1/offers?offer_category_id=Trial&country=CH&offset=20&size=10");
    unsigned locales = 0;
    for (auto const& h : partner.sent().headers) locales += descry::equal_ignoring_case(h.name, "X-Locale");
    BOOST_TEST(locales == 1u);
    BOOST_TEST(descry::find_header(partner.sent().headers, "X-Locale") == "de-CH");
}

BOOST_AUTO_TEST_CASE(what_belongs_to_offers_has_paths_of_its_own)
{
    test::scripted_partner const partner;
    (void)partner.at<pc::offers::offer_resource>({"O/1"}).get({.country = "US"});
    BOOST_TEST(partner.line() == "GET /v1/offers/O%2F1?country=US");
    (void)partner.at<pc::offers::offer_add_ons_resource>({"O1"}).get({.country = "US", .offset = 0, .size = 5});
    BOOST_TEST(partner.line() == "GET /v1/offers/O1/addons?country=US&offset=0&size=5");
    (void)partner.at<pc::offers::offer_categories_resource>({}).get({.country = "US"});
    BOOST_TEST(partner.line() == "GET /v1/offercategories?country=US");
    (void)partner.at<pc::offers::customer_offers_resource>({"C1"}).get({.offset = 1, .size = 2});
    BOOST_TEST(partner.line() == "GET /v1/customers/C1/offers?offset=1&size=2");
    (void)partner.at<pc::offers::customer_offer_categories_resource>({"C1"}).get();
    BOOST_TEST(partner.line() == "GET /v1/customers/C1/offercategories");
}

BOOST_AUTO_TEST_CASE(utilization_is_asked_for_from_second_to_second)
{
    using namespace std::chrono;
    test::scripted_partner const partner;
    auto const records = partner.at<pc::utilization::azure_utilization_records_resource>({"C1", "S1"});
    constexpr auto first = sys_days(2019y / March / 1);
    (void)records.get({.start_time = first,
                       .end_time = first + hours(25) + seconds(1),
                       .granularity = pc::utilization::azure_utilization_granularity::hourly,
                       .show_details = false,
                       .size = 500});
    BOOST_TEST(partner.line() ==
               "GET /v1/customers/C1/subscriptions/S1/utilizations/azure?start_time=2019-03-01T00%3A00%3A00Z&"
               "end_time=2019-03-02T01%3A00%3A01Z&granularity=Hourly&show_details=False&size=500");

    // What a record says, with whatever offset and fraction, is a moment in UTC.
    auto const said = descry::timestamp("2019-03-01T00:30:00.1234567+01:00").instant().value();
    (void)records.get({.start_time = floor<seconds>(said), .show_details = true});
    BOOST_TEST(partner.line() ==
               "GET /v1/customers/C1/subscriptions/S1/utilizations/azure?start_time=2019-02-28T23%3A30%3A00Z&"
               "show_details=True");
}

BOOST_AUTO_TEST_CASE(a_further_page_of_utilization_is_asked_for_by_its_token_alone)
{
    test::scripted_partner const partner;
    auto const records = partner.at<pc::utilization::azure_utilization_records_resource>({"C1", "S1"});
    (void)records.with({.headers = {{std::string(test::next_page), "t"}}})
        .get({.seek_operation = pc::seek_operation::next});
    BOOST_TEST(partner.line() == "GET /v1/customers/C1/subscriptions/S1/utilizations/azure?seek_operation=Next");
    BOOST_TEST(descry::find_header(partner.sent().headers, test::next_page) == "t");
}

BOOST_AUTO_TEST_CASE(a_moment_that_has_no_spelling_is_not_sent)
{
    using namespace std::chrono;
    test::scripted_partner const partner;
    auto const records = partner.at<pc::utilization::azure_utilization_records_resource>({"C1", "S1"});
    for (auto const moment : {sys_days(year(-1) / December / 31), sys_days(year(10000) / January / 1)})
        BOOST_TEST((records.try_get({.start_time = moment}).error() == descry::errc::empty_query));
    BOOST_TEST(partner.silent());
}

BOOST_AUTO_TEST_CASE(a_moment_reads_as_it_is_written)
{
    using namespace std::chrono;
    auto const query = descry::read_json<pc::utilization::azure_utilization_query>(
        R"({"start_time":"2019-03-01T01:00:00.9+01:00","end_time":"0000-01-01"})");
    BOOST_TEST((query->start_time->at == sys_days(2019y / March / 1)));
    BOOST_TEST(descry::write_json(query.value()) ==
               R"({"start_time":"2019-03-01T00:00:00Z","end_time":"0000-01-01T00:00:00Z"})");
    for (auto const* wrong : {R"({"start_time":"soon"})", R"({"start_time":20190301})"})
        BOOST_TEST(!descry::read_json<pc::utilization::azure_utilization_query>(wrong).has_value());
}

BOOST_AUTO_TEST_CASE(available_licenses_are_those_of_some_groups)
{
    test::scripted_partner const partner;
    auto const skus = partner.at<pc::subscribed_skus::subscribed_skus_resource>({"C1"});
    (void)skus.get();
    BOOST_TEST(partner.line() == "GET /v1/customers/C1/subscribedskus");
    using enum pc::subscribed_skus::license_group_id;
    (void)skus.get({.license_group_ids = {{group1, group2}}});
    BOOST_TEST(partner.line() == "GET /v1/customers/C1/subscribedskus?licenseGroupIds=Group1&licenseGroupIds=Group2");
}

BOOST_AUTO_TEST_SUITE_END()
