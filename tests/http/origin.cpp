// Base URLs that are accepted, and their components.
#include <boost/test/unit_test.hpp>

#include <descry/http/origin.hpp>

#include <string_view>

using descry::parse_origin;

BOOST_AUTO_TEST_SUITE(origin)

BOOST_AUTO_TEST_CASE(parses_scheme_host_and_port)
{
    auto const o = parse_origin("https://API.partnercenter.microsoft.com").value();
    BOOST_TEST(o.secure);
    BOOST_TEST(o.host == "api.partnercenter.microsoft.com");
    BOOST_TEST(o.port == 443);
    BOOST_TEST(o.path_prefix == "");
    BOOST_TEST(o.authority() == "api.partnercenter.microsoft.com");
    BOOST_TEST(!o.is_loopback());

    auto const p = parse_origin("http://localhost:8080/api/v1/").value();
    BOOST_TEST(!p.secure);
    BOOST_TEST(p.port == 8080);
    BOOST_TEST(p.path_prefix == "/api/v1");
    BOOST_TEST(p.authority() == "localhost:8080");
}

BOOST_AUTO_TEST_CASE(omits_the_default_port)
{
    BOOST_TEST(parse_origin("http://h:80").value().authority() == "h");
    BOOST_TEST(parse_origin("https://h:443/").value().authority() == "h");
    BOOST_TEST(parse_origin("https://h:80").value().authority() == "h:80");
    BOOST_TEST(parse_origin("https://h:").value().port == 443);
    BOOST_TEST(parse_origin("https://api.example.com.").value().host == "api.example.com.");
    BOOST_TEST(parse_origin("https://h").value().key() != parse_origin("http://h").value().key());
}

BOOST_AUTO_TEST_CASE(recognizes_addresses)
{
    auto const o = parse_origin("http://[::1]:81/x").value();
    BOOST_TEST(o.host == "::1");
    BOOST_TEST(o.authority() == "[::1]:81");
    BOOST_TEST(o.is_loopback());
    BOOST_TEST(parse_origin("http://127.9.8.7").value().is_loopback());
    BOOST_TEST(parse_origin("http://LOCALHOST").value().is_loopback());
    BOOST_TEST(!parse_origin("http://128.0.0.1").value().is_loopback());
    BOOST_TEST(!parse_origin("http://localhost.example.com").value().is_loopback());
    BOOST_TEST(!parse_origin("http://[::2]").value().is_loopback());
}

BOOST_AUTO_TEST_CASE(refuses_everything_else)
{
    for (std::string_view const url : {"",
                                       "api.example.com",
                                       "/v1",
                                       "//api.example.com",
                                       "ftp://api.example.com",
                                       "https:api.example.com",
                                       "https://",
                                       "https:///v1",
                                       "https://user@api.example.com",
                                       "https://user:secret@api.example.com",
                                       "https://api.example.com?x=1",
                                       "https://api.example.com/#top",
                                       "https://api.example.com:0",
                                       "https://api.example.com:65536",
                                       "https://api.example.com:99999999999",
                                       "https://api.example.com:x",
                                       "http://127.0.0.1.example.com",
                                       "http://[::1]x/",
                                       "http://127.0.0.1x",
                                       "https://api example.com",
                                       "https://api%2fexample.com",
                                       "https://api!example.com",
                                       "https://.example",
                                       "https://.",
                                       "https://..",
                                       "https://a..b",
                                       "https://a.b..",
                                       "https://.127.0.0.1",
                                       "https://[::1",
                                       "https://[v1.x]",
                                       "https://api.example.com\r\nX: y",
                                       "https://b\xc3\xbc"
                                       "cher.example"}) {
        auto const o = parse_origin(url);
        BOOST_TEST(o.has_error(), url);
        BOOST_TEST((o.error() == descry::errc::invalid_url), url);
        BOOST_TEST(o.error().message().find("secret") == std::string::npos);
    }
}

BOOST_AUTO_TEST_SUITE_END()
