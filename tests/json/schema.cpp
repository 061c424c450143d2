#include <descry/json.hpp>
#include <descry/json/boost_json.hpp>
#include <descry/json/schema.hpp>

#include <boost/container/static_vector.hpp>
#include <boost/test/unit_test.hpp>
#include <boost/uuid/uuid.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

namespace schema_test {

enum class unit { one_time, per_month };
BOOST_DESCRIBE_ENUM(unit, one_time, per_month)
enum class grade { low = 1, high = 5, best = 5 };
BOOST_DESCRIBE_ENUM(grade, low, high, best)

struct address {
    std::string street_name;
    std::optional<std::string> city;
};
BOOST_DESCRIBE_STRUCT(address, (), (street_name, city))

template <class T>
struct page {
    std::vector<T> items;
    BOOST_DESCRIBE_CLASS(page, (), (items), (), ())
};

struct node {
    int value = 0;
    std::vector<node> children;
    std::unique_ptr<node> next;
    std::optional<address> home;
    address office;
    std::optional<page<address>> others;
};
BOOST_DESCRIBE_STRUCT(node, (), (value, children, next, home, office, others))

namespace other {

struct address {};
BOOST_DESCRIBE_STRUCT(address, (), ())
struct addresses {
    schema_test::address first;
    address second;
    page<page<address>> third;
    page<unsigned> fourth;
};
BOOST_DESCRIBE_STRUCT(addresses, (), (first, second, third, fourth))

}  // namespace other

struct strict {
    int first_number = 0;
    descry::omittable<bool> other;
    descry::extras rest;
};
BOOST_DESCRIBE_STRUCT(strict, (), (first_number, other, rest))

struct lax {
    int a = 0;
};
BOOST_DESCRIBE_STRUCT(lax, (), (a))

struct token {
    std::optional<std::chrono::sys_seconds> expires;
    std::chrono::sys_time<std::chrono::microseconds> used;
    std::chrono::minutes lifetime{};
    std::array<std::byte, 4> key{};
};
BOOST_DESCRIBE_STRUCT(token, (), (expires, used, lifetime, key))

struct line {
    std::string kind;
    std::optional<bool> active;
    descry::open_enum<unit> of_unit;
};
BOOST_DESCRIBE_STRUCT(line, (), (kind, active, of_unit))
struct usage : line {};
BOOST_DESCRIBE_STRUCT(usage, (line), ())
struct purchase : line {};
BOOST_DESCRIBE_STRUCT(purchase, (line), ())

struct content {
    std::vector<std::byte> text{};
};
BOOST_DESCRIBE_STRUCT(content, (), (text))

struct colour {};
constexpr char const* schemas[] = {R"({"type":"string","maxLength":3})", " { } ", "[]"};
template <int Number>
struct with_schema {};

}  // namespace schema_test

template <>
inline constexpr auto descry::written_as<schema_test::grade> = descry::enum_style::number;
template <>
inline constexpr std::string_view descry::renamed<& schema_test::address::city> = "$city";
template <>
inline constexpr descry::object_policy descry::policy_of<schema_test::strict>{
    .unknown = descry::unknown_members::refused, .names = descry::casing::pascal};
template <>
inline constexpr descry::object_policy descry::policy_of<schema_test::lax>{.missing = descry::missing_members::allowed};
template <>
inline constexpr auto descry::format_of<& schema_test::token::expires> = descry::format::unix_seconds;
template <>
inline constexpr auto descry::format_of<& schema_test::token::used> = descry::format::unix_milliseconds;
template <>
inline constexpr auto descry::format_of<& schema_test::token::lifetime> = descry::format::iso8601;
template <>
inline constexpr auto descry::format_of<& schema_test::token::key> = descry::format::base64url;
template <>
inline constexpr auto descry::format_of<& schema_test::content::text> = descry::format::base64_mime;
template <>
inline constexpr auto descry::chosen_when<schema_test::usage> =
    descry::member_is<&schema_test::line::kind>("usage", "use");
template <>
inline constexpr auto descry::chosen_when<schema_test::purchase> =
    descry::member_is<&schema_test::line::active>(true) && descry::member_is<&schema_test::line::of_unit>("PerMonth");

template <>
struct descry::scalar<schema_test::colour> {
    static constexpr char const* expected = "a colour";
    static std::optional<schema_test::colour> read(scalar_token) { return schema_test::colour(); }
    static bool write(schema_test::colour const&, std::string&) { return true; }
};
template <int Number>
struct descry::scalar<schema_test::with_schema<Number>> {
    static constexpr char const* expected = "a value";
    static constexpr char const* schema = schema_test::schemas[Number];
    static std::optional<schema_test::with_schema<Number>> read(scalar_token) { return {}; }
    static bool write(schema_test::with_schema<Number> const&, std::string&) { return true; }
};

