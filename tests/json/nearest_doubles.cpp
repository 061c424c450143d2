// Numbers exactly halfway between two neighbors, and next to that: every one is read as the nearest double or float, of
// two the even one. The texts are generated, and what they are read as is known without another parser. libcxx.sh
// compiles this file with the other standard library.
#ifdef DESCRY_TEST_ALONE
#define BOOST_TEST_MODULE nearest_doubles
#include <boost/test/included/unit_test.hpp>
#else
#include <boost/test/unit_test.hpp>
#endif

#include <descry/json/read.hpp>

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <random>
#include <string>

BOOST_AUTO_TEST_SUITE(nearest_doubles)

namespace {

static_assert(std::numeric_limits<long double>::digits > std::numeric_limits<double>::digits);

/// A positive number as all of its digits, without zeros at the end, and the power of ten of the first of them.
struct exact_decimal {
    std::string digits;
    int power = 0;

    explicit exact_decimal(long double value)
    {
        char text[1200];
        std::snprintf(text, sizeof text, "%.1100Le", value);
        auto const mantissa = std::string(text);
        auto const mark = mantissa.find('e');
        digits = mantissa.substr(0, 1) + mantissa.substr(2, mark - 2);
        digits.erase(digits.find_last_not_of('0') + 1);
        power = std::stoi(mantissa.substr(mark + 1));
    }

    std::string with_exponent() const
    {
        return digits.substr(0, 1) + '.' + digits.substr(1) + "0e" + std::to_string(power);
    }

    std::string as_an_integer() const
    {
        return digits + 'e' + std::to_string(power - static_cast<int>(digits.size()) + 1);
    }

    std::string without_exponent() const
    {
        if (power < 0) return "0." + std::string(static_cast<std::size_t>(-power - 1), '0') + digits;
        auto const whole = static_cast<std::size_t>(power) + 1;
        if (digits.size() <= whole) return digits + std::string(whole - digits.size(), '0');
        return digits.substr(0, whole) + '.' + digits.substr(whole);
    }

    /// The last digit is not zero.
    exact_decimal less() const
    {
        auto out = *this;
        --out.digits.back();
        out.digits += std::string(30, '9');
        return out;
    }

    exact_decimal more(std::size_t zeros) const
    {
        auto out = *this;
        out.digits += std::string(zeros, '0') + '1';
        return out;
    }
};

template <class T>
void check(exact_decimal const& number, T nearest)
{
    for (auto const& text : {number.with_exponent(), number.as_an_integer(), number.without_exponent()}) {
        BOOST_TEST((descry::read_json<T>(text).value() == nearest), text);
        BOOST_TEST((descry::read_json<T>('-' + text).value() == -nearest), text);
    }
}

template <class T, class Bits>
void check_after(T value)
{
    auto const next = std::nextafter(value, std::numeric_limits<T>::infinity());
    bool const even = std::bit_cast<Bits>(value) % 2 == 0;
    auto const halfway = value + (static_cast<long double>(next) - value) / 2;
    exact_decimal const middle(halfway);
    check(middle, even ? value : next);
    check(middle.less(), value);
    for (std::size_t const zeros : {0u, 1u, 20u, 800u}) check(middle.more(zeros), next);
    check(exact_decimal(next), next);
}

template <class T, class Bits>
void check_type()
{
    using limits = std::numeric_limits<T>;
    for (T const value :
         {limits::denorm_min(), limits::min(), std::nextafter(limits::min(), T(0)), limits::epsilon(), T(1),
          std::nextafter(T(1), T(0)), T(0.1), T(9007199254740992), std::nextafter(limits::max(), T(0))})
        check_after<T, Bits>(value);
    std::mt19937_64 random;
    for (int i = 0; i != 1500; ++i) {
        auto const value = std::bit_cast<T>(static_cast<Bits>(random()) & static_cast<Bits>(~Bits(0) >> 1));
        if (std::isfinite(value) && value != limits::max()) check_after<T, Bits>(value);
    }
    // Half of the smallest value is zero, more is not. Halfway to what would be the next value is too large.
    exact_decimal const smallest(static_cast<long double>(limits::denorm_min()) / 2);
    check(smallest, T(0));
    check(smallest.more(700), limits::denorm_min());
    auto const step = static_cast<long double>(limits::max()) - std::nextafter(limits::max(), T(0));
    exact_decimal const largest(limits::max() + step / 2);
    check(largest.less(), limits::max());
    for (auto const& text : {largest.with_exponent(), largest.as_an_integer(), largest.without_exponent()})
        BOOST_TEST((descry::read_json<T>(text).error() == descry::errc::out_of_range), text);
}

}  // namespace

BOOST_AUTO_TEST_CASE(are_read_from_texts_halfway) { check_type<double, std::uint64_t>(); }
BOOST_AUTO_TEST_CASE(and_floats_too) { check_type<float, std::uint32_t>(); }

BOOST_AUTO_TEST_SUITE_END()
