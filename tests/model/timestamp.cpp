#include <descry/model/timestamp.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <compare>
#include <random>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <unordered_set>

BOOST_AUTO_TEST_SUITE(timestamp)

namespace {

using namespace std::chrono_literals;
using stamp = descry::timestamp;
using ticks = stamp::ticks;

static_assert(stamp("2015-11-23T18:20:43Z").instant() ==
              std::chrono::sys_days(std::chrono::year(2015) / 11 / 23) + 18h + 20min + 43s);
static_assert(!stamp::parse("2015-11-23T"));
static_assert(sizeof(stamp) == 16);
static_assert(std::is_trivially_copyable_v<stamp>);
// Digits are not dropped behind the caller's back: what is finer is to be converted by name.
static_assert(!std::is_convertible_v<std::chrono::sys_time<std::chrono::nanoseconds>, stamp>);

}  // namespace

BOOST_AUTO_TEST_CASE(what_is_read_is_written_back_character_by_character)
{
    for (auto const* text : {"2015-11-23T18:20:43",
                             "2015-11-23T18:20:43Z",
                             "2015-11-23T18:20:43+01:00",
                             "2015-11-23T18:20:43-08:00",
                             "2015-11-23T18:20:43+00:00",
                             "2015-11-23T18:20:43-00:00",
                             "2015-11-23T18:20:43+23:59",
                             "2015-11-23T18:20:43-23:59",
                             "2015-11-23T18:20:43+05:30",
                             "2015-11-23T18:20:43-00:30",
                             "2015-11-23T18:20:43.1",
                             "2015-11-23T18:20:43.10Z",
                             "2015-11-23T18:20:43.123-05:00",
                             "2015-11-23T18:20:43.0000000Z",
                             "2015-11-23T18:20:43.1234567Z",
                             "2015-11-23T18:20:43.0000001+14:00",
                             "2015-11-23T00:00:00",
                             "2015-11-23T23:59:59.9999999",
                             "0001-01-01T00:00:00",
                             "0001-01-01T00:00:00Z",
                             "9999-12-10T00:00:00Z",
                             "9999-12-31T23:59:59.9999999",
                             "9999-12-31T23:59:59.9999999-23:59",
                             "0000-01-01T00:00:00+23:59",
                             "2016-02-29T12:00:00Z",
                             "2015-11-23",
                             "0001-01-01",
                             "9999-12-31"}) {
        BOOST_TEST(stamp(text).to_string() == text);
        std::string out = "at ";
        stamp(text).append_to(out);
        BOOST_TEST(out == std::string("at ") + text);
    }
}

