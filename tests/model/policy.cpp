#include <descry/json.hpp>

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>

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

BOOST_AUTO_TEST_CASE(a_policy_is_not_that_of_derived_types)
{
    BOOST_TEST(bool(descry::read_json<derived>(R"({"x":1})")));
}

BOOST_AUTO_TEST_SUITE_END()
