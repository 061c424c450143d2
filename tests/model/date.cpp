#include <descry/model/date.hpp>

#include <boost/test/unit_test.hpp>

#include <support/sanitized.hpp>

#include <chrono>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <unordered_set>

BOOST_AUTO_TEST_SUITE(date)

namespace {

using day = descry::date;

static_assert(day("2015-11-23").month() == 11);
static_assert(day(2015, 11, 23) == std::chrono::year(2015) / 11 / 23);
static_assert(sizeof(day) == 4);
static_assert(!std::is_convertible_v<std::string, day>);

}  // namespace

BOOST_AUTO_TEST_CASE(a_day_is_read_and_written)
{
    auto const d = day("2015-11-23");
    BOOST_TEST(d.year() == 2015);
    BOOST_TEST(d.month() == 11);
    BOOST_TEST(d.day() == 23);
    BOOST_TEST(d.to_string() == "2015-11-23");
    std::string out = "on ";
    d.append_to(out);
    BOOST_TEST(out == "on 2015-11-23");
}

BOOST_AUTO_TEST_CASE(a_fresh_one_is_the_first_day_of_year_one)
{
    BOOST_TEST(day().to_string() == "0001-01-01");
    BOOST_TEST((day() == day("0001-01-01")));
}

BOOST_AUTO_TEST_CASE(the_borders_are_read)
{
    for (auto const* text : {"0000-01-01", "0000-02-29", "0001-01-01", "9999-12-10", "9999-12-31"})
        BOOST_TEST(day(text).to_string() == text);
}

BOOST_AUTO_TEST_CASE(leap_years_have_a_29th_of_february)
{
    for (auto const* text : {"2016-02-29", "2000-02-29", "2400-02-29", "0004-02-29"})
        BOOST_TEST(day::parse(text).has_value(), text);
    for (auto const* text : {"2015-02-29", "1900-02-29", "2100-02-29", "2016-02-30"})
        BOOST_TEST(!day::parse(text).has_value(), text);
}

BOOST_AUTO_TEST_CASE(other_texts_are_refused)
{
    for (std::string const text : {"",           "2015",       "2015-11",     "2015-11-2",   "2015-11-233",
                                   "2015-11-00", "2015-00-23", "2015-13-01",  "2015-04-31",  "2015/11/23",
                                   "2015-11/23", "20151123",   "15-11-23",    "-015-11-23",  "+015-11-23",
                                   "2015-1a-23", "2015-11-2 ", " 2015-11-23", "2015-11-23T", "2015-11-23T00:00:00",
                                   "2015--1-23", "2015-11--3", "2015-W47-1"})
        BOOST_TEST(!day::parse(text), text);
    BOOST_TEST(!day::parse(std::string("2015-11-2\0", 10)));
    BOOST_CHECK_THROW(day("today"), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(only_days_that_exist_are_made)
{
    BOOST_CHECK_THROW(day(2015, 2, 29), std::out_of_range);
    BOOST_CHECK_THROW(day(2015, 0, 1), std::out_of_range);
    BOOST_CHECK_THROW(day(-1, 1, 1), std::out_of_range);
    BOOST_CHECK_THROW(day(10000, 1, 1), std::out_of_range);
    BOOST_CHECK_THROW(day(2015, 1, 32), std::out_of_range);
    BOOST_CHECK_THROW(day(std::chrono::year(2015) / 2 / 30), std::out_of_range);
    BOOST_CHECK_THROW(day(std::chrono::year(12000) / 2 / 1), std::out_of_range);
}

BOOST_AUTO_TEST_CASE(every_day_agrees_with_chrono)
{
    using std::chrono::sys_days, std::chrono::year;
    auto const first = sys_days(year(sanitized ? 9000 : 1) / 1 / 1), last = sys_days(year(9999) / 12 / 31);
    auto before = day(std::chrono::year_month_day(first - std::chrono::days(1)));
    for (auto at = first; at <= last; at += std::chrono::days(1)) {
        auto const ymd = std::chrono::year_month_day(at);
        auto const d = day(ymd);
        if (d.ymd() != ymd || !(before < d) || day::parse(d.to_string()) != d) BOOST_ERROR(d.to_string());
        before = d;
    }
    BOOST_TEST(before.to_string() == "9999-12-31");
}

BOOST_AUTO_TEST_CASE(as_many_days_are_read_as_chrono_knows)
{
    for (int year = 1896; year != 1906; ++year)
        for (int month = 0; month != 15; ++month)
            for (int d = 0; d != 35; ++d) {
                auto const two = [](int n) { return std::to_string(n / 10) + std::to_string(n % 10); };
                auto const text = std::to_string(year) + "-" + two(month) + "-" + two(d);
                auto const ymd = std::chrono::year(year) / month / d;
                if (day::parse(text).has_value() != ymd.ok()) BOOST_ERROR(text);
            }
}

BOOST_AUTO_TEST_CASE(it_can_be_a_key)
{
    std::unordered_set<day> seen{day("2015-11-23"), day("2015-11-24"), day("2015-12-23"), day("2015-11-23")};
    BOOST_TEST(seen.size() == 3u);
}

BOOST_AUTO_TEST_SUITE_END()