BOOST_AUTO_TEST_SUITE(schema)

namespace {

template <class T>
void is(std::string_view expected, descry::schema_options options = {})
{
    auto const schema = descry::json_schema<T>(options);
    BOOST_TEST(descry::read_json<descry::raw_json>(schema).has_value(), schema);
    constexpr std::string_view before = R"({"$schema":"https://json-schema.org/draft/2020-12/schema")";
    BOOST_TEST_REQUIRE(schema.starts_with(before));
    auto const rest = schema.substr(before.size());
    BOOST_TEST((rest == "}" ? "{}" : '{' + rest.substr(1)) == expected);
}

}  // namespace

BOOST_AUTO_TEST_CASE(numbers_have_the_range_of_their_type)
{
    is<bool>(R"({"type":"boolean"})");
    is<std::int8_t>(R"({"type":"integer","minimum":-128,"maximum":127})");
    is<std::uint8_t>(R"({"type":"integer","minimum":0,"maximum":255})");
    is<std::int32_t>(R"({"type":"integer","minimum":-2147483648,"maximum":2147483647})");
    is<std::int64_t>(R"({"type":"integer","minimum":-9223372036854775808,"maximum":9223372036854775807})");
    is<std::uint64_t>(R"({"type":"integer","minimum":0,"maximum":18446744073709551615})");
    is<float>(
        R"({"type":"number","exclusiveMinimum":-3.4028235677973366e38,"exclusiveMaximum":3.4028235677973366e38})");
    is<double>(R"({"type":"number"})");
    is<descry::decimal>(R"({"type":"number"})");
    is<std::chrono::duration<std::int16_t>>(R"({"type":"integer","minimum":-32768,"maximum":32767})");
    is<descry::maybe_quoted<std::uint16_t>>(
        R"({"anyOf":[{"type":"integer","minimum":0,"maximum":65535},{"type":"string","pattern":"^(-?0|[1-9][0-9]*)$"}]})");
}

BOOST_AUTO_TEST_CASE(strings_have_their_format)
{
    is<std::string>(R"({"type":"string"})");
    is<std::u8string>(R"({"type":"string"})");
    is<std::filesystem::path>(R"({"type":"string"})");
    is<std::string_view>(R"({"type":"string"})");
    auto const uuid =
        R"({"type":"string","format":"uuid","pattern":"^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$"})";
    is<descry::guid>(uuid);
    is<boost::uuids::uuid>(uuid);
    auto const day =
        R"({"type":"string","format":"date","pattern":"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"})";
    is<descry::date>(day);
    is<std::chrono::year_month_day>(day);
    is<std::chrono::sys_time<std::chrono::milliseconds>>(
        R"({"type":"string","format":"date-time","pattern":"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01])"
        R"([0-9]|2[0-3])(:[0-5][0-9]){2}([.][0-9]{1,3}0*)?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$"})");
    is<std::vector<std::byte>>(
        R"({"type":"string","contentEncoding":"base64","pattern":"^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/][AQgw]==|)"
        R"([A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$"})");
    is<std::array<std::byte, 3>>(R"({"type":"string","contentEncoding":"base64","pattern":"^([A-Za-z0-9+/]{4}){1}$"})");
    is<schema_test::token>(
        R"({"title":"token","type":"object","properties":{"expires":{"anyOf":[{"type":"integer"},{"type":"null"}]},)"
        R"("used":{"type":"number"},"lifetime":{"type":"string","pattern":"^-?P([0-9]+W)?([0-9]+D)?(T([0-9]+H)?)"
        R"(([0-9]+M)?([0-9]+([.][0-9]+)?S)?)?$","not":{"pattern":"[PT]$"},"anyOf":[{"format":"duration"},)"
        R"({"pattern":"-|[.]|W.|H[0-9]+S"}]},"key":{"type":"string","contentEncoding":"base64url",)"
        R"("pattern":"^([A-Za-z0-9_-]{4}){1}[A-Za-z0-9_-][AQgw]$"}},"required":["used","lifetime","key"]})");
}

BOOST_AUTO_TEST_CASE(bytes_in_lines_may_have_blanks)
{
    is<schema_test::content>(
        R"({"title":"content","type":"object","properties":{"text":{"type":"string","contentEncoding":"base64",)"
        R"("pattern":"^[A-Za-z0-9+/= \\t\\r\\n]*$"}},"required":["text"]})");
}

