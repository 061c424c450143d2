// writer: writes any described type as JSON, by its table. It is not a template over the model.
#pragma once

#include <descry/json/detail/leaf_writer.hpp>
#include <descry/json/options.hpp>
#include <descry/model/detail/name_index.hpp>
#include <descry/model/detail/scalar_kinds.hpp>
#include <descry/model/detail/stored_integer.hpp>
#include <descry/model/detail/value_type.hpp>
#include <descry/model/extras.hpp>
#include <descry/model/raw_json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace descry {

namespace detail {

class writer : leaf_writer {
public:
    writer(std::string& out, write_options const& options) noexcept : leaf_writer(out), options_(options) {}

    /// Replaces the output by a value. Returns false if it has no JSON form; the output is then empty, and `error()`
    /// has its JSON Pointer. The output is also empty if a scalar of a user throws, or if memory is exhausted.
    bool document(value_type const& type, void const* in)
    try {
        auto* const last = value(begin(), type, in);
        end(last);
        return last != nullptr;
    } catch (...) {
        end(nullptr);
        throw;
    }

    using leaf_writer::error;

private:
    [[gnu::noinline]] position value(position w, value_type const& type, void const* in)
    {
        return value_inline(w, type, in);
    }

    // The same without a function call, for members and elements.
    [[gnu::always_inline]] position value_inline(position w, value_type const& type, void const* in)
    {
        switch (type.what) {
            case kind::boolean: return boolean(w, *static_cast<bool const*>(in));
            case kind::signed_integer: return signed_integer(w, type.width, in);
            case kind::unsigned_integer: return unsigned_integer(w, type.width, in);
            case kind::floating: return floating(w, type.width, in);
            case kind::string: return text(w, *static_cast<std::string const*>(in));
            case kind::raw: return raw(w, static_cast<raw_json const*>(in)->text);
            case kind::scalar: return scalar(w, *type.scalar, in);
            case kind::enumeration: return enumeration(w, *type.enumeration, type.width, in);
            case kind::maybe_quoted: return maybe_quoted(w, *type.maybe_quoted, in);
            case kind::optional:
            case kind::omittable: return optional(w, *type.optional, in);
            case kind::optional_string: return optional_text(w, *static_cast<std::optional<std::string> const*>(in));
            case kind::list: return list(w, *type.list, in);
            case kind::sequence: return sequence(w, *type.sequence, in);
            case kind::tuple: return tuple(w, *type.tuple, in);
            case kind::proxy: return proxy(w, *type.proxy, in);
            case kind::map: return map(w, *type.map, in);
            case kind::object: return object(w, *type.object, in);
            case kind::variant: return variant(w, *type.variant, in);
            case kind::dynamic: return dynamic(w, *type.dynamic, in);
        }
        return nullptr;
    }

    [[gnu::noinline]] static position signed_integer(position w, std::size_t width, void const* in) noexcept
    {
        return number(w, load_signed(width, in));
    }

    [[gnu::noinline]] static position unsigned_integer(position w, std::size_t width, void const* in) noexcept
    {
        return number(w, load_unsigned(width, in));
    }

    position maybe_quoted(position w, maybe_quoted_table const& table, void const* in)
    {
        auto const [number, quoted] = table.get(in);
        if (!quoted) return value(w, table.number, number);
        *w++ = '"';
        if (w = value(need(w, room), table.number, number); w)
            *w++ = '"';  // the free space exceeds the size of numbers
        return w;
    }

    position optional(position w, optional_table const& table, void const* in)
    {
        auto const* const held = table.get(in);
        return held ? value(w, table.value, held) : null(w);
    }

    position variant(position w, variant_table const& table, void const* in)
    {
        auto const held = table.get(in);
        return held.value ? value(w, table.alternatives[held.number], held.value) : fail(errc::invalid_value);
    }

    position dynamic(position w, dynamic_table const& table, void const* in)
    {
        auto const held = table.get(in);
        if (held.is_valueless) return fail(errc::invalid_value);
        return held.value ? value(w, held.type, held.value) : null(w);
    }

