// writer: one engine that writes any described type as JSON, by walking its table. No template over the model.
#pragma once

#include <descry/core/error.hpp>
#include <descry/json/copy_plain.hpp>
#include <descry/json/floating.hpp>
#include <descry/json/options.hpp>
#include <descry/json/pointer.hpp>
#include <descry/json/scan.hpp>
#include <descry/json/utf8.hpp>
#include <descry/model/extras.hpp>
#include <descry/model/raw_json.hpp>
#include <descry/model/value_type.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace descry {

namespace detail {

/// Knows the output and its end. Each function takes the place to write at and gives the one after what it wrote, or
/// null after a failure: places stay in registers.
class writer {
public:
    writer(std::string& out, write_options const& options) noexcept : out_(out), options_(options) {}

    /// Replaces the output by a value. False when it has no JSON form: the output is empty, and `error()` says where.
    bool document(value_type const& type, void const* in)
    {
        out_.resize(std::max<std::size_t>(out_.size(), 256));
        end_ = out_.data() + out_.size();
        auto const* const last = value(out_.data(), type, in);
        out_.resize(last ? static_cast<std::size_t>(last - out_.data()) : 0);
        return last != nullptr;
    }

    failure error() const { return {code_, {.pointer = pointer_}}; }

private:
    using place = char*;

    // Room for more than a number, a short name and punctuation.
    static constexpr std::size_t some = 64;

    place need(place w, std::size_t bytes) { return static_cast<std::size_t>(end_ - w) >= bytes ? w : grow(w, bytes); }

    [[gnu::noinline]] place grow(place w, std::size_t bytes)
    {
        auto const used = static_cast<std::size_t>(w - out_.data());
        auto const enough = std::max(out_.size() * 2, used + bytes);
        bool const fits = used + bytes <= out_.capacity();
        out_.resize(fits ? std::min(enough, out_.capacity()) : enough);
        end_ = out_.data() + out_.size();
        return out_.data() + used;
    }

    place value(place w, value_type const& type, void const* in)
    {
        switch (type.what) {
            case kind::boolean: return literal(w, *static_cast<bool const*>(in) ? "true" : "false");
            case kind::signed_integer: return number(w, load_signed(type.width, in));
            case kind::unsigned_integer: return number(w, load_unsigned(type.width, in));
            case kind::floating: return floating(w, type.width, in);
            case kind::text: return text(w, *static_cast<std::string const*>(in));
            case kind::raw: return raw(w, static_cast<raw_json const*>(in)->text);
            case kind::scalar: return scalar(w, *type.scalar, in);
            case kind::optional:
            case kind::omittable: return optional(w, *type.optional, in);
            case kind::optional_text: return optional_text(w, *static_cast<std::optional<std::string> const*>(in));
            case kind::list: return list(w, *type.list, in);
            case kind::map: return map(w, *type.map, in);
            case kind::object: return object(w, *type.object, in);
            case kind::variant: return variant(w, *type.variant, in);
            case kind::dynamic: return dynamic(w, *type.dynamic, in);
        }
        return nullptr;
    }

    place literal(place w, std::string_view word)
    {
        w = need(w, word.size());
        return std::copy(word.begin(), word.end(), w);
    }

    place raw(place w, std::string const& json) { return literal(w, json.empty() ? std::string_view("null") : json); }

    template <class T>
    place number(place w, T value)
    {
        w = need(w, some);
        return std::to_chars(w, w + some, value).ptr;
    }

    static std::int64_t load_signed(std::size_t width, void const* in) noexcept
    {
        switch (width) {
            case 1: return load<std::int8_t>(in);
            case 2: return load<std::int16_t>(in);
            case 4: return load<std::int32_t>(in);
            default: return load<std::int64_t>(in);
        }
    }

    static std::uint64_t load_unsigned(std::size_t width, void const* in) noexcept
    {
        switch (width) {
            case 1: return load<std::uint8_t>(in);
            case 2: return load<std::uint16_t>(in);
            case 4: return load<std::uint32_t>(in);
            default: return load<std::uint64_t>(in);
        }
    }

