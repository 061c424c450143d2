#include <descry/json.hpp>

#include <boost/test/unit_test.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(presence)

namespace {

using descry::is_absent;
using descry::is_null;
using descry::set_absent;
using descry::set_null;

struct resource_base {
    std::optional<std::string> links, attributes;
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(resource_base, (), (links, attributes, extra))

struct profile : resource_base {
    std::optional<std::string> first_name, last_name;
    std::optional<int> age;
};
BOOST_DESCRIBE_STRUCT(profile, (resource_base), (first_name, last_name, age))

struct dated {
    std::optional<std::string> created, changed;
};
BOOST_DESCRIBE_STRUCT(dated, (), (created, changed))

// The base with the extras is the first of two.
struct dated_resource : resource_base, dated {
    std::optional<int> number;
};
BOOST_DESCRIBE_STRUCT(dated_resource, (resource_base, dated), (number))

// And the same one level further down, with another base behind it.
struct sized {
    std::optional<int> size;
};
BOOST_DESCRIBE_STRUCT(sized, (), (size))

struct parcel : dated_resource, sized {
    std::optional<int> weight;
};
BOOST_DESCRIBE_STRUCT(parcel, (dated_resource, sized), (weight))

// Described in part: `scratch` is no member to descry.
struct noted : resource_base {
    std::optional<int> scratch, number;
};
BOOST_DESCRIBE_STRUCT(noted, (resource_base), (number))

// Members that own what they hold.
struct box : resource_base {
    std::optional<int> weight;
    std::unique_ptr<box> inner;
};
BOOST_DESCRIBE_STRUCT(box, (resource_base), (weight, inner))

template <class T>
std::string rewritten(std::string const& text)
{
    return descry::write_json(descry::read_json<T>(text).value());
}

profile read(char const* text) { return descry::read_json<profile>(text).value(); }

}  // namespace

BOOST_AUTO_TEST_CASE(absent_null_and_a_value_are_three_things)
{
    auto const p = read(R"({"firstName":null,"lastName":"x"})");
    BOOST_TEST(is_null(p, &profile::first_name));
    BOOST_TEST(!is_absent(p, &profile::first_name));

    BOOST_TEST(!is_null(p, &profile::last_name));
    BOOST_TEST(!is_absent(p, &profile::last_name));

    BOOST_TEST(!is_null(p, &profile::age));
    BOOST_TEST(is_absent(p, &profile::age));
}

BOOST_AUTO_TEST_CASE(all_three_survive_the_round_trip)
{
    for (auto const* text :
         {R"({})", R"({"firstName":null})", R"({"firstName":"a"})", R"({"firstName":null,"age":null})",
          R"({"lastName":"b","age":1,"links":null})", R"({"attributes":null})"})
        BOOST_TEST(rewritten<profile>(text) == text);
}

BOOST_AUTO_TEST_CASE(a_fresh_object_has_nothing_but_absent_members)
{
    profile const p;
    BOOST_TEST(is_absent(p, &profile::first_name));
    BOOST_TEST(is_absent(p, &profile::links));
    BOOST_TEST(descry::write_json(p) == "{}");
}

BOOST_AUTO_TEST_CASE(a_value_taken_away_is_written_as_null)
{
    auto p = read(R"({"firstName":"a","age":1})");
    p.first_name.reset();
    p.age = std::nullopt;
    BOOST_TEST(is_null(p, &profile::first_name));
    BOOST_TEST(descry::write_json(p) == R"({"firstName":null,"age":null})");
}

BOOST_AUTO_TEST_CASE(a_value_given_and_taken_away_again_is_what_it_was)
{
    auto p = read(R"({"firstName":null})");
    p.first_name = "a";
    p.last_name = "b";
    BOOST_TEST(descry::write_json(p) == R"({"firstName":"a","lastName":"b"})");
    p.first_name.reset();
    p.last_name.reset();
    BOOST_TEST(descry::write_json(p) == R"({"firstName":null})");
}

BOOST_AUTO_TEST_CASE(a_member_is_made_null)
{
    profile p;
    p.first_name = "a";
    set_null(p, &profile::first_name);
    set_null(p, &profile::links);
    BOOST_TEST(!p.first_name);
    BOOST_TEST(is_null(p, &profile::first_name));
    BOOST_TEST(descry::write_json(p) == R"({"firstName":null,"links":null})");
}

BOOST_AUTO_TEST_CASE(a_member_is_made_absent)
{
    auto p = read(R"({"firstName":"a","lastName":null,"age":1})");
    set_absent(p, &profile::first_name);
    set_absent(p, &profile::last_name);
    BOOST_TEST(is_absent(p, &profile::first_name));
    BOOST_TEST(descry::write_json(p) == R"({"age":1})");
}

BOOST_AUTO_TEST_CASE(a_pointer_is_asked_and_told_like_an_optional)
{
    auto b = descry::read_json<box>(R"({"inner":{"inner":null}})").value();
    BOOST_TEST(!is_null(b, &box::inner));
    BOOST_TEST(!is_absent(b, &box::inner));
    BOOST_TEST(is_null(*b.inner, &box::inner));

    set_absent(*b.inner, &box::inner);
    BOOST_TEST(is_absent(*b.inner, &box::inner));
    BOOST_TEST(descry::write_json(b) == R"({"inner":{}})");

    set_null(b, &box::inner);
    BOOST_TEST(!b.inner);
    BOOST_TEST(is_null(b, &box::inner));
    BOOST_TEST(descry::write_json(b) == R"({"inner":null})");
}

BOOST_AUTO_TEST_CASE(unknown_members_do_not_disturb_presence)
{
    auto p = read(R"({"x":1,"firstName":null,"y":2,"age":null})");
    set_null(p, &profile::attributes);
    BOOST_TEST(descry::write_json(p) == R"({"firstName":null,"age":null,"attributes":null,"x":1,"y":2})");
}

BOOST_AUTO_TEST_CASE(copies_have_a_presence_of_their_own)
{
    auto const p = read(R"({"firstName":null,"x":1})");
    auto copy = p;
    set_absent(copy, &profile::first_name);
    BOOST_TEST(descry::write_json(p) == R"({"firstName":null,"x":1})");
    BOOST_TEST(descry::write_json(copy) == R"({"x":1})");
}

BOOST_AUTO_TEST_CASE(a_base_sliced_off_keeps_its_presence)
{
    auto const p = read(R"({"firstName":null,"age":null,"links":null,"attributes":"a"})");
    resource_base base = p;
    BOOST_TEST(is_null(base, &resource_base::links));
    base.attributes.reset();
    BOOST_TEST(descry::write_json(base) == R"({"links":null,"attributes":null})");
}

BOOST_AUTO_TEST_CASE(a_base_is_asked_in_place)
{
    auto const p = read(R"({"firstName":null,"links":null})");
    resource_base const& base = p;
    BOOST_TEST(is_null(base, &resource_base::links));
    BOOST_TEST(is_absent(base, &resource_base::attributes));
    BOOST_TEST(is_null(p, &resource_base::links));
}

BOOST_AUTO_TEST_CASE(what_is_made_null_in_the_base_is_null_in_the_whole)
{
    profile p;
    resource_base& base = p;
    set_null(base, &resource_base::links);
    BOOST_TEST(descry::write_json(p) == R"({"links":null})");
}

BOOST_AUTO_TEST_CASE(a_base_keeps_its_presence_beside_other_bases)
{
    for (auto const* text : {R"({"number":null,"links":null})", R"({"number":null,"links":null,"created":null})",
                             R"({"links":null,"changed":null})"}) {
        auto const all = descry::read_json<dated_resource>(text).value();
        BOOST_TEST(descry::write_json(all) == text);

        resource_base const base = all;
        BOOST_TEST(is_null(base, &resource_base::links));
        BOOST_TEST(descry::write_json(base) == R"({"links":null})");
    }
    auto const dates = descry::read_json<dated_resource>(R"({"created":null,"changed":null})").value();
    BOOST_TEST(descry::write_json<resource_base>(dates) == "{}");
}

BOOST_AUTO_TEST_CASE(each_of_several_levels_keeps_its_presence)
{
    auto const p = descry::read_json<parcel>(R"({"number":null,"attributes":null,"changed":null,"size":null})").value();
    BOOST_TEST(descry::write_json<parcel>(p) == R"({"number":null,"attributes":null,"changed":null,"size":null})");
    BOOST_TEST(descry::write_json<dated_resource>(p) == R"({"number":null,"attributes":null,"changed":null})");
    BOOST_TEST(descry::write_json<resource_base>(p) == R"({"attributes":null})");
}

BOOST_AUTO_TEST_CASE(a_member_that_is_not_described_has_no_presence)
{
    noted n;
    n.scratch = 1;
    n.number = 2;
    BOOST_TEST(!is_null(n, &noted::scratch));
    set_null(n, &noted::scratch);
    BOOST_TEST(!n.scratch);
    BOOST_TEST(is_absent(n, &noted::scratch));
    BOOST_TEST(descry::write_json(n) == R"({"number":2})");
}

BOOST_AUTO_TEST_SUITE_END()
