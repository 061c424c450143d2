// Compiled with -ffast-math, which must not change the digits of a number: an operation of the compiler that is not
// rounded once would write another number than that of the program, and read another one than the nearest.
#include <descry/json.hpp>

#include <bit>
#include <charconv>
#include <cstdint>
#include <iostream>
#include <random>
#include <string>
#include <string_view>

#ifndef __FAST_MATH__
#error "This program is to be compiled with -ffast-math."
#endif

namespace {

int failures = 0;

template <class T, class Bits>
void check(Bits bits)
{
    // The standard library reads the text, since it is compiled without that option.
    auto const text = descry::write_json(std::bit_cast<T>(bits));
    T expected{};
    std::from_chars(text.data(), text.data() + text.size(), expected);
    auto const read = std::bit_cast<Bits>(descry::read_json<T>(text).value());
    if (std::bit_cast<Bits>(expected) == bits && read == bits) return;
    ++failures;
    std::cerr << text << " is written for the bits " << bits << ", and read as " << read << '\n';
}

void check_refused(std::string_view text)
{
    if (descry::read_json<double>(text)) std::cerr << text << " is read\n", ++failures;
}

}  // namespace

int main()
{
    std::mt19937_64 random;
    for (int i = 0; i != 200'000; ++i) {
        // A normal number: subnormal ones are zero in such a program.
        auto const bits = random();
        if (auto const exponent = bits >> 52 & 0x7FF; exponent != 0 && exponent != 0x7FF) check<double>(bits);
        if (auto const exponent = bits >> 23 & 0xFF; exponent != 0 && exponent != 0xFF)
            check<float>(static_cast<std::uint32_t>(bits));
        // An amount, and its neighbours.
        double amount = 0;
        auto const text = std::to_string(random() % 100'000'000 + 1'000) + "e-6";
        std::from_chars(text.data(), text.data() + text.size(), amount);
        for (int offset = -1; offset <= 1; ++offset)
            check<double>(std::bit_cast<std::uint64_t>(amount) + static_cast<std::uint64_t>(offset));
    }
    for (std::uint64_t const zero : {std::uint64_t{0}, std::uint64_t{1} << 63}) check<double>(zero);
    for (auto const text : {"1e309", "-1e309", "1.7976931348623159e308", "1e999999"}) check_refused(text);
    return failures == 0 ? 0 : 1;
}
