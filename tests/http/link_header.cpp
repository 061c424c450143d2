#include <boost/test/unit_test.hpp>

#include <descry/http/detail/link_header.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace {

std::string next_in(std::string_view value) { return descry::detail::next_in_link_header(value).value_or("none"); }

}  // namespace

BOOST_AUTO_TEST_SUITE(link_header)

BOOST_AUTO_TEST_CASE(finds_the_link_to_the_next_page)
{
    for (auto const* const value :
         {"<a>; rel=next", "<a>;rel=next", "<a>; rel=\"next\"", "<a>; REL=Next", " <a> ; rel = \"next\" ",
          "<a>; rel=\"last next\"", "<a>; rel=\" next\tlast \"", "<a>; title=\"b\"; rel=next; type=c",
          "<x>; rel=prev, <a>; rel=next", "<x>; rel=prev,<a>; rel=next,<y>; rel=last", ", ,<x>,, <a>; rel=next,",
          "<a>; rel=next, <b>; rel=next", "<a>; rel=\"n\\ext\"", "<a>;; rel=next;", "<a>; crossorigin; rel=next",
          "<a>; title*=UTF-8'de'b%2C; rel=next"})
        BOOST_TEST(next_in(value) == "a", value);
    BOOST_TEST(next_in("<a?b=1,2;c>; rel=next") == "a?b=1,2;c");
}

BOOST_AUTO_TEST_CASE(quotes_hide_what_looks_like_another_link)
{
    BOOST_TEST(next_in(R"(<x>; title="a, <b>; rel=next"; rel=prev)") == "none");
    BOOST_TEST(next_in(R"(<x>; title="a \", <b>; rel=next"; rel=prev, <a>; rel=next)") == "a");
    BOOST_TEST(next_in(R"(<x>; title="a; rel=next"; rel=last)") == "none");
}

BOOST_AUTO_TEST_CASE(links_with_other_relations_are_ignored)
{
    for (auto const* const value :
         {"", " ", "<a>", "<a>; rel=prev", "<a>; rel=nextish", "<a>; rel=\"last-next\"", "<a>; rev=next", "<a>; rel",
          "<a>; rel=prev; rel=next", "<a>; title=next", "<next>; rel=last"})
        BOOST_TEST(next_in(value) == "none", value);
}

BOOST_AUTO_TEST_CASE(a_link_with_an_anchor_is_ignored)
{
    BOOST_TEST(next_in(R"(<a>; rel=next; anchor="/other")") == "none");
    BOOST_TEST(next_in(R"(<x>; anchor="#part"; rel=next, <a>; rel=next)") == "a");
}

BOOST_AUTO_TEST_CASE(a_malformed_value_is_an_invalid_link)
{
    for (auto const* const value :
         {"a; rel=next", "<a; rel=next", "<a>; rel=\"next", "<a>; rel=\"next\\", "<x> <a>; rel=next",
          "<x>; rel=prev <a>; rel=next", "<x>; rel=\"prev\"next", "next", "<x>; title=\"a, <a>; rel=next"})
        BOOST_TEST(next_in(value) == std::string(value) + '\\', value);
    BOOST_TEST(next_in("<a>; rel=prev, <b; rel=next") == "<b; rel=next\\");
    BOOST_TEST(next_in("<a>; rel=next, and then?") == "a");
}

BOOST_AUTO_TEST_CASE(a_relative_link_is_resolved_against_the_target)
{
    using descry::detail::relative_to;
    BOOST_TEST(relative_to("/a/b?x=1", "?page=2") == "/a/b?page=2");
    BOOST_TEST(relative_to("/a/b?x=1/2", "c?page=2") == "/a/c?page=2");
    BOOST_TEST(relative_to("/a/b", "c/d:e") == "/a/c/d:e");
    BOOST_TEST(relative_to("/a/", "c") == "/a/c");
    BOOST_TEST(relative_to("/a/b?x=1", "") == "/a/b?x=1");
    BOOST_TEST(relative_to("/a/b?x=1", "#c") == "/a/b?x=1#c");
    for (auto const* const whole : {"/c", "//d/c", "https://d/c", "mailto:d"})
        BOOST_TEST(relative_to("/a/b", whole) == whole);
}

BOOST_AUTO_TEST_SUITE_END()
