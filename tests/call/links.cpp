#include <boost/test/unit_test.hpp>

#include <descry/client/detail/link.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(links)

namespace {

constexpr std::string_view host = "https://api.example.com";

descry::result<std::string> resolve(std::string_view link, std::string_view base = host)
{
    return descry::detail::resolve_link({.link_prefix = "/v1"}, base, link, "/v1/jobs/{id}");
}

bool refused(std::string_view link, std::string_view base = host)
{
    auto const out = resolve(link, base);
    return out.has_error() && out.error() == descry::errc::unsafe_link && !out.error()->explanation.empty();
}

}  // namespace

BOOST_AUTO_TEST_CASE(leads_to_a_target_however_it_is_written)
{
    for (auto const* const same :
         {"/v1/jobs/9", "/jobs/9", "jobs/9", "v1/jobs/9", "https://api.example.com/v1/jobs/9", "/v1//v1/jobs/9",
          "https://api.example.com/jobs/9", "HTTPS://API.example.com:443/v1/jobs/9", "//api.example.com/v1/jobs/9",
          "/v1/v1/jobs/9", "//api.example.com//jobs/9", "/jobs/9#part"})
        BOOST_TEST(resolve(same).value() == "/v1/jobs/9", same);
    BOOST_TEST(resolve("/V1/jobs/9").value() == "/V1/jobs/9");
    BOOST_TEST(resolve("/v10/jobs").value() == "/v1/v10/jobs");
    BOOST_TEST(resolve("/jobs/").value() == "/v1/jobs/");
    BOOST_TEST(resolve("/v1").value() == "/v1");
}

BOOST_AUTO_TEST_CASE(keeps_its_query_and_its_escapes)
{
    BOOST_TEST(resolve("/jobs?size=2?seek=Next&a=%2F../b:c//d").value() == "/v1/jobs?size=2?seek=Next&a=%2F../b:c//d");
    BOOST_TEST(resolve("/jobs/a%2Fb").value() == "/v1/jobs/a%2Fb");
    BOOST_TEST(resolve("jobs/a:b").value() == "/v1/jobs/a:b");
}

BOOST_AUTO_TEST_CASE(is_encoded_where_a_url_cannot_hold_it)
{
    for (auto const& [link, target] : std::vector<std::pair<std::string_view, std::string_view>>{
             {"/jobs?$filter=name eq 'a b'", "/v1/jobs?$filter=name%20eq%20'a%20b'"},
             {"deviceBatches/Test batch/devices", "/v1/deviceBatches/Test%20batch/devices"},
             {"/jobs/a b", "/v1/jobs/a%20b"},
             {"/jobs/\xC3\xA9?x=\xE2\x82\xAC", "/v1/jobs/%C3%A9?x=%E2%82%AC"},
             {"/jobs?a|b=\"c\"^`", "/v1/jobs?a%7Cb=%22c%22%5E%60"},
             {"/jobs/<{x}>", "/v1/jobs/%3C%7Bx%7D%3E"},
             {"/jobs/100%", "/v1/jobs/100%25"},
             {"/jobs?x=%2&y=%zz&z=%41", "/v1/jobs?x=%252&y=%25zz&z=%41"},
             {" /jobs/9 ", "/v1/jobs/9"},
             {"https://api.example.com/v1/jobs/a b", "/v1/jobs/a%20b"}})
        BOOST_TEST(resolve(link).value() == target, link);
}

BOOST_AUTO_TEST_CASE(is_what_the_service_meant_where_that_is_known)
{
    descry::service const api{.repair_link = [](std::string_view link) { return std::string("/right") += link; }};
    BOOST_TEST(descry::detail::resolve_link(api, host, "?x=2", "/right").value() == "/right?x=2");
    auto const why = descry::detail::resolve_link(api, host, "/../x", "/right").error();
    BOOST_TEST(why->explanation == "the link would leave its folder: /../x");
}

