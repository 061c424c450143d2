#include <descry/core/base64.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

using namespace descry;

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

BOOST_AUTO_TEST_CASE(octets_are_encoded_as_they_are_decoded)
{
    std::string octets;
    for (int i = 0; i != 300; ++i) {
        auto const encoded = descry::base64_encode(octets);
        BOOST_TEST(encoded.size() == (octets.size() + 2) / 3 * 4);
        BOOST_TEST((base64_decode(encoded).value() == octets), i);
        octets += static_cast<char>(i * 7);
    }
    BOOST_TEST(descry::base64_encode("foobar") == "Zm9vYmFy");
}

BOOST_AUTO_TEST_SUITE_END()
