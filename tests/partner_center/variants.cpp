#include <boost/test/unit_test.hpp>

#include <descry/json.hpp>

#include <partner_center/collection.hpp>
#include <partner_center/entitlements/entitlement.hpp>
#include <partner_center/invoices/line_item.hpp>
#include <partner_center/promotion_eligibilities/promotion_eligibilities.hpp>

#include <string_view>
#include <variant>

namespace pc = partner_center;
namespace in = partner_center::invoices;

BOOST_AUTO_TEST_SUITE(variants)

namespace {

constexpr std::string_view page_of_lines =
    R"({"totalCount":6,"items":[{"partnerId":"demo-partner","customerName":"Harbour & Sons","mpnId":4391227,)"
    R"("tier2MpnId":0,"unitPrice":8.25,"quantity":10,"amount":82.5,"tax":15.675,"totalForCustomer":98.175,)"
    R"("currency":"EUR","invoiceLineItemType":"billing_line_items","billingProvider":"office",)"
    R"("attributes":{"objectType":"LicenseBasedLineItem"}},{"detailLineItemId":1,"sku":"7UD-00001",)"
    R"("includedQuantity":0,"overageQuantity":12.345678901234567890,"listPrice":0.0000012345678901234567,)"
    R"("pretaxCharges":0.05,"mpnId":4391227,"subscriptionId":"a","resourceName":"Data transfer",)"
    R"("consumedQuantity":12.345678901234567890,"invoiceLineItemType":"billing_line_items",)"
    R"("billingProvider":"azure"},{"usageDate":"2023-01-02T00:00:00Z","resourceName":"Data transfer","unit":"GB",)"
    R"("invoiceLineItemType":"usage_line_items","billingProvider":"azure"},{"resellerMpnId":0,)"
    R"("orderDate":"2023-01-11T08:41:02Z","productQualifiers":["Commercial"],"quantity":25,)"
    R"("customerId":"4d3cf487-70f4-4e1e-9ff1-b2bfce8d9f04","mpnId":"4391227","productId":"CFQ7TTC0LH16",)"
    R"("unitPrice":264.0,"pcToBCExchangeRate":0.935,"invoiceLineItemType":"billing_line_items",)"
    R"("billingProvider":"one_time"},{"meterName":"D2 v3","tags":"{\"team\":\"web\"}","quantity":23.999976,)"
    R"("rateOfPartnerEarnedCredit":0.15,"hasPartnerEarnedCredit":true,"effectiveUnitPrice":0.11640000000000000000,)"
    R"("invoiceLineItemType":"usage_line_items","billingProvider":"marketplace"},{"billingProvider":"barter",)"
    R"("invoiceLineItemType":"billing_line_items","hens":3}],"continuationToken":"d9f04b44"})";

template <class T>
T read(std::string_view text)
{
    return descry::read_json<T>(text).value();
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_line_is_of_the_kind_that_its_type_and_provider_say)
{
    auto const page = read<pc::collection<in::line_item>>(page_of_lines);
    auto const& lines = page.items.value();
    BOOST_TEST_REQUIRE(lines.size() == 6u);
    BOOST_TEST(std::get<in::license_based_line_item>(lines[0]).total_for_customer->to_string() == "98.175");
    BOOST_TEST(std::get<in::usage_based_line_item>(lines[1]).list_price->to_string() == "0.0000012345678901234567");
    BOOST_TEST(std::get<in::daily_usage_line_item>(lines[2]).unit.value() == "GB");
    BOOST_TEST(std::get<in::one_time_invoice_line_item>(lines[3]).pc_to_bc_exchange_rate->value().to_string() ==
               "0.935");
    BOOST_TEST(std::get<in::daily_rated_usage_line_item>(lines[4]).meter_name.value() == "D2 v3");
    BOOST_TEST(std::get<descry::raw_json>(lines[5]).text ==
               R"({"billingProvider":"barter","invoiceLineItemType":"billing_line_items","hens":3})");
    BOOST_TEST(page.continuation_token.value() == "d9f04b44");
    BOOST_TEST(descry::write_json(page) == page_of_lines);
}

BOOST_AUTO_TEST_CASE(numbers_of_a_line_may_stand_in_quotes_and_go_back_so)
{
    std::string const documented =
        R"({"resellerMpnId":"4649221","quantity":"25","subtotal":"720","taxTotal":"0.00",)"
        R"("totalForCustomer":"-0.1","billableQuantity":"50","mpnId":"5357564","unitPrice":"16",)"
        R"("effectiveUnitPrice":"14.40","pcToBCExchangeRate":"1","invoiceLineItemType":"billing_line_items",)"
        R"("billingProvider":"one_time"})";
    auto text = documented;
    for (std::string const number : {"4649221", "25", "720", "0.00", "-0.1", "50", "16", "14.40", "1"}) {
        auto const line = std::get<in::one_time_invoice_line_item>(read<in::line_item>(text));
        BOOST_TEST((line.reseller_mpn_id == 4649221));
        BOOST_TEST((line.quantity == 25));
        BOOST_TEST((line.total_for_customer == descry::decimal::parse("-0.1").value()));
        BOOST_TEST(line.effective_unit_price->value().to_string() == "14.40");
        BOOST_TEST(descry::write_json(line) == text);
        auto const quoted = ":\"" + number + '"';
        text.replace(text.find(quoted), quoted.size(), ':' + number);  // one by one without quotes
    }
    BOOST_TEST(descry::write_json(read<in::line_item>(text)) == text);
    for (std::string const wrong :
         {R"("quantity":"25.5")", R"("quantity":"")", R"("quantity":" 2")", R"("subtotal":"1,5")"})
        BOOST_TEST(descry::read_json<in::one_time_invoice_line_item>('{' + wrong + '}').has_error(), wrong);
}

BOOST_AUTO_TEST_CASE(a_fresh_line_is_read_back_as_its_own_kind)
{
    for (in::line_item const& fresh :
         {in::line_item(in::license_based_line_item()), in::line_item(in::usage_based_line_item()),
          in::line_item(in::daily_usage_line_item()), in::line_item(in::one_time_invoice_line_item()),
          in::line_item(in::daily_rated_usage_line_item())})
        BOOST_TEST((read<in::line_item>(descry::write_json(fresh)) == fresh));
}

BOOST_AUTO_TEST_CASE(daily_rated_usage_is_of_whichever_provider_it_was_asked_of)
{
    auto const line = read<in::line_item>(
        R"({"invoiceLineItemType":"UsageLineItems","billingProvider":"OneTime","meterName":"D2 v3"})");
    BOOST_TEST(std::get<in::daily_rated_usage_line_item>(line).meter_name.value() == "D2 v3");
}

BOOST_AUTO_TEST_CASE(an_artifact_of_another_type_is_an_artifact)
{
    namespace en = pc::entitlements;
    constexpr std::string_view text =
        R"({"quantity":1,"entitledArtifacts":[)"
        R"({"link":{"uri":"/customers/x/artifacts/reservedinstance/groups/y"},"resourceId":"y",)"
        R"("artifactType":"ReservedInstance"},)"
        R"({"artifactType":"ticket","dynamicAttributes":{"seats":[1,2]},"door":"west"}]})";
    auto const entitlement = read<en::entitlement>(text);
    auto const& artifacts = entitlement.entitled_artifacts.value();
    BOOST_TEST(std::get<en::reserved_instance_artifact>(artifacts[0]).resource_id.value() == "y");
    auto const& other = std::get<en::artifact>(artifacts[1]);
    BOOST_TEST(other.dynamic_attributes->at("seats").text == "[1,2]");
    BOOST_TEST(other.extras.find("door") == R"("west")");
    BOOST_TEST(descry::write_json(entitlement) == text);

    en::entitled_artifact const fresh = en::reserved_instance_artifact();
    BOOST_TEST((read<en::entitled_artifact>(descry::write_json(fresh)) == fresh));
}

BOOST_AUTO_TEST_CASE(a_promotion_is_refused_for_reasons_of_several_kinds)
{
    namespace pe = pc::promotion_eligibilities;
    constexpr std::string_view text =
        R"({"promotionId":"39NFJQT1PFPC","isEligible":false,"errors":[)"
        R"({"minimumRequiredSeats":1,"maximumRequiredSeats":300,"availableSeats":25,"type":"SeatCount"},)"
        R"({"eligibleTerms":[{"billingCycle":"annual","duration":"P1Y"}],"type":"Term","description":"Not so long."},)"
        R"({"maxPromotionRedemptionCount":1,"remainingPromotionRedemptionCount":0,"type":"RedemptionLimit"},)"
        R"({"type":"InvalidPromotion","description":"There is none."}]})";
    auto const eligibility = read<pe::promotion_eligibility>(text);
    auto const& errors = eligibility.errors.value();
    BOOST_TEST_REQUIRE(errors.size() == 4u);
    BOOST_TEST(std::get<pe::seat_count_promotion_eligibility_error>(errors[0]).available_seats.value() == 25);
    BOOST_TEST(std::get<pe::term_promotion_eligibility_error>(errors[1]).eligible_terms->size() == 1u);
    auto const& used_up = std::get<pe::redemption_limit_promotion_eligibility_error>(errors[2]);
    BOOST_TEST(used_up.remaining_promotion_redemption_count.value() == 0);
    BOOST_TEST(std::get<pe::promotion_eligibility_error>(errors[3]).description.value() == "There is none.");
    BOOST_TEST(descry::write_json(eligibility) == text);

    for (pe::eligibility_error const& fresh :
         {pe::eligibility_error(pe::redemption_limit_promotion_eligibility_error()),
          pe::eligibility_error(pe::seat_count_promotion_eligibility_error()),
          pe::eligibility_error(pe::term_promotion_eligibility_error())})
        BOOST_TEST((read<pe::eligibility_error>(descry::write_json(fresh)) == fresh));
}

BOOST_AUTO_TEST_SUITE_END()
