#include <descry/json.hpp>

#include <boost/test/unit_test.hpp>

#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <string_view>

namespace {

struct widths {
    std::int8_t i8 = 0;
    std::int16_t i16 = 0;
    std::int32_t i32 = 0;
    std::int64_t i64 = 0;
    std::uint8_t u8 = 0;
    std::uint16_t u16 = 0;
    std::uint32_t u32 = 0;
    std::uint64_t u64 = 0;
    bool operator==(widths const&) const = default;
};
BOOST_DESCRIBE_STRUCT(widths, (), (i8, i16, i32, i64, u8, u16, u32, u64))

template <class T>
T read(std::string_view text)
{
    return descry::read_json<T>(text).value();
}

template <class T>
bool refused(std::string_view text, descry::errc why)
{
    auto const result = descry::read_json<T>(text);
    return !result && result.error() == why;
}

// A value beyond the last one, in decimal: "127" becomes "128", "-128" becomes "-129".
std::string one_further(std::string digits)
{
    auto at = digits.size() - 1;
    for (; digits[at] == '9'; --at) digits[at] = '0';
    ++digits[at];
    return digits;
}

template <class T>
void check_limits()
{
    for (auto const limit : {std::numeric_limits<T>::min(), std::numeric_limits<T>::max()}) {
        auto const digits = std::to_string(limit);
        BOOST_TEST(read<T>(digits) == limit);
        BOOST_TEST(descry::write_json(limit) == digits);
    }
    auto const top = std::to_string(std::numeric_limits<T>::max());
    auto const bottom = std::to_string(std::numeric_limits<T>::min());
    BOOST_TEST(refused<T>(one_further(top), descry::errc::out_of_range));
    BOOST_TEST(refused<T>(bottom == "0" ? "-1" : one_further(bottom), descry::errc::out_of_range));
    BOOST_TEST(refused<T>(top + "0", descry::errc::out_of_range));
    BOOST_TEST(refused<T>("18446744073709551616", descry::errc::out_of_range));
    BOOST_TEST(refused<T>("-9223372036854775809", descry::errc::out_of_range));
    BOOST_TEST(refused<T>(std::string(10000, '9'), descry::errc::out_of_range));
}

// 256 wraps to 0 in 8 bits, 65537 to 1 in 16.
template <class T>
void check_nothing_wraps()
{
    for (unsigned shift = sizeof(T) * 8; shift < 64; ++shift)
        for (auto const add : {0u, 1u, 77u})
            BOOST_TEST(refused<T>(std::to_string((std::uint64_t{1} << shift) + add), descry::errc::out_of_range));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(numbers)

BOOST_AUTO_TEST_CASE(integers_of_every_width_have_their_limits)
{
    check_limits<std::int8_t>();
    check_limits<std::int16_t>();
    check_limits<std::int32_t>();
    check_limits<std::int64_t>();
    check_limits<std::uint8_t>();
    check_limits<std::uint16_t>();
    check_limits<std::uint32_t>();
    check_limits<std::uint64_t>();
    check_limits<long>();
    check_limits<unsigned long long>();
}

BOOST_AUTO_TEST_CASE(integers_never_wrap)
{
    check_nothing_wraps<std::int8_t>();
    check_nothing_wraps<std::int16_t>();
    check_nothing_wraps<std::int32_t>();
    check_nothing_wraps<std::uint8_t>();
    check_nothing_wraps<std::uint16_t>();
    check_nothing_wraps<std::uint32_t>();
}

BOOST_AUTO_TEST_CASE(integers_make_the_round_trip_as_members)
{
    constexpr auto text = R"({"i8":-128,"i16":-32768,"i32":-2147483648,"i64":-9223372036854775808,)"
                          R"("u8":255,"u16":65535,"u32":4294967295,"u64":18446744073709551615})";
    auto const all = read<widths>(text);
    BOOST_TEST(descry::write_json(all) == text);
    BOOST_TEST((read<widths>(descry::write_json(widths{})) == widths{}));
}

BOOST_AUTO_TEST_CASE(minus_zero_is_the_integer_zero)
{
    BOOST_TEST(read<int>("-0") == 0);
    BOOST_TEST(read<unsigned>("-0") == 0u);
    BOOST_TEST(read<std::uint64_t>("-0") == 0u);
}

BOOST_AUTO_TEST_CASE(an_integer_has_neither_fraction_nor_exponent)
{
    for (auto const* text : {"1.0", "1e2", "1E0", "0.0", "-1.5", "0e0"})
        BOOST_TEST(refused<int>(text, descry::errc::unexpected_kind), text);
}

BOOST_AUTO_TEST_CASE(a_number_is_spelled_as_json_spells_it)
{
    for (auto const* text :
         {"+1",        ".5",  "-.5", "0x1", "1_000", "1.",  "1.e1",  "1e",    "1e+", "- 1",   "--1",         "Infinity",
          "-Infinity", "NaN", "nan", "inf", "00",    "-01", "1.5.5", "1e5.5", "1f",  "1e+-1", "\xEF\xBC\x91"}) {
        BOOST_TEST(!descry::read_json<double>(text), text);
        BOOST_TEST(!descry::read_json<int>(text), text);
        BOOST_TEST(!descry::read_json<descry::raw_json>(text), text);
    }
}

BOOST_AUTO_TEST_CASE(a_number_is_no_text_and_text_no_number)
{
    BOOST_TEST(refused<int>(R"("1")", descry::errc::unexpected_kind));
    BOOST_TEST(refused<double>(R"("1")", descry::errc::unexpected_kind));
    BOOST_TEST(refused<int>("true", descry::errc::unexpected_kind));
    BOOST_TEST(refused<bool>("1", descry::errc::unexpected_kind));
    BOOST_TEST(refused<std::string>("1", descry::errc::unexpected_kind));
}

BOOST_AUTO_TEST_CASE(floating_point_is_read_to_the_nearest_value)
{
    BOOST_TEST(read<double>("0") == 0.0);
    BOOST_TEST(read<double>("1") == 1.0);
    BOOST_TEST(read<double>("0.1") == 0.1);
    BOOST_TEST(read<double>("1E+2") == 100.0);
    BOOST_TEST(read<double>("9007199254740993") == 9007199254740992.0);
    BOOST_TEST(read<double>("1.7976931348623157e308") == std::numeric_limits<double>::max());
    BOOST_TEST(read<double>("5e-324") == std::numeric_limits<double>::denorm_min());
    BOOST_TEST(read<double>("0." + std::string(10000, '0') + "1e10001") == 1.0);
    BOOST_TEST(std::signbit(read<double>("-0")));
    BOOST_TEST(std::signbit(read<double>("-0.0")));
    BOOST_TEST(read<float>("0.1") == 0.1f);
    BOOST_TEST(read<float>("16777217") == 16777216.0f);
}

BOOST_AUTO_TEST_CASE(floating_point_has_limits_too)
{
    for (auto const* text : {"1e309", "-1e309", "1e999", "1e99999999999999999999"})
        BOOST_TEST(refused<double>(text, descry::errc::out_of_range), text);
    BOOST_TEST(refused<double>(std::string(10000, '9'), descry::errc::out_of_range));
    BOOST_TEST(refused<float>("1e39", descry::errc::out_of_range));
    BOOST_TEST(refused<float>("-3.5e38", descry::errc::out_of_range));
}

BOOST_AUTO_TEST_CASE(floating_point_is_written_as_the_shortest_text_that_reads_back_equal)
{
    BOOST_TEST(descry::write_json(0.1) == "0.1");
    BOOST_TEST(descry::write_json(0.1f) == "0.1");
    BOOST_TEST(descry::write_json(1.0) == "1");
    BOOST_TEST(descry::write_json(-0.0) == "-0");
    for (auto const value : {0.1, 1.0 / 3, 1e300, 5e-324, 123456789.123, std::numeric_limits<double>::max(),
                             std::numeric_limits<double>::min(), std::numeric_limits<double>::epsilon(), 1e21, 1e-7})
        for (auto const signed_value : {value, -value})
            BOOST_TEST(read<double>(descry::write_json(signed_value)) == signed_value);
    for (auto const value : {0.1f, 1.0f / 3, 1e30f, 1e-45f, std::numeric_limits<float>::max()})
        BOOST_TEST(read<float>(descry::write_json(value)) == value);
}

BOOST_AUTO_TEST_CASE(amounts_are_written_as_every_other_double)
{
    std::mt19937_64 random(20261125);
    auto const check = [](double value) {
        char text[64];
        auto const* const end = std::to_chars(text, text + sizeof text, value).ptr;
        if (descry::write_json(value) != std::string_view(text, end)) BOOST_ERROR(value);
    };
    for (double const border : {0.0, 0.001, 0.0009, 0.00123, 1.0, 99'999.0, 99'999.5, 100'000.0, 123'456.0, 100'000.5,
                                999'999'999.999'999, 999'999'999.999'999'9, 1e9, 1e9 + 0.5})
        for (double const value : {border, std::nextafter(border, 1e300), std::nextafter(border, -1e300)})
            for (double const signed_value : {value, -value}) check(signed_value);
    for (int round = 0; round != 50'000; ++round) {
        auto const digits = static_cast<double>(random() >> random() % 64);
        check(digits / std::pow(10.0, static_cast<double>(random() % 12)));
    }
}

BOOST_AUTO_TEST_SUITE_END()
