// reader: one engine that fills any described type from JSON, by walking its table. No template over the model.
#pragma once

#include <descry/core/error.hpp>
#include <descry/json/lexer.hpp>
#include <descry/json/pointer.hpp>
#include <descry/json/seen_members.hpp>
#include <descry/model/extras.hpp>
#include <descry/model/name_index.hpp>
#include <descry/model/raw_json.hpp>
#include <descry/model/value_type.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace descry {

/// How JSON is read. The defaults refuse whatever could hide a mistake.
struct read_options {
    std::size_t max_depth = 64;  ///< How deep values may be nested. Each level costs stack.
};

namespace detail {

class reader : lexer {
public:
    reader(std::string_view text, read_options const& options) noexcept : lexer(text), depth_left_(options.max_depth) {}

    /// Reads the whole text as one value.
    bool document(value_type const& type, void* out)
    {
        space();
        if (!value(type, out)) return false;
        space();
        return at_end() || fail(errc::trailing_content, position(), {});
    }

    failure error() const
    {
        failure_details details{.explanation = explanation(), .offset = offset()};
        for (auto place = places_.rbegin(); place != places_.rend(); ++place) details.pointer += *place;
        return {code(), std::move(details)};
    }

private:
    bool value(value_type const& type, void* out)
    {
        switch (type.what) {
            case kind::boolean:          return boolean(*static_cast<bool*>(out));
            case kind::signed_integer:   return integer<std::int64_t>(type.width, out);
            case kind::unsigned_integer: return integer<std::uint64_t>(type.width, out);
            case kind::floating:         return floating(type.width, out);
            case kind::text:             return string(*static_cast<std::string*>(out));
            case kind::raw:              return raw(static_cast<raw_json*>(out)->text);
            case kind::optional:         return optional(*type.optional, out);
            case kind::list:             return list(*type.list, out);
            case kind::object:           return object(*type.object, out);
        }
        return false;
    }

    bool boolean(bool& out)
    {
        if (peek() != 't' && peek() != 'f') return unexpected("a boolean");
        out = peek() == 't';
        return literal(out ? "true" : "false");
    }

    bool string(std::string& out)
    {
        if (peek() != '"') return unexpected("text");
        std::string_view content;
        if (!text(content, out)) return false;
        if (content.data() != out.data()) out.assign(content);
        return true;
    }

    bool raw(std::string& out)
    {
        auto const* const first = position();
        if (!skip_value(depth_left_)) return false;
        out.assign(first, position());
        return true;
    }

    bool optional(optional_table const& table, void* out)
    {
        if (peek() != 'n') return value(table.value, table.emplace(out));
        table.reset(out);
        return literal("null");
    }

    // Every width is read as the widest, and stored if nothing is lost.
    template <class Widest>
    bool integer(std::size_t width, void* out)
    {
        auto const* const at = position();
        std::string_view token;
        if (!number_token("an integer", token)) return false;
        if (!integer_) return fail(errc::unexpected_kind, at, "expected an integer, found a fraction or an exponent");

        if (token == "-0") token = "0";  // zero, which from_chars does not find in it for an unsigned type
        Widest wide{};
        auto const status = std::from_chars(token.data(), token.data() + token.size(), wide).ec;
        auto const bits = width * 8;
        bool fits = status == std::errc();
        if (bits != 64) {
            auto const top = std::numeric_limits<Widest>::max() >> (64 - bits);
            fits = fits && wide <= top && (std::numeric_limits<Widest>::min() == 0 || wide >= -top - 1);
        }
        if (!fits) return fail(errc::out_of_range, at, "the number does not fit " + std::to_string(bits) + " bits");
        store(static_cast<std::uint64_t>(wide), width, out);
        return true;
    }

    static void store(std::uint64_t bits, std::size_t width, void* out) noexcept
    {
        switch (width) {
            case 1: return copy(static_cast<std::uint8_t>(bits), out);
            case 2: return copy(static_cast<std::uint16_t>(bits), out);
            case 4: return copy(static_cast<std::uint32_t>(bits), out);
            default: return copy(bits, out);
        }
    }

    template <class T>
    static void copy(T value, void* out) noexcept
    {
        std::memcpy(out, &value, sizeof value);
    }