BOOST_AUTO_TEST_CASE(other_texts_are_refused)
{
    for (std::string const text : {"",
                                   "2015",
                                   "2015-11-2",
                                   "2015-11-23T",
                                   "2015-11-23T18",
                                   "2015-11-23T18:20",
                                   "2015-11-23T18:20:4",
                                   "2015-11-23T18:20Z",
                                   "2015-11-23 18:20:43",
                                   "2015-11-23t18:20:43",
                                   "2015-11-23T18:20:43z",
                                   "2015-11-23T18:20:43.",
                                   "2015-11-23T18:20:43.Z",
                                   "2015-11-23T18:20:43,5Z",
                                   "2015-11-23T18:20:43.12345678Z",
                                   "2015-11-23T18:20:43.123456789012345678901234567890Z",
                                   "2015-11-23T18:20:43.-1Z",
                                   "2015-11-23T18:20:43 Z",
                                   "2015-11-23T18:20:43ZZ",
                                   "2015-11-23T18:20:43Z ",
                                   " 2015-11-23T18:20:43Z",
                                   "2015-11-23T18:20:43+01",
                                   "2015-11-23T18:20:43+0100",
                                   "2015-11-23T18:20:43+01:0",
                                   "2015-11-23T18:20:43+01:000",
                                   "2015-11-23T18:20:43+24:00",
                                   "2015-11-23T18:20:43-24:00",
                                   "2015-11-23T18:20:43+01:60",
                                   "2015-11-23T18:20:43+1:00",
                                   "2015-11-23T18:20:43*01:00",
                                   "2015-11-23T18:20:43Z+01:00",
                                   "2015-11-23Z",
                                   "2015-11-23+01:00",
                                   "20151123T182043Z",
                                   "2015-11-23T182043Z",
                                   "2015-11-23T18-20-43Z",
                                   "2015-02-29T00:00:00Z",
                                   "2015-11-31T00:00:00Z",
                                   "2015-13-01T00:00:00Z",
                                   "2015-11-23T1a:20:43Z",
                                   "2015-11-23T18:20:4 Z",
                                   "12015-11-23T18:20:43Z",
                                   "-2015-11-23T18:20:43Z",
                                   "Mon, 23 Nov 2015 18:20:43 GMT",
                                   "1448302843"})
        BOOST_TEST(!stamp::parse(text), text);
    BOOST_CHECK_THROW(stamp("now"), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(the_end_of_the_day_is_the_begin_of_the_next_and_no_second_leaps)
{
    for (std::string const text : {"2015-11-23T24:00:00Z", "2015-11-23T24:00:01Z", "2015-11-23T25:00:00Z",
                                   "2015-11-23T18:60:00Z", "2016-12-31T23:59:60Z", "2015-11-23T18:20:99Z"})
        BOOST_TEST(!stamp::parse(text), text);
}

BOOST_AUTO_TEST_CASE(every_truncation_is_refused_but_those_that_mean_something)
{
    std::string const whole = "2015-11-23T18:20:43.1234567+01:00";
    for (std::size_t size = 0; size != whole.size(); ++size) {
        bool const good = size == 10 || size == 19 || (size >= 21 && size <= 27);
        BOOST_TEST(stamp::parse(whole.substr(0, size)).has_value() == good, whole.substr(0, size));
    }
}

BOOST_AUTO_TEST_CASE(a_fresh_one_is_what_services_send_for_none)
{
    BOOST_TEST(stamp().to_string() == "0001-01-01T00:00:00");
    BOOST_TEST((stamp() == stamp("0001-01-01T00:00:00")));
    BOOST_TEST((stamp() != stamp("0001-01-01T00:00:00Z")));
}

BOOST_AUTO_TEST_CASE(without_an_offset_there_is_no_instant)
{
    for (auto const* text : {"2015-11-23T18:20:43", "2015-11-23"}) {
        BOOST_TEST(!stamp(text).offset().has_value());
        BOOST_TEST(!stamp(text).instant().has_value());
    }
    auto const t = stamp("2015-11-23T18:20:43");
    BOOST_TEST((t.instant_or(0min) == stamp("2015-11-23T18:20:43Z").instant()));
    BOOST_TEST((t.instant_or(60min) == stamp("2015-11-23T18:20:43+01:00").instant()));
    // An offset that the text has is the one that counts.
    BOOST_TEST((stamp("2015-11-23T18:20:43+01:00").instant_or(0min) == stamp("2015-11-23T17:20:43Z").instant()));
}

BOOST_AUTO_TEST_CASE(offsets_shift_the_instant_and_not_the_clock)
{
    auto const t = stamp("2015-11-23T00:30:00.5+01:00");
    BOOST_TEST((t.offset() == 60min));
    BOOST_TEST((t.day() == descry::date("2015-11-23")));
    BOOST_TEST((t.instant() == stamp("2015-11-22T23:30:00.5Z").instant()));
    BOOST_TEST((t.local() == stamp("2015-11-23T00:30:00.5").local()));
    BOOST_TEST((stamp("2015-11-23T00:30:00-00:30").instant() == stamp("2015-11-23T01:00:00Z").instant()));
    BOOST_TEST((stamp("2015-11-23T18:20:43-00:00").offset() == 0min));
    BOOST_TEST((stamp("2015-11-23T18:20:43Z").offset() == 0min));
}

BOOST_AUTO_TEST_CASE(a_day_alone_is_midnight_and_stays_alone)
{
    auto const t = stamp("2015-11-23");
    BOOST_TEST(!t.has_time());
    BOOST_TEST((t.local() == stamp("2015-11-23T00:00:00").local()));
    BOOST_TEST((t != stamp("2015-11-23T00:00:00")));
    BOOST_TEST((t == stamp(descry::date(2015, 11, 23))));
    BOOST_TEST(stamp("2015-11-23T00:00:00").has_time());
}

BOOST_AUTO_TEST_CASE(equal_is_what_is_written_the_same)
{
    BOOST_TEST((stamp("2015-11-23T18:20:43Z") == stamp("2015-11-23T18:20:43Z")));
    for (auto const* text : {"2015-11-23T18:20:43", "2015-11-23T18:20:43+00:00", "2015-11-23T18:20:43-00:00",
                             "2015-11-23T18:20:43.0Z", "2015-11-23T18:20:44Z", "2015-11-23T19:20:43+01:00"})
        BOOST_TEST((stamp("2015-11-23T18:20:43Z") != stamp(text)), text);
    BOOST_TEST((stamp("2015-11-23T18:20:43-00:00") != stamp("2015-11-23T18:20:43+00:00")));
}

BOOST_AUTO_TEST_CASE(instants_compare_across_offsets)
{
    auto const compare = [](char const* a, char const* b) { return compare_instants(stamp(a), stamp(b)); };
    BOOST_TEST((compare("2015-11-23T18:20:43Z", "2015-11-23T19:20:43.00+01:00") == std::partial_ordering::equivalent));
    BOOST_TEST((compare("2015-11-23T18:20:43Z", "2015-11-23T18:20:43+01:00") > 0));
    BOOST_TEST((compare("2015-11-23T18:20:43Z", "2015-11-23T18:20:43.0000001Z") < 0));
    BOOST_TEST((compare("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z") < 0));
    BOOST_TEST((compare("2015-11-23T18:20:43Z", "2015-11-23T18:20:43") == std::partial_ordering::unordered));
    BOOST_TEST((compare("2015-11-23", "2015-11-23") == std::partial_ordering::unordered));
}

BOOST_AUTO_TEST_CASE(instants_of_chrono_are_written_with_the_digits_they_need)
{
    using namespace std::chrono;
    auto const noon = sys_days(year(2015) / 11 / 23) + 12h;
    BOOST_TEST(stamp(noon).to_string() == "2015-11-23T12:00:00Z");
    BOOST_TEST(stamp(noon + 120ms).to_string() == "2015-11-23T12:00:00.12Z");
    BOOST_TEST(stamp(noon + ticks(1)).to_string() == "2015-11-23T12:00:00.0000001Z");
    BOOST_TEST(stamp(noon - ticks(1)).to_string() == "2015-11-23T11:59:59.9999999Z");
    BOOST_TEST(stamp(noon, 90min).to_string() == "2015-11-23T13:30:00+01:30");
    BOOST_TEST(stamp(noon, -13h).to_string() == "2015-11-22T23:00:00-13:00");
    BOOST_TEST(stamp(noon, 0min).to_string() == "2015-11-23T12:00:00+00:00");
    BOOST_TEST(stamp(sys_days(year(1) / 1 / 1)).to_string() == "0001-01-01T00:00:00Z");
    BOOST_TEST(stamp(sys_seconds(-1s)).to_string() == "1969-12-31T23:59:59Z");
    BOOST_TEST(stamp(local_days(year(2015) / 11 / 23) + 1s).to_string() == "2015-11-23T00:00:01");
}

BOOST_AUTO_TEST_CASE(times_of_any_unit_are_taken)
{
    using namespace std::chrono;
    BOOST_TEST(descry::timestamp(sys_days(year(2015) / 11 / 23)).to_string() == "2015-11-23T00:00:00Z");
    BOOST_TEST(descry::timestamp(sys_seconds(1s)).to_string() == "1970-01-01T00:00:01Z");
    BOOST_TEST(descry::timestamp(sys_time<nanoseconds>(-1ns)).to_string() == "1969-12-31T23:59:59.9999999Z");
    auto const now = system_clock::now();
    BOOST_TEST((now - descry::timestamp(now).instant().value() < 100ns));
    BOOST_CHECK_THROW(descry::timestamp(sys_time<days>(days::max())), std::out_of_range);
}

BOOST_AUTO_TEST_CASE(years_of_more_digits_are_refused)
{
    using namespace std::chrono;
    auto const end = sys_days(year(10000) / 1 / 1);
    BOOST_TEST(stamp(end - ticks(1)).to_string() == "9999-12-31T23:59:59.9999999Z");
    BOOST_CHECK_THROW(stamp{end}, std::out_of_range);
    BOOST_CHECK_THROW(stamp(end - ticks(1), 1min), std::out_of_range);
    BOOST_TEST(stamp(end, -1min).to_string() == "9999-12-31T23:59:00-00:01");
    auto const begin = sys_days(year(0) / 1 / 1);
    BOOST_TEST(stamp(begin).to_string() == "0000-01-01T00:00:00Z");
    BOOST_CHECK_THROW(stamp{begin - ticks(1)}, std::out_of_range);
    BOOST_CHECK_THROW(stamp{stamp::instant_type::max()}, std::out_of_range);
    BOOST_CHECK_THROW(stamp{stamp::instant_type::min()}, std::out_of_range);
    BOOST_CHECK_THROW(stamp(stamp::instant_type::max(), 1439min), std::out_of_range);
    BOOST_CHECK_THROW(stamp(stamp::instant_type::min(), -1439min), std::out_of_range);
    BOOST_CHECK_THROW(stamp{stamp::local_type::max()}, std::out_of_range);
    BOOST_CHECK_THROW(stamp(begin, 1440min), std::out_of_range);
    BOOST_CHECK_THROW(stamp(end, -1440min), std::out_of_range);
    BOOST_CHECK_THROW(stamp(begin, minutes::max()), std::out_of_range);
    BOOST_CHECK_THROW(stamp(begin, minutes::min()), std::out_of_range);
}

BOOST_AUTO_TEST_CASE(instants_round_trip)
{
    using namespace std::chrono;
    std::mt19937_64 random(20151123);
    auto const first = sys_days(year(1) / 1 / 1).time_since_epoch(),
               last = sys_days(year(9999) / 12 / 31).time_since_epoch();
    std::uniform_int_distribution<std::int64_t> anywhen(ticks(first).count(), ticks(last).count());
    std::uniform_int_distribution<int> any_offset(-1439, 1439);
    for (int i = 0; i != 20000; ++i) {
        auto count = anywhen(random);
        for (auto zeros = random() % 9; zeros != 0; --zeros) count = count / 10 * 10;
        stamp::instant_type const instant{ticks(count)};
        auto const utc = stamp(instant);
        if (utc.instant() != instant || stamp::parse(utc.to_string()) != utc) BOOST_ERROR(utc.to_string());
        if (utc.to_string().find('.') != std::string::npos && utc.to_string().ends_with("0Z"))
            BOOST_ERROR(utc.to_string());

        auto const offset = minutes(any_offset(random));
        if (instant + offset < sys_days(year(0) / 1 / 1)) continue;
        auto const there = stamp(instant, offset);
        if (there.instant() != instant || there.offset() != offset || stamp::parse(there.to_string()) != there)
            BOOST_ERROR(there.to_string());
    }
}

BOOST_AUTO_TEST_CASE(generated_texts_round_trip)
{
    std::mt19937 random(20151124);
    auto const two = [&](unsigned limit) {
        auto const n = random() % limit;
        return std::to_string(n / 10) + std::to_string(n % 10);
    };
    for (int i = 0; i != 20000; ++i) {
        auto text = std::to_string(1000 + random() % 9000) + "-1" + std::to_string(random() % 3) + "-0" +
                    std::to_string(1 + random() % 9) + "T" + two(24) + ":" + two(60) + ":" + two(60);
        if (auto const digits = random() % 8) {
            text += '.';
            for (unsigned d = 0; d != digits; ++d) text += static_cast<char>('0' + random() % 10);
        }
        switch (random() % 4) {
            case 0: text += "Z"; break;
            case 1: text += "+" + two(24) + ":" + two(60); break;
            case 2: text += "-" + two(24) + ":" + two(60); break;
        }
        auto const read = stamp::parse(text);
        if (!read || read->to_string() != text) BOOST_ERROR(text);
    }
}

BOOST_AUTO_TEST_CASE(it_can_be_a_key)
{
    std::unordered_set<stamp> seen{stamp("2015-11-23T18:20:43"), stamp("2015-11-23T18:20:43Z"),
                                   stamp("2015-11-23T18:20:43+01:00"), stamp("2015-11-23T18:20:43Z")};
    BOOST_TEST(seen.size() == 3u);
}

BOOST_AUTO_TEST_SUITE_END()
