// window: the positions of certain bytes in a block of the text, as masks of 64 bits.
#pragma once

#include <descry/json/detail/scan.hpp>

#include <cstddef>
#include <cstdint>
#include <utility>

namespace descry {

namespace detail {

/// Sixty-four bytes that are compared at once. In a result, a bit stands for each byte, the lowest for the first.
class window {
public:
    static constexpr std::size_t size = 64;

    explicit window(char const* from) noexcept : window(from, std::make_index_sequence<size / block::size>()) {}

    std::uint64_t specials() const noexcept
    {
        return each([](block b) { return block::bits(b.specials()); }, std::make_index_sequence<size / block::size>());
    }

    std::uint64_t equal(char c) const noexcept
    {
        return each([c](block b) { return b.bits_equal(c); }, std::make_index_sequence<size / block::size>());
    }

    /// Brackets and braces. No other byte that JSON has outside of strings matches under this mask.
    std::uint64_t brackets() const noexcept
    {
        constexpr char mask = 0x26;  // '[', ']', '{' and '}' have all the other bits of 0x7F
        return each([](block b) { return b.with(mask).bits_equal('\x7F'); },
                    std::make_index_sequence<size / block::size>());
    }

private:
    template <std::size_t... I>
    window(char const* from, std::index_sequence<I...>) noexcept : blocks_{block(from + I * block::size)...}
    {
    }

    template <class Function, std::size_t... I>
    std::uint64_t each(Function f, std::index_sequence<I...>) const noexcept
    {
        return (... | (std::uint64_t{f(blocks_[I])} << I * block::size));
    }

    block blocks_[size / block::size];
};

}  // namespace detail

}  // namespace descry
