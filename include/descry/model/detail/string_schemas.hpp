// string_schemas: the JSON Schema (draft 2020-12) of types that are strings. Patterns are common to the regular
// expressions of ECMA-262 and of other languages. They restrict `format` to what is read, and replace it for validators
// that do not assert it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace descry {

namespace detail {

/// A text that is composed at compile time.
template <std::size_t Room>
class fixed_text {
public:
    constexpr fixed_text& add(std::string_view text)
    {
        for (char const c : text) chars_[size_++] = c;
        return *this;
    }
    constexpr fixed_text& add(std::size_t number)
    {
        std::size_t unit = 1;
        while (number / unit >= 10) unit *= 10;
        for (; unit != 0; unit /= 10) chars_[size_++] = static_cast<char>('0' + number / unit % 10);
        return *this;
    }

    constexpr char const* c_str() const noexcept { return chars_.data(); }

private:
    std::array<char, Room> chars_{};
    std::size_t size_ = 0;
};

inline constexpr char const* string_schema = R"({"type":"string"})";
inline constexpr char const* number_schema = R"({"type":"number"})";
inline constexpr char const* uuid_schema =
    R"({"type":"string","format":"uuid","pattern":"^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$"})";
inline constexpr char const* date_schema =
    R"({"type":"string","format":"date","pattern":"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"})";

/// With or without a time, and with or without an offset.
inline constexpr char const* timestamp_schema =
    R"({"type":"string","pattern":"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))"
    R"((T([01][0-9]|2[0-3])(:[0-5][0-9]){2}([.][0-9]{1,7})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])?)?$",)"
    R"("anyOf":[{"format":"date-time"},{"format":"date"},{"pattern":"T[0-9:.]+$"}]})";

/// With an offset and, up to zeros, at most that many digits of a fraction.
template <std::size_t Digits>
inline constexpr auto instant_schema = [] {
    fixed_text<320> out;
    out.add(R"({"type":"string","format":"date-time","pattern":"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))"
            R"(T([01][0-9]|2[0-3])(:[0-5][0-9]){2}([.])");
    if (Digits != 0) out.add("[0-9]{1,").add(Digits).add("}");
    out.add(Digits != 0 ? "0*" : "0+").add(R"()?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$"})");
    return out;
}();

/// The number of digits after the decimal point of 1/`per_second`, a divisor of 10^9.
constexpr std::size_t fraction_digits(std::intmax_t per_second) noexcept
{
    std::size_t digits = 0;
    for (std::intmax_t power = 1; power % per_second != 0; power *= 10) ++digits;
    return digits;
}

/// RFC 3339 has no sign, no fraction, no weeks beside other units, and no seconds after hours without minutes.
inline constexpr char const* duration_schema =
    R"({"type":"string","pattern":"^-?P([0-9]+W)?([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9]+([.][0-9]+)?S)?)?$",)"
    R"("not":{"pattern":"[PT]$"},"anyOf":[{"format":"duration"},{"pattern":"-|[.]|W.|H[0-9]+S"}]})";

/// The two alphabets of RFC 4648 as patterns: a character, and what the last one is after two and three of them.
struct base64_patterns {
    std::string_view any, after_one, after_two;
};
inline constexpr base64_patterns base64_pattern{"[A-Za-z0-9+/]", "[AQgw]==", "[AEIMQUYcgkosw048]="};
inline constexpr base64_patterns base64url_pattern{"[A-Za-z0-9_-]", "[AQgw]", "[AEIMQUYcgkosw048]"};

inline constexpr auto any_size = static_cast<std::size_t>(-1);

/// The schema of bytes in lines.
constexpr fixed_text<256> mime_schema()
{
    fixed_text<256> out;
    out.add(R"({"type":"string","contentEncoding":"base64","pattern":"^[A-Za-z0-9+/= \\t\\r\\n]*$"})");
    return out;
}

/// The schema of that many bytes.
constexpr fixed_text<256> bytes_schema(bool url, std::size_t size)
{
    auto const& [any, after_one, after_two] = url ? base64url_pattern : base64_pattern;
    fixed_text<256> out;
    out.add(R"({"type":"string","contentEncoding":")").add(url ? "base64url" : "base64").add(R"(","pattern":"^()");
    out.add(any).add("{4})");
    if (size == any_size)
        out.add("*(").add(any).add(after_one).add("|").add(any).add("{2}").add(after_two).add(")?");
    else
        out.add("{").add(size / 3).add("}");
    if (size != any_size && size % 3 == 1) out.add(any).add(after_one);
    if (size != any_size && size % 3 == 2) out.add(any).add("{2}").add(after_two);
    out.add(R"($"})");
    return out;
}

}  // namespace detail

}  // namespace descry
