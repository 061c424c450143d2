#include <descry/testing/detail/client_authentication.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(client_authentication)

using namespace descry::testing;
using namespace descry::testing::detail;

namespace {

application_credentials read(std::string authorization, form const& fields = {})
{
    return read_client({"POST", "", "/", {{"Authorization", std::move(authorization)}}, ""}, fields);
}

bool invalid_request(token_refusal const& why)
{
    return why.status() == 400 && why.error() == std::string_view("invalid_request");
}

}  // namespace

BOOST_AUTO_TEST_CASE(an_application_is_named_in_the_form)
{
    auto const client = read("", {{"client_id", "app"}, {"client_secret", "s"}});
    BOOST_TEST(client.id == "app");
    BOOST_TEST(client.secret == "s");
}

BOOST_AUTO_TEST_CASE(an_application_is_named_by_the_basic_scheme)
{
    auto const client = read("Basic YXBwOmElM0FiK2M6ZA==", {{"client_id", "app"}});  // app:a%3Ab+c:d
    BOOST_TEST(client.id == "app");
    BOOST_TEST(client.secret == "a:b c:d");
}

BOOST_AUTO_TEST_CASE(two_methods_at_once_and_malformed_credentials_are_refused)
{
    BOOST_CHECK_EXCEPTION(read("Basic YTpi", {{"client_secret", "b"}}), token_refusal, invalid_request);
    BOOST_CHECK_EXCEPTION(read("Basic !"), token_refusal, invalid_request);
    BOOST_CHECK_EXCEPTION(read("Basic YWI="), token_refusal, invalid_request);      // ab
    BOOST_CHECK_EXCEPTION(read("Basic YTolNA=="), token_refusal, invalid_request);  // a:%4
}

BOOST_AUTO_TEST_SUITE_END()
