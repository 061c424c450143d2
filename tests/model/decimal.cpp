#include <descry/model/decimal.hpp>

#include <boost/multiprecision/cpp_int.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <random>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <unordered_set>
#include <vector>

BOOST_AUTO_TEST_SUITE(decimal)

namespace {

using number = descry::decimal;

static_assert(number("1.5") + number("2.25") == number("3.75"));
static_assert(number("1.5") * 2 == 3 && -number("1.5") < 0);
static_assert(static_cast<double>(number("0.1")) == 0.1);
static_assert(sizeof(number) == 24);
static_assert(!std::is_constructible_v<number, double> && !std::is_constructible_v<number, bool>);
static_assert(!std::is_constructible_v<number, char> && !std::is_convertible_v<std::string, number>);
static_assert(!std::is_convertible_v<number, double>);

std::string const nines(38, '9');

std::string zeros(std::size_t count) { return std::string(count, '0'); }

/// What a text is read as and written back, or "refused".
std::string read(std::string const& text)
{
    auto const parsed = number::parse(text);
    return parsed ? parsed->to_string() : "refused";
}

using big = boost::multiprecision::cpp_int;

big power_of_ten(int exponent)
{
    big power = 1;
    for (; exponent != 0; --exponent) power *= 10;
    return power;
}

/// The digits of a number without its point.
big digits_of(number const& n)
{
    auto text = n.to_string();
    std::erase(text, '.');
    bool const minus = text[0] == '-';
    if (minus) text.erase(0, 1);
    text.erase(0, text.find_first_not_of('0'));
    auto const value = text.empty() ? big(0) : big(text);
    return minus ? big(-value) : value;
}

/// The same number, with that scale.
big digits_at(number const& n, int scale) { return digits_of(n) * power_of_ten(scale - n.scale()); }

/// What the exact result of an operation is written as: the zeros that do not fit are gone.
std::string expected(big digits, int scale)
{
    bool const minus = digits < 0;
    if (minus) digits = -digits;
    while (digits >= power_of_ten(38) || scale > 38) {
        if (scale == 0 || digits % 10 != 0) return "overflow";
        digits /= 10;
        --scale;
    }
    auto text = digits.str();
    if (text.size() <= static_cast<std::size_t>(scale))
        text.insert(0, static_cast<std::size_t>(scale) + 1 - text.size(), '0');
    if (scale != 0) text.insert(text.size() - static_cast<std::size_t>(scale), 1, '.');
    return minus ? "-" + text : text;
}

template <class Operation>
std::string result(Operation operation)
{
    try {
        return operation().to_string();
    } catch (std::overflow_error const&) {
        return "overflow";
    }
}

/// Numbers of every length and scale, with many zeros and nines, from a fixed seed.
struct numbers {
    std::mt19937 random;

    std::string text()
    {
        auto const size = 1 + random() % 38;
        auto const kind = random() % 4;
        std::string digits;
        while (digits.size() != size)
            digits += kind == 0   ? static_cast<char>('0' + random() % 10)
                      : kind == 1 ? "09"[random() % 2]
                      : kind == 2 ? "0001"[random() % 4]
                                  : (digits.size() < size / 2 ? static_cast<char>('1' + random() % 9) : '0');
        auto const scale = random() % 39;
        if (digits.size() <= scale) digits.insert(0, scale + 1 - digits.size(), '0');
        if (scale != 0) digits.insert(digits.size() - scale, 1, '.');
        while (digits.size() > 1 && digits[0] == '0' && digits[1] != '.') digits.erase(0, 1);
        return random() % 2 != 0 ? "-" + digits : digits;
    }
    number next() { return number(text()); }
};

}  // namespace

BOOST_AUTO_TEST_CASE(the_scale_is_kept)
{
    for (auto const* text :
         {"0", "1", "-1", "100.0", "100", "0.0", "0.00", "12.50", "-12.50", "0.05", "1234567890.1234567890",
          "9223372036854775808", "18446744073709551615", "18446744073709551616", "10000000000000000000",
          "9999999999999999999", "0.0000000000000000001", "1.0000000000000000000",
          "123456789012345678.9012345678901234567"})
        BOOST_TEST(read(text) == text);
    BOOST_TEST(number("100.0").scale() == 1);
    BOOST_TEST(number("100").scale() == 0);
    BOOST_TEST(number("0.000").scale() == 3);
    std::string out = "EUR ";
    number("12.50").append_to(out);
    BOOST_TEST(out == "EUR 12.50");
}

