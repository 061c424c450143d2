// count_elements: the number of elements of an array, so that its memory is allocated once.
#pragma once

#include <descry/json/detail/window.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace descry {

namespace detail {

/// A mask of the bytes that are escaped by a backslash. `pending` states whether the first byte is escaped, and is set
/// for the first byte of the next window. In a run of backslashes, every second one escapes: the addition of the odd
/// starts of runs carries through the runs, and the sum distinguishes even from odd lengths.
inline std::uint64_t escaped(std::uint64_t backslashes, bool& pending) noexcept
{
    constexpr std::uint64_t even = 0x5555555555555555;
    auto const before = std::uint64_t{pending};
    backslashes &= ~before;
    auto const follows = backslashes << 1 | before;
    auto const odd_begins = backslashes & ~even & ~follows;
    auto const carried = odd_begins + backslashes;
    pending = carried < backslashes;
    return (even ^ carried << 1) & follows;
}

/// Sets the bits from each quote to the next, the first included: `x ^ x << 1 ^ x << 2 …`
inline std::uint64_t between_quotes(std::uint64_t x) noexcept
{
    for (int shift = 1; shift != 64; shift *= 2) x ^= x << shift;
    return x;
}

struct element_count {
    std::size_t size;
    bool is_complete;  ///< The end of the array was found.
};

/// The number of elements that begin before `end`, of the array whose first element begins at `p`. The text is not
/// validated; the number is exact if it is valid JSON. With `bracketed`, only elements that begin with a bracket are
/// counted, since others are errors and need no memory.
inline element_count count_elements(char const* p, char const* end, bool bracketed) noexcept
{
    std::size_t count = bracketed ? 0 : 1;
    std::size_t depth = 0;
    std::uint64_t inside = 0;  // all bits are set inside of a string
    bool pending = false;
    for (; p < end; p += std::min<std::size_t>(window::size, static_cast<std::size_t>(end - p))) {
        char rest[window::size] = {};
        bool const whole = static_cast<std::size_t>(end - p) >= window::size;
        if (!whole) std::copy(p, end, rest);
        window const w(whole ? p : rest);

        auto quotes = w.equal('"');
        if (auto const backslashes = w.equal('\\'); backslashes != 0 || pending)
            quotes &= ~escaped(backslashes, pending);
        if (quotes == 0 && inside != 0) continue;
        auto const text = between_quotes(quotes) ^ inside;
        inside = 0 - (text >> 63);

        auto const brackets = w.brackets() & ~text;
        auto const commas = bracketed ? 0 : w.equal(',') & ~text;
        if (brackets == 0) {
            if (depth == 0) count += static_cast<std::size_t>(std::popcount(commas));
            continue;
        }
        auto const* const bytes = whole ? p : rest;
        for (auto left = brackets | commas; left != 0; left &= left - 1) {
            auto const c = bytes[std::countr_zero(left)];
            if (c == ',') {
                count += depth == 0;
            } else if (c == '{' || c == '[') {
                if (depth++ == 0 && bracketed) ++count;
            } else if (depth-- == 0) {
                return {count, true};
            }
        }
    }
    return {count, false};
}

/// The number of commas in `text`: std::count, which g++ compiles to a loop over bytes at -O2.
inline std::size_t count_commas(std::string_view text) noexcept
{
    using lanes = signed char __attribute__((vector_size(16)));
    constexpr std::size_t most = 127;  // that a lane can count
    std::size_t count = 0;
    while (text.size() >= sizeof(lanes)) {
        auto const blocks = std::min(text.size() / sizeof(lanes), most);
        lanes sums{};
        for (std::size_t i = 0; i != blocks; ++i) {
            lanes bytes;
            std::memcpy(&bytes, text.data() + i * sizeof bytes, sizeof bytes);
            sums -= bytes == ',';
        }
        for (std::size_t i = 0; i != sizeof(lanes); ++i) count += static_cast<std::size_t>(sums[i]);
        text.remove_prefix(blocks * sizeof(lanes));
    }
    return count + static_cast<std::size_t>(std::count(text.begin(), text.end(), ','));
}

/// The number of elements of an array of numbers, the first of which begins `text`. It is exact if the text is valid
/// JSON.
inline std::size_t count_numbers(std::string_view text) noexcept
{
    return count_commas(text.substr(0, text.find(']'))) + 1;
}

}  // namespace detail

}  // namespace descry
