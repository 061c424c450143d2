#include <descry/json.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace std::chrono;
using exact = sys_time<nanoseconds>;

struct token {
    minutes span{};
    std::optional<nanoseconds> exact_span;
    std::vector<sys_seconds> issued;
    sys_time<milliseconds> expires{};
    exact used{};
    std::vector<std::byte> key, lines, plain;
    duration<std::uint64_t> age{};
};
BOOST_DESCRIBE_STRUCT(token, (), (span, exact_span, issued, expires, used, key, lines, plain, age))

// Times in the formats of several services.
struct event {
    std::optional<sys_seconds> sent{}, second{};
    std::optional<sys_time<milliseconds>> created{}, received{};
};
BOOST_DESCRIBE_STRUCT(event, (), (sent, second, created, received))

template <class T>
std::string again(std::string_view text)
{
    auto const read = descry::read_json<T>(text);
    return read ? descry::write_json(*read) : "none";
}

template <class T>
std::string quoted_again(std::string const& text)
{
    return again<T>('"' + text + '"');
}

// What one member of a token is read from and written as.
std::string member(std::string const& name, std::string const& value)
{
    auto const read =
        descry::read_json<token>("{\"" + name + "\":" + value + '}', {.missing = descry::missing_members::allowed});
    if (!read) return "none";
    auto const text = descry::write_json(*read);
    auto const from = text.find('"' + name + "\":") + name.size() + 3;
    return text.substr(from, text.find_first_of(",}", from) - from);
}

struct row {
    std::string text, written;
};

}  // namespace

template <>
inline constexpr auto descry::format_of<& token::span> = descry::format::iso8601;
template <>
inline constexpr auto descry::format_of<& token::exact_span> = descry::format::iso8601;
template <>
inline constexpr auto descry::format_of<& token::age> = descry::format::iso8601;
template <>
inline constexpr auto descry::format_of<& token::issued> = descry::format::unix_seconds;
template <>
inline constexpr auto descry::format_of<& token::expires> = descry::format::unix_seconds;
template <>
inline constexpr auto descry::format_of<& token::used> = descry::format::unix_milliseconds;
template <>
inline constexpr auto descry::format_of<& token::key> = descry::format::base64url;
template <>
inline constexpr auto descry::format_of<& token::lines> = descry::format::base64_mime;

template <>
inline constexpr auto descry::format_of<& event::sent> = descry::format::rfc5322;
template <>
inline constexpr auto descry::format_of<& event::received> = descry::format::rfc5322;
template <>
inline constexpr auto descry::format_of<& event::second> = descry::format::iso8601;
template <>
inline constexpr auto descry::format_of<& event::created> = descry::format::iso8601;

BOOST_AUTO_TEST_SUITE(chrono_types)

