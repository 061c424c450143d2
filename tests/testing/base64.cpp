#include <descry/testing/base64.hpp>

#include <boost/test/unit_test.hpp>

using namespace descry::testing;

BOOST_AUTO_TEST_SUITE(base64)

BOOST_AUTO_TEST_CASE(base64_is_decoded)
{
    // RFC 4648, 10
    BOOST_TEST(base64_decode("").value() == "");
    BOOST_TEST(base64_decode("Zg==").value() == "f");
    BOOST_TEST(base64_decode("Zm8=").value() == "fo");
    BOOST_TEST(base64_decode("Zm9v").value() == "foo");
    BOOST_TEST(base64_decode("Zm9vYmFy").value() == "foobar");
    for (auto const* text : {"Z", "Zg", "Zg=", "Zm9v!", "Z===", "=m9v", "Zm=v", "Zh==", "Zm9=", "Zm9v\n", " Zm9v",
                             "Zg==Zg==", "Zm9-", "===="})
        BOOST_TEST(!base64_decode(text).has_value(), text);
}

BOOST_AUTO_TEST_SUITE_END()
