#include <descry/testing/decode.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

using namespace descry::testing;

BOOST_AUTO_TEST_SUITE(decode)

BOOST_AUTO_TEST_CASE(percent_escapes_are_decoded_in_either_casing)
{
    BOOST_TEST(percent_decode("").value().empty());
    BOOST_TEST(percent_decode("a%2fb%2Fc+d").value() == "a/b/c+d");
    BOOST_TEST(percent_decode("%00").value() == std::string(1, '\0'));
    BOOST_TEST(percent_decode("%C3%BC").value() == "\xC3\xBC");
}

BOOST_AUTO_TEST_CASE(malformed_escapes_are_refused)
{
    for (auto const* text : {"%", "%4", "a%", "a%4", "%zz", "%4g", "%%41"})
        BOOST_TEST(!percent_decode(text).has_value(), text);
}

BOOST_AUTO_TEST_CASE(a_target_is_more_than_its_path)
{
    BOOST_TEST(path_of("/a/b") == "/a/b");
    BOOST_TEST(path_of("/a?x=/b") == "/a");
    BOOST_TEST(path_of("/a?u=http://h/b") == "/a");
    BOOST_TEST(path_of("https://host:8443/a/b?c") == "/a/b");
    BOOST_TEST(path_of("https://host") == "/");
    BOOST_TEST(path_of("*") == "*");
    BOOST_TEST(path_of("").empty());
}

BOOST_AUTO_TEST_CASE(guids_are_recognized)
{
    BOOST_TEST(is_guid("a58ceba5-60ac-48e4-a0bc-2a855811807a"));
    BOOST_TEST(is_guid("A58CEBA5-60AC-48E4-A0BC-2A855811807A"));
    for (auto const* text : {"", "42", "a58ceba560ac48e4a0bc2a855811807a", "{a58ceba5-60ac-48e4-a0bc-2a855811807a}",
                             "a58ceba5-60ac-48e4-a0bc-2a855811807g", "a58ceba5-60ac-48e4-a0bc-2a855811807",
                             "a58ceba5-60ac-48e4-a0bc-2a855811807a0", "a58ceba5060ac-48e4-a0bc-2a855811807a"})
        BOOST_TEST(!is_guid(text), text);
}

BOOST_AUTO_TEST_SUITE_END()