BOOST_AUTO_TEST_CASE(enumerators_are_listed)
{
    is<schema_test::unit>(R"({"type":"string","enum":["one_time","per_month"]})");
    is<schema_test::grade>(R"({"type":"integer","enum":[1,5]})");
    is<descry::open_enum<schema_test::unit>>(R"({"type":["string","number"],"examples":["one_time","per_month"]})");
    is<std::optional<schema_test::unit>>(
        R"({"anyOf":[{"type":"string","enum":["one_time","per_month"]},{"type":"null"}]})");
}

BOOST_AUTO_TEST_CASE(types_of_the_user_may_have_their_own)
{
    is<schema_test::colour>(R"({"type":["string","number"],"description":"a colour"})");
    is<schema_test::with_schema<0>>(R"({"type":"string","maxLength":3})");
    is<schema_test::with_schema<1>>("{}");
    is<std::vector<schema_test::with_schema<1>>>(R"({"type":"array","items":true})");
    BOOST_CHECK_THROW(descry::json_schema<schema_test::with_schema<2>>(), descry::call_error);
}

BOOST_AUTO_TEST_CASE(arrays_have_their_size)
{
    is<std::vector<bool>>(R"({"type":"array","items":{"type":"boolean"}})");
    is<std::set<std::string>>(R"({"type":"array","items":{"type":"string"}})");
    is<std::vector<std::optional<bool>>>(R"({"type":"array","items":{"type":["boolean","null"]}})");
    is<std::array<bool, 2>>(R"({"type":"array","items":{"type":"boolean"},"minItems":2,"maxItems":2})");
    is<boost::container::static_vector<bool, 2>>(R"({"type":"array","items":{"type":"boolean"},"maxItems":2})");
    is<std::pair<bool, std::string>>(
        R"({"type":"array","prefixItems":[{"type":"boolean"},{"type":"string"}],"items":false,"minItems":2})");
    is<std::tuple<>>(R"({"type":"array","items":false})");
}

BOOST_AUTO_TEST_CASE(maps_have_names)
{
    is<std::map<std::string, bool>>(R"({"type":"object","additionalProperties":{"type":"boolean"}})");
    is<std::map<int, descry::raw_json>>(
        R"({"type":"object","additionalProperties":true,"propertyNames":{"pattern":"^(0|-?[1-9][0-9]*)$"}})");
    is<std::map<schema_test::unit, bool>>(
        R"({"type":"object","additionalProperties":{"type":"boolean"},"propertyNames":{"enum":["one_time","per_month"]}})");
    is<std::map<schema_test::grade, bool>>(
        R"({"type":"object","additionalProperties":{"type":"boolean"},"propertyNames":{"enum":["1","5"]}})");
    is<std::map<descry::decimal, bool>>(R"({"type":"object","additionalProperties":{"type":"boolean"}})");
}

BOOST_AUTO_TEST_CASE(null_is_for_types_that_accept_it)
{
    is<std::optional<std::string>>(R"({"type":["string","null"]})");
    is<std::shared_ptr<std::vector<bool>>>(R"({"type":["array","null"],"items":{"type":"boolean"}})");
    is<std::optional<descry::raw_json>>("{}");
    is<char const*>(R"({"type":["string","null"]})");
    is<std::monostate>(R"({"type":"null"})");
    is<std::variant<std::monostate, std::string, std::vector<bool>>>(
        R"({"anyOf":[{"type":"null"},{"type":"string"},{"type":"array","items":{"type":"boolean"}}]})");
    is<std::variant<std::optional<bool>, std::string>>(R"({"anyOf":[{"type":["boolean","null"]},{"type":"string"}]})");
}

BOOST_AUTO_TEST_CASE(any_value_is_described_by_nothing)
{
    is<descry::raw_json>("{}");
    is<boost::json::value>("{}");
    is<std::vector<boost::json::value>>(R"({"type":"array","items":true})");
    is<boost::json::object>(R"({"type":"object","additionalProperties":true})");
}

