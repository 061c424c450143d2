#include <descry/testing/detail/element_filter.hpp>

#include <boost/test/unit_test.hpp>

#include <partner_center/emulator/filters.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(element_filter)

using namespace descry::testing;
using namespace descry::testing::detail;

namespace {

emulated_api const api{.filters = partner_center::detail::filters};

bool holds(std::string const& field, std::string const& op, std::string const& value)
{
    static auto const element =
        read_own(R"({"companyName":"Contoso Ltd","count":10,"paid":true,"nothing":null,)"
                 R"("profile":{"city":"Rome","deep":{"most":{"far":"x"}}},"date":"2024-05-01"})");
    return descry::testing::detail::element_filter(
               R"({"Field":")" + field + R"(","Value":")" + value + R"(","Operator":")" + op + "\"}", api)
        .holds_for(element);
}

void check_refused(std::string const& text)
{
    BOOST_CHECK_EXCEPTION((descry::testing::detail::element_filter(text, api)), fault,
                          [](fault const& why) { return why.status() == 400; });
}

}  // namespace

BOOST_AUTO_TEST_CASE(texts_are_compared_without_regard_to_case)
{
    BOOST_TEST(holds("CompanyName", "equals", "contoso LTD"));
    BOOST_TEST(!holds("CompanyName", "equals", "contoso"));
    BOOST_TEST(holds("company_name", "not_equals", "contoso"));
    BOOST_TEST(holds("CompanyName", "starts_with", "con"));
    BOOST_TEST(!holds("CompanyName", "not_starts_with", "con"));
    BOOST_TEST(holds("CompanyName", "substring", "SO L"));
    BOOST_TEST(holds("CompanyName", "substring", ""));
    BOOST_TEST(!holds("CompanyName", "substring", "contoso ltd."));
    BOOST_TEST(holds("Paid", "equals", "True"));
    BOOST_TEST(holds("Date", "greater_than", "2024-04-30"));
    BOOST_TEST(holds("Date", "less_than_or_equals", "2024-05-01"));
}

BOOST_AUTO_TEST_CASE(numbers_are_compared_by_value)
{
    BOOST_TEST(holds("Count", "greater_than", "9"));
    BOOST_TEST(holds("Count", "less_than", "10.5"));
    BOOST_TEST(holds("Count", "equals", "10.0"));
    BOOST_TEST(holds("Count", "greater_than_or_equals", "10"));
    BOOST_TEST(!holds("Count", "less_than", "10"));
}

BOOST_AUTO_TEST_CASE(fields_are_found_near_the_top)
{
    BOOST_TEST(holds("City", "equals", "Rome"));
    BOOST_TEST(!holds("Far", "equals", "x"));
    BOOST_TEST(!holds("Nothing", "equals", ""));
    BOOST_TEST(holds("Nothing", "not_equals", "x"));
    BOOST_TEST(holds("Missing", "not_starts_with", "x"));
}

BOOST_AUTO_TEST_CASE(two_conditions_form_a_compound_condition)
{
    auto const both = [](std::string const& op, std::string const& city) {
        return descry::testing::detail::element_filter(
                   R"({"LeftFilter":{"Field":"A","Value":"1","Operator":"equals"},"RightFilter":{"Field":"B","Value":")" +
                       city + R"(","Operator":"equals"},"Operator":")" + op + "\"}",
                   api)
            .holds_for(read_own(R"({"a":"1","b":"2"})"));
    };
    BOOST_TEST(both("and", "2"));
    BOOST_TEST(!both("and", "3"));
    BOOST_TEST(both("or", "3"));
}

BOOST_AUTO_TEST_CASE(malformed_conditions_are_refused)
{
    for (auto const* text :
         {"", "x", "[]", "{}", R"({"Field":"a","Value":"b"})", R"({"Field":"a","Value":"b","Operator":"like"})",
          R"({"Field":"a","Operator":"equals"})", R"({"LeftFilter":{},"RightFilter":{},"Operator":"and"})",
          R"({"LeftFilter":{"Field":"a","Value":"b","Operator":"equals"},"Operator":"and"})"})
        check_refused(text);
}

BOOST_AUTO_TEST_SUITE_END()
