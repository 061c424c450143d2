// reader: fills any described type from JSON, by its table. It is not a template over the model.
#pragma once

#include <descry/json/detail/alternative.hpp>
#include <descry/json/detail/padded_text.hpp>
#include <descry/json/detail/read_cursor.hpp>
#include <descry/json/detail/read_list.hpp>
#include <descry/json/detail/read_map.hpp>
#include <descry/json/detail/read_object.hpp>
#include <descry/json/detail/read_sequence.hpp>
#include <descry/json/options.hpp>
#include <descry/model/detail/value_type.hpp>
#include <descry/model/raw_json.hpp>

#include <cstddef>
#include <cstdint>
#include <new>
#include <optional>
#include <string>
#include <string_view>

namespace descry {

namespace detail {

class reader {
public:
    reader(std::string_view text, read_options const& options, permission const& in_time = {}) noexcept
        : in_(text, options, in_time)
    {
    }

    reader(padded_text const& text, read_options const& options) noexcept : reader(text.view(), options)
    {
        in_.use_padding();
    }

    /// Reads the whole text as one value.
    bool document(value_type const& type, void* out)
    {
        auto const* const begin = in_.begin();
        try {
            if (in_.size_from(begin) > in_.options.max_size) return in_.refuse(errc::too_large, begin, {});
            return whole(type, out) || (in_.doubtful && whole_by_spelling(type, out));
        } catch (std::bad_alloc const&) {
            return in_.refuse(errc::not_enough_memory, begin, {});
        }
    }

    /// See `leaf_reader::borrow_from`.
    void borrow_from(std::string_view text) noexcept { in_.borrow_from(text); }

    failure error() const { return in_.error(); }
    errc code() const noexcept { return in_.code(); }
    std::string const& explanation() const noexcept { return in_.explanation(); }
    bool is_jsonc() const noexcept { return in_.is_jsonc(); }

private:
    // Strings, and other copies of the text, need at most as much memory as the text.
    bool whole(value_type const& type, void* out)
    {
        auto const* p = in_.begin();
        if (!in_.take(p, in_.size_from(p))) return false;
        p = read_value(in_, in_.space(p), type, out);
        if (!p) return false;
        p = in_.space(p);
        return p == in_.end() || in_.refuse_trailing_content(p);
    }

    // The declared spelling of a name takes precedence over other casings, which are then unknown. Since most objects
    // do not have both, names are first matched in any casing. If that is found to be ambiguous, the text is read again
    // and names are compared exactly.
    [[gnu::cold, gnu::noinline]] bool whole_by_spelling(value_type const& type, void* out)
    {
        in_.start_by_spelling();
        return whole(type, out);
    }

