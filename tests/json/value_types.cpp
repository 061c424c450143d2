#include <boost/test/unit_test.hpp>

#include <boost/describe/enum.hpp>

#include <descry/json.hpp>

#include <array>
#include <chrono>
#include <concepts>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace shop {

enum class billing_type { none, usage, one_time };
BOOST_DESCRIBE_ENUM(billing_type, none, usage, one_time)

// A type of one's own, to be written as text.
struct colour {
    int red = 0, green = 0, blue = 0;

    bool operator==(colour const&) const = default;
};

}  // namespace shop

template <>
struct descry::scalar<shop::colour> {
    static constexpr char const* expected = "a colour";

    static std::optional<shop::colour> read(descry::scalar_token token)
    {
        if (!token.quoted || token.text.size() != 4 || token.text[0] != '#') return std::nullopt;
        return shop::colour{token.text[1] - '0', token.text[2] - '0', token.text[3] - '0'};
    }

    static bool write(shop::colour const& value, std::string& out)
    {
        out += '#';
        for (int const part : {value.red, value.green, value.blue}) out += static_cast<char>('0' + part);
        return true;
    }
};

// As docs/json.md shows it: a type of one's own, to be written as a number.
struct unix_time {
    std::chrono::sys_seconds at{};
};

template <>
struct descry::scalar<unix_time> {
    static constexpr char const* expected = "seconds since 1970";

    static std::optional<unix_time> read(descry::scalar_token token)
    {
        auto const seconds = descry::read_json<std::int64_t>(token.text);
        if (token.quoted || !seconds) return std::nullopt;
        return unix_time{std::chrono::sys_seconds(std::chrono::seconds(*seconds))};
    }

    static bool write(unix_time const& value, std::string& out)
    {
        out += std::to_string(value.at.time_since_epoch().count());
        return false;  // not in quotes
    }
};

// Types of the standard library that have another JSON form here.
using ticks = std::chrono::duration<int, std::ratio<1, 7>>;
using colour_pair = std::pair<shop::colour, ticks>;

template <class T>
    requires(std::same_as<T, ticks> || std::same_as<T, std::chrono::sys_time<ticks>> || std::same_as<T, colour_pair> ||
             std::same_as<T, std::tuple<ticks>> || std::same_as<T, std::vector<ticks>> ||
             std::same_as<T, std::array<ticks, 1>>)
struct descry::scalar<T> {
    static constexpr char const* expected = "a word";

    static std::optional<T> read(descry::scalar_token) { return T{}; }
    static bool write(T const&, std::string& out)
    {
        out += "own";
        return true;
    }
};

BOOST_AUTO_TEST_SUITE(value_types)

namespace {

struct line_item {
    descry::decimal amount;
    std::optional<descry::guid> id;
    std::optional<descry::timestamp> charged;
    std::optional<descry::date> day;
    descry::open_enum<shop::billing_type> type;
    std::optional<shop::colour> colour;
    std::vector<descry::decimal> parts;
};
BOOST_DESCRIBE_STRUCT(line_item, (), (amount, id, charged, day, type, colour, parts))

struct folder {
    std::string name;
    std::unique_ptr<folder> inner;
    std::map<std::string, int> counts;
    std::unordered_map<std::string, std::optional<std::string>> labels;
};
BOOST_DESCRIBE_STRUCT(folder, (), (name, inner, counts, labels))

struct usage_line {
    descry::maybe_quoted<descry::decimal> quantity;
    descry::maybe_quoted<std::int32_t> count;
    std::optional<descry::maybe_quoted<std::uint64_t>> units;
    descry::omittable<descry::maybe_quoted<double>> rate;
    std::vector<descry::maybe_quoted<int>> steps;
    std::map<std::string, descry::maybe_quoted<float>> shares;
    std::variant<std::monostate, bool, descry::maybe_quoted<int>> level;
};
BOOST_DESCRIBE_STRUCT(usage_line, (), (quantity, count, units, rate, steps, shares, level))

constexpr std::string_view item =
    R"({"amount":100.0,"id":"a58ceba5-60ac-48e4-a0bc-2a855811807a","charged":"2015-11-23T18:20:43.1200000Z",)"
    R"("day":"2015-11-23","type":"one_time","colour":"#123","parts":[0.1,1234567890123456789012345.6789,-2]})";

descry::failure refused(std::string_view text) { return descry::read_json<line_item>(text).error(); }

}  // namespace

BOOST_AUTO_TEST_CASE(make_the_round_trip_to_the_last_digit)
{
    auto const read = descry::read_json<line_item>(item).value();
    BOOST_TEST((read.amount == descry::decimal(100)));
    BOOST_TEST((read.type == shop::billing_type::one_time));
    BOOST_TEST((read.colour == shop::colour{1, 2, 3}));
    BOOST_TEST(descry::write_json(read) == item);
}

