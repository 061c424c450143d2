#include <boost/test/unit_test.hpp>
#include <json/billing_profile.hpp>
#include <support/allocations.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

BOOST_AUTO_TEST_SUITE(unknown_members)

namespace {

std::string rewritten(std::string_view text)
{
    return descry::write_json(descry::read_json<sample::billing_profile>(text).value());
}

struct resource {
    std::optional<int> size;
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(resource, (), (size, extra))

struct named_resource : resource {
    std::optional<std::string> id;
};
BOOST_DESCRIBE_STRUCT(named_resource, (resource), (id))

// They contain themselves, one level deeper and two.
struct chain {
    std::unique_ptr<chain> inner;
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(chain, (), (inner, extra))

struct tree {
    std::vector<tree> inner;
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(tree, (), (inner, extra))

// Objects in each other, as many as may be nested, each with unknown members after `inner` or around it.
template <class T>
void check_every_object_keeps_its_own(std::size_t objects, std::string_view begin, std::string_view end)
{
    std::string text(begin.substr(0, begin.find(':') + 1)), around;
    text += end.empty() ? "null" : "[]";
    text += R"(,"x":[0]})";
    around = text;
    for (std::size_t i = 1; i != objects; ++i) {
        auto const number = std::to_string(i);
        auto const first = R"("x)" + number + R"(":{"y":[)" + number + "]}", second = R"("z":)" + number + '}';
        text = std::string(begin) + text + std::string(end) + ',' + first + ',' + second;
        around = '{' + first + ',' + std::string(begin.substr(1)) + around + std::string(end) + ',' + second;
    }
    for (auto const& each : {text, around}) {
        auto const read = descry::read_json<T>(each, {.max_depth = descry::max_typed_depth + 2});
        BOOST_TEST_REQUIRE(read.has_value(), read.error().message());
        BOOST_TEST((descry::write_json(*read) == text));
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE(of_every_kind_are_written_as_they_were_read)
{
    for (auto const* text : {
             R"({"x":null})",
             R"({"x":true,"y":false})",
             R"({"x":""})",
             R"({"x":{}})",
             R"({"x":[]})",
             R"({"x":[{},[],{"a":[{"b":{}}]}]})",
             R"({"":1})",
         })
        BOOST_TEST(rewritten(text) == text);
}

BOOST_AUTO_TEST_CASE(keep_their_numbers_to_the_last_digit)
{
    for (auto const* text : {
             R"({"x":123456789012345678901234567890123456789})",
             R"({"x":0.1000000000000000055511151231257827021181583404541015625})",
             R"({"x":100.0})",
             R"({"x":1e999,"y":-1E-999,"z":1e+0002})",
             R"({"x":-0,"y":-0.0})",
         })
        BOOST_TEST(rewritten(text) == text);
}

BOOST_AUTO_TEST_CASE(keep_the_escapes_and_white_space_inside_of_them)
{
    for (auto const* text : {
             R"({"x":"\u0041\/\b\ud83d\ude00"})",
             R"({"x":{"\u0061" : [ 1 ,  2 ] , "b":"\""}})",
             "{\"x\":[\n\t1,\r\n\t2\n]}",
             "{\"x\":\"\xF0\x9F\x98\x80 \x7F\"}",
         })
        BOOST_TEST(rewritten(text) == text);
}

BOOST_AUTO_TEST_CASE(lose_the_white_space_around_them)
{
    BOOST_TEST(rewritten("{ \"x\" : [ 1 ] , \"y\"\n:\n2\n}") == R"({"x":[ 1 ],"y":2})");
}

BOOST_AUTO_TEST_CASE(keep_the_letters_of_their_names)
{
    BOOST_TEST(rewritten(R"({"TaxID":1,"tax-id":2,"日本":3})") == R"({"TaxID":1,"tax-id":2,"日本":3})");
}

BOOST_AUTO_TEST_CASE(keep_what_their_names_mean_when_they_hold_escapes)
{
    BOOST_TEST(rewritten(R"({"\u0078\/\u00e9":1})") == R"({"x/é":1})");
    BOOST_TEST(rewritten(R"({"a\"b\\c\n\u0000":1})") == R"({"a\"b\\c\n\u0000":1})");
}

BOOST_AUTO_TEST_CASE(come_after_the_known_ones_in_the_order_read)
{
    BOOST_TEST(rewritten(R"({"z":1,"lastName":"l","a":2,"links":null,"m":3,"firstName":"f","B":4})") ==
               R"({"firstName":"f","lastName":"l","links":null,"z":1,"a":2,"m":3,"B":4})");
}

BOOST_AUTO_TEST_CASE(survive_at_every_depth)
{
    BOOST_TEST(rewritten(sample::text) == sample::text);
    BOOST_TEST(rewritten(R"({"links":{"self":{"x":1,"headers":[],"y":[2]},"z":{"w":3}},"v":4})") ==
               R"({"links":{"self":{"headers":[],"x":1,"y":[2]},"z":{"w":3}},"v":4})");
    check_every_object_keeps_its_own<chain>(descry::max_typed_depth, R"({"inner":)", "");
    check_every_object_keeps_its_own<tree>(descry::max_typed_depth / 2, R"({"inner":[)", "]");
}

BOOST_AUTO_TEST_CASE(stay_when_known_ones_change)
{
    auto profile = descry::read_json<sample::billing_profile>(sample::text).value();
    profile.first_name = "Ann";
    profile.default_address->city = "Seattle";
    profile.attributes.reset();
    auto const text = descry::write_json(profile);
    BOOST_TEST(text.find(R"("suite":"#5")") != std::string::npos);
    BOOST_TEST(text.find(R"("amount":123456789012345678901234567890.10)") != std::string::npos);
    BOOST_TEST(text.find(R"("attributes":null)") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(can_be_looked_up_set_and_removed)
{
    auto profile = descry::read_json<sample::billing_profile>(R"({"TaxId":"1","other":2})").value();
    BOOST_TEST(profile.extra.find("TaxId") == R"("1")");
    profile.extra.set("TaxId", R"("9")");
    profile.extra.set("added", "[true]");
    profile.extra.erase("other");
    BOOST_TEST(descry::write_json(profile) == R"({"TaxId":"9","added":[true]})");
}

BOOST_AUTO_TEST_CASE(that_could_not_be_stored_do_not_permit_a_known_name)
{
    std::string const json = R"("a value that is long enough to be allocated")";
    auto const text = "{\"an unknown name that is long enough to be allocated\":" + json + ",\"x\":" + json + '}';
    bool has_failed = true;
    for (std::size_t number = 1; has_failed; ++number) {
        sample::billing_profile profile;
        {
            allocations::failure_of_one const one(number);
            (void)descry::read_json_into(text, profile);
            has_failed = one.has_come();
        }
        profile.extra.set("firstName", R"("Ada")");
        BOOST_CHECK_THROW(descry::write_json(profile), descry::call_error);
    }
}

BOOST_AUTO_TEST_CASE(that_are_known_are_not_written_twice)
{
    for (auto const* const known : {"firstName", "FIRSTNAME", "first_name"}) {
        sample::billing_profile profile;
        profile.extra.set("other", "1");
        profile.extra.set(known, R"("Ada")");
        BOOST_CHECK_EXCEPTION(descry::write_json(profile), descry::call_error, [&](descry::call_error const& why) {
            return why.error() == descry::errc::duplicate_member && why.error()->pointer == std::string("/") + known;
        });
        profile.extra.erase(known);
        BOOST_TEST(descry::write_json(profile) == R"({"other":1})");
    }
}

BOOST_AUTO_TEST_CASE(of_a_base_that_are_known_to_what_is_derived_are_not_written_twice)
{
    named_resource whole;
    whole.id = "2";
    static_cast<resource&>(whole) = descry::read_json<resource>(R"({"size":3,"id":"1"})").value();
    BOOST_CHECK_EXCEPTION(descry::write_json(whole), descry::call_error, [](descry::call_error const& why) {
        return why.error() == descry::errc::duplicate_member && why.error()->pointer == "/id";
    });
    whole.extra.erase("id");
    whole.extra.set("colour", "1");
    BOOST_TEST(descry::write_json(whole) == R"({"id":"2","size":3,"colour":1})");

    resource const part = descry::read_json<named_resource>(R"({"id":"2","size":3,"colour":1})").value();
    BOOST_TEST(descry::write_json(part) == R"({"size":3,"colour":1})");
}

BOOST_AUTO_TEST_CASE(of_a_copy_are_its_own)
{
    auto const profile = descry::read_json<sample::billing_profile>(sample::text).value();
    auto copy = profile;
    copy.extra.clear();
    copy.default_address->extra.set("suite", "0");
    BOOST_TEST(descry::write_json(profile) == sample::text);
}

BOOST_AUTO_TEST_CASE(are_checked_like_known_ones)
{
    for (auto const* text : {R"({"x":[1,]})", R"({"x":{"a"}})", R"({"x":{a:1}})", R"({"x":01})", R"({"x":'a'})",
                             R"({"x":tru})", R"({"x":{"a":1,}})", R"({"x":[1}]})", R"({"x":"\x"})", R"({"x":"\ud800"})",
                             R"({"\ud800":1})", R"({"x":})", R"({"x")", R"({"x":[)", R"({"x":.5})", R"({"x":nan})"})
        BOOST_TEST(!descry::read_json<sample::billing_profile>(text), text);
}

BOOST_AUTO_TEST_SUITE_END()
