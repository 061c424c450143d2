// leaf_writer: writes values that contain no other values.
#pragma once

#include <descry/core/error.hpp>
#include <descry/json/detail/copy_plain.hpp>
#include <descry/json/detail/floating.hpp>
#include <descry/json/detail/pointer.hpp>
#include <descry/json/detail/scan.hpp>
#include <descry/json/detail/sixteen_digits.hpp>
#include <descry/json/detail/utf8.hpp>
#include <descry/json/detail/write_floating.hpp>
#include <descry/model/detail/enum_table.hpp>
#include <descry/model/detail/stored_integer.hpp>
#include <descry/model/detail/value_type.hpp>

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace descry {

namespace detail {

/// Stores the output, its end, and the JSON Pointer of a failure. Each function takes the position to write to, and
/// returns the end of the written text, or null after a failure; positions therefore remain in registers.
class leaf_writer {
public:
    explicit leaf_writer(std::string& out) noexcept : out_(out) {}

    failure error() const { return {code_, {.pointer = pointer_}}; }

protected:
    using position = char*;  // in the output

    // The minimum free space before a value is written, more than the size of a literal, a number or a scalar of this
    // library.
    static constexpr std::size_t some = 48;
    static_assert(std::max(scalar_buffer::room_size, text_prefix::size) + 2 <= some,
                  "a scalar of this library, and a short text, is written in its place, between quotes");
    // The minimum after punctuation.
    static constexpr std::size_t room = some + 8;

    // Texts of consecutive calls usually have similar sizes.
    position begin()
    {
        constexpr std::size_t least = 128;
        auto const wanted = std::max<std::size_t>(out_.size() + least, 256);
        out_.resize(out_.capacity() < least ? wanted : std::min(wanted, out_.capacity()));
        end_ = out_.data() + out_.size();
        return out_.data();
    }

    // Ends the output after the written text, or empties it after a failure.
    void end(position w) { out_.resize(w ? static_cast<std::size_t>(w - out_.data()) : 0); }

    position need(position w, std::size_t bytes)
    {
        return static_cast<std::size_t>(end_ - w) >= bytes ? w : grow(w, bytes);
    }

    static position null(position w) noexcept
    {
        std::memcpy(w, "null", 4);
        return w + 4;
    }

    static position boolean(position w, bool value) noexcept
    {
        std::memcpy(w, value ? "true" : "false", 5);
        return w + 5 - value;
    }

    position verbatim(position w, std::string_view json)
    {
        w = need(w, json.size());
        return std::copy(json.begin(), json.end(), w);
    }

    position raw(position w, std::string const& json) { return json.empty() ? null(w) : verbatim(w, json); }

    template <std::integral T>
    [[gnu::always_inline]] static position number(position w, T value) noexcept
    {
        bool const negative = value < 0;
        *w = '-';
        auto const magnitude = static_cast<std::uint64_t>(value);
        return write_integer(w + negative, negative ? 0 - magnitude : magnitude);
    }

    // The overloads of `scalar` write a value of a type that is known to the compiler.
    static position scalar(position w, bool value) noexcept { return boolean(w, value); }
    position scalar(position w, std::string const& value) { return text(w, value); }

    template <std::integral T>
    [[gnu::always_inline]] static position scalar(position w, T value) noexcept
    {
        return number(w, value);
    }

    template <std::floating_point T>
    position scalar(position w, T value)
    {
        return is_finite(value) ? write_floating(w, value) : fail(errc::not_finite);
    }

    // The same, and a comma after it.
    template <class T>
    [[gnu::always_inline]] position before_comma(position w, T const& value)
    {
        if (w = scalar(w, value); w) *w++ = ',';
        return w;
    }

    static position before_comma(position w, bool value) noexcept
    {
        std::memcpy(w, value ? "true,\0\0" : "false,\0", 8);
        return w + 6 - value;
    }

    position floating(position w, std::size_t width, void const* in)
    {
        if (width == sizeof(float)) return scalar(w, load_as<float>(in));
        return scalar(w, load_as<double>(in));
    }

    position optional_text(position w, std::optional<std::string> const& in) { return in ? text(w, *in) : null(w); }

    position scalar(position w, scalar_table const& table, void const* in)
    {
        scalar_.room = w + table.quoted;
        auto const [content, quoted] = table.write(in, scalar_);
        if (content.data() != scalar_.room) {
            if (!content.data()) return fail(errc::invalid_value);
            return quoted ? text(w, content) : verbatim(w, content);
        }

        // The text is already in place, unless a number was written where a string was expected.
        if (!quoted && table.quoted) std::memmove(w, content.data(), content.size());
        if (!quoted) return w + content.size();
        *w++ = '"';
        return end_of_text(w + content.size());
    }

    [[gnu::noinline]] position enumeration(position w, enum_table const& table, std::size_t width, void const* in)
    {
        auto const* const held = find_stored_enumerator(table, load_unsigned(width, in), width);
        if (!held) return fail(errc::invalid_value);
        if (table.as_number) return number(w, held->value);
        if (!held->plain) return text(w, held->text);
        *w = '"';
        held->prefix.write(w + 1);
        return end_of_text(w + 1 + held->text.size());
    }

    position text(position w, std::string_view content)
    {
        return text_in_room(need(w, content.size() + room), content);
    }

    // Ensures free space for the text without escapes, and for the minimum.
    [[gnu::always_inline]] position text_in_room(position w, std::string_view content)
    {
        *w++ = '"';
        return copy_plain(content, w) ? end_of_text(w + content.size()) : careful_text(w, content);
    }

    [[gnu::cold, gnu::noinline]] position fail(errc code)
    {
        code_ = code;
        return nullptr;
    }

    [[gnu::cold, gnu::noinline]] position fail_in(std::string_view name)
    {
        pointer_.insert(0, reference_token(name));
        return nullptr;
    }

private:
    static position end_of_text(position w) noexcept
    {
        *w++ = '"';
        return w;
    }

    [[gnu::noinline]] position grow(position w, std::size_t bytes)
    {
        // A string fills added space with zeros. It grows in small steps, so that the space is still in the cache when
        // it is written to.
        constexpr std::size_t step = 4096;
        auto const used = static_cast<std::size_t>(w - out_.data());
        if (used + bytes > out_.capacity()) out_.reserve(std::max(out_.capacity() * 2, used + bytes));
        out_.resize(std::min(used + bytes + step, out_.capacity()));
        end_ = out_.data() + out_.size();
        return out_.data() + used;
    }

    [[gnu::noinline]] position careful_text(position w, std::string_view content)
    {
        constexpr auto most = block::size * sizeof(written_character);
        static_assert(block::size * longest + block::size <= most,
                      "every byte escaped, and a block copied behind them");

        auto const* p = content.data();
        auto const* const end = p + content.size();
        while (p != end) {
            auto const left = static_cast<std::size_t>(end - p);
            w = need(w, left + most);
            if (static_cast<unsigned char>(*p) >= 0x80) {
                auto* to = w;  // whose address is taken, so that `w` remains in a register
                p = copy_utf8(content.data(), p, end, to);
                w = to;
                if (p != end && static_cast<unsigned char>(*p) >= 0x80) return fail(errc::invalid_utf8);
            } else if (left >= 2 * block::size) {
                p = escape_block(p, w);
            } else {
                auto const* const stop = p + std::min(block::size, left);
                while (p != stop && static_cast<unsigned char>(*p) < 0x80) w = put(w, *p++);
            }
        }
        return end_of_text(need(w, room));
    }

    // Writes a block, up to a longer UTF-8 sequence. All special bytes of the block are found at once, since a search
    // from each to the next would wait for its position. Another block must follow this one.
    static char const* escape_block(char const* p, char*& out) noexcept
    {
        auto* w = out;
        auto const* const end = p + block::size;
        auto const* const begin = p;
        for (auto found = block(p).specials(); found != 0; found &= found - 1) {
            auto const* const special = begin + block::first(found);
            std::memcpy(w, p, block::size);
            w += special - p;
            p = special;
            if (static_cast<unsigned char>(*p) >= 0x80) return out = w, p;
            w = put(w, *p++);
        }
        std::memcpy(w, p, block::size);
        out = w + (end - p);
        return end;
    }

    // Writes a character, escaped if necessary. All characters are written in the same way, without a branch.
    struct written_character {
        char text[7];
        std::uint8_t size;
    };

    static constexpr auto characters = [] {
        constexpr std::string_view escaped = "\"\\\b\f\n\r\t";
        constexpr std::string_view letters = "\"\\bfnrt";
        std::array<written_character, 128> table{};
        for (unsigned char c = 0; c != 0x20; ++c)
            table[c] = {{'\\', 'u', '0', '0', "01"[c >> 4], "0123456789abcdef"[c & 15]}, 6};
        for (unsigned char c = 0x20; c != 0x80; ++c) table[c] = {{static_cast<char>(c)}, 1};
        for (std::size_t i = 0; i != letters.size(); ++i)
            table[static_cast<unsigned char>(escaped[i])] = {{'\\', letters[i]}, 2};
        return table;
    }();

    static constexpr std::size_t longest = [] {
        std::size_t size = 0;
        for (auto const& character : characters) size = std::max<std::size_t>(size, character.size);
        return size;
    }();

    static position put(position w, char c) noexcept
    {
        auto const& character = characters[static_cast<unsigned char>(c)];
        std::memcpy(w, &character, sizeof character);
        return w + character.size;
    }

    std::string& out_;
    char* end_ = nullptr;
    errc code_{};
    std::string pointer_;
    scalar_buffer scalar_;
};

}  // namespace detail

}  // namespace descry
