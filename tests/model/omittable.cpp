#include <descry/json.hpp>

#include <boost/test/unit_test.hpp>

#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>

BOOST_AUTO_TEST_SUITE(omittable)

namespace {

struct patch {
    descry::omittable<std::string> name;
    descry::omittable<int> count;
};
BOOST_DESCRIBE_STRUCT(patch, (), (name, count))

struct kept {
    descry::omittable<std::string> name;
    std::optional<int> count;
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(kept, (), (name, count, extra))

template <class T>
std::string rewritten(std::string_view text, descry::write_options options = {})
{
    return descry::write_json(descry::read_json<T>(text).value(), options);
}

}  // namespace

BOOST_AUTO_TEST_CASE(is_absent_null_or_a_value)
{
    descry::omittable<int> o;
    BOOST_TEST(o.is_absent());
    BOOST_TEST(!o.is_null());
    BOOST_TEST(!o);

    o = descry::null;
    BOOST_TEST(o.is_null());
    BOOST_TEST(!o.is_absent());
    BOOST_TEST(!o.has_value());

    o = 0;
    BOOST_TEST(o.has_value());
    BOOST_TEST(!o.is_null());
    BOOST_TEST(!o.is_absent());
    BOOST_TEST(*o == 0);
    BOOST_TEST(o.value_or(5) == 0);

    o.set_null();
    BOOST_TEST(o.is_null());
    o.emplace(7);
    BOOST_TEST(o.value() == 7);
    o.reset();
    BOOST_TEST(o.is_absent());
    BOOST_CHECK_THROW(o.value(), std::bad_optional_access);
    BOOST_TEST(o.value_or(5) == 5);
}

BOOST_AUTO_TEST_CASE(compares_by_state_and_value)
{
    using omittable = descry::omittable<int>;
    BOOST_TEST((omittable() == omittable()));
    BOOST_TEST((omittable() != omittable(descry::null)));
    BOOST_TEST((omittable(1) == omittable(1)));
    BOOST_TEST((omittable(1) != omittable(2)));
    BOOST_TEST((omittable(1) == 1));
    BOOST_TEST((omittable(descry::null) == descry::null));
    BOOST_TEST((omittable(descry::null) != 0));
}

BOOST_AUTO_TEST_CASE(does_not_say_by_an_optional_which_emptiness_it_means)
{
    BOOST_TEST((!std::is_constructible_v<descry::omittable<int>, std::nullopt_t>));
    BOOST_TEST((!std::is_constructible_v<descry::omittable<int>, std::optional<int>>));
    BOOST_TEST((!std::is_constructible_v<descry::omittable<bool>, std::optional<bool> const&>));
    BOOST_TEST((!std::is_assignable_v<descry::omittable<bool>&, std::optional<bool>>));
}

BOOST_AUTO_TEST_CASE(is_read_and_written_in_each_state)
{
    for (std::string const text : {R"({})", R"({"name":null})", R"({"name":"a","count":1})", R"({"count":null})"})
        BOOST_TEST(rewritten<patch>(text) == text);

    auto const read = descry::read_json<patch>(R"({"name":null})").value();
    BOOST_TEST(read.name.is_null());
    BOOST_TEST(read.count.is_absent());
}

BOOST_AUTO_TEST_CASE(is_absent_again_where_the_text_has_none)
{
    patch existing{"a", 1};
    BOOST_REQUIRE(descry::read_json_into(R"({"count":2})", existing));
    BOOST_TEST(existing.name.is_absent());
    BOOST_TEST(*existing.count == 2);
}

BOOST_AUTO_TEST_CASE(says_for_itself_what_is_written_whatever_extras_and_options_say)
{
    auto read = descry::read_json<kept>(R"({"name":null,"count":null})").value();
    read.name.reset();
    BOOST_TEST(descry::write_json(read) == R"({"count":null})");
    BOOST_TEST(descry::write_json(read, {.empty = descry::empty_members::as_null}) == R"({"count":null})");
    read.name.set_null();
    BOOST_TEST(descry::write_json(read, {.empty = descry::empty_members::left_out}) == R"({"name":null})");
}

BOOST_AUTO_TEST_SUITE_END()
