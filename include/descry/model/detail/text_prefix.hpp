// text_prefix: the beginning of a text as two words, by which short texts are compared and hashed at once.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace descry {

namespace detail {

/// The first sixteen bytes of a text, with zeros after a shorter one.
class text_prefix {
    std::uint64_t first_;
    std::uint64_t second_;

    static constexpr std::uint64_t load(std::string_view text) noexcept
    {
        std::uint64_t word = 0;
        for (std::size_t i = 0; i != text.size() && i != sizeof word; ++i)
            word |= std::uint64_t{static_cast<unsigned char>(text[i])} << 8 * i;
        return word;
    }

    static std::uint64_t keep(std::uint64_t word, std::size_t bytes) noexcept
    {
        return bytes < sizeof word ? word & ((std::uint64_t{1} << 8 * bytes) - 1) : word;
    }

    constexpr text_prefix(std::uint64_t first, std::uint64_t second) noexcept : first_(first), second_(second) {}

public:
    static constexpr std::size_t size = 2 * sizeof(std::uint64_t);

    constexpr explicit text_prefix(std::string_view text) noexcept
        : text_prefix(load(text), text.size() <= sizeof first_ ? 0 : load(text.substr(sizeof first_)))
    {
    }

    /// That of a text of at most `size` bytes at `p`, where `size` bytes must be readable.
    static text_prefix of_readable(char const* p, std::size_t n) noexcept
    {
        std::uint64_t words[2];
        std::memcpy(words, p, sizeof words);
        if constexpr (std::endian::native == std::endian::big)
            for (auto& word : words) word = __builtin_bswap64(word);
        return {keep(words[0], n), keep(words[1], n < sizeof first_ ? 0 : n - sizeof first_)};
    }

    /// Writes `size` bytes.
    void write(char* to) const noexcept
    {
        std::uint64_t words[2]{first_, second_};
        if constexpr (std::endian::native == std::endian::big)
            for (auto& word : words) word = __builtin_bswap64(word);
        std::memcpy(to, words, sizeof words);
    }

    constexpr bool operator==(text_prefix const&) const noexcept = default;

    constexpr std::uint32_t hash() const noexcept
    {
        auto const mixed = (first_ ^ second_ * 0x9E3779B97F4A7C15) * 0xBF58476D1CE4E5B9;
        return static_cast<std::uint32_t>(mixed >> 40);
    }
};

}  // namespace detail

}  // namespace descry