    position map(position w, map_table const& table, void const* in)
    {
        struct visitor {
            writer& self;
            map_table const& table;
            position w;
            char separator = '{';
        } state{*this, table, enter(w)};
        if (!state.w) return nullptr;
        table.for_each(in, &state, [](void* context, std::string_view name, void const* held) {
            auto& s = *static_cast<visitor*>(context);
            s.w = name.data() ? s.self.any_name(s.w, s.separator, name) : s.self.fail(errc::invalid_value);
            if (!name.data()) return false;
            s.separator = ',';
            if (s.w) s.w = s.self.value(s.w, s.table.value, held);
            return s.w || s.self.fail_in(name);
        });
        return state.w ? leave(state.w, state.separator, "{}") : nullptr;
    }

    position enter(position w)
    {
        if (depth_ == max_typed_depth) return fail(errc::too_deep);
        ++depth_;
        return w;
    }

    // Writes the closing bracket, after the opening one if there was no element and it is therefore not yet written.
    position leave(position w, char separator, char const* brackets)
    {
        --depth_;
        w = need(w, 2);
        if (separator == brackets[0])
            *w++ = brackets[0];
        else if (options_.indent != 0)
            w = line(w);
        *w++ = brackets[1];
        return w;
    }

    // Begins a new line, and ensures free space after it.
    [[gnu::noinline]] position line(position w)
    {
        auto const spaces = depth_ * options_.indent;
        w = need(w, spaces + room);
        *w++ = '\n';
        return std::fill_n(w, spaces, ' ');
    }

    // Writes the separator before a member or an element, and ensures free space for its value.
    position separate(position w, char separator)
    {
        w = need(w, room);
        *w++ = separator;
        return options_.indent != 0 ? line(w) : w;
    }

    position list(position w, list_table const& table, void const* in)
    {
        if (w = enter(w); !w) return nullptr;
        auto const [first, size] = table.elements(in);
        if (size == 0) return leave(w, '[', "[]");
        auto const* const element = static_cast<char const*>(first);
        if (options_.indent != 0) return elements(w, table, element, size);
        return close(elements_in_line(open(w), table, element, size));
    }

    // Begins an array in one line, each element of which is followed by a comma.
    position open(position w)
    {
        w = need(w, room);
        *w++ = '[';
        return w;
    }

    // Ends it: the bracket replaces the last comma.
    position close(position w) noexcept
    {
        if (!w) return nullptr;
        --depth_;
        w[-1] = ']';
        return w;
    }

    // Writes the elements of a list, each followed by a comma.
    position elements_in_line(position w, list_table const& table, char const* element, std::size_t size)
    {
        auto const all = [&]<class T>(T*) { return scalars<T>(w, element, size, 0); };
        return visit_scalar_kind(table.element, all, [&] {
            return table.element.what == kind::list ? lists(w, table, element, size) : others(w, table, element, size);
        });
    }

    // Writes elements that are lists, which often are short, such as coordinates.
    position lists(position w, list_table const& table, char const* list, std::size_t size)
    {
        if (w = enter(w); !w) return fail_in("0");
        auto const& held = *table.element.list;
        for (std::size_t i = 0; i != size; ++i, list += table.element_size) {
            auto const [first, count] = held.elements(list);
            w = open(w);
            auto const* const element = static_cast<char const*>(first);
            if (count == 0)
                ++w;
            else if (w = is_double(held.element) ? scalars<double>(w, element, count, 0)
                                                 : elements_in_line(w, held, element, count);
                     !w)
                return fail_in(std::to_string(i));
            w[-1] = ']';
            *w++ = ',';
        }
        --depth_;
        return w;
    }

    // Writes elements that are neither scalars nor lists.
    position others(position w, list_table const& table, char const* element, std::size_t size)
    {
        for (std::size_t i = 0; i != size; ++i, element += table.element_size) {
            if (w = value_inline(need(w, room), table.element, element); !w) return fail_in(std::to_string(i));
            w = need(w, 1);
            *w++ = ',';
        }
        return w;
    }

    position elements(position w, list_table const& table, char const* element, std::size_t size)
    {
        char separator = '[';
        for (std::size_t i = 0; i != size; ++i, element += table.element_size) {
            w = separate(w, separator);
            separator = ',';
            if (w = value_inline(w, table.element, element); !w) return fail_in(std::to_string(i));
        }
        return leave(w, separator, "[]");
    }

