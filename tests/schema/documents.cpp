// Writes schemas, and documents with what the reader says of them, for check.py: a line "schema <JSON>", then a line
// "read <JSON>" or "refused <JSON>" for each document. It fails if a document is not read or refused as it should be.
#include <descry/json.hpp>
#include <descry/json/schema.hpp>

#include <boost/container/static_vector.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

namespace shop {

enum class unit { one_time, per_month };
BOOST_DESCRIBE_ENUM(unit, one_time, per_month)
enum class grade { low = 1, high = 5 };
BOOST_DESCRIBE_ENUM(grade, low, high)

struct strict {
    int number = 0;
};
BOOST_DESCRIBE_STRUCT(strict, (), (number))

struct line {
    std::string kind;
    std::optional<int> seats;
};
BOOST_DESCRIBE_STRUCT(line, (), (kind, seats))
struct usage : line {};
BOOST_DESCRIBE_STRUCT(usage, (line), ())
struct purchase : line {};
BOOST_DESCRIBE_STRUCT(purchase, (line), ())

struct everything {
    bool flag = false;
    std::int8_t small = 0;
    std::uint64_t wide = 0;
    float ratio = 0;
    std::string text;
    char letter = 0;
    descry::guid id;
    descry::date day;
    descry::timestamp moment;
    std::chrono::sys_seconds at;
    std::chrono::sys_time<std::chrono::milliseconds> precise;
    std::chrono::sys_seconds expires;
    std::chrono::milliseconds span{};
    descry::decimal amount;
    descry::maybe_quoted<int> quoted;
    unit plan{};
    grade mark{grade::low};
    descry::open_enum<unit> loose;
    std::vector<std::byte> bytes;
    std::array<std::byte, 4> key{};
    std::optional<int> maybe;
    descry::omittable<std::string> omitted;
    std::vector<std::optional<bool>> list;
    std::array<int, 2> two{};
    boost::container::static_vector<int, 2> few;
    std::pair<int, std::string> both;
    std::map<std::string, int> named;
    std::map<int, bool> numbered;
    std::map<unit, bool> by_plan;
    std::map<descry::guid, bool> by_id;
    std::variant<std::monostate, std::string, std::int64_t> choice;
    std::variant<usage, purchase> sale;
    std::variant<usage, descry::raw_json> thing;
    descry::raw_json any{"null"};
    std::unique_ptr<everything> next;
    strict inner;
    std::optional<strict> inner_or_none;
    int other = 0;
};
BOOST_DESCRIBE_STRUCT(everything, (),
                      (flag, small, wide, ratio, text, letter, id, day, moment, at, precise, expires, span, amount,
                       quoted, plan, mark, loose, bytes, key, maybe, omitted, list, two, few, both, named, numbered,
                       by_plan, by_id, choice, sale, thing, any, next, inner, inner_or_none, other))

}  // namespace shop

template <>
inline constexpr auto descry::written_as<shop::grade> = descry::enum_style::number;
template <>
inline constexpr auto descry::format_of<& shop::everything::expires> = descry::format::unix_seconds;
template <>
inline constexpr auto descry::format_of<& shop::everything::span> = descry::format::iso8601;
template <>
inline constexpr std::string_view descry::renamed<& shop::everything::other> = "$other";
template <>
inline constexpr descry::object_policy descry::policy_of<shop::strict>{.unknown = descry::unknown_members::refused};
template <>
inline constexpr auto descry::chosen_when<shop::usage> = descry::member_is<&shop::line::kind>("usage");
template <>
inline constexpr auto descry::chosen_when<shop::purchase> = descry::member_is<&shop::line::kind>("purchase", "renewal");

