#include <descry/json/detail/pointer.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(pointer)

BOOST_AUTO_TEST_CASE(a_reference_token_follows_a_slash)
{
    BOOST_TEST(descry::detail::reference_token("city") == "/city");
    BOOST_TEST(descry::detail::reference_token("17") == "/17");
    BOOST_TEST(descry::detail::reference_token("") == "/");
}

// The examples of RFC 6901, section 5.
BOOST_AUTO_TEST_CASE(slashes_and_tildes_are_escaped)
{
    BOOST_TEST(descry::detail::reference_token("a/b") == "/a~1b");
    BOOST_TEST(descry::detail::reference_token("m~n") == "/m~0n");
    BOOST_TEST(descry::detail::reference_token("~1") == "/~01");
    for (auto const* name : {"c%d", "e^f", "g|h", "i\\j", "k\"l", " "})
        BOOST_TEST(descry::detail::reference_token(name) == std::string("/") + name);
}

BOOST_AUTO_TEST_SUITE_END()
