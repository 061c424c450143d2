// writer: one engine that writes any described type as JSON, by walking its table. No template over the model.
#pragma once

#include <descry/core/error.hpp>
#include <descry/core/naming.hpp>
#include <descry/json/pointer.hpp>
#include <descry/json/scan.hpp>
#include <descry/model/extras.hpp>
#include <descry/model/raw_json.hpp>
#include <descry/model/value_type.hpp>

#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace descry {

/// How JSON is written.
struct write_options {
    casing names = casing::camel;  ///< Of the members' names. Unknown members keep the name they were read with.
};

namespace detail {

class writer {
public:
    writer(std::string& out, write_options const& options) noexcept
        : out_(out), name_(static_cast<std::size_t>(options.names))
    {
    }

    /// Appends a value. False when it has no JSON form; then `error()` says where.
    bool value(value_type const& type, void const* in)
    {
        switch (type.what) {
            case kind::boolean:          return literal(*static_cast<bool const*>(in) ? "true" : "false");
            case kind::signed_integer:   return number(load_signed(type.width, in));
            case kind::unsigned_integer: return number(load_unsigned(type.width, in));
            case kind::floating:         return floating(type.width, in);
            case kind::text:             return text(*static_cast<std::string const*>(in));
            case kind::raw:              return raw(static_cast<raw_json const*>(in)->text);
            case kind::optional:         return optional(*type.optional, in);
            case kind::list:             return list(*type.list, in);
            case kind::object:           return object(*type.object, in);
        }
        return false;
    }

    failure error() const { return {code_, {.pointer = pointer_}}; }

private:
    bool literal(std::string_view word)
    {
        out_ += word;
        return true;
    }

    bool raw(std::string const& json) { return literal(json.empty() ? std::string_view("null") : json); }

    template <class T>
    bool number(T value)
    {
        char digits[32];
        out_.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
        return true;
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

    bool floating(std::size_t width, void const* in)
    {
        return width == sizeof(float) ? finite(load<float>(in)) : finite(load<double>(in));
    }

    template <class T>
    bool finite(T value)
    {
        return std::isfinite(value) ? number(value) : fail(errc::not_finite);
    }

    bool optional(optional_table const& table, void const* in)
    {
        auto const* const held = table.get(in);
        return held ? value(table.value, held) : literal("null");
    }

    bool list(list_table const& table, void const* in)
    {
        out_ += '[';
        for (std::size_t i = 0, n = table.size(in); i != n; ++i) {
            if (i != 0) out_ += ',';
            if (!value(table.element, table.at(in, i))) return fail_in(std::to_string(i));
        }
        out_ += ']';
        return true;
    }

    bool object(object_table const& table, void const* in)
    {
        auto const* const kept = table.extras ? static_cast<extras const*>(member_at(in, table, table.extras)) : nullptr;
        char separator = '{';
        for (std::size_t i = 0; i != table.size; ++i) {
            auto const& f = table.fields[i];
            auto const* const member = member_at(in, table, f.address);
            if (!f.required && !f.type.optional->get(member) && !(kept && kept->present(f.presence))) continue;
            auto const name = f.names[name_];
            out_ += separator;
            separator = ',';
            if (!text(name)) return fail_in(name);
            out_ += ':';
            if (!value(f.type, member)) return fail_in(name);
        }
        if (kept) {
            for (auto const& m : kept->members()) {
                out_ += separator;
                separator = ',';
                if (!text(m.name)) return fail_in(m.name);
                out_ += ':';
                raw(m.json);
            }
        }
        if (separator == '{') out_ += '{';
        out_ += '}';
        return true;
    }

    bool text(std::string_view content)
    {
        out_ += '"';
        auto const* p = content.data();
        auto const* const end = p + content.size();
        for (auto const* run = p;; run = p) {
            p = find_special(p, end);
            while (p != end && static_cast<unsigned char>(*p) >= 0x80) {
                auto const n = utf8_length(p, end);
                if (n == 0) return fail(errc::invalid_utf8);
                p = find_special(p + n, end);
            }
            out_.append(run, p);
            if (p == end) break;
            escape(*p++);
        }
        out_ += '"';
        return true;
    }

    void escape(char c)
    {
        out_ += '\\';
        switch (c) {
            case '"':
            case '\\': out_ += c; return;
            case '\b': out_ += 'b'; return;
            case '\f': out_ += 'f'; return;
            case '\n': out_ += 'n'; return;
            case '\r': out_ += 'r'; return;
            case '\t': out_ += 't'; return;
            default:
                out_ += "u00";
                out_ += "01"[c >> 4];
                out_ += "0123456789abcdef"[c & 15];
        }
    }

    [[gnu::cold]] bool fail(errc code)
    {
        code_ = code;
        return false;
    }

    [[gnu::cold]] bool fail_in(std::string_view segment)
    {
        pointer_.insert(0, pointer_segment(segment));
        return false;
    }

    std::string& out_;
    std::size_t name_;
    errc code_{};
    std::string pointer_;
};

}  // namespace detail

}  // namespace descry