    // Writes elements of one type, each followed by a comma. Space for them is ensured once for a block.
    template <class T>
    position scalars(position w, char const* element, std::size_t size, std::size_t index)
    {
        constexpr std::size_t block_size = 32;
        for (auto const last = index + size; index != last;) {
            auto const stop = std::min(last, index + block_size);
            w = need(w, (stop - index) * room);
            for (; index != stop; ++index, element += sizeof(T)) {
                if constexpr (std::is_arithmetic_v<T>)  // the element may have another type of this size
                    w = before_comma(w, load_as<T>(element));
                else
                    w = before_comma(w, *reinterpret_cast<T const*>(element));
                if (!w) return fail_in(std::to_string(index));
            }
        }
        return w;
    }

    // Writes a `std::vector<bool>` by a buffer.
    [[gnu::noinline]] position bools(position w, sequence_table const& table, void const* in)
    {
        bool buffer[512];
        std::size_t index = 0;
        w = open(w);
        while (auto const count = table.copy_bools(in, index, buffer, sizeof buffer)) {
            w = scalars<bool>(w, reinterpret_cast<char const*>(buffer), count, index);
            if (!w) return nullptr;
            index += count;
        }
        return close(index == 0 ? w + 1 : w);
    }

    [[gnu::noinline]] position sequence(position w, sequence_table const& table, void const* in)
    {
        struct visitor {
            writer& self;
            value_type const& element;
            position w;
            char separator = '[';
            std::size_t size = 0;
        } state{*this, table.element, enter(w)};
        if (!state.w) return nullptr;
        if (table.copy_bools && options_.indent == 0) return bools(state.w, table, in);
        table.for_each(in, {&state, [](void* context, void const* held) {
                                auto& s = *static_cast<visitor*>(context);
                                s.w = s.self.value(s.self.separate(s.w, s.separator), s.element, held);
                                s.separator = ',';
                                if (!s.w) s.self.fail_in(std::to_string(s.size));
                                ++s.size;
                                return s.w != nullptr;
                            }});
        return state.w ? leave(state.w, state.separator, "[]") : nullptr;
    }

    [[gnu::noinline]] position tuple(position w, tuple_table const& table, void const* in)
    {
        if (w = enter(w); !w) return nullptr;
        for (std::size_t i = 0; i != table.size; ++i) {
            w = separate(w, i == 0 ? '[' : ',');
            if (w = value(w, table.types[i], table.at(const_cast<void*>(in), i)); !w) return fail_in(std::to_string(i));
        }
        return leave(w, table.size == 0 ? '[' : ',', "[]");
    }

    [[gnu::noinline]] position proxy(position w, proxy_table const& table, void const* in)
    {
        struct visitor {
            writer& self;
            value_type const& type;
            position w;
        } state{*this, table.value, w};
        table.write(in, {&state, [](void* context, void const* held) {
                             auto& s = *static_cast<visitor*>(context);
                             s.w = s.self.value(s.w, s.type, held);
                             return s.w != nullptr;
                         }});
        return state.w;
    }

    // An object that is being written.
    struct object_state {
        object_table const& table;
        extras const* kept;  // null if there are none
        std::size_t casing;
        bool compact;
        char separator = '{';  // before the next member
    };

    position object(position w, object_table const& table, void const* in)
    {
        if (w = enter(w); !w) return nullptr;
        object_state object{
            table, table.extras ? static_cast<extras const*>(member_at(in, table, table.extras)) : nullptr,
            static_cast<std::size_t>(table.policy.names.value_or(options_.names)), options_.indent == 0};
        auto const base = reinterpret_cast<std::uintptr_t>(in) - reinterpret_cast<std::uintptr_t>(table.origin);
        auto const* const last = table.fields + table.size;
        for (auto const* f = table.fields; f != last; ++f) {
            auto const address = base + reinterpret_cast<std::uintptr_t>(f->address);
            w = member(w, object, *f, reinterpret_cast<void const*>(address));
            if (!w) return fail_in(f->names[object.casing]);
        }
        if (object.kept && !(w = unknown(w, object))) return nullptr;
        return leave(w, object.separator, "{}");
    }

