// Boost.JSON's strict parser is the oracle: what it accepts we accept, and the reverse. The exceptions are listed here.
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>
#include <json/billing_profile.hpp>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace {

namespace json = boost::json;

constexpr std::size_t no_limit = 1'000'000;

json::value by_boost(std::string_view text, json::error_code& error)
{
    json::parse_options options;
    options.max_depth = no_limit;
    return json::parse({text.data(), text.size()}, error, {}, options);
}

std::optional<json::value> by_boost(std::string_view text)
{
    json::error_code error;
    auto value = by_boost(text, error);
    if (error) return std::nullopt;
    return value;
}

/// Boost.JSON refuses exponents that no int holds; we count them among the numbers, and say so at the end.
bool has_exponent_beyond_an_int(std::string_view text)
{
    json::error_code error;
    by_boost(text, error);
    return error == json::error::exponent_overflow;
}

/// Knows no member, so everything is skipped, kept and written back.
struct stranger {
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(stranger, (), (extra))

/// The values are text that is kept, so that no number is out of range and no kind unexpected.
struct profile_of_anything {
    std::optional<descry::raw_json> id, first_name, last_name, company_name, default_address, active, revision, credit;
    std::optional<descry::raw_json> links, attributes;
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(profile_of_anything, (),
                      (id, first_name, last_name, company_name, default_address, active, revision, credit, links,
                       attributes, extra))

/// True when the outermost object has names that differ in case only: we refuse those, Boost.JSON keeps them.
template <class T>
bool repeats_a_name(std::string_view text)
{
    auto const read = descry::read_json<T>(text, {.max_depth = no_limit});
    return !read && read.error() == descry::errc::duplicate_member;
}

/// The outermost names in lower case: known members are written in our casing, not in the one read.
std::optional<json::value> caseless(std::optional<json::value> value)
{
    if (!value || !value->is_object()) return value;
    json::object out;
    for (auto const& member : value->get_object()) {
        std::string name(member.key());
        std::transform(name.begin(), name.end(), name.begin(), descry::to_lower);
        out[name] = member.value();
    }
    return out;
}

void check_same_meaning(std::string_view ours, std::string_view text)
{
    auto const oracle = by_boost(text);
    // Boost.JSON reads 0e400 as not-a-number, which equals nothing.
    bool const has_not_a_number = by_boost(text) != oracle;
    BOOST_TEST((has_not_a_number || caseless(by_boost(ours)) == caseless(oracle)), text);
}

template <class T>
void check_object(std::string_view text, std::optional<json::value> const& oracle)
{
    auto const read = descry::read_json<T>(text, {.max_depth = no_limit});
    if (repeats_a_name<T>(text)) return;
    BOOST_TEST(read.has_value() == (oracle && oracle->is_object()), text);
    if (!read || !oracle) return;

    // Nothing was lost: what we write means the same to Boost.JSON as what we read.
    check_same_meaning(descry::write_json(*read), text);
}

void check_agreement(std::string_view text)
{
    if (has_exponent_beyond_an_int(text)) return;
    auto const oracle = by_boost(text);
    auto const raw = descry::read_json<descry::raw_json>(text, {.max_depth = no_limit});
    BOOST_TEST(raw.has_value() == oracle.has_value(), text);
    if (raw && oracle) check_same_meaning(raw->text, text);
    check_object<stranger>(text, oracle);
    check_object<profile_of_anything>(text, oracle);

    // A typed read refuses more, but never accepts what is not JSON.
    auto const typed = descry::read_json<sample::billing_profile>(text, {.max_depth = no_limit});
    if (typed) BOOST_TEST(oracle.has_value(), text);
}

/// SplitMix64: small, and the same everywhere.
class numbers {
public:
    explicit numbers(std::uint64_t seed) noexcept : state_(seed) {}