    template <class T>
    static T load(void const* in) noexcept
    {
        T value;
        std::memcpy(&value, in, sizeof value);
        return value;
    }

    place floating(place w, std::size_t width, void const* in)
    {
        return width == sizeof(float) ? finite(w, load<float>(in)) : finite(w, load<double>(in));
    }

    template <class T>
    place finite(place w, T value)
    {
        return is_finite(value) ? number(w, value) : fail(errc::not_finite);
    }

    place optional(place w, optional_table const& table, void const* in)
    {
        auto const* const held = table.get(in);
        return held ? value(w, table.value, held) : literal(w, "null");
    }

    // By far the most members are of this type: spared the table's indirect calls.
    place optional_text(place w, std::optional<std::string> const& in)
    {
        return in ? text(w, *in) : literal(w, "null");
    }

    place scalar(place w, scalar_table const& table, void const* in)
    {
        auto const [content, quoted] = table.write(in, scalar_);
        return quoted ? text(w, content) : literal(w, content);
    }

    place variant(place w, variant_table const& table, void const* in)
    {
        auto const held = table.get(in);
        return held.value ? value(w, table.alternatives[held.number], held.value) : literal(w, "null");
    }

    place dynamic(place w, dynamic_table const& table, void const* in)
    {
        auto const held = table.get(in);
        return held.value ? value(w, held.type, held.value) : literal(w, "null");
    }

    place map(place w, map_table const& table, void const* in)
    {
        struct visitor {
            writer& self;
            map_table const& table;
            place w;
            char separator = '{';
        } state{*this, table, enter(w)};
        if (!state.w) return nullptr;
        table.for_each(in, &state, [](void* context, std::string_view name, void const* held) {
            auto& s = *static_cast<visitor*>(context);
            s.w = s.self.any_name(s.w, s.separator, name);
            s.separator = ',';
            if (s.w) s.w = s.self.value(s.w, s.table.value, held);
            return s.w || s.self.fail_in(name);
        });
        return state.w ? leave(state.w, state.separator, "{}") : nullptr;
    }

    place enter(place w)
    {
        if (depth_ == max_typed_depth) return fail(errc::too_deep);
        ++depth_;
        return w;
    }

    // What has no elements was not even begun.
    place leave(place w, char separator, char const* brackets)
    {
        --depth_;
        w = need(w, some);
        if (separator == brackets[0])
            *w++ = brackets[0];
        else if (options_.indent != 0)
            w = line(w);
        *w++ = brackets[1];
        return w;
    }

    // A new line, with room for some more on it.
    [[gnu::noinline]] place line(place w)
    {
        auto const spaces = depth_ * options_.indent;
        w = need(w, spaces + some);
        *w++ = '\n';
        return std::fill_n(w, spaces, ' ');
    }

    // What stands before a member or an element, with room for some more.
    place separate(place w, char separator)
    {
        w = need(w, some);
        *w++ = separator;
        return options_.indent != 0 ? line(w) : w;
    }

    place list(place w, list_table const& table, void const* in)
    {
        if (w = enter(w); !w) return nullptr;
        char separator = '[';
        for (std::size_t i = 0, n = table.size(in); i != n; ++i) {
            w = separate(w, separator);
            separator = ',';
            if (w = value(w, table.element, table.at(in, i)); !w) return fail_in(std::to_string(i));
        }
        return leave(w, separator, "[]");
    }

