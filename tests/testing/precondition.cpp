#include <descry/testing/detail/precondition.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(precondition)

using namespace descry::testing::detail;

BOOST_AUTO_TEST_CASE(the_tag_or_a_star_or_a_list_with_the_tag_holds)
{
    for (auto const* field : {"\"t\"", "*", " * ", "\"a\",\"t\"", "\"a\" , \"t\"", "\"t\", \"a\"", ",\"t\"",
                              "W/\"t\", \"t\"", "\"a,b\", \"t\""})
        BOOST_TEST(if_match_holds(field, "t"), field);
}

BOOST_AUTO_TEST_CASE(another_tag_does_not_hold)
{
    for (auto const* field : {"\"a\"", "\"T\"", "\"tt\"", "\"\"", "\"a\", \"b\"", "\"a,t\""})
        BOOST_TEST(!if_match_holds(field, "t"), field);
}

BOOST_AUTO_TEST_CASE(without_a_tag_only_a_star_holds)
{
    BOOST_TEST(if_match_holds("*", ""));
    BOOST_TEST(!if_match_holds("\"\"", ""));
    BOOST_TEST(!if_match_holds("\"t\"", ""));
}

BOOST_AUTO_TEST_CASE(weak_tags_never_match)
{
    BOOST_TEST(!if_match_holds("W/\"t\"", "t"));
    BOOST_TEST(!if_match_holds("\"a\", W/\"t\"", "t"));
}

BOOST_AUTO_TEST_CASE(if_none_match_holds_unless_a_tag_matches_weakly)
{
    for (auto const* field : {"*", "\"t\"", "W/\"t\"", "\"a\", W/\"t\""})
        BOOST_TEST(!if_none_match_holds(field, "t"), field);
    for (auto const* field : {"\"a\"", "W/\"a\", \"b\"", "t"}) BOOST_TEST(if_none_match_holds(field, "t"), field);
}

BOOST_AUTO_TEST_CASE(a_malformed_entity_tag_does_not_match)
{
    for (auto const* field : {"", " ", ",", "t", "\"t", "t\"", "'t'", "W/", "W/t", "\"", "* t", "*, \"a\"", "w/\"t\""})
        BOOST_TEST(!if_match_holds(field, "t"), field);
}

BOOST_AUTO_TEST_CASE(a_field_may_have_several_lines)
{
    std::vector<descry::header> const headers{{"If-Match", "\"a\""}, {"Host", "h"}, {"if-match", "\"t\""}};
    BOOST_TEST(joined_header(headers, "If-Match") == "\"a\", \"t\"");
    BOOST_TEST(joined_header(headers, "Accept").empty());
}

BOOST_AUTO_TEST_SUITE_END()