BOOST_AUTO_TEST_CASE(structs_are_defined_once)
{
    is<schema_test::node>(
        R"({"title":"node","type":"object","properties":{"value":{"type":"integer","minimum":-2147483648,)"
        R"("maximum":2147483647},"children":{"type":"array","items":{"$ref":"#"}},)"
        R"("next":{"anyOf":[{"$ref":"#"},{"type":"null"}]},)"
        R"("home":{"anyOf":[{"$ref":"#/$defs/address"},{"type":"null"}]},"office":{"$ref":"#/$defs/address"},)"
        R"("others":{"anyOf":[{"$ref":"#/$defs/page_address"},{"type":"null"}]}},)"
        R"("required":["value","children","office"],)"
        R"("$defs":{"address":{"type":"object","properties":{"streetName":{"type":"string"},)"
        R"("$city":{"type":["string","null"]}},"required":["streetName"]},)"
        R"("page_address":{"type":"object","properties":{"items":{"type":"array",)"
        R"("items":{"$ref":"#/$defs/address"}}},"required":["items"]}}})");
    is<std::vector<schema_test::lax>>(
        R"({"type":"array","items":{"$ref":"#/$defs/lax"},"$defs":{"lax":{"type":"object","properties":{"a":)"
        R"({"type":"integer","minimum":-2147483648,"maximum":2147483647}}}}})");
}

BOOST_AUTO_TEST_CASE(definitions_of_one_name_are_numbered)
{
    is<schema_test::other::addresses>(
        R"({"title":"addresses","type":"object","properties":{"first":{"$ref":"#/$defs/address"},)"
        R"("second":{"$ref":"#/$defs/address_2"},"third":{"$ref":"#/$defs/page_page_address"},)"
        R"("fourth":{"$ref":"#/$defs/page_unsigned_int"}},"required":["first","second","third","fourth"],)"
        R"("$defs":{"address":{"type":"object","properties":{"streetName":{"type":"string"},)"
        R"("$city":{"type":["string","null"]}},"required":["streetName"]},)"
        R"("address_2":{"type":"object","properties":{}},)"
        R"("page_page_address":{"type":"object","properties":{"items":{"type":"array",)"
        R"("items":{"$ref":"#/$defs/page_address"}}},"required":["items"]},)"
        R"("page_unsigned_int":{"type":"object","properties":{"items":{"type":"array",)"
        R"("items":{"type":"integer","minimum":0,"maximum":4294967295}}},"required":["items"]},)"
        R"("page_address":{"type":"object","properties":{"items":{"type":"array",)"
        R"("items":{"$ref":"#/$defs/address_2"}}},"required":["items"]}}})");
}

BOOST_AUTO_TEST_CASE(options_and_policies_are_those_of_the_reader_and_the_writer)
{
    is<schema_test::strict>(
        R"({"title":"strict","type":"object","properties":{"FirstNumber":{"type":"integer","minimum":-2147483648,)"
        R"("maximum":2147483647},"Other":{"type":["boolean","null"]}},"required":["FirstNumber"],)"
        R"("additionalProperties":false})");
    for (auto const unknown : {descry::unknown_members::refused, descry::unknown_members::kept_or_refused})
        is<schema_test::address>(
            R"({"title":"address","type":"object","properties":{"street_name":{"type":"string"},)"
            R"("$city":{"type":["string","null"]}},"additionalProperties":false})",
            {.names = descry::casing::as_declared, .unknown = unknown, .missing = descry::missing_members::allowed});
    BOOST_TEST(descry::json_schema<bool>({.indent = 2}) ==
               "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"type\": \"boolean\"\n}");
}

BOOST_AUTO_TEST_CASE(alternatives_have_their_conditions)
{
    is<std::variant<schema_test::usage, schema_test::purchase>>(
        R"({"anyOf":[{"$ref":"#/$defs/usage","properties":{"kind":{"enum":["usage","use"]}},"required":["kind"]},)"
        R"({"$ref":"#/$defs/purchase","properties":{"active":{"enum":[true]},"ofUnit":{"enum":["per_month"]}},)"
        R"("required":["active","ofUnit"]}],"$defs":{)"
        R"("usage":{"type":"object","properties":{"kind":{"type":"string"},"active":{"type":["boolean","null"]},)"
        R"("ofUnit":{"type":["string","number"],"examples":["one_time","per_month"]}},"required":["kind","ofUnit"]},)"
        R"("purchase":{"type":"object","properties":{"kind":{"type":"string"},"active":{"type":["boolean","null"]},)"
        R"("ofUnit":{"type":["string","number"],"examples":["one_time","per_month"]}},"required":["kind","ofUnit"]}}})");
    auto const raw = descry::json_schema<std::variant<schema_test::usage, descry::raw_json>>();
    BOOST_TEST(raw.find(R"(,{"not":{"anyOf":[{"type":"object","properties":{"kind":{"enum":["usage","use"]}},)"
                        R"("required":["kind"]}]}}],"$defs")") != raw.npos);
}

BOOST_AUTO_TEST_SUITE_END()
