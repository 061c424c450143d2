#include <boost/test/unit_test.hpp>

#include <descry/json.hpp>
#include <partner_center/client.hpp>
#include <partner_center/customers/billing_profile.hpp>

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>

namespace pc = partner_center;

namespace {

pc::customer_billing_profile read(std::string_view text)
{
    return descry::read_json<pc::customer_billing_profile>(text).value();
}

std::string written(pc::customer_billing_profile const& profile)
{
    return descry::write_json(profile, {.names = descry::casing::pascal});
}

// Every member that the service's Swagger knows, in the order written.
constexpr std::string_view whole =
    R"({"id":"1","firstName":"A","lastName":"B","email":"a@b.c","culture":"en-US","language":"en",)"
    R"("companyName":"C","defaultAddress":{"id":"2","country":"US","region":"r","city":"Redmond","state":"WA",)"
    R"("district":"d","addressLine1":"1","addressLine2":"2","addressLine3":"3","postalCode":"98052",)"
    R"("firstName":"A","middleName":"M","lastName":"B","emailAddress":"a@b.c","phoneNumber":"425"},)"
    R"("links":{"self":{"uri":"/x","method":"GET","body":"b","headers":[{"key":"k","value":"v"}]}},)"
    R"("attributes":{"etag":"e","objectType":"CustomerBillingProfile"}})";

}  // namespace

BOOST_AUTO_TEST_SUITE(billing_profile)

BOOST_AUTO_TEST_CASE(every_known_member_is_read_and_written)
{
    auto const profile = read(whole);
    BOOST_TEST(profile.extras.members().empty());
    BOOST_TEST(profile.default_address->extras.members().empty());
    BOOST_TEST(profile.links->self->extras.members().empty());
    BOOST_TEST(profile.default_address->middle_name.value() == "M");
    BOOST_TEST(profile.links->self->headers->at(0).value.value() == "v");
    BOOST_TEST(pc::billing_profile_etag::tag(profile) == "e");
    BOOST_TEST(descry::write_json(profile) == whole);
}

BOOST_AUTO_TEST_CASE(every_casing_reads_the_same)
{
    auto const expected = read(whole);
    auto const pascal = written(expected);
    BOOST_TEST((read(pascal) == expected));

    std::string upper(pascal);
    for (std::size_t i = 0; i + 1 < upper.size(); ++i) {  // only the names: the texts before a colon
        auto const end = upper.find('"', i + 1);
        if (upper[i] != '"') continue;
        if (end != std::string::npos && upper[end + 1] == ':')
            std::transform(upper.begin() + static_cast<std::ptrdiff_t>(i),
                           upper.begin() + static_cast<std::ptrdiff_t>(end),
                           upper.begin() + static_cast<std::ptrdiff_t>(i),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
        i = end;
    }
    BOOST_TEST(upper.find("DEFAULTADDRESS") != std::string::npos);
    BOOST_TEST((read(upper) == expected));
}

BOOST_AUTO_TEST_CASE(absent_null_and_a_value_are_three_things)
{
    auto profile = read(R"({"id":"1","email":null,"defaultAddress":{"region":null,"city":"Redmond"}})");
    BOOST_TEST(written(profile) == R"({"Id":"1","Email":null,"DefaultAddress":{"Region":null,"City":"Redmond"}})");

    // What is taken away is written as null; what was never there stays away.
    profile.id.reset();
    profile.culture.reset();
    profile.default_address->region = "WA";
    BOOST_TEST(written(profile) == R"({"Id":null,"Email":null,"DefaultAddress":{"Region":"WA","City":"Redmond"}})");
}

BOOST_AUTO_TEST_CASE(unknown_members_survive_at_every_depth)
{
    constexpr std::string_view text =
        R"({"id":"1","defaultAddress":{"city":"Redmond","geo":{"lat":47.673988100000000000001}},)"
        R"("links":{"self":{"uri":"/x","headers":[{"key":"k","secret":false}],"rel":"self"},"extra":[null,1e400]},)"
        R"("attributes":{"etag":"e","version":12345678901234567890123},"creditLimit":100.00,"Tags":["\u00e9"]})";
    BOOST_TEST(descry::write_json(read(text)) == text);
}

BOOST_AUTO_TEST_SUITE_END()
