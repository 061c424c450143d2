#include <descry/json.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>
#include <vector>

BOOST_AUTO_TEST_SUITE(depth)

namespace {

struct node {
    std::vector<node> children;
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(node, (), (children, extra))

std::string repeated(std::size_t times, std::string_view part)
{
    std::string out;
    for (std::size_t i = 0; i != times; ++i) out += part;
    return out;
}

std::string brackets(std::size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); }

// Two levels each: the list and the object.
std::string tree(std::size_t generations, std::string_view inside = "")
{
    return R"({"children":[)" + repeated(generations, R"({"children":[)") + std::string(inside) +
           repeated(generations, "]}") + "]}";
}

template <class T>
bool too_deep(std::string_view text, descry::read_options options = {})
{
    auto const result = descry::read_json<T>(text, options);
    return !result && result.error() == descry::errc::too_deep;
}

using descry::raw_json;

}  // namespace

BOOST_AUTO_TEST_CASE(of_64_is_allowed_by_default_and_65_is_not)
{
    BOOST_TEST(descry::read_json<raw_json>(brackets(64)).has_value());
    BOOST_TEST(too_deep<raw_json>(brackets(65)));
    BOOST_TEST(descry::read_json<node>(tree(31)).has_value());
    BOOST_TEST(too_deep<node>(tree(32)));
}

BOOST_AUTO_TEST_CASE(is_counted_alike_in_known_and_unknown_members)
{
    for (std::size_t limit = 1; limit != 20; ++limit)
        for (std::size_t levels = 0; levels != 20; ++levels) {
            auto const text = R"({"children":[],"u":)" + (levels == 0 ? "0" : brackets(levels)) + '}';
            BOOST_TEST(too_deep<node>(text, {.max_depth = limit}) == (levels + 1 > limit || limit < 2));
            if (levels != 0) BOOST_TEST(too_deep<raw_json>(brackets(levels), {.max_depth = limit}) == (levels > limit));
        }
}

BOOST_AUTO_TEST_CASE(of_zero_is_for_scalars)
{
    BOOST_TEST(descry::read_json<int>("1", {.max_depth = 0}).has_value());
    BOOST_TEST(descry::read_json<raw_json>("\"x\"", {.max_depth = 0}).has_value());
    BOOST_TEST(too_deep<raw_json>("[]", {.max_depth = 0}));
    BOOST_TEST(too_deep<node>("{}", {.max_depth = 0}));
}

BOOST_AUTO_TEST_CASE(is_that_of_the_nesting_not_the_number_of_values)
{
    auto const text = "[" + repeated(1000, "[[],{}],") + "0]";
    BOOST_TEST(descry::read_json<raw_json>(text, {.max_depth = 3}).has_value());
    BOOST_TEST(
        descry::read_json<node>(R"({"children":[)" + repeated(1000, R"({"children":[]},)") + R"({"children":[]}]})",
                                {.max_depth = 4})
            .has_value());
}

BOOST_AUTO_TEST_CASE(that_is_too_much_is_blamed_on_the_first_bracket_that_is_too_many)
{
    auto const result = descry::read_json<node>(R"({"children":[],"u":[[[1]]]})", {.max_depth = 3});
    BOOST_TEST_REQUIRE(!result);
    BOOST_TEST(result.error()->pointer == "/u");
    BOOST_TEST(result.error()->offset.value() == 21u);
}

BOOST_AUTO_TEST_CASE(of_100000_is_refused_in_known_and_unknown_members)
{
    constexpr std::size_t many = 100'000;
    BOOST_TEST(too_deep<raw_json>(std::string(many, '[')));
    BOOST_TEST(too_deep<raw_json>(repeated(many, R"({"a":)")));
    BOOST_TEST(too_deep<node>(tree(many)));
    BOOST_TEST(too_deep<node>(R"({"u":)" + brackets(many) + "}"));
}

BOOST_AUTO_TEST_CASE(costs_no_stack_where_nothing_is_typed)
{
    constexpr std::size_t many = 1'000'000;
    BOOST_TEST(descry::read_json<raw_json>(brackets(many), {.max_depth = many}).has_value());
    BOOST_TEST(
        descry::read_json<raw_json>(repeated(many, R"({"a":)") + "1" + std::string(many, '}'), {.max_depth = many})
            .has_value());
}

BOOST_AUTO_TEST_SUITE_END()
