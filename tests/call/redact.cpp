#include <boost/test/unit_test.hpp>

#include <descry/call/redact.hpp>

#include <string>
#include <vector>

namespace {

std::string redacted(std::string text, std::vector<std::string> const& secrets)
{
    auto const before = text;
    bool const any = descry::detail::redact(text, secrets);
    BOOST_TEST(any == (text != before));
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(redact)

BOOST_AUTO_TEST_CASE(takes_secrets_out_however_they_are_spelled)
{
    BOOST_TEST(redacted("a/b, a%2Fb, a%2fb, A/B", {"a/b"}) == "[redacted], [redacted], [redacted], A/B");
    BOOST_TEST(redacted("nothing of it", {"secret", ""}) == "nothing of it");
    BOOST_TEST(redacted("", {"secret"}) == "");
}

BOOST_AUTO_TEST_CASE(leaves_nothing_of_secrets_that_overlap)
{
    BOOST_TEST(redacted("abcdef, abc, bcdef", {"abc", "bcdef"}) == "[redacted], [redacted], [redacted]");
    BOOST_TEST(redacted("abcdef", {"abcdef", "cd"}) == "[redacted]");
    BOOST_TEST(redacted("xaaaaax", {"aaa"}) == "x[redacted]x");
    BOOST_TEST(redacted("onetwo", {"one", "two"}) == "[redacted]");
}

BOOST_AUTO_TEST_CASE(does_not_look_into_its_own_mark)
{
    BOOST_TEST(redacted("a t", {"t", "e", "redacted"}) == "a [redacted]");
}

BOOST_AUTO_TEST_SUITE_END()
