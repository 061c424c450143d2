// eight_digits: decimal digits, read and written eight at a time.
#pragma once

#include <descry/json/detail/scan.hpp>
#include <descry/model/detail/digits.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace descry {

namespace detail {

/// Eight characters, which may begin with digits.
class eight_digits {
public:
    // A carry only changes bytes after the first character that is not a digit.
    explicit eight_digits(char const* from) noexcept
        : values_(load_word(from) ^ zeros), others_(((values_ + 0x7676767676767676) | values_) & 0x8080808080808080)
    {
    }

    bool are_all_digits() const noexcept { return others_ == 0; }

    /// The number of digits before the first other character; eight if there is none.
    std::size_t count() const noexcept { return static_cast<unsigned>(std::countr_zero(others_)) / 8; }

    /// The number that the digits before the first other character are. Both must exist.
    [[gnu::always_inline]] std::uint64_t value() const noexcept
    {
        return value_of(values_ << static_cast<unsigned>(7 - std::countr_zero(others_)) % 64);
    }

    /// The number, if all characters are digits.
    [[gnu::always_inline]] std::uint64_t value_of_all() const noexcept { return value_of(values_); }

    /// Writes a number below 10^8 without leading zeros, and returns a pointer to its end. Eight bytes are written.
    /// There is no branch for short numbers: where the lengths of numbers vary, it would cost more than it saves.
    static char* write(char* to, std::uint32_t value) noexcept
    {
        auto const digits = split(value);
        auto const leading = static_cast<unsigned>(std::countr_zero(digits | std::uint64_t{1} << 56)) / 8;
        store(to, (digits | zeros) >> 8 * leading);
        return to + size - leading;
    }

    /// Writes a number below 10^8 with leading zeros, but without trailing ones. Eight bytes are written.
    static char* write_fraction(char* to, std::uint32_t value) noexcept
    {
        auto const digits = split(value);
        store(to, digits | zeros);
        return to + size - static_cast<unsigned>(std::countl_zero(digits)) / 8;
    }

    static constexpr std::size_t size = 8;
    static constexpr std::uint32_t limit = 100'000'000;
    static constexpr std::uint64_t zeros = 0x3030303030303030;

    /// The digits of a number below 10^8, the first one as the lowest byte.
    ///
    /// It is divided in lanes of 64, 32 and 16 bits, of which the quotient becomes the first half, and the rest the
    /// second one: `q + (value - d * q) * half`, which is `value * half - q * (d * half - 1)`. 10,486 / 2^20 is 1/100
    /// for all numbers below 10,000, and 103 / 2^10 is 1/10 for those below 100.
    static std::uint64_t split(std::uint32_t value) noexcept
    {
        auto const fours = (std::uint64_t{value} << 32) - value / 10'000 * ((std::uint64_t{10'000} << 32) - 1);
        auto const hundreds = (fours * 10'486 >> 20) & 0x0000007F0000007F;
        auto const pairs = (fours << 16) - hundreds * ((100 << 16) - 1);
        auto const tens = (pairs * 103 >> 10) & 0x000F000F000F000F;
        return (pairs << 8) - tens * ((10 << 8) - 1);
    }

    static void store(char* to, std::uint64_t bytes) noexcept
    {
        if constexpr (std::endian::native == std::endian::big) bytes = __builtin_bswap64(bytes);
        std::memcpy(to, &bytes, sizeof bytes);
    }

private:
    // The number of eight digits, the first of which is the lowest byte.
    [[gnu::always_inline]] static std::uint64_t value_of(std::uint64_t digits) noexcept
    {
        auto const pairs = digits * 10 + (digits >> 8);  // in every second byte
        constexpr std::uint64_t lanes = 0x000000FF000000FF;
        return ((pairs & lanes) * 0x000F424000000064 + (pairs >> 16 & lanes) * 0x0000271000000001) >> 32;
    }

    std::uint64_t values_;  // of the digits; other characters are more than nine
    std::uint64_t others_;  // the highest bits of other characters
};

/// The powers of ten by which a number is multiplied when fewer than eight digits are appended to it.
inline constexpr auto appended_powers_of_ten = [] {
    std::array<std::uint64_t, eight_digits::size> powers{1};
    for (std::size_t i = 1; i != powers.size(); ++i) powers[i] = powers[i - 1] * 10;
    return powers;
}();

/// The most digits that always fit in 64 bits.
inline constexpr std::size_t most_digits = 19;

/// The number of bytes that `append_digits` may read.
inline constexpr std::size_t digits_room = most_digits + eight_digits::size;

/// Appends the digits at `p` to a number of `count` digits. Returns a pointer to their end, or null for more than
/// `most_digits` in all.
[[gnu::always_inline]] inline char const* append_digits(char const* p, std::uint64_t& number,
                                                        std::size_t& count) noexcept
{
    eight_digits next(p);
    while (next.are_all_digits()) [[unlikely]] {
        if (count += eight_digits::size; count > most_digits) return nullptr;
        number = number * eight_digits::limit + next.value_of_all();
        next = eight_digits(p += eight_digits::size);
    }
    auto const n = next.count();
    if (n == 0) return p;
    if (count += n; count > most_digits) return nullptr;
    number = number * appended_powers_of_ten[n] + next.value();
    return p + n;
}

/// Reads the digits at `p`, of which there is at least one, and usually fewer than eight. Returns as `append_digits`.
[[gnu::always_inline]] inline char const* read_digits(char const* p, std::uint64_t& number, std::size_t& count) noexcept
{
    eight_digits const first(p);
    count = first.count();
    if (!first.are_all_digits()) {
        number = first.value();
        return p + count;
    }
    number = first.value_of_all();
    return append_digits(p + count, number, count);
}

}  // namespace detail

}  // namespace descry
