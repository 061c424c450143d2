#include <descry/json.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace {

struct strict {
    std::optional<int> value;
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(strict, (), (value, extra))

struct lenient {
    int first_value = 7;
    std::optional<strict> inner;
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(lenient, (), (first_value, inner, extra))

struct part {
    int a = 0, b = 0;
};
BOOST_DESCRIBE_STRUCT(part, (), (a, b))

struct assembly {
    part item;
    std::array<part, 1> items{};
    std::optional<int> left_out;
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(assembly, (), (item, items, left_out, extra))

struct derived : strict {};
BOOST_DESCRIBE_STRUCT(derived, (strict), ())

}  // namespace

template <>
inline constexpr descry::object_policy descry::policy_of<strict>{.unknown = descry::unknown_members::refused,
                                                                 .empty = descry::empty_members::as_null};
template <>
inline constexpr descry::object_policy descry::policy_of<lenient>{.repeated = descry::repeated_names::last_wins,
                                                                  .missing = descry::missing_members::allowed,
                                                                  .names = descry::casing::pascal};
template <>
inline constexpr descry::object_policy descry::policy_of<part>{.missing = descry::missing_members::allowed};

BOOST_AUTO_TEST_SUITE(policy)

BOOST_AUTO_TEST_CASE(a_type_s_policy_goes_before_the_options)
{
    auto const refused = descry::read_json<strict>(R"({"x":1})", {.unknown = descry::unknown_members::kept});
    BOOST_REQUIRE(!refused);
    BOOST_TEST((refused.error().code() == descry::errc::unknown_member));
    BOOST_TEST(descry::write_json(strict{}, {.empty = descry::empty_members::left_out}) == R"({"value":null})");
}

BOOST_AUTO_TEST_CASE(what_a_policy_does_not_say_is_up_to_the_options)
{
    BOOST_TEST(!descry::read_json<strict>(R"({"value":1,"value":2})"));
    BOOST_TEST(descry::write_json(strict{5, {}}, {.names = descry::casing::pascal}) == R"({"Value":5})");
}

BOOST_AUTO_TEST_CASE(nested_objects_have_policies_of_their_own)
{
    auto const read = descry::read_json<lenient>(R"({"inner":{},"x":1,"inner":{"value":3}})");
    BOOST_REQUIRE(read);
    BOOST_TEST(read->first_value == 7);
    BOOST_TEST(descry::write_json(*read) == R"({"FirstValue":7,"Inner":{"value":3},"x":1})");
    BOOST_TEST(!descry::read_json<lenient>(R"({"inner":{"value":1,"value":2}})"));
    BOOST_TEST(!descry::read_json<lenient>(R"({"inner":{"x":1}})"));
}

BOOST_AUTO_TEST_CASE(members_that_may_be_missing_are_not_taken_from_another_casing_of_their_object)
{
    // Text, and what is written of it.
    struct {
        std::string_view text, written;
    } const cases[] = {
        {R"({"ITEM":{"a":1,"b":2},"item":{"a":3},"items":[{}]})",
         R"({"item":{"a":3,"b":0},"items":[{"a":0,"b":0}],"ITEM":{"a":1,"b":2}})"},
        {R"({"item":{"a":3},"ITEM":{"a":1,"b":2},"items":[{}]})",
         R"({"item":{"a":3,"b":0},"items":[{"a":0,"b":0}],"ITEM":{"a":1,"b":2}})"},
        {R"({"item":{},"ITEMS":[{"b":1}],"items":[{"a":2}]})",
         R"({"item":{"a":0,"b":0},"items":[{"a":2,"b":0}],"ITEMS":[{"b":1}]})"},
        {R"({"ITEM":{"b":2,"a":"no number"},"item":{"A":3},"items":[{}]})",
         R"({"item":{"a":3,"b":0},"items":[{"a":0,"b":0}],"ITEM":{"b":2,"a":"no number"}})"},
        {R"({"ITEM":{"B":2},"items":[{}]})", R"({"item":{"a":0,"b":2},"items":[{"a":0,"b":0}]})"},
    };
    for (auto const& [text, written] : cases) {
        auto const read = descry::read_json<assembly>(text);
        BOOST_TEST_REQUIRE(read.has_value(), text);
        BOOST_TEST(descry::write_json(*read) == written);
    }
    assembly existing{.item = {7, 8}, .items = {}, .left_out = {}, .extra = {}};
    BOOST_TEST_REQUIRE(
        descry::read_json_into(R"({"ITEM":{"a":1,"b":2},"items":[{}],"item":{"a":3}})", existing).has_value());
    BOOST_TEST(existing.item.b == 8);
}

BOOST_AUTO_TEST_CASE(a_policy_is_not_that_of_derived_types)
{
    BOOST_TEST(bool(descry::read_json<derived>(R"({"x":1})")));
}

BOOST_AUTO_TEST_SUITE_END()
