#include <descry/testing/detail/route.hpp>

#include <boost/describe/class.hpp>
#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(route)

using namespace descry::testing::detail;

namespace {

struct one {
    std::string a;
};
BOOST_DESCRIBE_STRUCT(one, (), (a))

struct two {
    std::string a, b;
};
BOOST_DESCRIBE_STRUCT(two, (), (a, b))

constexpr auto& middle = descry::detail::path_table_of<one, "/x/{a}/y">::table;
constexpr auto& last = descry::detail::path_table_of<one, "/x/{a}">::table;
constexpr auto& inside = descry::detail::path_table_of<two, "/x/{a}-{b}.json">::table;

constexpr auto& rest = descry::detail::path_table_of<one, "/x/{+a}">::table;
constexpr auto& scope = descry::detail::path_table_of<two, "/{+a}/y/{b}">::table;
constexpr auto& scopes = descry::detail::path_table_of<two, "/{+a}/y/{+b}/z">::table;

}  // namespace

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

BOOST_AUTO_TEST_CASE(a_parameter_takes_one_segment_as_it_stands)
{
    BOOST_TEST(match(middle, "/x/1/y").value() == parameter_values{"1"});
    BOOST_TEST(match(middle, "/x/a%2Fb/y").value() == parameter_values{"a%2Fb"});
    BOOST_TEST(match(last, "/x/1").value() == parameter_values{"1"});
}

BOOST_AUTO_TEST_CASE(a_path_matches_as_a_whole)
{
    for (auto const* path : {"", "/", "/x", "/x/", "/x//y", "/x/1", "/x/1/", "/x/1/y/", "/x/1/yy", "/x/1/2/y", "x/1/y"})
        BOOST_TEST(!match(middle, path).has_value(), path);
}

BOOST_AUTO_TEST_CASE(literal_parts_are_the_same_in_any_casing)
{
    BOOST_TEST(match(middle, "/X/Ab/Y").value() == parameter_values{"Ab"});
}

BOOST_AUTO_TEST_CASE(two_parameters_share_a_segment)
{
    BOOST_TEST(match(inside, "/x/1-2.json").value() == (parameter_values{"1", "2"}));
    BOOST_TEST(match(inside, "/x/1-2-3.json").value() == (parameter_values{"1-2", "3"}));
    BOOST_TEST(!match(inside, "/x/1-.json").has_value());
    BOOST_TEST(!match(inside, "/x/12.json").has_value());
}

BOOST_AUTO_TEST_CASE(a_parameter_with_a_plus_takes_several_segments)
{
    BOOST_TEST(match(rest, "/x/1").value() == parameter_values{"1"});
    BOOST_TEST(match(rest, "/x/1/2%2F3/4").value() == parameter_values{"1/2%2F3/4"});
    BOOST_TEST(!match(rest, "/x/").has_value());
    BOOST_TEST(match(scope, "/1/2/y/3").value() == (parameter_values{"1/2", "3"}));
    BOOST_TEST(match(scope, "/1/y/2/Y/3").value() == (parameter_values{"1/y/2", "3"}));
    BOOST_TEST(!match(scope, "/1/2/y/3/4").has_value());
    BOOST_TEST(!match(scope, "/y/3").has_value());
    BOOST_TEST(match(scopes, "/1/y/2/y/3/z").value() == (parameter_values{"1/y/2", "3"}));
    BOOST_TEST(match(scopes, "/1/y/2/z/y/z/z").value() == (parameter_values{"1/y/2/z", "z"}));
}

BOOST_AUTO_TEST_CASE(a_path_of_many_matches_is_tried_in_linear_time)
{
    std::string path;
    for (int i = 0; i != 100'000; ++i) path += "/y";
    BOOST_TEST(!match(scopes, path + "/x").has_value());
    BOOST_TEST(match(scopes, path + "/z").has_value());
}

BOOST_AUTO_TEST_CASE(the_more_literal_of_two_paths_is_identified)
{
    BOOST_TEST((literal_size(middle) > literal_size(last)));
    BOOST_TEST((literal_size(last) > literal_size(rest)));
}

BOOST_AUTO_TEST_SUITE_END()