    std::size_t below(std::size_t limit) noexcept
    {
        auto z = state_ += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return static_cast<std::size_t>(z ^ (z >> 31)) % limit;
    }

private:
    std::uint64_t state_;
};

// What is likely to matter where it is put.
constexpr std::string_view splinters[] = {
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    " ",
    "\n",
    "\t",
    "0",
    "-",
    "+",
    ".",
    "e",
    "E5",
    "1",
    "null",
    "true",
    "false",
    "nul",
    "\"a\":1,",
    ",\"a\":1",
    "[]",
    "{}",
    "\\u0041",
    "\\ud800",
    "\\udc00",
    "\\ud83d\\ude00",
    "\\u",
    "\\u00g0",
    "\\n",
    "\\/",
    "\\x",
    "\xC3\xA9",
    "\xF0\x9F\x98\x80",
    "\x80",
    "\xC0\x80",
    "\xED\xA0\x80",
    "\xF4\x90\x80\x80",
    "\xE2\x82",
    "\xFF",
    "\x7F",
    "\x1F",
    "\f",
    "/",
    "/**/",
    "//",
    "'",
    "NaN",
    "Infinity",
    "1e999",
    "-0",
    "00",
    "0.0",
    "1.e1",
    "123456789012345678901234567890",
    "\xEF\xBB\xBF",
    "\"id\":2,",
    "\"ID\":null,",
};

std::string mutated(std::string_view original, numbers& random)
{
    std::string text(original);
    for (auto changes = 1 + random.below(4); changes != 0; --changes) {
        auto const at = random.below(text.size() + 1);
        auto const length = std::min(random.below(6), text.size() - at);
        switch (random.below(8)) {
            case 0: text.erase(at, length); break;
            case 1: text.insert(at, splinters[random.below(std::size(splinters))]); break;
            case 2: text.replace(at, length, splinters[random.below(std::size(splinters))]); break;
            case 3: text.insert(at, 1, static_cast<char>(random.below(256))); break;
            case 4:
                if (at != text.size()) text[at] = static_cast<char>(random.below(256));
                break;
            case 5:
                if (at != text.size()) text[at] = static_cast<char>(text[at] ^ (1 << random.below(8)));
                break;
            case 6: text.insert(at, text.substr(at / 2, length)); break;
            case 7: text.resize(at); break;
        }
    }
    return text;
}

bool starts_with_mark(std::string_view text) { return text.starts_with("\xEF\xBB\xBF"); }

}  // namespace

BOOST_AUTO_TEST_SUITE(differential)

BOOST_AUTO_TEST_CASE(agrees_on_texts_picked_by_hand)
{
    using namespace std::string_view_literals;
    for (auto const text : {
             // values
             ""sv,
             " "sv,
             "null"sv,
             "true"sv,
             "false"sv,
             "nul"sv,
             "nulll"sv,
             "True"sv,
             "NULL"sv,
             "\"\""sv,
             "{}"sv,
             "[]"sv,
             " [ ] "sv,
             "\t\r\n1\t\r\n"sv,
             "1 2"sv,
             "{}{}"sv,
             "[]]"sv,
             "]"sv,
             "}"sv,
             ","sv,
             ":"sv,
             "undefined"sv,
             // white space that is none, and bytes outside of text
             "\f1"sv,
             "1\v"sv,
             "\xC2\xA0"
             "1"sv,
             "1\0"sv,
             "\0"sv,
             "[1,\0]"sv,
             "\x01"sv,
             "\x7F"sv,
             "\xFF"sv,
             "\xE2\x80\xA8"
             "1"sv,
             // numbers
             "0"sv,
             "-0"sv,
             "00"sv,
             "01"sv,
             "-01"sv,
             "-"sv,
             "--1"sv,
             "+1"sv,
             "1."sv,
             ".1"sv,
             "1.0"sv,
             "1.e1"sv,
             "1e1"sv,
             "1E+1"sv,
             "1e-1"sv,
             "1e"sv,
             "1e+"sv,
             "1ee1"sv,
             "1e1.5"sv,
             "0e0"sv,
             "0.0e-0"sv,
             "-0.0"sv,
             "1e999"sv,
             "-1e999"sv,
             "1e-999"sv,
             "1e000001"sv,
             "0x1"sv,
             "1_0"sv,
             "1,0"sv,
             "NaN"sv,
             "-NaN"sv,
             "Infinity"sv,
             "-Infinity"sv,
             "1a"sv,
             "- 1"sv,
             "9223372036854775807"sv,
             "9223372036854775808"sv,
             "-9223372036854775808"sv,
             "-9223372036854775809"sv,
             "18446744073709551615"sv,
             "18446744073709551616"sv,
             "123456789012345678901234567890.123456789e-5"sv,
             // lists and objects
             "[1]"sv,
             "[1,]"sv,
             "[,1]"sv,
             "[1 2]"sv,
             "[1,,2]"sv,
             "[1"sv,
             "[1,"sv,
             "["sv,
             "[1}"sv,
             "[[]"sv,
             "[:1]"sv,
             "[\"a\":1]"sv,
             R"({"a":1})"sv,
             R"({"a":1,})"sv,
             R"({,"a":1})"sv,
             R"({"a"})"sv,
             R"({"a":})"sv,
             R"({"a" 1})"sv,
             R"({a:1})"sv,
             R"({'a':1})"sv,
             R"({1:1})"sv,
             R"({"a":1 "b":2})"sv,
             R"({"a":1,,"b":2})"sv,
             R"({"a":1]})"sv,
             R"({"a")"sv,
             R"({"a":)"sv,
             R"({"a":1)"sv,
             R"({"a":1,)"sv,
             R"({"a"::1})"sv,
             R"({"a":1:2})"sv,
             R"({null:1})"sv,
             R"({"":1})"sv,
             R"({"a":{"b":[{}]}})"sv,
             "{\"a\"\n:\t1\r}"sv,
             R"({"a":1}})"sv,
             // comments
             "/**/1"sv,
             "1//"sv,
             "[1/**/]"sv,
             "{/**/}"sv,
             "#1"sv,
             // text
             R"("a)"sv,
             R"("a\")"sv,
             R"("\")"sv,
             R"("\\")"sv,
             R"("\"")"sv,
             R"("\/\b\f\n\r\t")"sv,
             R"("\a")"sv,
             R"("\x41")"sv,
             R"("\u0041")"sv,
             R"("\u004")"sv,
             R"("\u")"sv,
             R"("\u00zz")"sv,
             R"("\U0041")"sv,
             R"("\u0000")"sv,
             R"("\uFFFF")"sv,
             R"("\ud83d\ude00")"sv,
             R"("\uD83D\uDE00")"sv,
             "'a'"sv,
             "\"\n\""sv,
             "\"\t\""sv,
             "\"\0\""sv,
             "\"\x1F\""sv,
             "\"\x7F\""sv,
             // surrogates that stand alone: both refuse
             R"("\ud800")"sv,
             R"("\udc00")"sv,
             R"("\ud800x")"sv,
             R"("\ud800\n")"sv,
             R"("\ud800\u0041")"sv,
             R"("\ud800\ud800")"sv,
             R"("\udc00\ud800")"sv,
             R"("\ud800\)"sv,
             R"("\ud800\u)"sv,
             R"({"\ud800":1})"sv,
             // UTF-8
             "\"\xC3\xA9\""sv,
             "\"\xE2\x82\xAC\""sv,
             "\"\xF0\x9F\x98\x80\""sv,
             "\"\xF4\x8F\xBF\xBF\""sv,
             "\"\xEF\xBF\xBE\""sv,
             "\"\x80\""sv,
             "\"\xC0\x80\""sv,
             "\"\xC1\xBF\""sv,
             "\"\xE0\x9F\xBF\""sv,
             "\"\xED\xA0\x80\""sv,
             "\"\xF0\x8F\xBF\xBF\""sv,
             "\"\xF4\x90\x80\x80\""sv,
             "\"\xF5\x80\x80\x80\""sv,
             "\"\xFE\""sv,
             "\"\xC3\""sv,
             "\"\xE2\x82\""sv,
             "\"\xF0\x9F\x98\""sv,
             "\"\xC3("sv,
             "{\"\xFF\":1}"sv,
             "{\"\xC3\xA9\":1}"sv,
             "\"\xEF\xBB\xBF\""sv,
         })
        check_agreement(text);
}

