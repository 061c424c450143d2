#include <descry/testing/token_table.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(token_table)

using namespace descry::testing;
using descry::credential_kind;
using std::chrono::seconds;

namespace {

std::vector<descry::header> authorization(std::string value) { return {{"Authorization", std::move(value)}}; }

auto refused(refusal why, std::string_view challenge)
{
    return [=](fault const& f) {
        return f.why() == why && f.status() == 401 && find_header(f.headers(), "WWW-Authenticate") == challenge;
    };
}

}  // namespace

BOOST_AUTO_TEST_CASE(an_issued_token_has_its_claims)
{
    descry::testing::token_table table;
    auto const user = table.issue({credential_kind::app_user}, seconds(60));
    auto const application = table.issue({credential_kind::app_only, "https://a.example", false}, seconds(60));
    BOOST_TEST(user != application);
    BOOST_CHECK(table.check(authorization("Bearer " + user)).kind == credential_kind::app_user);
    auto const claims = table.check(authorization("bearer  " + application));
    BOOST_CHECK(claims.kind == credential_kind::app_only);
    BOOST_TEST(claims.audience == "https://a.example");
    BOOST_TEST(!claims.mfa);
}

BOOST_AUTO_TEST_CASE(the_response_to_a_request_without_token_has_the_scheme)
{
    descry::testing::token_table table;
    auto const missing = refused(refusal::token_missing, "Bearer");
    BOOST_CHECK_EXCEPTION(table.check({}), fault, missing);
    for (auto const* value : {"", "Bearer", "Basic YTpi", "Bearerx y"})
        BOOST_CHECK_EXCEPTION(table.check(authorization(value)), fault, missing);
}

BOOST_AUTO_TEST_CASE(an_unknown_token_is_refused_and_not_echoed)
{
    descry::testing::token_table table;
    auto const unknown = refused(refusal::token_refused, "Bearer error=\"invalid_token\"");
    BOOST_CHECK_EXCEPTION(table.check(authorization("Bearer ")), fault, unknown);
    BOOST_CHECK_EXCEPTION(table.check(authorization("Bearer secret")), fault, [&](fault const& why) {
        return unknown(why) && std::string(why.what()).find("secret") == std::string::npos;
    });
}

BOOST_AUTO_TEST_CASE(an_expired_token_is_refused_as_expired)
{
    descry::testing::token_table table;
    auto const token = table.issue({credential_kind::app_user}, seconds(0));
    table.issue({credential_kind::app_user}, seconds(60));
    BOOST_CHECK_EXCEPTION(table.check(authorization("Bearer " + token)), fault, [](fault const& why) {
        return why.why() == refusal::token_refused && std::string(why.what()).find("expired") != std::string::npos;
    });
}

BOOST_AUTO_TEST_SUITE_END()