BOOST_AUTO_TEST_CASE(thirty_eight_digits_fit_wherever_the_point_is)
{
    BOOST_TEST(read(nines) == nines);
    BOOST_TEST(read("-" + nines) == "-" + nines);
    for (std::size_t point = 1; point != nines.size(); ++point) {
        auto text = nines;
        text.insert(point, 1, '.');
        BOOST_TEST(read(text) == text);
    }
    BOOST_TEST(read("0." + nines) == "0." + nines);
    BOOST_TEST(read("-0." + nines) == "-0." + nines);
    BOOST_TEST(read("0." + zeros(37) + "1") == "0." + zeros(37) + "1");
    // The most that .NET's decimal holds.
    BOOST_TEST(read("79228162514264337593543950335") == "79228162514264337593543950335");
    BOOST_TEST(read("0.0000000000000000000000000001") == "0.0000000000000000000000000001");
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_exactly_is_refused)
{
    for (auto const& text :
         {nines + "9", "1" + zeros(38), nines + ".9", "0." + nines + "9", "0." + zeros(38) + "1",
          "1." + zeros(37) + "1", "1" + zeros(37) + ".1", std::string("340282366920938463463374607431768211456"),
          std::string("340282366920938463463374607431768211455"), "1" + zeros(10000), "0." + zeros(10000) + "1",
          std::string(10000, '7'), "1." + std::string(10000, '7')})
        BOOST_TEST(read(text) == "refused", text);
    for (auto const* text :
         {"1e38", "10e37", "0.1e39", "1e-39", "0.1e-38", "9e99999", "1e-99999", "1e99999999999999999999999",
          "1e-99999999999999999999999", "12e37", "123456789012345678901234567890123456789e-1"})
        BOOST_TEST(read(text) == "refused", text);
}

BOOST_AUTO_TEST_CASE(zeros_at_the_end_of_a_fraction_yield_to_the_room)
{
    BOOST_TEST(read("1." + zeros(38)) == "1." + zeros(37));
    BOOST_TEST(read("1." + zeros(10000)) == "1." + zeros(37));
    BOOST_TEST(read("0." + zeros(10000)) == "0." + zeros(38));
    BOOST_TEST(read(nines + ".00") == nines);
    BOOST_TEST(read("1.50e-37") == "0." + zeros(36) + "15");
    BOOST_TEST(read("0e-10000") == "0." + zeros(38));
    BOOST_TEST(read("1" + zeros(10000) + "e-10000") == "1." + zeros(37));
    BOOST_TEST(read("0." + zeros(10000) + "12e10001") == "1.2");
}

BOOST_AUTO_TEST_CASE(an_exponent_moves_the_point)
{
    char const* const pairs[][2] = {
        {"1e3", "1000"},
        {"1E3", "1000"},
        {"1e+3", "1000"},
        {"1.50E-2", "0.0150"},
        {"1.5e3", "1500"},
        {"1.5e1", "15"},
        {"1.50e1", "15.0"},
        {"1.50e2", "150"},
        {"1.50e3", "1500"},
        {"-1.50e1", "-15.0"},
        {"100.0e0", "100.0"},
        {"100e-2", "1.00"},
        {"123e-5", "0.00123"},
        {"0e5", "0"},
        {"0e-5", "0.00000"},
        {"0.00e1", "0.0"},
        {"0.00e9", "0"},
        {"1e0", "1"},
        {"1e-0", "1"},
        {"1e00003", "1000"},
        {"0.001e3", "1"},
        {"0.0010e3", "1.0"},
        {"10.20e-1", "1.020"},
        {"0e99999999999999999999", "0"},
        {"-0e1", "-0"},
        {"9e37", "90000000000000000000000000000000000000"},
        {"100e35", "10000000000000000000000000000000000000"},
        {"99999999999999999999999999999999999999e-38", "0.99999999999999999999999999999999999999"}};
    for (auto const& [text, written] : pairs) BOOST_TEST(read(text) == written, text);
}

