// Lists of Partner Center, in the shapes that its documentation shows.
#include "scripted_partner.hpp"

#include <boost/test/unit_test.hpp>

#include <partner_center/customers/customer.hpp>
#include <partner_center/devices_deployment/device_batch.hpp>
#include <partner_center/invoices/line_item.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace pc = partner_center;

namespace {

// Answers one body after the other.
struct pages {
    std::shared_ptr<descry::testing::scripted_transport> to;
    pc::client partner;

    explicit pages(std::vector<std::string> bodies)
        : to(std::make_shared<descry::testing::scripted_transport>(
              [bodies = std::move(bodies), next = std::size_t(0)](descry::request const&) mutable {
                  return descry::response{200, {}, bodies.at(next++)};
              })),
          partner({.credentials = descry::bearer_token{"token"}, .client = {.custom_transport = to}})
    {
    }

    descry::request sent(std::size_t number) const { return to->requests().at(number); }
};

std::string ids(pages const& of)
{
    std::string out;
    for (auto const& customer : of.partner.customers().all({.size = 1})) out += customer.id.value();
    return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(lists)

BOOST_AUTO_TEST_CASE(the_link_is_followed_with_its_token_and_no_other_header)
{
    pages const all({R"({"items":[{"id":"a"}],"links":{"next":{"uri":"/customers?size=1&seekOperation=Next",)"
                     R"("method":"GET","headers":[{"key":"MS-ContinuationToken","value":"t1"},)"
                     R"({"key":"Authorization","value":"Bearer theirs"}]}},"continuationToken":"t1"})",
                     R"({"items":[{"id":"b"}],"links":{"self":{"uri":"/customers"}},"continuationToken":"t2"})"});
    BOOST_TEST(ids(all) == "ab");
    BOOST_TEST(all.sent(0).target == "/v1/customers?size=1");
    BOOST_TEST(all.sent(1).target == "/v1/customers?size=1&seekOperation=Next");
    BOOST_TEST(descry::find_header(all.sent(1).headers, "MS-ContinuationToken") == "t1");
    BOOST_TEST(descry::find_header(all.sent(1).headers, "Authorization") == "Bearer token");
    BOOST_TEST(all.to->requests().size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_token_without_links_goes_into_the_header)
{
    pages const all({R"({"items":[{"id":"a"}],"continuationToken":"t1"})", R"({"items":[{"id":"b"}]})"});
    BOOST_TEST(ids(all) == "ab");
    BOOST_TEST(all.sent(1).target == "/v1/customers?size=1&seekOperation=Next");
    BOOST_TEST(descry::find_header(all.sent(1).headers, "MS-ContinuationToken") == "t1");
}

BOOST_AUTO_TEST_CASE(invoice_lines_spell_the_key_to_seek_by_their_own_way)
{
    pages const all({R"({"items":[],"continuationToken":"t1"})", R"({"items":[]})"});
    for (auto const& line : all.partner.invoices().by_id("G1").line_items().all(
             {.provider = "onetime", .invoice_line_item_type = "x", .currency_code = "USD", .period = "current"}))
        (void)line;
    BOOST_TEST(all.sent(1).target ==
               "/v1/invoices/G1/lineitems?provider=onetime&invoiceLineItemType=x&currencyCode=USD&period=current"
               "&size=2000&seekoperation=Next");
}

BOOST_AUTO_TEST_CASE(a_second_question_mark_in_a_link_is_an_ampersand)
{
    pages const all({R"({"items":[{"id":"a"}],"links":{"next":{"uri":"/customers?size=2?seekOperation=Next?a=b"}}})",
                     R"({"items":[{"id":"b"}]})"});
    BOOST_TEST(ids(all) == "ab");
    BOOST_TEST(all.sent(1).target == "/v1/customers?size=2&seekOperation=Next&a=b");
}

BOOST_AUTO_TEST_CASE(links_in_the_shapes_of_the_documentation)
{
    for (auto const* uri : {"/v1/customers?size=2", "/customers?size=2", "customers?size=2", "/v1//v1/customers?size=2",
                            "https://api.partnercenter.microsoft.com/v1/customers?size=2"}) {
        BOOST_TEST_CONTEXT(uri)
        {
            pages const all({R"({"items":[{"id":"a"}],"links":{"next":{"uri":")" + std::string(uri) + R"("}}})",
                             R"({"items":[{"id":"b"}]})"});
            BOOST_TEST(ids(all) == "ab");
            BOOST_TEST(all.sent(1).target == "/v1/customers?size=2");
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
