#include <descry/model/describe_enum.hpp>
#include <descry/model/format.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(format)

#ifdef __cpp_lib_format

namespace {

enum class size { small, extra_large };
BOOST_DESCRIBE_ENUM(size, small, extra_large)

}  // namespace

BOOST_AUTO_TEST_CASE(values_are_formatted_as_they_are_written)
{
    BOOST_TEST(std::format("{} {} {}", descry::decimal("12.50"), descry::date(2015, 11, 23),
                           descry::timestamp("2015-11-23T10:00:00Z")) == "12.50 2015-11-23 2015-11-23T10:00:00Z");
    BOOST_TEST(std::format("{}", descry::guid()) == "00000000-0000-0000-0000-000000000000");
    BOOST_TEST(std::format("{} {}", descry::open_enum<size>(size::extra_large), descry::open_enum<size>("huge")) ==
               "extra_large huge");
    BOOST_TEST(std::format("[{:>4}]", descry::decimal(7)) == "[   7]");
    BOOST_TEST(std::format("{:.<{}}", descry::decimal(7), 4) == "7...");
    BOOST_TEST(std::format("{:.2}", descry::errc::not_found).size() == 2u);
}

BOOST_AUTO_TEST_CASE(amounts_are_not_cut)
{
    descry::decimal const amount("1234.50");
    for (auto const* const cut : {"{:.2}", "{:8.2}", "{:.<8.2}", "{:.{}}"})
        BOOST_CHECK_THROW(static_cast<void>(std::vformat(cut, std::make_format_args(amount))), std::format_error);
}

BOOST_AUTO_TEST_CASE(codes_and_failures_are_formatted_as_their_messages)
{
    auto const code = descry::errc::not_found;
    BOOST_TEST(std::format("{}", code) == make_error_code(code).message());
    BOOST_TEST(std::format("{}", descry::failure(code)) == descry::failure(code).message());
}

#else

BOOST_AUTO_TEST_CASE(is_not_in_this_standard_library) { BOOST_TEST(true); }

#endif

BOOST_AUTO_TEST_SUITE_END()