    bool floating(std::size_t width, void* out)
    {
        return width == sizeof(float) ? floating(*static_cast<float*>(out)) : floating(*static_cast<double*>(out));
    }

    template <class T>
    bool floating(T& out)
    {
        auto const* const at = position();
        std::string_view token;
        if (!number_token("a number", token)) return false;
        if (std::from_chars(token.data(), token.data() + token.size(), out).ec != std::errc())
            return fail(errc::out_of_range, at, "the number does not fit a floating-point member");
        return true;
    }

    bool number_token(char const* expected, std::string_view& token)
    {
        auto const c = peek();
        if (c != '-' && (c < '0' || c > '9')) return unexpected(expected);
        return number(token, integer_);
    }

    bool list(list_table const& table, void* out)
    {
        if (peek() != '[') return unexpected("a list");
        if (!enter()) return false;
        table.clear(out);
        for (std::size_t i = 0; peek() != ']'; ++i) {
            if (i != 0 && !punctuation(',', "',' or ']'")) return false;
            if (!value(table.element, table.grow(out))) return fail_in(std::to_string(i));
            space();
        }
        leave();
        return true;
    }

    bool object(object_table const& table, void* out)
    {
        if (peek() != '{') return unexpected("an object");
        auto const* const begin = position();
        if (!enter()) return false;

        auto* const kept = table.extras ? static_cast<extras*>(member_at(out, table, table.extras)) : nullptr;
        if (kept) kept->clear();
        seen_members seen;
        field const* next = table.fields;  // services send members in a stable order
        field const* const end = table.fields + table.size;

        for (bool first = true; peek() != '}'; first = false) {
            if (!first && !punctuation(',', "',' or '}'")) return false;
            std::string decoded;
            std::string_view name;
            auto const* const at = position();
            if (peek() != '"') return fail_here("a name in quotes");
            if (!text(name, decoded) || !punctuation(':', "':'")) return false;

            auto const* const f = next != end && name == next->names[0] ? next : find_field(table, name);
            if (f) {
                next = f + 1;
                auto const number = static_cast<std::size_t>(f - table.fields);
                if (!seen.insert(number)) return fail(errc::duplicate_member, at, {}) || fail_in(name);
                if (kept && !f->required) kept->set_present(f->presence);
                if (!value(f->type, member_at(out, table, f->address))) return fail_in(name);
            } else {
                if (!seen.insert(name)) return fail(errc::duplicate_member, at, {}) || fail_in(name);
                if (!unknown(name, kept)) return fail_in(name);
            }
            space();
        }
        leave();
        return seen.count() == table.size || absent(table, seen, out, begin);
    }

    bool unknown(std::string_view name, extras* kept)
    {
        auto const* const first = position();
        if (!skip_value(depth_left_)) return false;
        if (kept) kept->append(std::string(name), std::string(first, position()));
        return true;
    }

    // Members that were not in the text: empty if they can be, an error if not.
    bool absent(object_table const& table, seen_members const& seen, void* out, char const* begin)
    {
        for (std::size_t i = 0; i != table.size; ++i) {
            auto const& f = table.fields[i];
            if (seen.contains(i)) continue;
            if (f.required) return fail(errc::missing_member, begin, {}) || fail_in(f.names[0]);
            f.type.optional->reset(member_at(out, table, f.address));
        }
        return true;
    }

    bool enter()
    {
        if (depth_left_ == 0) return fail(errc::too_deep, position(), {});
        --depth_left_;
        advance();
        space();
        return true;
    }

    void leave() noexcept
    {
        ++depth_left_;
        advance();
    }

    [[gnu::cold]] bool unexpected(char const* expected)
    {
        auto const* const at = position();
        auto const* const found = kind_here();
        if (!found) return fail_here(expected);
        if (!skip_value(depth_left_)) return false;  // it is not JSON at all, or cut off, which says more
        return fail(*at == 'n' ? errc::unexpected_null : errc::unexpected_kind, at,
                    std::string("expected ") + expected + ", found " + found);
    }

    // On the way out of a failure: one more segment of the JSON pointer (RFC 6901).
    [[gnu::cold]] bool fail_in(std::string_view segment)
    {
        places_.push_back(pointer_segment(segment));
        return false;
    }

    std::size_t depth_left_;
    bool integer_ = false;
    std::vector<std::string> places_;
};

}  // namespace detail

}  // namespace descry
