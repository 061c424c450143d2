#include <boost/test/unit_test.hpp>

#include <descry/json.hpp>
#include <partner_center/billing.hpp>
#include <partner_center/customers/customer.hpp>
#include <partner_center/query_name.hpp>

namespace pc = partner_center;

namespace {

using name = pc::query_name<pc::billing_cycle_type>;

}  // namespace

BOOST_AUTO_TEST_SUITE(query_name)

BOOST_AUTO_TEST_CASE(is_written_in_pascal_case_whatever_the_style_of_the_enum)
{
    BOOST_TEST(descry::write_json(name(pc::billing_cycle_type::one_time)) == R"("OneTime")");
    BOOST_TEST(descry::write_json(name()) == R"("Unknown")");
    using relationship = pc::customers::customer_partner_relationship;
    BOOST_TEST(descry::write_json(pc::query_name(relationship::microsoft_support)) == R"("MicrosoftSupport")");
    BOOST_TEST(descry::write_json(name(static_cast<pc::billing_cycle_type>(99))) == R"("")");
}

BOOST_AUTO_TEST_CASE(is_read_in_any_casing)
{
    for (auto const* text : {R"("OneTime")", R"("one_time")", R"("oneTIME")"})
        BOOST_TEST((descry::read_json<name>(text).value() == pc::billing_cycle_type::one_time));
    BOOST_TEST(!descry::read_json<name>(R"("Weekly")").has_value());
    BOOST_TEST(!descry::read_json<name>("4").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
