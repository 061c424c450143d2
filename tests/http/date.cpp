#include <descry/http/date.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <optional>
#include <string_view>

namespace {

using std::chrono::sys_days;
using namespace std::chrono_literals;

constexpr std::chrono::sys_seconds now = sys_days(2026y / 11 / 24) + 12h;

std::optional<std::chrono::sys_seconds> parse(std::string_view text) { return descry::parse_http_date(text, now); }

}  // namespace

BOOST_AUTO_TEST_SUITE(date)

BOOST_AUTO_TEST_CASE(all_three_forms_have_the_same_value)
{
    std::chrono::sys_seconds const moment = sys_days(1994y / 11 / 6) + 8h + 49min + 37s;
    BOOST_TEST((parse("Sun, 06 Nov 1994 08:49:37 GMT") == moment));
    BOOST_TEST((parse("Sunday, 06-Nov-94 08:49:37 GMT") == moment));
    BOOST_TEST((parse("Sun Nov  6 08:49:37 1994") == moment));
    BOOST_TEST((parse("Wed Nov 16 08:49:37 1994") == moment + std::chrono::days(10)));
}

BOOST_AUTO_TEST_CASE(a_year_of_two_digits_is_at_most_fifty_years_ahead)
{
    BOOST_TEST((parse("Tuesday, 24-Nov-26 00:00:00 GMT") == sys_days(2026y / 11 / 24)));
    BOOST_TEST((parse("Tuesday, 24-Nov-76 00:00:00 GMT") == sys_days(2076y / 11 / 24)));
    BOOST_TEST((parse("Tuesday, 24-Nov-77 00:00:00 GMT") == sys_days(1977y / 11 / 24)));
    BOOST_TEST((parse("Tuesday, 24-Nov-99 00:00:00 GMT") == sys_days(1999y / 11 / 24)));
}

BOOST_AUTO_TEST_CASE(leap_days_and_leap_seconds_are_dates)
{
    BOOST_TEST((parse("Thu, 29 Feb 2024 23:59:60 GMT") == sys_days(2024y / 3 / 1)));
    BOOST_TEST(!parse("Wed, 29 Feb 2023 00:00:00 GMT"));
}

BOOST_AUTO_TEST_CASE(the_day_name_is_not_compared_with_the_date)
{
    BOOST_TEST((parse("Mon, 06 Nov 1994 08:49:37 GMT") == parse("Sun, 06 Nov 1994 08:49:37 GMT")));
}

BOOST_AUTO_TEST_CASE(other_texts_are_refused)
{
    for (auto const* text : {"",
                             "120",
                             "Sun",
                             "Sun, ",
                             "Sun, 06 Nov 1994 08:49:37",
                             "Sun, 06 Nov 1994 08:49:37 UTC",
                             "Sun, 06 Nov 1994 08:49:37 GMT ",
                             " Sun, 06 Nov 1994 08:49:37 GMT",
                             "Sun, 6 Nov 1994 08:49:37 GMT",
                             "Sun, 06 nov 1994 08:49:37 GMT",
                             "Sun, 06 Nov 94 08:49:37 GMT",
                             "Sun, 00 Nov 1994 08:49:37 GMT",
                             "Sun, 31 Nov 1994 08:49:37 GMT",
                             "Sun, 06 Nov 1994 24:00:00 GMT",
                             "Sun, 06 Nov 1994 08:60:00 GMT",
                             "Sun, 06 Nov 1994 08:49:61 GMT",
                             "Sun, 06-Nov-94 08:49:37 GMT",
                             "Sunday, 06 Nov 1994 08:49:37 GMT",
                             "Sunday, 06-Nov-1994 08:49:37 GMT",
                             "Sun Nov 6 08:49:37 1994",
                             "Sun Nov  6 08:49:37 94",
                             "Xyz, 06 Nov 1994 08:49:37 GMT",
                             "1994-11-06T08:49:37Z"})
        BOOST_TEST(!parse(text), text);
}

BOOST_AUTO_TEST_SUITE_END()