BOOST_AUTO_TEST_CASE(only_numbers_of_json_are_read)
{
    for (auto const* text :
         {"",   "-",   "+1",       "01",        "-01",   "00",    "00.5",  ".5",   "5.",    "-.5",       "1.e3",
          "1e", "1e+", "1e-",      "e3",        "1e3.5", "1.2.3", "1,5",   "1 ",   " 1",    "1_000",     "0x10",
          "1f", "NaN", "Infinity", "-Infinity", "--1",   "1-",    "1e3e3", "true", "\"1\"", "1e\xC2\xB2"})
        BOOST_TEST(read(text) == "refused", text);
    BOOST_TEST(read(std::string("1\0", 2)) == "refused");
    BOOST_TEST(read(std::string("\0", 1)) == "refused");
    BOOST_CHECK_THROW(number("twelve"), std::invalid_argument);
    BOOST_CHECK_THROW(number("1e38"), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(generated_texts_round_trip)
{
    numbers any{std::mt19937(20151123)};
    for (int i = 0; i != 50000; ++i) {
        auto const text = any.text();
        if (read(text) != text) BOOST_ERROR(text + " was read as " + read(text));
    }
}

BOOST_AUTO_TEST_CASE(integers_convert_exactly)
{
    BOOST_TEST(number(0).to_string() == "0");
    BOOST_TEST(number(-7).to_string() == "-7");
    BOOST_TEST(number(std::numeric_limits<std::int64_t>::min()).to_string() == "-9223372036854775808");
    BOOST_TEST(number(std::numeric_limits<std::int64_t>::max()).to_string() == "9223372036854775807");
    BOOST_TEST(number(std::numeric_limits<std::uint64_t>::max()).to_string() == "18446744073709551615");
    BOOST_TEST(number(std::numeric_limits<std::int32_t>::min()).to_string() == "-2147483648");
    BOOST_TEST(number(std::int8_t{-128}).to_string() == "-128");
    BOOST_TEST(number(std::uint8_t{255}).to_string() == "255");
}

BOOST_AUTO_TEST_CASE(numbers_compare_by_value)
{
    BOOST_TEST((number("1.0") == number("1.00")));
    BOOST_TEST((number("1.0") == 1));
    BOOST_TEST((number("0.1") != number("0.10000000000000000000000000000000000001")));
    BOOST_TEST((number("-1") < number("0.5")));
    BOOST_TEST((number("-1.5") < number("-1.25")));
    BOOST_TEST((number("-0.00") == number("0")));
    BOOST_TEST((number("0") <= number("-0")));
    BOOST_TEST((number(nines) > number("0." + nines)));
    BOOST_TEST((number("-" + nines) < number("-0." + nines)));
    BOOST_TEST((number("12.50") > 12));
}

BOOST_AUTO_TEST_CASE(identical_is_what_is_written_the_same)
{
    BOOST_TEST(number("1.0").identical(number("1.0")));
    BOOST_TEST(!number("1.0").identical(number("1.00")));
    BOOST_TEST(!number("0").identical(number("-0")));
    BOOST_TEST(!number("1").identical(number("-1")));
}

BOOST_AUTO_TEST_CASE(a_zero_keeps_the_minus_it_was_read_with)
{
    BOOST_TEST(read("-0") == "-0");
    BOOST_TEST(read("-0.00") == "-0.00");
    BOOST_TEST(!number("-0.00").is_negative());
    BOOST_TEST(number("-0.00").is_zero());
    // Arithmetic makes none.
    BOOST_TEST((-number("0.0")).to_string() == "0.0");
    BOOST_TEST((-number("-0.0")).to_string() == "0.0");
    BOOST_TEST((number("-0.0") + number("-0.00")).to_string() == "0.00");
    BOOST_TEST((number("1.5") - number("1.50")).to_string() == "0.00");
    BOOST_TEST((number("-1.5") + number("1.5")).to_string() == "0.0");
    BOOST_TEST((number("-1.5") * 0).to_string() == "0.0");
}

BOOST_AUTO_TEST_CASE(sums_and_products_are_exact)
{
    BOOST_TEST((number("0.1") + number("0.2")).to_string() == "0.3");
    BOOST_TEST((number("100.0") + number("0.05")).to_string() == "100.05");
    BOOST_TEST((number("1") - number("0.01")).to_string() == "0.99");
    BOOST_TEST((number("0.01") - 1).to_string() == "-0.99");
    BOOST_TEST((number("12.50") * number("3.00")).to_string() == "37.5000");
    BOOST_TEST((2 * number("-12.50")).to_string() == "-25.00");
    BOOST_TEST((-number("12.50")).to_string() == "-12.50");
    auto total = number("1.5");
    total += 2;
    total -= number("0.25");
    total *= number("4");
    BOOST_TEST(total.to_string() == "13.00");
}

BOOST_AUTO_TEST_CASE(results_that_do_not_fit_throw)
{
    BOOST_CHECK_THROW(number(nines) + 1, std::overflow_error);
    BOOST_CHECK_THROW(number("-" + nines) - 1, std::overflow_error);
    BOOST_CHECK_THROW(number(nines) + number("0.1"), std::overflow_error);
    BOOST_CHECK_THROW(number(nines) * 2, std::overflow_error);
    BOOST_CHECK_THROW(number("1e19") * number("1e19"), std::overflow_error);
    BOOST_CHECK_THROW(number("1e-19") * number("1e-20"), std::overflow_error);
    BOOST_CHECK_THROW(number("0." + nines) * number("0." + nines), std::overflow_error);

    BOOST_TEST((number("9e37") + number("9999999999999999999999999999999999999")).to_string() == nines);
    BOOST_TEST((number(nines) - number(nines)).to_string() == "0");
    BOOST_TEST((number(nines) * -1).to_string() == "-" + nines);
    BOOST_TEST((number("1e19") * number("1e18")).to_string() == "1" + zeros(37));
    BOOST_TEST((number("1e-19") * number("1e-19")).to_string() == "0." + zeros(37) + "1");
    // Exact once the zeros at the end are gone.
    BOOST_TEST((number(nines) + number("0.00")).to_string() == nines);
    BOOST_TEST((number("2." + zeros(30)) * number("2." + zeros(30))).to_string() == "4." + zeros(37));
    BOOST_TEST((number("0.5" + zeros(37)) * number("0.2" + zeros(37))).to_string() == "0.1" + zeros(37));

    auto total = number(nines);
    BOOST_CHECK_THROW(total += 1, std::overflow_error);
    BOOST_TEST(total.to_string() == nines);
}

BOOST_AUTO_TEST_CASE(generated_numbers_agree_with_big_integers)
{
    numbers any{std::mt19937(20151124)};
    int overflows = 0;
    for (int i = 0; i != 10000; ++i) {
        auto const a = any.next(), b = any.next();
        auto const scale = std::max(a.scale(), b.scale());
        auto const x = digits_at(a, scale), y = digits_at(b, scale);
        auto const what = a.to_string() + " and " + b.to_string();
        if (result([&] { return a + b; }) != expected(x + y, scale)) BOOST_ERROR("sum of " + what);
        if (result([&] { return a - b; }) != expected(x - y, scale)) BOOST_ERROR("difference of " + what);
        auto const product = expected(digits_of(a) * digits_of(b), a.scale() + b.scale());
        if (result([&] { return a * b; }) != product) BOOST_ERROR("product of " + what);
        if ((a < b) != (x < y) || (a == b) != (x == y)) BOOST_ERROR("comparison of " + what);
        overflows += product == "overflow";
    }
    // Both outcomes were tried.
    BOOST_TEST(overflows > 1000);
    BOOST_TEST(overflows < 9000);
}

BOOST_AUTO_TEST_CASE(the_sum_of_many_loses_nothing)
{
    std::vector<number> tenths(100000, number("0.1"));
    BOOST_TEST(descry::sum(tenths).to_string() == "10000.0");
    BOOST_TEST(descry::sum(std::vector<number>()).to_string() == "0");

    // Usage costs have up to 22 digits.
    std::mt19937_64 random(20151125);
    std::vector<number> costs;
    big exact = 0;
    for (int i = 0; i != 20000; ++i) {
        auto const text = std::to_string(random() % 1000) + "." +
                          std::to_string(1000000000000000000u + random() % 1000000000000000000u);
        costs.emplace_back(text);
        exact += digits_of(costs.back());
    }
    BOOST_TEST(descry::sum(costs).to_string() == expected(exact, 19));
}

BOOST_AUTO_TEST_CASE(the_nearest_double_is_found)
{
    BOOST_TEST(static_cast<double>(number("0.1")) == 0.1);
    BOOST_TEST(static_cast<double>(number("-12.5")) == -12.5);
    BOOST_TEST(static_cast<double>(number("9007199254740993")) == 9007199254740992.0);
    BOOST_TEST(static_cast<double>(number("9007199254740993.00000000000000000001")) == 9007199254740994.0);
    BOOST_TEST(std::signbit(static_cast<double>(number("-0.0"))));
    numbers any{std::mt19937(20151126)};
    for (int i = 0; i != 50000; ++i) {
        auto const text = any.text();
        if (static_cast<double>(number(text)) != std::strtod(text.c_str(), nullptr)) BOOST_ERROR(text);
    }
}

BOOST_AUTO_TEST_CASE(equal_numbers_are_one_key)
{
    std::unordered_set<number> seen{number("1.0"), number("1.00"),  number("1"), number("-1"),
                                    number("0"),   number("-0.00"), number("10")};
    BOOST_TEST(seen.size() == 4u);
    BOOST_TEST(std::hash<number>()(number("2.50")) == std::hash<number>()(number("2.5")));
}

BOOST_AUTO_TEST_SUITE_END()