    place object(place w, object_table const& table, void const* in)
    {
        if (w = enter(w); !w) return nullptr;
        auto const* const kept =
            table.extras ? static_cast<extras const*>(member_at(in, table, table.extras)) : nullptr;
        auto const casing = static_cast<std::size_t>(table.policy.names.value_or(options_.names));
        auto const empty = table.policy.empty.value_or(options_.empty);
        char separator = '{';
        for (auto const* f = table.fields; f != table.fields + table.size; ++f) {
            auto const* const member = member_at(in, table, f->address);
            if (!f->required && is_empty(f->type, member) && !is_written_empty(empty, kept, *f, member)) continue;
            auto const name = f->names[casing];
            w = f->plain && options_.indent == 0 ? plain_name(w, separator, name) : any_name(w, separator, name);
            separator = ',';
            if (w)
                w = f->type.what == kind::optional_text
                        ? optional_text(w, *static_cast<std::optional<std::string> const*>(member))
                        : value(w, f->type, member);
            if (!w) return fail_in(name);
        }
        if (kept) {
            for (auto const& m : kept->members()) {
                if (w = any_name(w, separator, m.name); !w) return fail_in(m.name);
                separator = ',';
                w = raw(w, m.json);
            }
        }
        return leave(w, separator, "{}");
    }

    static bool is_written_empty(empty_members empty, extras const* kept, field const& f, void const* member) noexcept
    {
        if (f.type.what == kind::omittable)
            return static_cast<omittable_table const*>(f.type.optional)->is_null(member);
        return empty == empty_members::as_null ||
               (empty == empty_members::as_read && kept && kept->present(f.presence));
    }

    static bool is_empty(value_type const& type, void const* member) noexcept
    {
        if (type.what == kind::optional_text) return !*static_cast<std::optional<std::string> const*>(member);
        return !type.optional->get(member);
    }

    // The separator and the name with its quotes and colon, in whole blocks: the name stands in memory like that.
    place plain_name(place w, char separator, std::string_view name)
    {
        constexpr std::size_t block = 16;
        auto const size = name.size() + 3;
        w = need(w, size + block + 1);
        *w++ = separator;
        for (std::size_t i = 0; i < size; i += block) std::memcpy(w + i, name.data() - 1 + i, block);
        return w + size;
    }

    place any_name(place w, char separator, std::string_view name)
    {
        w = text(separate(w, separator), name);
        if (!w) return nullptr;
        *w++ = ':';  // text leaves room for some more
        if (options_.indent != 0) *w++ = ' ';
        return w;
    }

    place text(place w, std::string_view content)
    {
        w = need(w, content.size() + some);
        *w++ = '"';
        if (!copy_plain(content, w)) return careful_text(w, content);
        w += content.size();
        *w++ = '"';
        return w;
    }

    [[gnu::noinline]] place careful_text(place w, std::string_view content)
    {
        auto const* p = content.data();
        auto const* const end = p + content.size();
        while (p != end) {
            w = need(w, static_cast<std::size_t>(end - p) + block::size * sizeof(written_character));
            auto const n = std::min(block::size, static_cast<std::size_t>(end - p));
            if (n == block::size && block(p).specials() == 0) {
                std::memcpy(w, p, block::size);
                p += block::size;
                w += block::size;
                continue;
            }
            auto const* const stop = p + n;
            while (p != stop && static_cast<unsigned char>(*p) < 0x80) w = put(w, *p++);
            if (p == stop) continue;

            auto const* const run = p;
            p = skip_utf8(content.data(), p, end);
            if (p != end && static_cast<unsigned char>(*p) >= 0x80) return fail(errc::invalid_utf8);
            w = std::copy(run, p, w);
        }
        w = need(w, some);
        *w++ = '"';
        return w;
    }

    // A character as text has it, escaped if need be. All of them are written in the same way, without a branch.
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

    static place put(place w, char c) noexcept
    {
        auto const& character = characters[static_cast<unsigned char>(c)];
        std::memcpy(w, &character, sizeof character);
        return w + character.size;
    }

    [[gnu::cold, gnu::noinline]] place fail(errc code)
    {
        code_ = code;
        return nullptr;
    }

    [[gnu::cold, gnu::noinline]] place fail_in(std::string_view segment)
    {
        pointer_.insert(0, pointer_segment(segment));
        return nullptr;
    }

    std::string& out_;
    char* end_ = nullptr;
    write_options const options_;
    std::size_t depth_ = 0;
    errc code_{};
    std::string pointer_;
    scalar_buffer scalar_;
};

}  // namespace detail

}  // namespace descry