    read_cursor in_;
};

// A string that is exactly a number: its first and last characters are those of a number, and it is read as one.
[[gnu::noinline]] inline position read_quoted_number(read_cursor& in, position p, value_type const& type, void* out)
{
    std::string_view content;
    auto const* const next = in.text(p, content);
    if (!next) return nullptr;
    bool const bounded =
        !content.empty() && (content.front() == '-' || is_digit(content.front())) && is_digit(content.back());
    reader number(content, {});
    if (bounded && number.document(type, out)) return next;
    bool const is_number = bounded && number.code() != errc::syntax_error && number.code() != errc::trailing_content;
    if (is_number) return in.fail(number.code(), p, number.explanation());
    return in.fail(errc::invalid_value, p, "expected a number, in quotes or not, found another string");
}

[[gnu::noinline]] inline position read_maybe_quoted(read_cursor& in, position p, maybe_quoted_table const& table,
                                                    void* out)
{
    bool const quoted = in.peek(p) == '"';
    auto* const number = table.number_in(out, quoted);
    return quoted ? read_quoted_number(in, p, table.number, number) : read_value(in, p, table.number, number);
}

[[gnu::noinline]] inline position read_optional(read_cursor& in, position p, optional_table const& table, void* out)
{
    if (in.peek(p) != 'n') {
        if (table.allocated != 0 && !in.take(p, table.allocated)) return nullptr;
        return read_value(in, p, table.value, table.emplace(out));
    }
    table.reset(out);
    return in.null(p);
}

[[gnu::noinline]] inline position read_omittable(read_cursor& in, position p, omittable_table const& table, void* out)
{
    if (in.peek(p) != 'n') return read_optional(in, p, table, out);
    table.set_null(out);
    return in.null(p);
}

[[gnu::cold, gnu::noinline]] inline position no_alternative(read_cursor& in, position p, variant_table const& table)
{
    if (in.peek(p) != '{') return in.unexpected(p, "an object");
    auto const* const last = in.skip_value(p, in.depth_left());
    if (!last) return nullptr;
    alternative_finder finder({p, static_cast<std::size_t>(last - p)});
    finder.find(table, in.depth_left(), in.options);
    return in.fail(errc::invalid_value, p, "expected an object of a known kind, found " + finder.found(table));
}

[[gnu::noinline]] inline position read_variant(read_cursor& in, position p, variant_table const& table, void* out)
{
    std::string_view const rest(p, in.size_from(p));
    if (rest.size() >= read_cursor::long_text_size && !in.is_in_time(p)) return nullptr;
    auto const number = alternative_finder(rest).find(table, in.depth_left(), in.options);
    if (number == variant_table::none) return no_alternative(in, p, table);
    return read_value(in, p, table.alternatives[number], table.emplace(out, number));
}

[[gnu::noinline]] inline position read_dynamic(read_cursor& in, position p, dynamic_table const& table, void* out)
{
    auto const what = in.json_kind_at(p);
    if (!what) return in.fail_here(p, "a JSON value");
    if ((table.takes & bit_of(*what)) == 0) return in.unexpected(p, table.expected);
    auto* const target = table.emplace(out, *what);
    return target ? read_value(in, p, table.types[static_cast<std::size_t>(*what)], target) : in.null(p);
}

[[gnu::noinline]] inline position read_proxy(read_cursor& in, position p, proxy_table const& table, void* out)
{
    if (table.written_only) return in.only_written(p);
    if (table.memory_per_byte != 0 && in.peek(p) == '"') {
        std::string_view content;
        auto const* const next = in.text(p, content);
        if (!next || !in.take(p, table.memory_per_byte * content.size())) return nullptr;
    }
    filled_value it{in, table.value, p};
    table.read(out, it.filler());
    return it.p;
}

// Each function is called last, so that this one needs no frame.
inline position read_value(read_cursor& in, position p, value_type const& type, void* out)
{
    switch (type.what) {
        case kind::boolean: return in.boolean(p, *static_cast<bool*>(out));
        case kind::signed_integer: return in.integer<std::int64_t>(p, type.width, out);
        case kind::unsigned_integer: return in.integer<std::uint64_t>(p, type.width, out);
        case kind::floating: return in.floating(p, type.width, out);
        case kind::string: return in.string(p, *static_cast<std::string*>(out));
        case kind::raw: return in.raw(p, static_cast<raw_json*>(out)->text);
        case kind::scalar: return in.scalar(p, *type.scalar, out);
        case kind::enumeration: return in.enumeration(p, *type.enumeration, type.width, out);
        case kind::maybe_quoted: return read_maybe_quoted(in, p, *type.maybe_quoted, out);
        case kind::optional: return read_optional(in, p, *type.optional, out);
        case kind::optional_string: return in.optional_text(p, *static_cast<std::optional<std::string>*>(out));
        case kind::omittable: return read_omittable(in, p, static_cast<omittable_table const&>(*type.optional), out);
        case kind::list: return read_list(in, p, *type.list, out);
        case kind::sequence: return read_sequence(in, p, *type.sequence, out);
        case kind::tuple: return read_tuple(in, p, *type.tuple, out);
        case kind::proxy: return read_proxy(in, p, *type.proxy, out);
        case kind::map: return read_map(in, p, *type.map, out);
        case kind::object: return read_object(in, p, *type.object, out);
        case kind::variant: return read_variant(in, p, *type.variant, out);
        case kind::dynamic: return read_dynamic(in, p, *type.dynamic, out);
    }
    return nullptr;
}

}  // namespace detail

}  // namespace descry