BOOST_AUTO_TEST_CASE(a_time_may_have_the_format_of_a_message_or_an_offset_without_a_colon)
{
    struct {
        std::string member, text, written;
    } const table[] = {
        {"sent", "Fri, 13 Aug 2010 01:16:24 +0000", "Fri, 13 Aug 2010 01:16:24 +0000"},
        {"sent", "Fri, 13 Aug 2010 01:16:24 GMT", "Fri, 13 Aug 2010 01:16:24 +0000"},
        {"sent", "1 Jan 2021 00:30 +0130", "Thu, 31 Dec 2020 23:00:00 +0000"},
        {"sent", "Thu, 01 Jan 1970 00:00:00 -0800", "Thu, 01 Jan 1970 08:00:00 +0000"},
        {"sent", "Mon, 29 Feb 2016 23:59:59 UT", "Mon, 29 Feb 2016 23:59:59 +0000"},
        {"sent", "Wed, 31 Dec 1969 23:59:59 +0000", "Wed, 31 Dec 1969 23:59:59 +0000"},
        {"received", "Fri, 13 Aug 2010 01:16:24 +0000", "Fri, 13 Aug 2010 01:16:24 +0000"},
        {"sent", "Fri, 13 Aug 2010 01:16:24", ""},
        {"sent", "Fri, 13 Aug 10 01:16:24 GMT", ""},
        {"sent", "Fri, 30 Feb 2010 01:16:24 GMT", ""},
        {"sent", "Fri, 13 Aug 2010 24:16:24 GMT", ""},
        {"sent", "Fri, 13 Aug 2010 01:60:24 GMT", ""},
        {"sent", "Fri, 13 Aug 2010 01:16:60 GMT", ""},
        {"sent", "Fri, 13 Aug 2010 01:16:24 +2400", ""},
        {"sent", "Fri, 13 Aug 2010 01:16:24 +0060", ""},
        {"sent", "Fri, 13 Aug 2010 01:16:24 +000", ""},
        {"sent", "Fri, 13 Aug 2010 01:16:24 +00000", ""},
        {"sent", "Fri, 13 Aug 2010 01:16:24 PST", ""},
        {"sent", ", ", ""},
        {"sent", "Fri, 31 Dec 9999 23:59:59 -0001", ""},
        {"sent", "2010-08-13T01:16:24Z", ""},
        {"created", "2021-01-17T12:34:00.000+0000", "2021-01-17T12:34:00.000+0000"},
        {"created", "2021-01-17T12:34:00.120+0130", "2021-01-17T11:04:00.120+0000"},
        {"created", "2021-01-17T12:34:00+01", "2021-01-17T11:34:00.000+0000"},
        {"created", "2021-01-17T12:34:00-01:30", "2021-01-17T14:04:00.000+0000"},
        {"created", "2021-01-17T12:34:00Z", "2021-01-17T12:34:00.000+0000"},
        {"second", "2021-01-17T12:34:00.000+0000", "2021-01-17T12:34:00+0000"},
        {"second", "2021-01-17T12:34:00.001+0000", ""},
        {"created", "2021-01-17T12:34:00+1", ""},
        {"created", "2021-01-17T12:34:00+010", ""},
        {"created", "2021-01-17T12:34:00+0160", ""},
        {"created", "2021-01-17T12:34:00+01000", ""},
        {"created", "2021-01-17T12:34:00+01:3", ""},
        {"created", "2021-01-17T12:34:00", ""},
    };
    for (auto const& [name, text, written] : table) {
        auto const read = descry::read_json<event>("{\"" + name + "\":\"" + text + "\"}");
        auto const again = read ? descry::write_json(*read) : std::string("none");
        BOOST_TEST(again == (written.empty() ? "none" : "{\"" + name + "\":\"" + written + "\"}"), name + ' ' + text);
    }
    BOOST_CHECK_THROW(descry::write_json(event{.received = sys_time<milliseconds>(1ms)}), descry::call_error);
    BOOST_TEST(!descry::read_json<exact>(R"("2021-01-17T12:34:00+0000")"));
}

BOOST_AUTO_TEST_CASE(a_time_point_is_text_in_utc)
{
    for (auto const& [text, written] : std::vector<row>{
             {"2015-11-23T18:20:43Z", "2015-11-23T18:20:43Z"},
             {"2015-11-23T18:20:43.120000000000Z", "2015-11-23T18:20:43.12Z"},
             {"2015-11-23T18:20:43.123456789Z", "2015-11-23T18:20:43.123456789Z"},
             {"2015-11-23T00:20:43.1+01:30", "2015-11-22T22:50:43.1Z"},
             {"1969-12-31T23:59:59.999999999Z", "1969-12-31T23:59:59.999999999Z"},
             {"1677-09-21T00:12:43.145224192Z", "1677-09-21T00:12:43.145224192Z"},
             {"2262-04-11T23:47:16.854775807Z", "2262-04-11T23:47:16.854775807Z"},
             {"2262-04-11T23:47:16.854775808Z", "none"},
             {"1677-09-21T00:12:43.145224191Z", "none"},
             {"2015-11-23T18:20:43.1234567891Z", "none"},
             {"2015-11-23T18:20:43", "none"},
             {"2015-11-23", "none"},
             {"2015-11-23T18:20:43.Z", "none"},
             {"2015-11-23T18:20:60Z", "none"},
             {"2015-11-23T24:00:00Z", "none"},
             {"2015-02-29T00:00:00Z", "none"},
             {"2015-11-23t18:20:43z", "none"},
             {"2015-11-23T18:20:43+24:00", "none"},
             {"2015-11-23T18:20:43Z ", "none"},
             {"", "none"},
         })
        BOOST_TEST(quoted_again<exact>(text) == (written == "none" ? written : '"' + written + '"'), text);
    BOOST_TEST(again<exact>("1") == "none");
    BOOST_TEST((descry::read_json<sys_seconds>(R"("1970-01-01T00:01:00Z")").value() == sys_seconds(60s)));
}

