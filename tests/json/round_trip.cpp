#include <boost/test/unit_test.hpp>
#include <json/billing_profile.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

BOOST_AUTO_TEST_SUITE(round_trip)

namespace {

struct part {
    std::optional<std::string> text;
    std::vector<std::optional<std::int16_t>> numbers;
    bool operator==(part const&) const = default;
};
BOOST_DESCRIBE_STRUCT(part, (), (text, numbers))

// No extras: what is empty is absent, and everything that is there makes the way back.
struct whole : part {
    bool flag = false;
    double ratio = 0;
    std::optional<part> one;
    std::vector<part> many;
    std::vector<std::vector<std::string>> table;
    descry::raw_json raw{"null"};
    bool operator==(whole const&) const = default;
};
BOOST_DESCRIBE_STRUCT(whole, (part), (flag, ratio, one, many, table, raw))

std::string rewritten(std::string_view text, descry::write_options options = {})
{
    return descry::write_json(descry::read_json<sample::billing_profile>(text).value(), options);
}

}  // namespace

BOOST_AUTO_TEST_CASE(an_object_written_and_read_is_equal)
{
    whole w;
    BOOST_TEST((descry::read_json<whole>(descry::write_json(w)).value() == w));

    w.text = "\0\x1F\"\\/ \xC3\xA9\xF0\x9F\x98\x80";
    w.numbers = {1, std::nullopt, -32768};
    w.flag = true;
    w.ratio = -1.0 / 3;
    w.one = part{"", {}};
    w.many = {part{}, part{"x", {std::nullopt}}};
    w.table = {{}, {"", "a"}};
    w.raw.text = R"({"a":[1,{}]})";
    for (auto const names : {descry::casing::camel, descry::casing::pascal, descry::casing::as_declared})
        BOOST_TEST((descry::read_json<whole>(descry::write_json(w, {.names = names})).value() == w));
}

BOOST_AUTO_TEST_CASE(a_text_read_and_written_is_the_same_where_the_order_is)
{
    BOOST_TEST(rewritten(sample::text) == sample::text);
}

BOOST_AUTO_TEST_CASE(reading_and_writing_again_changes_nothing_more)
{
    for (auto const* text : {R"( { "x" : 1.0 , "LASTNAME" : null , "id" : "\u0041" } )",
                             R"({"attributes":{"y":{},"ETAG":"\""},"links":{},"first_name":"é"})"}) {
        auto const once = rewritten(text);
        BOOST_TEST(rewritten(once) == once);
    }
}

BOOST_AUTO_TEST_CASE(the_casing_on_the_way_does_not_matter)
{
    for (auto const names : {descry::casing::camel, descry::casing::pascal, descry::casing::as_declared})
        BOOST_TEST(rewritten(rewritten(sample::text, {.names = names})) == sample::text);
}

BOOST_AUTO_TEST_CASE(a_change_is_all_that_changes)
{
    auto profile = descry::read_json<sample::billing_profile>(sample::text).value();
    profile.first_name = "Ann";
    std::string expected(sample::text);
    std::string_view const before = R"("Zoë \"Z\"")";
    expected.replace(expected.find(before), before.size(), R"("Ann")");
    BOOST_TEST(descry::write_json(profile) == expected);
}

BOOST_AUTO_TEST_CASE(a_sliced_base_keeps_its_unknown_members_and_nulls)
{
    auto const profile =
        descry::read_json<sample::billing_profile>(R"({"id":null,"links":{"next":1},"attributes":null,"u":2})").value();
    sample::resource_base const base = profile;
    BOOST_TEST(descry::write_json(base) == R"({"links":{"next":1},"attributes":null,"u":2})");
}

BOOST_AUTO_TEST_SUITE_END()
