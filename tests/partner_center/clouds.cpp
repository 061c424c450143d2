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
    pc::client const partner(
        {.credentials = std::move(credentials), .cloud = cloud, .any_credential_kind = true, .custom_transport = net});
    partner.get<pc::billing_profile>({.customer_id = "7"});
    return net->requests();
}

struct analytics : descry::resource<pc::open_model, descry::nothing, "/partner/v1/analytics/search", descry::get> {};

struct facts {
    pc::cloud cloud;
    std::string_view api_root, authority, app_only_resource;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(clouds)

BOOST_AUTO_TEST_CASE(have_a_root_an_authority_and_a_resource_each)
{
    for (auto const& [cloud, api_root, authority, resource] :
         {facts{pc::clouds::global, "https://api.partnercenter.microsoft.com", "https://login.microsoftonline.com",
                "https%3A%2F%2Fgraph.windows.net"},
          facts{pc::clouds::china, "https://partner.partnercenterapi.microsoftonline.cn",
                "https://login.chinacloudapi.cn", "https%3A%2F%2Fgraph.chinacloudapi.cn"},
          facts{pc::clouds::germany, "https://api.partnercenter.microsoft.com", "https://login.microsoftonline.de",
                "https%3A%2F%2Fgraph.cloudapi.de"},
          facts{pc::clouds::us_government, "https://api.partnercenter.microsoft.com",
                "https://login.microsoftonline.us", "https%3A%2F%2Fgraph.windows.net"}}) {
        auto const app = requests(cloud, pc::app_only{.tenant = "t", .client_id = "c", .client_secret = "s"});
        BOOST_REQUIRE(app.size() == 2u);
        BOOST_TEST(app[0].base_url == authority);
        BOOST_TEST(app[0].target == "/t/oauth2/token");
        BOOST_TEST(app[0].body.find("resource=" + std::string(resource) + '&') != std::string::npos);
        BOOST_TEST(app[1].base_url == api_root);
        BOOST_TEST(app[1].target == "/v1/customers/7/profiles/billing");

        auto const user = requests(
            cloud,
            pc::app_user{
                .tenant = "t", .client_id = "c", .client_secret = "s", .refresh_token = "r", .on_refresh_token = {}});
        BOOST_REQUIRE(user.size() == 2u);
        BOOST_TEST(user[0].base_url == authority);
        auto const host = std::string(api_root.substr(api_root.find("//") + 2));
        BOOST_TEST(user[0].body.find("resource=https%3A%2F%2F" + host + '&') != std::string::npos);
        BOOST_TEST(user[1].base_url == api_root);
    }
}

BOOST_AUTO_TEST_CASE(may_have_their_places_replaced)
{
    auto const net = answering();
    pc::client const partner({.credentials = pc::app_only{.tenant = "t", .client_id = "c", .client_secret = "s"},
                              .cloud = pc::clouds::china,
                              .base_url = "http://localhost:8080/pc",
                              .authority = "http://localhost:8081",
                              .custom_transport = net});
    partner.get<pc::billing_profile>({.customer_id = "7"});
    BOOST_TEST(net->requests()[0].base_url == "http://localhost:8081");
    BOOST_TEST(net->requests()[1].base_url == "http://localhost:8080/pc");
}

BOOST_AUTO_TEST_CASE(have_bases_of_other_names_too)
{
    auto const net = answering();
    pc::client const partner({.credentials = descry::bearer_token{"t"}, .custom_transport = net});
    partner.get<analytics>({});
    BOOST_TEST(net->requests()[0].target == "/partner/v1/analytics/search");
}

BOOST_AUTO_TEST_SUITE_END()