BOOST_AUTO_TEST_CASE(agrees_on_every_beginning_of_a_document)
{
    for (std::size_t length = 0; length <= sample::text.size(); ++length)
        check_agreement(sample::text.substr(0, length));
}

BOOST_AUTO_TEST_CASE(agrees_on_every_single_byte_in_every_kind_of_place)
{
    for (int c = 0; c != 256; ++c) {
        auto const byte = std::string(1, static_cast<char>(c));
        for (auto const& text : {byte,
                                 "1" + byte,
                                 byte + "1",
                                 "[1" + byte + "2]",
                                 "[" + byte + "]",
                                 "{" + byte + "}",
                                 "{\"a\"" + byte + "1}",
                                 "{\"a\":" + byte + "}",
                                 "{\"a\":1" + byte + "\"b\":2}",
                                 "\"" + byte + "\"",
                                 "\"\\" + byte + "\"",
                                 "\"\\u00" + byte + "1\"",
                                 "\"0123456789abcde" + byte + "\"",
                                 "\"\xC3" + byte + "\"",
                                 "\"\xE2" + byte + "\x82\"",
                                 "\"\xF0\x9F" + byte + "\x80\"",
                                 "1e" + byte,
                                 "-" + byte,
                                 "0" + byte,
                                 "1." + byte,
                                 "tru" + byte,
                                 "\"\\ud83d\\" + byte + "de00\""})
            check_agreement(text);
    }
}

