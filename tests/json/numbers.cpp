#include <descry/json.hpp>

#include <boost/test/unit_test.hpp>

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

BOOST_AUTO_TEST_SUITE(numbers)

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

// Whether a text is no number at all, whatever follows it.
bool is_malformed(descry::failure const& why)
{
    return why == descry::errc::syntax_error || why == descry::errc::unexpected_end ||
           why == descry::errc::trailing_content;
}

// Numbers are read in another way where many bytes follow them, and in arrays. Each way gives the value or the failure.
template <class T>
void check_all_ways(std::string const& text)
{
    std::string const behind(64, ' ');
    auto const at_end = descry::read_json<T>(text);
    auto const before_others = descry::read_json<T>(text + behind);
    auto const elements = descry::read_json<std::vector<T>>("[0," + text + ',' + text + ']' + behind);
    if (at_end) {
        auto const same = [&](T const& value) { return std::memcmp(&*at_end, &value, sizeof value) == 0; };
        BOOST_TEST((before_others && same(*before_others)), text);
        BOOST_TEST((elements && same((*elements)[1]) && same((*elements)[2])), text);
    } else {
        auto const& why = at_end.error();
        auto const same = [&](descry::failure const& other) {
            return is_malformed(why) ? is_malformed(other) : other.code() == why.code();
        };
        BOOST_TEST((!before_others && same(before_others.error())), text);
        BOOST_TEST((!elements && same(elements.error())), text);
        BOOST_TEST(elements.error()->offset.value() == why->offset.value() + 3, text);
        BOOST_TEST((is_malformed(why) || elements.error()->pointer == "/1"), text);
    }
}

void check_all_types(std::string const& text)
{
    check_all_ways<std::int8_t>(text);
    check_all_ways<std::int16_t>(text);
    check_all_ways<std::int32_t>(text);
    check_all_ways<std::int64_t>(text);
    check_all_ways<std::uint8_t>(text);
    check_all_ways<std::uint16_t>(text);
    check_all_ways<std::uint32_t>(text);
    check_all_ways<std::uint64_t>(text);
    check_all_ways<float>(text);
    check_all_ways<double>(text);
}

template <class T>
void check_nearest(std::string const& text, T expected)
{
    auto const read = descry::read_json<T>(text + std::string(64, ' '));
    bool const same = read && std::memcmp(&*read, &expected, sizeof expected) == 0;
    if (std::isinf(expected) ? read.has_value() : !same) BOOST_ERROR(text);
}

void check_nearest(std::string const& text)
{
    check_nearest(text, std::strtod(text.c_str(), nullptr));
    check_nearest(text, std::strtof(text.c_str(), nullptr));
}

}  // namespace

BOOST_AUTO_TEST_CASE(are_read_alike_wherever_they_are)
{
    for (auto const* text : {"0",
                             "-0",
                             "00",
                             "01",
                             "-01",
                             "-",
                             "-a",
                             "+1",
                             "1.",
                             "1.e1",
                             ".5",
                             "1.5",
                             "1e2",
                             "1E2",
                             "1.5e",
                             "1.5e+",
                             "0.0",
                             "-0.0",
                             "0e0",
                             "1:",
                             "1a",
                             "1/",
                             "12345678",
                             "123456789",
                             "1234567890123456",
                             "12345678901234567",
                             "1234567890123456789",
                             "12345678901234567890",
                             "123456789012345678901",
                             "0.1234567890123456789",
                             "0.12345678901234567891",
                             "1234567.12345678",
                             "12345678.12345678",
                             "99999999.99999999",
                             "1e309",
                             "1e-400",
                             "0000000000000000001",
                             "-00000001",
                             "1.0000000000000000001"})
        check_all_types(text);
    std::string const digits = "9876543210123456789012";
    for (std::size_t const whole : {1u, 2u, 4u, 7u, 8u, 9u, 16u, 19u, 20u})
        for (std::size_t const fraction : {0u, 1u, 7u, 8u, 9u, 11u, 12u, 15u, 16u, 18u}) {
            auto text = digits.substr(0, whole);
            if (fraction != 0) text += '.' + digits.substr(whole % 3, fraction);
            for (auto const* exponent : {"", "e0", "E+12", "e-123", "e1234"}) check_all_ways<double>(text + exponent);
            check_all_ways<std::int64_t>('-' + text);
            check_all_ways<float>('-' + text);
        }
    for (int bits = 0; bits <= 64; ++bits)
        for (std::uint64_t const around : {std::uint64_t{0}, ~std::uint64_t{0}, std::uint64_t{1}}) {
            auto const number = std::to_string((bits == 64 ? 0 : std::uint64_t{1} << bits) + around);
            check_all_types(number);
            check_all_types('-' + number);
        }
    std::mt19937_64 random(20261130);
    for (int round = 0; round != 5'000; ++round) {
        std::string text;
        for (auto n = random() % 24 + 1; n != 0; --n)
            text += "0123456789012345678901234567890123456789.-e"[random() % 43];
        check_all_types(text);
    }
}