BOOST_AUTO_TEST_CASE(what_is_finer_than_the_member_is_refused_unless_it_is_zero)
{
    BOOST_TEST(quoted_again<sys_seconds>("2015-11-23T18:20:43.000Z") == R"("2015-11-23T18:20:43Z")");
    BOOST_TEST(quoted_again<sys_seconds>("2015-11-23T18:20:43.001Z") == "none");
    BOOST_TEST(quoted_again<sys_time<milliseconds>>("2015-11-23T18:20:43.0010Z") == R"("2015-11-23T18:20:43.001Z")");
    BOOST_TEST(quoted_again<sys_time<milliseconds>>("2015-11-23T18:20:43.0001Z") == "none");
    BOOST_TEST(quoted_again<sys_days>("2015-11-23T00:00:00Z") == R"("2015-11-23T00:00:00Z")");
    BOOST_TEST(quoted_again<sys_days>("2015-11-23T00:00:01Z") == "none");
    BOOST_TEST(quoted_again<sys_seconds>("0000-01-01T00:00:00Z") == R"("0000-01-01T00:00:00Z")");
    BOOST_TEST(quoted_again<sys_seconds>("9999-12-31T23:59:59Z") == R"("9999-12-31T23:59:59Z")");
    BOOST_TEST(quoted_again<sys_seconds>("9999-12-31T23:59:59-00:01") == "none");
    BOOST_TEST(quoted_again<sys_seconds>("0000-01-01T00:00:00+00:01") == "none");
    using unsigned_time = sys_time<duration<std::uint64_t, std::nano>>;
    BOOST_TEST(quoted_again<unsigned_time>("2015-11-23T18:20:43.5Z") == R"("2015-11-23T18:20:43.5Z")");
    BOOST_TEST(quoted_again<unsigned_time>("1969-12-31T23:59:59Z") == "none");
    BOOST_TEST((quoted_again<sys_time<duration<std::int32_t>>>("2038-01-19T03:14:08Z")) == "none");
    BOOST_CHECK_THROW(descry::write_json(unsigned_time(unsigned_time::duration(~std::uint64_t{}))), descry::call_error);
    for (auto const seconds : {253402300800, -62167219201, std::numeric_limits<std::int64_t>::max()})
        BOOST_CHECK_THROW(descry::write_json(sys_seconds(std::chrono::seconds(seconds))), descry::call_error);
    BOOST_CHECK_THROW(descry::write_json(sys_time<weeks>(weeks::max())), descry::call_error);
}