BOOST_AUTO_TEST_CASE(agrees_on_mutants_of_a_document)
{
    numbers random(20240229);
    int accepted = 0;
    for (int i = 0; i != 6000; ++i) {
        auto const text = mutated(sample::text, random);
        if (starts_with_mark(text)) continue;
        check_agreement(text);
        accepted += by_boost(text).has_value();
    }
    BOOST_TEST(accepted > 200);  // or the mutants would show little
}

BOOST_AUTO_TEST_CASE(agrees_on_mutants_of_short_texts)
{
    numbers random(4711);
    for (auto const* seed : {R"({"id":1,"x":[true,{"y":null}]})", R"(["\ud83d\ude00\u0041","é😀"])", "[-0.5e+10,0,123]",
                             R"({"a":{"b":{}}})"})
        for (int i = 0; i != 3000; ++i) {
            auto const text = mutated(seed, random);
            if (!starts_with_mark(text)) check_agreement(text);
        }
}

BOOST_AUTO_TEST_CASE(agrees_on_the_depth_where_it_is_limited)
{
    for (std::size_t limit = 1; limit != 40; ++limit)
        for (std::size_t levels = 1; levels != 40; ++levels) {
            auto const text = std::string(levels, '[') + std::string(levels, ']');
            json::parse_options options;
            options.max_depth = limit;
            json::error_code error;
            json::parse(text, error, {}, options);
            BOOST_TEST(descry::read_json<descry::raw_json>(text, {.max_depth = limit}).has_value() == !error);
        }
}

// The documented list of disagreements.

BOOST_AUTO_TEST_CASE(differs_on_the_byte_order_mark_which_we_skip)
{
    BOOST_TEST(!by_boost("\xEF\xBB\xBF{}"));
    BOOST_TEST(descry::read_json<stranger>("\xEF\xBB\xBF{}").has_value());
}

BOOST_AUTO_TEST_CASE(differs_on_depth_which_we_limit_to_64_and_boost_to_32)
{
    auto const text = std::string(40, '[') + std::string(40, ']');
    json::error_code error;
    json::parse(text, error);
    BOOST_TEST((error == json::error::too_deep));
    BOOST_TEST(descry::read_json<descry::raw_json>(text).has_value());
}

BOOST_AUTO_TEST_CASE(differs_on_repeated_names_which_we_refuse_in_typed_objects)
{
    for (auto const* text : {R"({"a":1,"a":2})", R"({"id":1,"id":2})", R"({"id":1,"ID":2})"}) {
        BOOST_TEST(by_boost(text).has_value());
        BOOST_TEST(repeats_a_name<profile_of_anything>(text));
    }
    // What is kept as it is keeps them too.
    BOOST_TEST(descry::read_json<stranger>(R"({"u":{"a":1,"a":2}})").value().extra.find("u") == R"({"a":1,"a":2})");
}

BOOST_AUTO_TEST_CASE(differs_on_exponents_beyond_an_int_which_we_accept_where_no_number_is_read)
{
    for (auto const* text : {"1e2147483648", "1e-2147483648", "0e99999999999", "1e99999999999"}) {
        BOOST_TEST(!by_boost(text));
        BOOST_TEST(descry::read_json<descry::raw_json>(text).value().text == text);
    }
}

BOOST_AUTO_TEST_CASE(differs_on_numbers_that_no_double_holds_which_we_refuse_where_one_is_read)
{
    BOOST_TEST(by_boost("1e999").value().as_double() == std::numeric_limits<double>::infinity());
    BOOST_TEST(!descry::read_json<double>("1e999"));
}

BOOST_AUTO_TEST_SUITE_END()