    // Writes a member, unless it is empty and omitted.
    [[gnu::always_inline]] position member(position w, object_state& object, field const& f, void const* in)
    {
        bool const plain = object.compact && f.plain;
        if (plain && is_text(f.type.what)) return plain_text(w, object, f, in);
        auto const* type = &f.type;
        auto const* held = in;
        if (!f.required) {
            held = type->optional->get(in);
            if (!held && !is_written_empty(object, f, in)) return w;
            type = &type->optional->value;
        }
        auto const name = f.names[object.casing];
        auto const separator = std::exchange(object.separator, ',');
        w = plain ? plain_name(need(w, name.size() + room), separator, name) : any_name(w, separator, name);
        if (!w) return nullptr;
        return held ? value_inline(w, *type, held) : null(w);
    }

    // The same for a string with a plain name, for both of which space is ensured once.
    [[gnu::always_inline]] position plain_text(position w, object_state& object, field const& f, void const* in)
    {
        auto const* const text = text_of(f.type.what, in);
        if (!text && !is_written_empty(object, f, in)) return w;
        auto const name = f.names[object.casing];
        auto const separator = std::exchange(object.separator, ',');
        if (!text) return null(plain_name(need(w, name.size() + room), separator, name));
        w = need(w, name.size() + text->size() + room);
        return text_in_room(plain_name(w, separator, name), *text);
    }

    // Writes the members that were not declared.
    [[gnu::always_inline]] position unknown(position w, object_state& object)
    {
        if (auto const set = object.kept->names_to_check(&object.table);
            !set.empty() && !unknown_names(object.table, set))
            return nullptr;
        for (auto const& m : object.kept->members()) {
            w = any_name(w, std::exchange(object.separator, ','), m.name);
            if (!w) return fail_in(m.name);
            w = raw(w, m.json);
        }
        return w;
    }

    static bool is_text(kind what) noexcept { return what == kind::string || what == kind::optional_string; }

    // Null for an optional that is empty.
    static std::string const* text_of(kind what, void const* member) noexcept
    {
        if (what == kind::string) return static_cast<std::string const*>(member);
        auto const& text = *static_cast<std::optional<std::string> const*>(member);
        return text ? &*text : nullptr;
    }

    // Returns false if the name of an unknown member is that of a declared one, which would then be written twice.
    [[gnu::cold, gnu::noinline]] bool unknown_names(object_table const& table, std::span<extras::member const> set)
    {
        for (auto const& m : set) {
            if (!find_field(table, m.name)) continue;
            fail(errc::duplicate_member);
            fail_in(m.name);
            return false;
        }
        return true;
    }

    bool is_written_empty(object_state const& object, field const& f, void const* member) const noexcept
    {
        if (f.type.what == kind::omittable)
            return static_cast<omittable_table const*>(f.type.optional)->is_null(member);
        auto const empty = object.table.policy.empty.value_or(options_.empty);
        return empty == empty_members::as_null ||
               (empty == empty_members::as_read && object.kept && object.kept->present(f.presence));
    }

    // Writes the separator and the name with its quotes and colon in whole blocks, in which form the name is stored.
    // There must be space for them, and for the rest of the last block.
    static position plain_name(position w, char separator, std::string_view name) noexcept
    {
        constexpr std::size_t piece = 16;
        auto const size = name.size() + 3;
        auto const* const stored = name.data() - 1;
        *w++ = separator;
        std::memcpy(w, stored, piece);
        for (std::size_t i = piece; i < size; i += piece) std::memcpy(w + i, stored + i, piece);
        return w + size;
    }

    position any_name(position w, char separator, std::string_view name)
    {
        w = text(separate(w, separator), name);
        if (!w) return nullptr;
        *w++ = ':';  // writing a string ensures space for that
        if (options_.indent != 0) *w++ = ' ';
        return need(w, room);
    }

    write_options const options_;
    std::size_t depth_ = 0;
};

}  // namespace detail

}  // namespace descry