BOOST_AUTO_TEST_CASE(is_refused_with_where_it_led)
{
    auto const told = [](std::string_view link) { return resolve(link).error()->explanation; };
    std::string const elsewhere = "the link leads to another origin: ";
    BOOST_TEST(told("https://evil.example/jobs/9?sig=secret#part") == elsewhere + "https://evil.example/jobs/9");
    BOOST_TEST(told("https://user:password@api.example.com/a@b") == elsewhere + "https://api.example.com/a@b");
    BOOST_TEST(told("/jobs\r\n\x7F\x1B[1m") == "the link is malformed: /jobs\\x0D\\x0A\\x7F\\x1B[1m");
    BOOST_TEST(told("?x=1") == "the link has no path");
    auto const bounded = told("https://evil.example/" + std::string(100'000, 'x'));
    BOOST_TEST(bounded.size() < 400u);
    BOOST_TEST(bounded.ends_with("x..."));
}

BOOST_AUTO_TEST_CASE(is_followed_to_no_other_origin)
{
    for (auto const* const foreign :
         {"https://elsewhere.example/v1/jobs/9", "//elsewhere.example/jobs", "http://api.example.com/v1/jobs",
          "https://api.example.com:444/v1/jobs", "https://api.example.com.elsewhere.example/v1/jobs",
          "https://api.example.com@elsewhere.example/v1/jobs", "https://user@api.example.com/v1/jobs",
          "https:///v1/jobs", "https:jobs", "javascript:x", "file:///etc/passwd", "ftp://api.example.com/v1",
          "://api.example.com/jobs"})
        BOOST_TEST(refused(foreign), foreign);
}

BOOST_AUTO_TEST_CASE(that_is_malformed_is_refused)
{
    for (auto const* const wrong : {"", "?size=1", "#", "/", "/jobs\r\nHost: x", "/jobs\\..", "/jobs\tx", "/jobs\x7F",
                                    "\\\\evil.example/x", "/../jobs", "jobs/..", "./jobs"})
        BOOST_TEST(refused(wrong), wrong);
    BOOST_TEST(refused("/jobs", "not a URL"));
}

BOOST_AUTO_TEST_CASE(that_may_be_read_as_leaving_its_folder_is_refused)
{
    for (auto const* const dots :
         {"%2e%2E", ".%2e", "%2e", "%2e%2e%2f", "x%2F..%2f", "..;", "..;a=b", ".;", "%2e%2e%3b", "..%5c", "a%5C..%5cb",
          "%252e%252e%252f", "%25252e.", "%25%32e%25%32e", "..%20", "..%00", "a%0d%0ab", "%2e%2e "}) {
        for (auto const* const before : {"/v1/jobs/", "https://api.example.com/jobs/", "jobs/"})
            BOOST_TEST(refused(std::string(before) + dots + "/admin"), dots);
        BOOST_TEST(refused(std::string("/jobs/") + dots), dots);
    }
    for (auto const* const plain :
         {"/jobs/..a", "/jobs/...", "/jobs/a;b=..", "/jobs/a%2fb%5cc", "/jobs/a%20..b", "/jobs/%2541"})
        BOOST_TEST(resolve(plain).value() == std::string("/v1") + plain);
    BOOST_TEST(resolve("/jobs?x=../..;/%2e%2e").value() == "/v1/jobs?x=../..;/%2e%2e");
}

BOOST_AUTO_TEST_CASE(belongs_below_the_path_of_the_base)
{
    constexpr std::string_view base = "http://127.0.0.1:8080/pc/";
    BOOST_TEST(resolve("/jobs/9", base).value() == "/v1/jobs/9");
    BOOST_TEST(resolve("/pc/v1/jobs/9", base).value() == "/v1/jobs/9");
    BOOST_TEST(resolve("http://127.0.0.1:8080/pc/v1/jobs/9", base).value() == "/v1/jobs/9");
    BOOST_TEST(refused("http://127.0.0.1:8080/v1/jobs/9", base));
    BOOST_TEST(refused("http://127.0.0.1:8080/pcx/v1/jobs/9", base));
}

BOOST_AUTO_TEST_CASE(with_a_prefix_that_is_repeated_a_million_times_takes_linear_work)
{
    std::string link;
    for (int i = 0; i < 1'000'000; ++i) link += "/v1";
    BOOST_TEST(resolve(link + "/jobs/9").value() == "/v1/jobs/9");
}

BOOST_AUTO_TEST_CASE(needs_no_prefix_where_the_service_has_none)
{
    BOOST_TEST(descry::detail::resolve_link({}, host, "jobs/9", "/jobs").value() == "/jobs/9");
    BOOST_TEST(descry::detail::resolve_link({}, host, "/v1/v1/jobs", "/jobs").value() == "/v1/v1/jobs");
}

BOOST_AUTO_TEST_CASE(gets_no_prefix_where_what_asks_has_another)
{
    auto const other = [](std::string_view link) {
        return descry::detail::resolve_link({.link_prefix = "/v1"}, host, link, "/partner/v1/usage/{id}").value();
    };
    for (auto const* const same : {"/partner/v1/usage/2", "https://api.example.com/partner/v1/usage/2",
                                   "/PARTNER/v1/usage/2", "partner/v1/usage/2"})
        BOOST_TEST(descry::equal_ignoring_case(other(same), "/partner/v1/usage/2"), same);
    BOOST_TEST(other("/usage/2") == "/v1/usage/2");
    BOOST_TEST(other("/partners/2") == "/v1/partners/2");
    BOOST_TEST(other("/v1//v1/jobs/9") == "/v1/jobs/9");

    auto const of = [](std::string_view prefix, std::string_view link, std::string_view like) {
        return descry::detail::resolve_link({.link_prefix = prefix}, host, link, like).value();
    };
    BOOST_TEST(of("/v1", "/eu/v1/usage/2", "/eu/v1/usage/{id}") == "/eu/v1/usage/2");
    BOOST_TEST(of("/v1", "/a", "/a/{id}") == "/a");
    BOOST_TEST(of("/api/v1", "/api/x", "/api/v1/things/{id}") == "/api/x");
    BOOST_TEST(of("/api/v1", "/things/2", "/api/v1/things/{id}") == "/api/v1/things/2");
}

BOOST_AUTO_TEST_SUITE_END()
