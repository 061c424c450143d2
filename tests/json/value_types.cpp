#include <boost/test/unit_test.hpp>

#include <boost/describe/enum.hpp>

#include <descry/json.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
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

constexpr std::string_view item =
    R"({"amount":100.0,"id":"a58ceba5-60ac-48e4-a0bc-2a855811807a","charged":"2015-11-23T18:20:43.1200000Z",)"
    R"("day":"2015-11-23","type":"one_time","colour":"#123","parts":[0.1,1234567890123456789012345.6789,-2]})";

descry::failure refused(std::string_view text) { return descry::read_json<line_item>(text).error(); }

}  // namespace

BOOST_AUTO_TEST_SUITE(value_types)

BOOST_AUTO_TEST_CASE(make_the_round_trip_to_the_last_digit)
{
    auto const read = descry::read_json<line_item>(item).value();
    BOOST_TEST((read.amount == descry::decimal(100)));
    BOOST_TEST((read.type == shop::billing_type::one_time));
    BOOST_TEST((read.colour == shop::colour{1, 2, 3}));
    BOOST_TEST(descry::write_json(read) == item);
}

BOOST_AUTO_TEST_CASE(enumerators_are_read_liberally_and_kept_when_unknown)
{
    auto const type = [](std::string const& text) {
        auto const read = descry::read_json<descry::open_enum<shop::billing_type>>(text).value();
        return descry::write_json(read);
    };
    BOOST_TEST(type(R"("OneTime")") == R"("one_time")");
    BOOST_TEST(type(R"("ONE_TIME")") == R"("one_time")");
    BOOST_TEST(type("2") == R"("one_time")");
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
               "/id: expected a GUID (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx), found another text at byte 17");

    auto const text = refused(R"({"amount":"12.50"})");
    BOOST_TEST((text == descry::errc::unexpected_kind));
    BOOST_TEST(text.message() ==
               "/amount: expected a decimal number of at most 38 digits (12.50), found text at byte 10");
    BOOST_TEST(refused(R"({"amount":1,"day":"23.11.2015"})").message() ==
               "/day: expected a date (YYYY-MM-DD), found another text at byte 18");
    BOOST_TEST(refused(R"({"amount":1,"charged":"2015-11-23 18:20"})").message() ==
               "/charged: expected a date and time (YYYY-MM-DDThh:mm:ss[.fraction, at most 7 digits][Z|+hh:mm]), found "
               "another text at byte 22");
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
