#include <boost/test/unit_test.hpp>

#include <descry/http/entity_tag.hpp>

BOOST_AUTO_TEST_SUITE(entity_tag)

BOOST_AUTO_TEST_CASE(a_tag_is_quoted_exactly_once)
{
    BOOST_TEST(descry::quoted_entity_tag("eyJpZCI6IjEifQ==") == "\"eyJpZCI6IjEifQ==\"");
    BOOST_TEST(descry::quoted_entity_tag("-3456") == "\"-3456\"");
    BOOST_TEST(descry::quoted_entity_tag("\"a58c\"") == "\"a58c\"");
    BOOST_TEST(descry::quoted_entity_tag("W/\"datetime'2015-11-23'\"") == "W/\"datetime'2015-11-23'\"");
}

BOOST_AUTO_TEST_CASE(a_star_is_a_tag_like_any_other) { BOOST_TEST(descry::quoted_entity_tag("*") == "\"*\""); }

BOOST_AUTO_TEST_CASE(a_tag_that_could_be_parsed_differently_is_refused)
{
    BOOST_TEST(descry::quoted_entity_tag("") == "");
    BOOST_TEST(descry::quoted_entity_tag("\"\"") == "");
    BOOST_TEST(descry::quoted_entity_tag("\"a\", \"b\"") == "");
    BOOST_TEST(descry::quoted_entity_tag("a\r\nX: y") == "");
    BOOST_TEST(descry::quoted_entity_tag("\"") == "");
}

BOOST_AUTO_TEST_SUITE_END()