BOOST_AUTO_TEST_CASE(numbers_may_stand_in_quotes_where_that_is_declared)
{
    for (
        std::string_view const text : {
            R"({"quantity":25,"count":-3,"units":7,"rate":0.5,"steps":[1,2],"shares":{"a":0.25},"level":4})",
            R"({"quantity":"25","count":"-3","units":"7","rate":"0.5","steps":[1,"2"],"shares":{"a":"0.25"},"level":"4"})",
            R"({"quantity":"0.00","count":"0","units":"18446744073709551615","steps":[],"shares":{},"level":true})",
            R"({"quantity":"-12345678901234567890123456789012345.678","count":0,"units":null,"rate":null,"steps":[],"shares":{},"level":null})",
        }) {
        auto const read = descry::read_json<usage_line>(text, {.missing = descry::missing_members::allowed});
        BOOST_TEST_REQUIRE(read.has_value(), read.error().message());
        auto written = descry::write_json(*read);
        if (text.find("null,\"rate") != text.npos) written.replace(written.find("\"rate"), 0, "\"units\":null,");
        BOOST_TEST(written == text);
    }
}

BOOST_AUTO_TEST_CASE(numbers_in_quotes_are_numbers_to_the_letter)
{
    using whole = descry::maybe_quoted<std::int8_t>;
    using amount = descry::maybe_quoted<descry::decimal>;
    auto const refusal = []<class T>(T, std::string const& json) {
        auto const read = descry::read_json<std::vector<T>>('[' + json + ']');
        return read ? "it is read" : read.error().message();
    };
    auto const text = "/0: expected a number, in quotes or not, found another string at byte 1";
    for (auto const* const none :
         {R"("")", R"(" 1")", R"("1 ")", R"("1 2")", R"("+1")", R"("0x1")", R"("01")", R"("1.")", R"(".5")", R"("1e")",
          R"("-")", R"("--1")", R"("NaN")", R"("true")", R"("1,2")", R"("1\u0000")", R"("\ufeff1")", R"("1\n")"}) {
        BOOST_TEST(refusal(whole(), none).ends_with(text), none << ": " << refusal(whole(), none));
        BOOST_TEST(refusal(amount(), none).ends_with(text), none << ": " << refusal(amount(), none));
        BOOST_TEST(refusal(descry::maybe_quoted<double>(), none).ends_with(text), none);
    }
    for (auto const* const quotes : {"", "\""}) {
        auto const of = [&](std::string const& number) { return quotes + number + quotes; };
        BOOST_TEST(refusal(whole(), of("128")).ends_with("/0: the number does not fit 8 bits at byte 1"));
        BOOST_TEST(refusal(whole(), of("1.0")).find("a fraction or an exponent") != std::string::npos);
        BOOST_TEST(refusal(amount(), of("1e40")).find("at most 38 digits") != std::string::npos);
        BOOST_TEST(refusal(descry::maybe_quoted<double>(), of("1e400")).find("does not fit") != std::string::npos);
    }
    BOOST_TEST(refusal(whole(), "null").find("expected an integer, found null") != std::string::npos);
    BOOST_TEST(refusal(whole(), "true").find("expected an integer, found a boolean") != std::string::npos);
    BOOST_TEST(!descry::read_json<whole>(R"("1)"));
    BOOST_TEST(descry::read_json<whole>(R"("\u0031\u0032")").value() == 12);
}

BOOST_AUTO_TEST_CASE(numbers_in_quotes_are_used_as_numbers)
{
    using amount = descry::maybe_quoted<descry::decimal>;
    auto line = descry::read_json<amount>(R"("25.0")").value();
    BOOST_TEST((line == 25 && line == descry::decimal("25") && line == amount(25) && line < 26 && 24 < line));
    BOOST_TEST((std::hash<amount>()(line) == std::hash<amount>()(amount(25))));
    BOOST_TEST((line * descry::decimal("2") == 50));
    descry::decimal const& number = line;
    BOOST_TEST(number.to_string() == "25.0");
    line = 26;
    BOOST_TEST(descry::write_json(line) == R"("26")");
    line.set_quoted(false);
    BOOST_TEST(descry::write_json(line) == "26");
    line = amount(descry::decimal("1.50"), true);
    BOOST_TEST((line.quoted() && line.value().identical(descry::decimal("1.50"))));
    line = {};
    BOOST_TEST((line == 0 && !line.quoted()));

    std::optional<descry::maybe_quoted<unsigned>> count =
        descry::read_json<descry::maybe_quoted<unsigned>>(R"("1")").value();
    count = 2u;
    BOOST_TEST((count == 2u && *count > -1));
    BOOST_TEST(descry::write_json(count) == R"("2")");

    descry::maybe_quoted<double> infinite = 1e308 * 10;
    infinite.set_quoted();
    BOOST_CHECK_THROW(descry::write_json(infinite), descry::call_error);
}

BOOST_AUTO_TEST_CASE(enumerators_are_read_liberally_and_kept_when_unknown)
{
    auto const type = [](std::string const& text) {
        auto const read = descry::read_json<descry::open_enum<shop::billing_type>>(text).value();
        return descry::write_json(read);
    };
    for (auto const* known : {R"("OneTime")", R"("ONE_TIME")", R"("one_time")", "2"}) {
        BOOST_TEST(type(known) == known);
        BOOST_TEST(
            (descry::read_json<descry::open_enum<shop::billing_type>>(known).value() == shop::billing_type::one_time));
    }
    BOOST_TEST(type("17") == "17");
    BOOST_TEST(type(R"("br\"and_new")") == R"("br\"and_new")");
    for (auto const* number :
         {"2.0", "-1.50", "2e0", "1E+400", "9223372036854775808", "-9223372036854775809", "100000000000000000000000"})
        BOOST_TEST(type(number) == number);
}

BOOST_AUTO_TEST_CASE(say_what_they_expected_and_where)
{
    auto const no_guid = refused(R"({"amount":1,"id":"x"})");
    BOOST_TEST((no_guid == descry::errc::invalid_value));
    BOOST_TEST(no_guid.message() ==
               "/id: expected a GUID (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx), found another string at byte 17");

    auto const text = refused(R"({"amount":"12.50"})");
    BOOST_TEST((text == descry::errc::unexpected_kind));
    BOOST_TEST(text.message() ==
               "/amount: expected a decimal number of at most 38 digits (12.50), found a string at byte 10");
    BOOST_TEST(refused(R"({"amount":1,"day":"23.11.2015"})").message() ==
               "/day: expected a date (YYYY-MM-DD), found another string at byte 18");
    BOOST_TEST(refused(R"({"amount":1,"charged":"2015-11-23 18:20"})").message() ==
               "/charged: expected a date and time (YYYY-MM-DDThh:mm:ss[.fraction, at most 7 digits][Z|+hh:mm]), found "
               "another string at byte 22");
    BOOST_TEST((refused(R"({"amount":1,"charged":"2015-11-23T18:20:00.123456789Z"})") == descry::errc::invalid_value));
    BOOST_TEST(refused(R"({"amount":1,"id":7})")->explanation ==
               "expected a GUID (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx), found a number");
    BOOST_TEST(refused(R"({"amount":1,"type":true})")->explanation ==
               "expected an enumerator (text or a number), found a boolean");
    BOOST_TEST(refused(R"({"amount":0.123456789012345678901234567890123456789})").message() ==
               "/amount: expected a decimal number of at most 38 digits (12.50), found another number at byte 10");
    BOOST_TEST((refused(R"({"amount":{}})") == descry::errc::unexpected_kind));
    BOOST_TEST((refused(R"({"amount":null})") == descry::errc::unexpected_null));
    BOOST_TEST((refused(R"({"amount":1e99})") == descry::errc::invalid_value));
    BOOST_TEST(refused(R"({"amount":1,"parts":[1,true]})").message() ==
               "/parts/1: expected a decimal number of at most 38 digits (12.50), found a boolean at byte 23");
}

BOOST_AUTO_TEST_CASE(a_type_of_ones_own_may_be_a_number)
{
    auto const read = [](std::string_view text) { return descry::read_json<std::optional<unix_time>>(text); };
    using namespace std::chrono;
    BOOST_TEST((read("1448302843").value()->at == sys_days(year(2015) / 11 / 23) + 18h + 20min + 43s));
    BOOST_TEST(descry::write_json(read("-1").value()) == "-1");
    BOOST_TEST(read("1.5").error().message() == "expected seconds since 1970, found another number at byte 0");
    BOOST_TEST((read("\"1448302843\"").error() == descry::errc::invalid_value));
}

BOOST_AUTO_TEST_CASE(a_scalar_of_ones_own_precedes_the_type_of_the_library)
{
    auto const own = []<class... T>(std::type_identity<T>...) {
        return (true && ... && (descry::write_json(descry::read_json<T>("7").value()) == R"("own")"));
    };
    BOOST_TEST(own(std::type_identity<ticks>(), std::type_identity<std::chrono::sys_time<ticks>>(),
                   std::type_identity<colour_pair>(), std::type_identity<std::tuple<ticks>>(),
                   std::type_identity<std::vector<ticks>>(), std::type_identity<std::array<ticks, 1>>()));
    BOOST_TEST(descry::write_json(std::pair(ticks(), 1)) == R"(["own",1])");
}

BOOST_AUTO_TEST_CASE(maps_and_pointers_hold_what_the_text_holds)
{
    constexpr std::string_view text =
        R"({"name":"a","inner":{"name":"b","counts":{},"labels":{}},"counts":{"x\"":1,"y":2},"labels":{"k":null}})";
    auto folders = descry::read_json<folder>(text).value();
    BOOST_TEST(folders.inner->name == "b");
    BOOST_TEST(folders.counts.at("x\"") == 1);
    BOOST_TEST(!folders.labels.at("k").has_value());
    BOOST_TEST(descry::write_json(folders) == text);

    auto const twice = descry::read_json<std::map<std::string, int>>(R"({"a":1,"a":2})").error();
    BOOST_TEST((twice == descry::errc::duplicate_member));
    BOOST_TEST(twice->pointer == "/a");
    auto const wrong = descry::read_json<std::map<std::string, int>>(R"({"a":1,"b/":true})").error();
    BOOST_TEST(wrong->pointer == "/b~1");
}

BOOST_AUTO_TEST_SUITE_END()