BOOST_AUTO_TEST_CASE(a_date_is_a_date_and_a_duration_is_a_number)
{
    BOOST_TEST(quoted_again<year_month_day>("2016-02-29") == R"("2016-02-29")");
    BOOST_TEST(quoted_again<year_month_day>("2015-02-29") == "none");
    BOOST_CHECK_THROW(descry::write_json(year_month_day{}), descry::call_error);
    BOOST_TEST(again<seconds>("-5") == "-5");
    BOOST_TEST(again<duration<double>>("1.5") == "1.5");
    BOOST_TEST((again<duration<std::int8_t>>("128")) == "none");
    BOOST_TEST(again<std::optional<hours>>("null") == "null");
    BOOST_TEST((again<std::map<year_month_day, hours>>(R"({"2016-02-29":7})")) == R"({"2016-02-29":7})");
    static_assert(!descry::json_type<std::map<duration<double>, int>>);
    BOOST_TEST((again<std::map<duration<int>, int>>(R"({"-7":1})")) == R"({"-7":1})");
    BOOST_TEST(
        descry::read_json<sys_days>("\"x\"").error().message() ==
        "expected a date and time (YYYY-MM-DDThh:mm:ss[.fraction]Z or +hh:mm) that the member holds in whole units, "
        "found another string at byte 0");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_named)
{
    std::string const no_day = "a day that does not exist", no_time = "a time of day out of range";
    std::string const no_offset = "a time without an offset from UTC", no_length = "years or months of no fixed length";
    std::string const not_whole = "one with a fraction of a unit or out of range", other = "another string";
    auto const found = [](descry::failure const& why) {
        auto const& text = why->explanation;
        return text.substr(text.find(", found ") + 8);
    };
    auto const found_by = [&]<class T>(T, std::string_view text) {
        return found(descry::read_json<T>('"' + std::string(text) + '"').error());
    };
    for (auto const& [text, words] : std::vector<row>{{"2015-02-29", no_day},
                                                      {"2015-13-01", no_day},
                                                      {"2015-00-10", no_day},
                                                      {"2015-01-00", no_day},
                                                      {"2015-2-29", other},
                                                      {"2015-02-2x", other},
                                                      {"2015/02/29", other},
                                                      {"2015-02-29T00:00:00Z", other},
                                                      {"", other}}) {
        BOOST_TEST(found_by(year_month_day(), text) == words, text);
        BOOST_TEST(found_by(descry::date(), text) == words, text);
        auto const key = descry::read_json<std::map<descry::date, int>>("{\"" + text + "\":1}").error();
        BOOST_TEST(key->explanation ==
                   "expected a name that is a date (YYYY-MM-DD), found " + (words == other ? "another" : words));
    }
    for (auto const& [text, words] : std::vector<row>{{"2015-02-29", no_day},
                                                      {"2015-02-29T00:00:00Z", no_day},
                                                      {"2015-02-28T24:00:00Z", no_time},
                                                      {"2015-02-28T10:60:00+01:00", no_time},
                                                      {"2015-02-28T23:59:60.5Z", no_time},
                                                      {"2015-02-28 10:00:00Z", other},
                                                      {"2015-02-28T10:00Z", other},
                                                      {"2015-02-28T10:00:0xZ", other},
                                                      {"28.2.2015", other}}) {
        BOOST_TEST(found_by(sys_seconds(), text) == words, text);
        BOOST_TEST(found_by(descry::timestamp(), text) == words, text);
    }
    for (auto const& [text, words] : std::vector<row>{{"2015-02-28", "a date without a time"},
                                                      {"2015-02-28T10:00:00", no_offset},
                                                      {"2015-02-28T10:00:00.25", no_offset},
                                                      {"2015-02-28T10:00:00.", other},
                                                      {"2015-02-28T10:00:00.25Z", not_whole},
                                                      {"2015-02-28T10:00:00.0000000001Z", other},
                                                      {"2015-02-28T10:00:00+1", other}})
        BOOST_TEST(found_by(sys_seconds(), text) == words, text);
    BOOST_TEST(found_by(descry::timestamp(), "2015-02-28T10:00:00.12345678") == other);

    auto const found_in = [&](std::string const& name, std::string const& value) {
        return found(descry::read_json<token>("{\"" + name + "\":" + value + '}').error());
    };
    for (auto const& [text, words] : std::vector<row>{{"P1M", no_length},
                                                      {"-P1Y", no_length},
                                                      {"P1Y2M3DT4H", no_length},
                                                      {"PT1.5S", not_whole},
                                                      {"PT1.5M", other},
                                                      {"1M", other},
                                                      {"May", other},
                                                      {"P", other}})
        BOOST_TEST(found_in("span", '"' + text + '"') == words, text);
    for (auto const* const text : {"1e3", "-1.5E+2"}) {
        BOOST_TEST(found_in("expires", text) == "a number with an exponent", text);
        BOOST_TEST(found_in("used", text) == "a number with an exponent", text);
    }
    BOOST_TEST(found_in("issued", "[1.5]") == not_whole);
    BOOST_TEST(found_in("expires", "9999999999999999999") == "another number");
    BOOST_TEST(found_in("expires", "\"1e3\"") == "a string");

    auto const found_at = [&](std::string const& name, std::string const& text) {
        return found(descry::read_json<event>("{\"" + name + "\":\"" + text + "\"}").error());
    };
    BOOST_TEST(found_at("sent", "Fri, 30 Feb 2010 01:16:24 GMT") == no_day);
    BOOST_TEST(found_at("sent", "13 Aug 2010 24:16:24 GMT") == no_time);
    BOOST_TEST(found_at("sent", "13 Aug 2010 01:16:60 +0100") == no_time);
    BOOST_TEST(found_at("sent", "13 Aug 2010 01:16:24 +2400") == other);
    BOOST_TEST(found_at("sent", "30 Feb 2010") == other);
    BOOST_TEST(found_at("created", "2015-02-29T10:00:00+0100") == no_day);
    BOOST_TEST(found_at("created", "2015-02-28T10:00:00") == no_offset);
    BOOST_TEST(found_at("created", "2015-02-28T10:00:00.0001+01") == not_whole);
    BOOST_TEST(descry::read_json<year_month_day>("\"2015-02-29\"").error().message() ==
               "expected a date (YYYY-MM-DD), found a day that does not exist at byte 0");
}