namespace {

// A member, values that are read, and values that are refused. The first value that is read is part of all documents.
struct row {
    std::string name;
    std::vector<std::string> read;
    std::vector<std::string> refused;
};

std::vector<row> const rows{
    {"flag", {"true", "false"}, {"null", "0", R"("true")"}},
    {"small", {"127", "-128"}, {"128", "-129", "1.5", R"("1")", "null"}},
    {"wide", {"18446744073709551615", "0"}, {"-1", "18446744073709551616"}},
    {"ratio", {"1.5", "-3.4e38", "1e-400"}, {"3.5e38", "-1e39", R"("1")"}},
    {"text", {R"("")", R"("é\n")"}, {"null", "1", "[]"}},
    {"letter", {R"("a")", R"("\u0000")"}, {R"("")", R"("ab")", R"("é")", "1"}},
    {"id",
     {R"("7d6a9ed1-3c8a-4b9c-9f3e-0123456789ab")", R"("7D6A9ED1-3C8A-4B9C-9F3E-0123456789AB")"},
     {R"("")", R"("7d6a9ed13c8a4b9c9f3e0123456789ab")", R"("{7d6a9ed1-3c8a-4b9c-9f3e-0123456789ab}")", "null"}},
    {"day", {R"("2015-11-23")"}, {R"("2015-13-01")", R"("20151123")", R"("2015-11-23T00:00:00Z")", R"("")"}},
    {"moment",
     {R"("2015-11-23T10:00:00Z")", R"("2015-11-23T10:00:00.1234567+01:00")", R"("2015-11-23T10:00:00")",
      R"("2015-11-23")"},
     {R"("2015-11-23T10:00Z")", R"("2015-11-23t10:00:00z")", R"("2015-11-23T10:00:00.12345678Z")",
      R"("2015-11-23T25:00:00")", R"("2015-11-23T10:00:00+0100")"}},
    {"at",
     {R"("2015-11-23T10:00:00Z")", R"("2015-11-23T10:00:00.000+01:00")"},
     {R"("2015-11-23T10:00:00.5Z")", R"("2015-11-23T10:00:00")", R"("2015-11-23")", "1448302843"}},
    {"precise",
     {R"("2015-11-23T10:00:00.123Z")", R"("2015-11-23T10:00:00.1230Z")"},
     {R"("2015-11-23T10:00:00.1234Z")", R"("2015-11-23T10:00:60Z")"}},
    {"expires", {"1448302843", "-1"}, {"1.5", R"("1448302843")"}},
    {"span",
     {R"("PT1H30M")", R"("-P1DT0.5S")", R"("P1W2D")", R"("PT1H5S")", R"("P2D")"},
     {R"("P1Y")", R"("PT")", R"("P")", R"("P1DT")", R"("1H")", R"("PT1.5H")", "5400"}},
    {"amount", {"12.50", "-1e3"}, {R"("12.50")", "null"}},
    {"quoted", {"25", R"("25")", R"("-1")"}, {R"("")", R"("+1")", R"("1.5")", R"(" 1")", "null", "2147483648"}},
    {"plan", {R"("one_time")", R"("per_month")"}, {R"("daily")", "0", "null"}},
    {"mark", {"1", "5"}, {"2", R"("low")"}},
    {"loose", {R"("one_time")", R"("daily")", "7"}, {"null", "true"}},
    {"bytes", {R"("")", R"("AA==")", R"("AAA=")", R"("+/8A")"}, {R"("AA")", R"("AB==")", R"("-_8A")", "[]"}},
    {"key", {R"("AAAAAA==")", R"("/////w==")"}, {R"("AAAA")", R"("AAAAAAA=")", R"("")"}},
    {"maybe", {"1", "null"}, {R"("1")"}},
    {"omitted", {R"("a")", "null"}, {"1"}},
    {"list", {"[]", "[true,null]"}, {"null", "[1]", "{}"}},
    {"two", {"[1,2]"}, {"[1]", "[1,2,3]", "[1,null]"}},
    {"few", {"[]", "[1]", "[1,2]"}, {"[1,2,3]"}},
    {"both", {R"([1,"a"])"}, {"[1]", R"([1,"a",2])", R"(["a",1])"}},
    {"named", {"{}", R"({"a b":1})"}, {R"({"a":null})", "[]"}},
    {"numbered", {"{}", R"({"-1":true,"0":false})"}, {R"({"01":true})", R"({"a":true})", R"({"1":1})"}},
    {"byPlan", {R"({"one_time":true})"}, {R"({"daily":true})"}},
    {"byId", {R"({"7d6a9ed1-3c8a-4b9c-9f3e-0123456789ab":true})"}, {R"({"x":true})"}},
    {"choice", {"null", R"("a")", "7"}, {"1.5", "true", "[]"}},
    {"sale",
     {R"({"kind":"usage"})", R"({"kind":"renewal","seats":1})"},
     {R"({"kind":"other"})", "{}", R"({"kind":"usage","seats":"1"})", "null"}},
    {"thing", {R"({"kind":"other"})", R"({"kind":"usage"})", "7", "null"}, {R"({"kind":"usage","seats":"1"})"}},
    {"any", {"null", R"({"a":[1]})"}, {}},
    {"next", {"null"}, {"{}", "1"}},
    {"inner", {R"({"number":1})"}, {R"({"number":1,"more":2})", "{}", "null"}},
    {"innerOrNone", {R"({"number":1})", "null"}, {R"({"number":1,"more":2})", "{}"}},
    {"$other", {"1"}, {"null"}},
};

constexpr std::string_view optional_members[] = {"maybe", "omitted", "next", "innerOrNone"};

// The document with that value of one member; without the member if the value is empty.
std::string document(std::string_view name = {}, std::string_view value = {})
{
    std::string out;
    for (auto const& r : rows) {
        auto const& written = r.name == name ? std::string(value) : r.read[0];
        if (!written.empty()) out += (out.empty() ? '{' : ',') + ('"' + r.name + "\":") + written;
    }
    return out + '}';
}

int faults = 0;

template <class T>
void expect(bool read, std::string const& text, descry::read_options options = {})
{
    bool const is_read = descry::read_json<T>(text, options).has_value();
    std::cout << (is_read ? "read " : "refused ") << text << '\n';
    if (is_read == read) return;
    std::cerr << (read ? "refused: " : "read: ") << text << '\n';
    ++faults;
}

}  // namespace

int main()
{
    using shop::everything;
    std::cout << "schema " << descry::json_schema<everything>() << '\n';
    for (auto const& [name, read, refused] : rows) {
        for (auto const& value : read) expect<everything>(true, document(name, value));
        for (auto const& value : refused) expect<everything>(false, document(name, value));
        bool is_optional = false;
        for (auto const optional : optional_members) is_optional = is_optional || name == optional;
        expect<everything>(is_optional, document(name));
    }
    auto const whole = document();
    expect<everything>(true, document("next", whole));
    expect<everything>(false, document("next", document("flag", "null")));
    expect<everything>(true, "{\"more\":[]," + whole.substr(1));
    for (auto const* const other : {"null", "[]", "1", "{}"}) expect<everything>(false, other);

    std::cout << "schema " << descry::json_schema<std::vector<shop::strict>>() << '\n';
    expect<std::vector<shop::strict>>(true, R"([{"number":1}])");
    expect<std::vector<shop::strict>>(false, R"([{"number":1,"more":2}])");
    expect<std::vector<shop::strict>>(false, "[null]");

    std::cout << "schema "
              << descry::json_schema<shop::line>(
                     {.unknown = descry::unknown_members::refused, .missing = descry::missing_members::allowed})
              << '\n';
    descry::read_options const lax{.unknown = descry::unknown_members::refused,
                                   .missing = descry::missing_members::allowed};
    expect<shop::line>(true, "{}", lax);
    expect<shop::line>(true, R"({"seats":null})", lax);
    expect<shop::line>(false, R"({"more":1})", lax);
    return faults == 0 ? 0 : 1;
}
