// decimal: the text and the hash of a decimal.
#pragma once

#include <descry/model/decimal.hpp>
#include <descry/model/detail/digits.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace descry {

DESCRY_DECL void decimal::append_to(std::string& out) const
{
    char text[max_text_size];
    out.append(text, write(text));
}

DESCRY_DECL std::string decimal::to_string() const
{
    std::string out;
    append_to(out);
    return out;
}

// Writes from the last digit to the first, two at a time.
DESCRY_DECL char* decimal::write_short(char* to) const noexcept
{
    if (negative_) *to++ = '-';
    auto* const end = to + std::max(detail::count_digits(low_), scale_ + 1) + (scale_ != 0);
    auto* p = end;
    auto rest = low_;
    auto const write_back_to = [&](char* first) {
        for (; p - first >= 2; rest /= 100) detail::write_pair(p -= 2, static_cast<unsigned>(rest % 100));
        if (p == first) return;
        *--p = static_cast<char>('0' + rest % 10);
        rest /= 10;
    };
    if (scale_ != 0) {
        write_back_to(end - scale_);
        *--p = '.';
    }
    write_back_to(to);
    return end;
}

DESCRY_DECL char* decimal::write(char* to) const noexcept
{
    if (high_ == 0) return write_short(to);

    // Writes from the last digit to the first, as two numbers of 64 bits, since dividing 128 bits is slow.
    constexpr std::uint64_t chunk = 10'000'000'000'000'000'000u;
    auto rest = detail::low_half(coefficient() / chunk);
    auto digits = detail::low_half(coefficient() % chunk);
    char text[max_text_size];
    auto* const end = text + sizeof text;
    auto* from = end;
    for (int written = 0; digits != 0 || rest != 0 || written <= scale_;) {
        *--from = static_cast<char>('0' + digits % 10);
        digits /= 10;
        if (++written == 19) digits = rest, rest = 0;
        if (written == scale_) *--from = '.';
    }
    if (negative_) *--from = '-';
    return std::copy(from, end, to);
}

DESCRY_DECL std::optional<decimal> scalar<decimal>::read(scalar_token token) { return parsed_scalar::read(token); }

}  // namespace descry

DESCRY_DECL std::size_t std::hash<descry::decimal>::operator()(descry::decimal const& number) const noexcept
{
    // Equal numbers have equal hashes, independent of their scales.
    auto coefficient = number.coefficient();
    int scale = number.scale();
    for (; scale != 0 && coefficient % 10 == 0; --scale) coefficient /= 10;
    auto const sign = static_cast<std::uint64_t>(number.is_negative());
    auto const mixed =
        (descry::detail::high_half(coefficient) * 0x9E3779B97F4A7C15u) ^ descry::detail::low_half(coefficient);
    return static_cast<std::size_t>((mixed ^ (static_cast<std::uint64_t>(scale) * 2 + sign) << 56) *
                                    0x9E3779B97F4A7C15u);
}