BOOST_AUTO_TEST_CASE(durations_are_text_where_that_is_declared)
{
    for (auto const& [text, written] : std::vector<row>{
             {"PT0S", "PT0S"},
             {"P1D", "P1D"},
             {"PT1H30M", "PT1H30M"},
             {"PT1.5S", "PT1.5S"},
             {"P2W", "P14D"},
             {"PT36H", "P1DT12H"},
             {"PT90M", "PT1H30M"},
             {"-P1DT2H3M4.5S", "-P1DT2H3M4.5S"},
             {"PT0.000000001S", "PT0.000000001S"},
             {"-PT0.5S", "-PT0.5S"},
             {"PT9223372036.854775807S", "P106751DT23H47M16.854775807S"},
             {"-PT9223372036.854775808S", "-P106751DT23H47M16.854775808S"},
             {"PT9223372036.854775808S", "none"},
             {"P9999999999999999999D", "none"},
             {"P1Y", "none"},
             {"P1M", "none"},
             {"P", "none"},
             {"PT", "none"},
             {"P1DT", "none"},
             {"PT1M1H", "none"},
             {"PT1H1D", "none"},
             {"P1H", "none"},
             {"PT1", "none"},
             {"PT1.5H", "none"},
             {"PT.5S", "none"},
             {"PT1.S", "none"},
             {"PT1,5S", "none"},
             {"+PT1S", "none"},
             {"PT-1S", "none"},
             {"P1D1D", "none"},
             {"PT1S1S", "none"},
             {"PTT1S", "none"},
             {"pt1s", "none"},
             {"", "none"},
             {"PT0.0000000001S", "none"},
         })
        BOOST_TEST(member("exactSpan", '"' + text + '"') == (written == "none" ? written : '"' + written + '"'), text);
    BOOST_TEST(member("span", R"("PT1H30M")") == R"("PT1H30M")");
    BOOST_TEST(member("span", R"("PT30S")") == "none");
    BOOST_TEST(member("span", "90") == "none");
    BOOST_TEST(member("age", R"("PT90S")") == R"("PT1M30S")");
    BOOST_TEST(member("age", R"("-PT1S")") == "none");
    token old;
    old.age = old.age.max();
    BOOST_CHECK_THROW(descry::write_json(old), descry::call_error);
}

BOOST_AUTO_TEST_CASE(times_are_numbers_where_that_is_declared)
{
    BOOST_TEST(member("issued", "[1448302843]") == "[1448302843]");
    for (auto const& [text, written] : std::vector<row>{
             {"1448302843", "1448302843"},
             {"1448302843.5", "1448302843.5"},
             {"-0.5", "-0.5"},
             {"-1", "-1"},
             {"1.0005", "none"},
             {"1e3", "none"},
             {"\"1\"", "none"},
             {"9223372036854775807", "none"},
         })
        BOOST_TEST(member("expires", text) == written, text);
    for (auto const& [text, written] : std::vector<row>{
             {"1448302843123", "1448302843123"},
             {"1.000001", "1.000001"},
             {"-1.000001", "-1.000001"},
             {"0.0000001", "none"},
             {"9223372036854", "9223372036854"},
             {"9223372036855", "none"},
         })
        BOOST_TEST(member("used", text) == written, text);
}

BOOST_AUTO_TEST_CASE(bytes_may_be_in_lines_where_that_is_declared)
{
    for (auto const& [text, written] : std::vector<row>{
             {"TWFu\\nTWFu\\n", "TWFuTWFu"},
             {"TWFu\\r\\n TW\\tFu", "TWFuTWFu"},
             {"TQ=\\n=", "TQ=="},
             {"TQ==", "TQ=="},
             {"", ""},
             {"\\n", ""},
             {"TWF\\n", "none"},
             {"TW-_", "none"},
             {"TWF\\u00a0u", "none"},
         })
        BOOST_TEST(member("lines", '"' + text + '"') == (written == "none" ? written : '"' + written + '"'), text);
    BOOST_TEST(member("plain", "\"TWFu\\nTWFu\"") == "none");
}

BOOST_AUTO_TEST_CASE(bytes_are_base64url_where_that_is_declared)
{
    for (auto const& [text, written] : std::vector<row>{
             {"-_8", "-_8"},
             {"", ""},
             {"AA", "AA"},
             {"AA==", "none"},
             {"+/8", "none"},
             {"A", "none"},
             {"AB", "none"},
         })
        BOOST_TEST(member("key", '"' + text + '"') == (written == "none" ? written : '"' + written + '"'), text);
}

BOOST_AUTO_TEST_SUITE_END()
