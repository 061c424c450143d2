#include <descry/http/percent.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

using namespace descry;

BOOST_AUTO_TEST_SUITE(percent)

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

BOOST_AUTO_TEST_SUITE_END()