BOOST_AUTO_TEST_CASE(floating_point_is_read_as_strtod_does)
{
    for (auto const* text :
         {// halfway between two values, and next to that
          "9007199254740993", "9007199254740992.9", "9007199254740993.1", "9007199254740995", "1.00000000000000011102",
          "1.0000000000000001110", "1.000000000000000111", "0.500000000000000055", "0.5000000000000000555", "16777217",
          "16777217.01", "16777216.99", "1.00000005960464477", "0.000000000000000000123456789", "7.2057594037927945e16",
          "72057594037927945", "36028797018963967", "36028797018963969", "4503599627370496.5", "4503599627370497.5",
          "4503599627370495.5", "9214843084008499", "9223372036854775807", "9999999999999999999", "18014398509481985",
          "18014398509481983",
          // subnormal numbers and limits
          "5e-324", "4.9406564584124654e-324", "2.4703282292062327e-324", "2.4703282292062328e-324",
          "2.2250738585072011e-308", "2.2250738585072014e-308", "1e-308", "1e308", "1.7976931348623157e308",
          // others that were read wrong by programs
          "0.1", "0.3", "0.30000000000000004", "1.1", "2.675", "5708990770823839524233143877797980545530986496",
          "6929495644600919.5", "3.2378839133029012895883524125015321748630e-22", "8.41e21", "9.5e-24",
          "1448997445238699", "0.00000000000000000001", "0.0000000000000000001", "1234567890.123456789"})
        check_nearest(text);
    std::mt19937_64 random(20261201);
    for (int round = 0; round != 50'000; ++round) {
        auto digits = std::to_string(random() >> random() % 64);
        auto const point = random() % (digits.size() + 4);
        if (point < digits.size() && point != 0)
            digits.insert(point, ".");
        else if (point > digits.size())
            digits.insert(0, "0." + std::string(point - digits.size(), '0'));
        if (random() % 3 == 0) digits += 'e' + std::to_string(static_cast<int>(random() % 700) - 350);
        check_nearest(random() % 2 == 0 ? digits : '-' + digits);
    }
    // Halfway between doubles below 2^53: an odd number of quarters and the like
    for (int round = 0; round != 20'000; ++round) {
        auto const bits = 53 + random() % 3;
        auto const odd = (random() >> (64 - bits - 1)) | 1;
        check_nearest(std::to_string(odd));
    }
}

template <class T>
using bits_of = std::conditional_t<sizeof(T) == sizeof(std::uint32_t), std::uint32_t, std::uint64_t>;

