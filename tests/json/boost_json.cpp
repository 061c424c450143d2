#include <descry/json.hpp>
#include <descry/json/boost_json.hpp>

#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(boost_json)

namespace {

namespace json = boost::json;

struct event {
    std::string name;
    json::value payload;
    std::optional<json::object> context;
    std::optional<json::array> tags;
    std::optional<json::string> note;
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(event, (), (name, payload, context, tags, note, extra))

auto read(std::string_view text, descry::read_options options = {})
{
    return descry::read_json<json::value>(text, options);
}

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

}  // namespace

BOOST_AUTO_TEST_CASE(reads_what_boost_json_reads)
{
    for (std::string const text :
         {R"({"a":[1,-2,3.5,true,false,null,"text \u00e9 \ud83d\ude00"],"b":{},"c":[],"":{"A":1,"a":2}})",
          R"([0,-0,-0.0,9223372036854775807,9223372036854775808,18446744073709551615,18446744073709551616])",
          R"([-9223372036854775808,-9223372036854775809,1e3,1E-3,0.1,1.0,123456789012345678901234567890])",
          R"("alone")", "12", "null", " true "})
        BOOST_TEST(read(text).value() == json::parse(text));
}

BOOST_AUTO_TEST_CASE(writes_what_reads_back_as_the_same)
{
    for (std::string const text :
         {R"({"a":[1,-2,3.5,true,false,null,"text é 😀 \"\\\n"],"b":{},"c":[],"d":18446744073709551615})",
          R"([1.0,1e22,-0.0,0.1,1e300,123456789.0,9007199254740993])", R"("alone")", "null"}) {
        auto const value = json::parse(text);
        auto const written = descry::write_json(value);
        BOOST_TEST(read(written).value() == value);
        BOOST_TEST(json::parse(written) == value);
    }
    BOOST_TEST(descry::write_json(json::value(1.0)) == "1.0");
    BOOST_TEST(descry::write_json(json::value{{"a", {1, 2}}}, {.indent = 2}) == "{\n  \"a\": [\n    1,\n    2\n  ]\n}");
}

BOOST_AUTO_TEST_CASE(stands_among_other_members)
{
    std::string const text = R"({"name":"created","payload":{"any":["thing",1]},"context":{"id":7},"tags":[1,"x"],)"
                             R"("note":"\u00e9","more":1})";
    auto const read = descry::read_json<event>(text).value();
    BOOST_TEST(read.payload == json::parse(R"({"any":["thing",1]})"));
    BOOST_TEST(read.context->at("id").as_int64() == 7);
    BOOST_TEST(read.tags->size() == 2u);
    BOOST_TEST(*read.note == "\xC3\xA9");
    BOOST_TEST(json::parse(descry::write_json(read)) == json::parse(text));

    auto const empty = descry::read_json<event>(R"({"name":"","payload":null})").value();
    BOOST_TEST(empty.payload.is_null());
    BOOST_TEST(!empty.context.has_value());
    BOOST_TEST(descry::read_json<event>(R"({"name":""})").error().message() ==
               "/payload: required member is absent at byte 0");
}

BOOST_AUTO_TEST_CASE(a_fresh_value_replaces_what_was_there)
{
    json::value value = {{"old", 1}};
    BOOST_TEST(descry::read_json_into(R"({"new":[]})", value).has_value());
    BOOST_TEST(value == (json::value{{"new", json::array()}}));
    BOOST_TEST(descry::read_json_into("[1]", value).has_value());
    BOOST_TEST(descry::read_json_into("[]", value).has_value());
    BOOST_TEST(value == json::value(json::array()));
}

BOOST_AUTO_TEST_CASE(fails_as_every_other_type_does)
{
    BOOST_TEST((read(R"({"a":[{"b":1,"b":2}]})").error().code() == descry::errc::duplicate_member));
    BOOST_TEST(read(R"({"a":[{"b":1,"b":2}]})").error()->pointer == "/a/0/b");
    BOOST_TEST(read(R"({"b":1,"b":2})", {.repeated = descry::repeated_names::last_wins}).value() ==
               (json::value{{"b", 2}}));
    BOOST_TEST((read(R"(["\ud800"])").error().code() == descry::errc::invalid_escape));
    BOOST_TEST((read("[\"\xFF\"]").error().code() == descry::errc::invalid_utf8));
    BOOST_TEST((read("[1,]").error().code() == descry::errc::syntax_error));
    BOOST_TEST((read("[1").error().code() == descry::errc::unexpected_end));
    BOOST_TEST((read("[1,2,3]", {.max_elements = 2}).error().code() == descry::errc::too_large));
    BOOST_TEST(read("[1e999]").error().message() ==
               "/0: expected a number that a double holds, found another number at byte 1");
    BOOST_TEST((read(nested(100'000)).error().code() == descry::errc::too_deep));
    BOOST_TEST(read(nested(descry::max_typed_depth), {.max_depth = descry::max_typed_depth}).has_value());
}

BOOST_AUTO_TEST_CASE(a_value_without_a_json_form_is_refused)
{
    for (double const number : {std::numeric_limits<double>::infinity(), std::nan("")}) {
        json::value const value = {{"a", {number}}};
        BOOST_CHECK_EXCEPTION(descry::write_json(value), descry::call_error, [](descry::call_error const& e) {
            return e.error().code() == descry::errc::not_finite && e.error()->pointer == "/a/0";
        });
    }
}

BOOST_AUTO_TEST_SUITE_END()
