// What is said of Microsoft's clouds, and where their clients go.
#include <boost/test/unit_test.hpp>

#include <descry/testing/scripted_transport.hpp>

#include <partner_center/partner_center.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pc = partner_center;

namespace {

using network = std::shared_ptr<descry::testing::scripted_transport>;

network answering()
{
    return std::make_shared<descry::testing::scripted_transport>([](descry::request const& in) {
        return in.method == "POST" ? descry::response{200, {}, R"({"access_token":"t","expires_in":"3600"})"}
                                   : descry::response{200, {}, "{}"};
    });
}

// The requests of one call, the one for its token first.
std::vector<descry::request> requests(pc::cloud const& cloud, pc::credentials credentials)
{
    auto const net = answering();
    pc::client const partner({.credentials = std::move(credentials),
                              .cloud = cloud,
                              .client = {.any_credential_kind = true, .custom_transport = net}});
    partner.get<pc::billing_profile>({.customer_id = "7"});
    return net->requests();
}

struct analytics : descry::resource<pc::open_model, descry::nothing, "/partner/v1/analytics/search", descry::get> {};

struct facts {
    pc::cloud cloud;
    std::string api_root, authority;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(clouds)

BOOST_AUTO_TEST_CASE(have_a_root_an_authority_and_tokens_for_that_root)
{
    std::string const root = "api.partnercenter.microsoft.com";
    for (auto const& [cloud, api_root, authority] :
         {facts{pc::clouds::global, root, "login.microsoftonline.com"},
          facts{pc::clouds::china, "partner.partnercenterapi.microsoftonline.cn", "login.chinacloudapi.cn"},
          facts{pc::clouds::germany, root, "login.microsoftonline.de"},
          facts{pc::clouds::us_government, root, "login.microsoftonline.us"}}) {
        for (auto const version : {pc::token_endpoint::v1, pc::token_endpoint::v2}) {
            bool const v1 = version == pc::token_endpoint::v1;
            auto const audience = "https%3A%2F%2F" + api_root;
            auto const app = "client_id=c&client_secret=s&grant_type=client_credentials";
            auto const user = "client_id=c&client_secret=s&grant_type=refresh_token&refresh_token=r&scope=";
            for (auto const& [credentials, form] :
                 {std::pair<pc::credentials, std::string>{
                      pc::app_only{.tenant = "t", .client_id = "c", .client_secret = "s", .token_endpoint = version},
                      v1 ? "resource=" + audience + '&' + app : app + ("&scope=" + audience) + "%2F.default"},
                  {pc::app_user{.tenant = "t",
                  .client_id = "c",
                  .client_secret = "s",
                  .refresh_token = "r",
                  .token_endpoint = version},
                   v1 ? "resource=" + audience + '&' + user + "openid"
                      : user + audience + "%2F.default%20offline_access"}}) {
                auto const sent = requests(cloud, credentials);
                BOOST_REQUIRE(sent.size() == 2u);
                BOOST_TEST(sent[0].base_url == "https://" + authority);
                BOOST_TEST(sent[0].target == (v1 ? "/t/oauth2/token" : "/t/oauth2/v2.0/token"));
                BOOST_TEST(sent[0].body == form);
                BOOST_TEST(sent[1].base_url == "https://" + api_root);
                BOOST_TEST(sent[1].target == "/v1/customers/7/profiles/billing");
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(may_have_their_places_replaced)
{
    auto const net = answering();
    pc::client const partner({.credentials = pc::app_only{.tenant = "t", .client_id = "c", .client_secret = "s"},
                              .cloud = pc::clouds::china,
                              .authority = "http://localhost:8081",
                              .client = {.base_url = "http://localhost:8080/pc", .custom_transport = net}});
    partner.get<pc::billing_profile>({.customer_id = "7"});
    BOOST_TEST(net->requests()[0].base_url == "http://localhost:8081");
    BOOST_TEST(net->requests()[1].base_url == "http://localhost:8080/pc");
}

BOOST_AUTO_TEST_CASE(have_bases_of_other_names_too)
{
    auto const net = answering();
    pc::client const partner({.credentials = descry::bearer_token{"t"}, .client = {.custom_transport = net}});
    partner.get<analytics>({});
    BOOST_TEST(net->requests()[0].target == "/partner/v1/analytics/search");
}

BOOST_AUTO_TEST_SUITE_END()