// The midpoint of two neighbors has up to 767 digits: it is rounded to the even one, and the numbers beside it to the
// nearest one, whatever the locale and the library are.
template <class T, class Wide>
void check_midpoint(T value)
{
    auto const next = std::nextafter(value, std::numeric_limits<T>::infinity());
    if (!std::isfinite(next)) return;
    char buffer[1024];
    std::snprintf(buffer, sizeof buffer, std::is_same_v<Wide, double> ? "%.160e" : "%.780Le",
                  (static_cast<Wide>(value) + static_cast<Wide>(next)) / 2);
    std::string const text = buffer;
    auto const exponent = text.find('e');
    auto const significand = text.substr(0, exponent);
    auto const below = significand.substr(0, significand.find_last_not_of('0'));
    auto const last = significand[below.size()];
    auto const with = [&](std::string const& digits) { return digits + text.substr(exponent); };
    check_nearest(text, std::bit_cast<bits_of<T>>(value) % 2 == 0 ? value : next);
    check_nearest(with(significand + "1"), next);
    check_nearest(with(significand + std::string(900, '0') + "1"), next);
    if (last > '0' && last <= '9') check_nearest(with(below + static_cast<char>(last - 1) + "99"), value);
}

BOOST_AUTO_TEST_CASE(midpoints_are_rounded_to_even_with_all_their_digits)
{
    std::mt19937_64 random(20261129);
    for (auto const value : {0.0F, std::numeric_limits<float>::denorm_min(), 1.0F, 16777216.0F, 1e-38F, 3e38F})
        check_midpoint<float, double>(value);
    for (int round = 0; round != 2'000; ++round)
        if (auto const any = std::bit_cast<float>(static_cast<std::uint32_t>(random() >> 33)); std::isfinite(any))
            check_midpoint<float, double>(any);
    if constexpr (std::numeric_limits<long double>::digits > std::numeric_limits<double>::digits) {
        for (auto const value :
             {0.0, std::numeric_limits<double>::denorm_min(), std::numeric_limits<double>::min(), 1.0})
            check_midpoint<double, long double>(value);
        for (int round = 0; round != 2'000; ++round)
            if (auto const any = std::bit_cast<double>(random() >> 1); std::isfinite(any))
                check_midpoint<double, long double>(any);
    }
}

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

BOOST_AUTO_TEST_CASE(integers_of_each_length_are_written_with_their_digits)
{
    std::vector<std::int64_t> values;
    for (std::int64_t i = 0; i != 20'000; ++i) values.push_back(i);
    for (std::int64_t power = 10'000; power <= 1'000'000'000'000'000'000 / 10; power *= 10)
        for (auto const offset : {-1, 0, 1, 7}) values.push_back(power * 10 + offset);
    std::string text = "[", negative = "[";
    for (auto const value : values) {
        text += std::to_string(value) + ',';
        negative += std::to_string(-value) + ',';
    }
    text.back() = negative.back() = ']';
    BOOST_TEST((descry::write_json(values) == text));
    BOOST_TEST((read<std::vector<std::int64_t>>(text) == values));
    for (auto& value : values) value = -value;
    BOOST_TEST((descry::write_json(values) == negative));
    BOOST_TEST((read<std::vector<std::int64_t>>(negative) == values));
    for (auto const value : values) BOOST_TEST(descry::write_json(value) == std::to_string(value));
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
    BOOST_TEST(read<double>("1.7976931348623158e308" + std::string(40, ' ')) == std::numeric_limits<double>::max());
    BOOST_TEST(refused<double>("1.7976931348623159e308" + std::string(40, ' '), descry::errc::out_of_range));
    BOOST_TEST(read<float>("3.40282356e38" + std::string(40, ' ')) == std::numeric_limits<float>::max());
    BOOST_TEST(refused<float>("3.40282357e38" + std::string(40, ' '), descry::errc::out_of_range));
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
    BOOST_TEST(descry::write_json(1e23) == "1e+23");
    BOOST_TEST(descry::write_json(std::nextafter(1e23, 1e300)) == "1.0000000000000001e+23");
    for (auto const value : {0.1, 1.0 / 3, 1e300, 5e-324, 123456789.123, std::numeric_limits<double>::max(),
                             std::numeric_limits<double>::min(), std::numeric_limits<double>::epsilon(), 1e21, 1e-7})
        for (auto const signed_value : {value, -value})
            BOOST_TEST(read<double>(descry::write_json(signed_value)) == signed_value);
    for (auto const value : {0.1f, 1.0f / 3, 1e30f, 1e-45f, std::numeric_limits<float>::max()})
        BOOST_TEST(read<float>(descry::write_json(value)) == value);
}

// A reader that tells integers from other numbers reads `-0` as the integer 0, which has no sign.
BOOST_AUTO_TEST_CASE(floating_point_keeps_the_sign_of_a_negative_zero)
{
    BOOST_TEST(descry::write_json(-0.0) == "-0.0");
    BOOST_TEST(descry::write_json(-0.0f) == "-0.0");
    BOOST_TEST(descry::write_json(0.0) == "0");
    BOOST_TEST(descry::write_json(std::vector{-0.0, 0.0, -1.0}) == "[-0.0,0,-1]");
    BOOST_TEST(descry::write_json(std::vector{-0.0f, 0.5f}) == "[-0.0,0.5]");
    BOOST_TEST(descry::write_json(std::map<std::string, double>{{"a", -0.0}}) == R"({"a":-0.0})");
    BOOST_TEST(descry::write_json(descry::maybe_quoted<double>(-0.0)) == "-0.0");
    for (auto const* text : {"-0", "-0.0", "-0e0", "-1e-999"}) {
        BOOST_TEST(descry::write_json(read<double>(text)) == "-0.0");
        BOOST_TEST(descry::write_json(read<float>(text)) == "-0.0");
        BOOST_TEST(descry::write_json(read<std::vector<double>>('[' + std::string(text) + ']')) == "[-0.0]");
    }
}

BOOST_AUTO_TEST_CASE(floating_point_is_written_as_by_to_chars)
{
    std::mt19937_64 random(20261125);
    auto const check = [](auto value) {
        char text[64];
        auto const* const end = std::to_chars(text, text + sizeof text, value).ptr;
        if (descry::write_json(value) != std::string_view(text, end)) BOOST_ERROR(value);
    };
    for (double const border : {0.001, 0.0009, 0.00123, 1.0, 99'999.0, 99'999.5, 100'000.0, 123'456.0, 100'000.5,
                                999'999'999.999'999, 999'999'999.999'999'9, 1e9, 1e9 + 0.5})
        for (double const value : {border, std::nextafter(border, 1e300), std::nextafter(border, -1e300)})
            for (double const signed_value : {value, -value}) check(signed_value);
    for (int exponent = -1074; exponent != 1024; ++exponent) {
        auto const power = std::ldexp(1.0, exponent);
        for (double const value : {power, std::nextafter(power, 1e308), std::nextafter(power, 0.0), power * 0.75})
            check(value);
    }
    for (int exponent = -323; exponent != 309; ++exponent)
        check(std::strtod(("1e" + std::to_string(exponent)).c_str(), nullptr));
    for (std::uint32_t bits = 1; bits < 0x7F80'0000; bits += 50'021) check(std::bit_cast<float>(bits));
    for (std::uint32_t exponent = 1; exponent != 255; ++exponent)
        for (std::uint32_t const fraction : {0U, 1U, 0x7F'FFFFU})
            check(std::bit_cast<float>(exponent << 23 | fraction));
    for (int round = 0; round != 50'000; ++round) {
        if (auto const any = std::bit_cast<double>(random()); std::isfinite(any)) check(any);
        auto const digits = static_cast<double>(random() >> random() % 64);
        check(digits / std::pow(10.0, static_cast<double>(random() % 12)));
    }
}

BOOST_AUTO_TEST_SUITE_END()
