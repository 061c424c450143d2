// reader: fills any described type from JSON, by its table. It is not a template over the model.
#pragma once

#include <descry/json/detail/alternative.hpp>
#include <descry/json/detail/count_elements.hpp>
#include <descry/json/detail/decoding_budget.hpp>
#include <descry/json/detail/leaf_reader.hpp>
#include <descry/json/detail/seen_members.hpp>
#include <descry/json/detail/suggestion.hpp>
#include <descry/json/options.hpp>
#include <descry/model/detail/name_index.hpp>
#include <descry/model/detail/value_type.hpp>
#include <descry/model/extras.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace descry {

namespace detail {

class reader : leaf_reader {
public:
    reader(std::string_view text, read_options const& options, permission const& go_on = {}) noexcept
        : leaf_reader(text, options.max_depth),
          options_(options),
          budget_(options.max_decoded_bytes, go_on),
          typed_depth_end_(options.max_depth > max_typed_depth ? options.max_depth - max_typed_depth : 0)
    {
    }

    /// Reads the whole text as one value.
    bool document(value_type const& type, void* out)
    {
        try {
            if (size_from(begin()) > options_.max_size) return fail(errc::too_large, begin(), {}) != nullptr;
            return whole(type, out) || (doubtful_ && whole_by_spelling(type, out));
        } catch (std::bad_alloc const&) {
            return fail(errc::not_enough_memory, begin(), {}) != nullptr;
        }
    }

    using leaf_reader::borrow_from;
    using leaf_reader::code;
    using leaf_reader::error;
    using leaf_reader::explanation;

private:
    // Without a limit, an array reserves at most this much memory for each remaining byte of JSON; arrays with larger
    // elements grow while they are read.
    static constexpr std::size_t most_per_byte = 32;

    // Scanning a text of this size takes longer than reading a clock.
    static constexpr std::size_t long_text_size = 1024 * 1024;

    // Strings, and other copies of the text, need at most as much memory as the text.
    bool whole(value_type const& type, void* out)
    {
        if (!take(begin(), size_from(begin()))) return false;
        auto p = value(space(begin()), type, out);
        if (!p) return false;
        p = space(p);
        return p == end() || fail(errc::trailing_content, p, {}) != nullptr;
    }

    // The declared spelling of a name takes precedence over other casings, which are then unknown. Since most objects
    // do not have both, names are first matched in any casing. If that is found to be ambiguous, the text is read again
    // and names are compared exactly: all positions are then treated as near the end, so that every name is looked up.
    [[gnu::cold, gnu::noinline]] bool whole_by_spelling(value_type const& type, void* out)
    {
        by_spelling_ = true;
        forgo_room();
        start_again(options_.max_depth);
        budget_.start_again(options_.max_decoded_bytes);
        return whole(type, out);
    }

    position value(position p, value_type const& type, void* out)
    {
        switch (type.what) {
            case kind::boolean: return boolean(p, *static_cast<bool*>(out));
            case kind::signed_integer: return integer<std::int64_t>(p, type.width, out);
            case kind::unsigned_integer: return integer<std::uint64_t>(p, type.width, out);
            case kind::floating: return floating(p, type.width, out);
            case kind::text: return string(p, *static_cast<std::string*>(out));
            case kind::raw: return raw(p, static_cast<raw_json*>(out)->text);
            case kind::scalar: return scalar(p, *type.scalar, out);
            case kind::enumeration: return enumeration(p, *type.enumeration, type.width, out);
            case kind::maybe_quoted: return maybe_quoted(p, *type.maybe_quoted, out);
            case kind::optional: return optional(p, *type.optional, out);
            case kind::optional_text: return optional_text(p, *static_cast<std::optional<std::string>*>(out));
            case kind::omittable: return omittable(p, static_cast<omittable_table const&>(*type.optional), out);
            case kind::list: return list(p, *type.list, out);
            case kind::sequence: return sequence(p, *type.sequence, out);
            case kind::tuple: return tuple(p, *type.tuple, out);
            case kind::proxy: return proxy(p, *type.proxy, out);
            case kind::map: return map(p, *type.map, out);
            case kind::object: return object(p, *type.object, out);
            case kind::variant: return variant(p, *type.variant, out);
            case kind::dynamic: return dynamic(p, *type.dynamic, out);
        }
        return nullptr;
    }

    position maybe_quoted(position p, maybe_quoted_table const& table, void* out)
    {
        bool const quoted = peek(p) == '"';
        auto* const number = table.number_in(out, quoted);
        return quoted ? quoted_number(p, table.number, number) : value(p, table.number, number);
    }

    // A string that is exactly a number: its first and last characters are those of a number, and it is read as one.
    [[gnu::noinline]] position quoted_number(position p, value_type const& type, void* out)
    {
        std::string_view content;
        auto const* const next = text(p, content);
        if (!next) return nullptr;
        bool const bounded =
            !content.empty() && (content.front() == '-' || is_digit(content.front())) && is_digit(content.back());
        reader in(content, {});
        if (bounded && in.document(type, out)) return next;
        bool const is_number = bounded && in.code() != errc::syntax_error && in.code() != errc::trailing_content;
        if (is_number) return fail(in.code(), p, in.explanation());
        return fail(errc::invalid_value, p, "expected a number, in quotes or not, found another text");
    }

    [[gnu::always_inline]] position optional(position p, optional_table const& table, void* out)
    {
        if (peek(p) != 'n') {
            if (table.allocated != 0 && !take(p, table.allocated)) return nullptr;
            return value(p, table.value, table.emplace(out));
        }
        table.reset(out);
        return literal(p, "null");
    }

    position omittable(position p, omittable_table const& table, void* out)
    {
        if (peek(p) != 'n') return optional(p, table, out);
        table.set_null(out);
        return literal(p, "null");
    }

    [[gnu::noinline]] position variant(position p, variant_table const& table, void* out)
    {
        std::string_view const rest(p, size_from(p));
        if (rest.size() >= long_text_size && !budget_.may_go_on()) return refused(p);
        auto const number = alternative_finder(rest).find(table, depth_left_, options_.repeated);
        if (number == variant_table::none) return no_alternative(p, table);
        return value(p, table.alternatives[number], table.emplace(out, number));
    }

    [[gnu::cold, gnu::noinline]] position no_alternative(position p, variant_table const& table)
    {
        if (peek(p) != '{') return unexpected(p, "an object");
        auto const* const last = skip_value(p, depth_left_);
        if (!last) return nullptr;
        alternative_finder finder({p, static_cast<std::size_t>(last - p)});
        finder.find(table, depth_left_, options_.repeated);
        return fail(errc::invalid_value, p, "expected an object of a known kind, found " + finder.found(table));
    }

    position dynamic(position p, dynamic_table const& table, void* out)
    {
        auto const what = json_kind_at(p);
        if (!what) return fail_here(p, "a JSON value");
        if ((table.takes & bit_of(*what)) == 0) return unexpected(p, table.expected);
        auto* const target = table.emplace(out, *what);
        return target ? value(p, table.types[static_cast<std::size_t>(*what)], target) : literal(p, "null");
    }

    // Fails for an array with too many elements; `p` is at the first superfluous one.
    [[gnu::cold, gnu::noinline]] position too_long(position p, list_table const& table)
    {
        if (!skip_value(p, depth_left_)) return nullptr;
        if (table.fixed_size != list_table::any_size) return wrong_size(p, table.fixed_size, "more");
        return too_many(p, table.capacity);
    }

    [[gnu::cold, gnu::noinline]] position too_many(position p, std::size_t capacity)
    {
        return fail(errc::invalid_value, p,
                    "expected a list of at most " + std::to_string(capacity) + " elements, found more");
    }

    [[gnu::cold, gnu::noinline]] position wrong_size(position p, std::size_t size, std::string const& found)
    {
        return fail(errc::invalid_value, p, "expected a list of " + std::to_string(size) + " elements, found " + found);
    }

    // A temporary value of a table that is being read.
    struct filled_value {
        reader& self;
        value_type const& type;
        position p;  // null after a failure

        value_filler filler() noexcept
        {
            return {this, [](void* context, void* value) {
                        auto& it = *static_cast<filled_value*>(context);
                        it.p = it.self.value(it.p, it.type, value);
                        return it.p != nullptr;
                    }};
        }
    };

    [[gnu::noinline]] position proxy(position p, proxy_table const& table, void* out)
    {
        if (!table.read) return only_written(p);
        if (table.memory_per_byte != 0 && peek(p) == '"') {
            std::string_view content;
            auto const* const next = text(p, content);
            if (!next || !take(p, table.memory_per_byte * content.size())) return nullptr;
        }
        filled_value it{*this, table.value, p};
        table.read(out, it.filler());
        return it.p;
    }

    [[gnu::cold, gnu::noinline]] position only_written(position p)
    {
        return fail(errc::invalid_value, p, "a view cannot be read into: it holds nothing itself");
    }

    [[gnu::noinline]] position sequence(position p, sequence_table const& table, void* out)
    {
        if (peek(p) != '[') return unexpected(p, "a list");
        if (!table.append) return only_written(p);
        if (!take(p, table.initial_size)) return nullptr;
        if (p = enter(p); !p) return nullptr;
        table.clear(out);
        for (std::size_t size = 0; peek(p) != ']'; ++size) {
            if (size != 0 && !(p = punctuation(p, ',', "',' or ']'"))) return nullptr;
            if (size == options_.max_elements) return too_large(p);
            filled_value it{*this, table.element, p};
            if (!take(p, table.element_size)) return fail_in(std::to_string(size));
            if (!table.append(out, it.filler()) && it.p) it.p = too_many(p, size);
            if (!it.p) return fail_in(std::to_string(size));
            p = space(it.p);
        }
        return leave(p);
    }

    [[gnu::noinline]] position tuple(position p, tuple_table const& table, void* out)
    {
        if (peek(p) != '[') return unexpected(p, "a list");
        auto const* const first = p;
        if (p = enter(p); !p) return nullptr;
        std::size_t size = 0;
        for (; peek(p) != ']'; ++size) {
            if (size != 0 && !(p = punctuation(p, ',', "',' or ']'"))) return nullptr;
            auto const* const at = p;
            if (size < table.size)
                p = value(p, table.types[size], table.at(out, size));
            else if (p = skip_value(p, depth_left_); p)
                p = wrong_size(at, table.size, "more");
            if (!p) return fail_in(std::to_string(size));
            p = space(p);
        }
        if (size != table.size) return wrong_size(first, table.size, std::to_string(size));
        return leave(p);
    }

    position map(position p, map_table const& table, void* out)
    {
        if (peek(p) != '{') return unexpected(p, "an object");
        if (p = enter(p); !p) return nullptr;
        table.clear(out);
        std::optional<seen_members> seen;
        if (table.at) seen.emplace();
        for (bool begun = false; peek(p) != '}'; begun = true) {
            if (begun && !(p = punctuation(p, ',', "',' or '}'"))) return nullptr;
            auto const* const at = p;
            std::string_view name;
            if (p = this->name(p, name); !p) return nullptr;
            if (!take(at, table.entry_size + table.memory_per_byte * name.size())) return fail_at(at);
            auto const before = table.size(out);
            auto* const held = seen ? numbered_value(table, out, *seen, name) : table.value_at(out, std::string(name));
            if (!held) return no_such_key(at, table);
            bool const repeated = table.size(out) == before;
            if (repeated && options_.repeated == repeated_names::refused) return duplicate(at);
            if (!repeated && before == options_.max_elements) return too_large(at);
            if (p = value(p, table.value, held); !p) return fail_at(at);
            p = space(p);
        }
        return leave(p);
    }

    [[gnu::cold, gnu::noinline]] position no_such_key(position at, map_table const& table)
    {
        std::string_view name;
        text(at, name);
        auto const expected = table.key.what == kind::enumeration ? list_of_enumerators(*table.key.enumeration, name)
                              : table.key.what == kind::scalar    ? table.key.scalar->expected
                                                                  : "an integer in range";
        fail(errc::invalid_value, at, "expected a name that is " + expected + ", found another");
        return fail_at(at);
    }

    [[gnu::noinline]] void* numbered_value(map_table const& table, void* out, seen_members& seen, std::string_view name)
    {
        auto const [number, fresh] = seen.insert_unknown(name, is_view_of_input(name));
        return fresh ? table.value_at(out, std::string(name)) : table.at(out, number);
    }

    position list(position p, list_table const& table, void* out)
    {
        if (peek(p) != '[') return unexpected(p, "a list");
        auto const* const first = p;
        if (p = enter(p); !p) return nullptr;
        table.clear(out);
        std::size_t size = 0;
        list_room room;
        if (peek(p) != ']') room_ahead(p, table, out, room);
        for (; peek(p) != ']'; ++size) {
            if (size != 0 && !(p = punctuation(p, ',', "',' or ']'"))) return nullptr;
            if (size == options_.max_elements) return too_large(p);
            if (size == room.until && !more_room(p, table, out, size, room)) return fail_in(std::to_string(size));
            auto* const element = table.grow(out, size);
            p = element ? value(p, table.element, element) : too_long(p, table);
            if (!p) return fail_in(std::to_string(size));
            p = space(p);
        }
        if (size < table.fixed_size && table.fixed_size != list_table::any_size)
            return wrong_size(first, table.fixed_size, std::to_string(size));
        return leave(p);
    }

    // The memory of an array, as numbers of elements.
    struct list_room {
        std::size_t taken = 0;  // taken from the budget
        std::size_t until = 0;  // the size at which the caller is asked again whether to stop
    };

    static void look_again_after(std::size_t size, list_table const& table, list_room& room) noexcept
    {
        room.until =
            std::min(room.taken, size + std::max<std::size_t>(decoding_budget::portion / table.element_size, 1));
    }

    // Reserves memory before the first element is read.
    [[gnu::noinline]] void room_ahead(position p, list_table const& table, void* out, list_room& room)
    {
        if (!table.reserve || (size_from(p) >= long_text_size && !budget_.may_go_on())) return;
        auto const count = count_elements(p, end(), table.element.what == kind::object);
        bool const is_limited = options_.max_decoded_bytes != read_options().max_decoded_bytes;
        auto const bytes = is_limited ? budget_.left() : size_from(p) * most_per_byte;
        auto const size = std::min({count, options_.max_elements, bytes / table.element_size});
        if (!budget_.take(size * table.element_size)) return;
        table.reserve(out, size);
        room.taken = size;
        look_again_after(0, table, room);
    }

    // Grows the array for at least one more element. Returns false if that is not possible. The existing elements are
    // moved, so that their present memory is needed until then.
    [[gnu::noinline]] bool more_room(position p, list_table const& table, void* out, std::size_t size, list_room& room)
    {
        if (!table.reserve) {
            room.until = list_table::any_size;
            return true;
        }
        if (size != room.taken) {
            if (!budget_.may_go_on()) return refused(p) != nullptr;
        } else {
            auto const affordable = budget_.left() / table.element_size;
            room.taken = std::max(size + 1, std::min({2 * size, options_.max_elements, affordable}));
            if (!take(p, room.taken * table.element_size)) return false;
            table.reserve(out, room.taken);
            budget_.give_back(size * table.element_size);
        }
        look_again_after(size, table, room);
        return true;
    }

    // An object that is being read.
    struct filling {
        // As an aggregate, it would first be filled with zeros.
        filling(object_table const& type, void* out) noexcept
            : table(type),
              base(reinterpret_cast<std::uintptr_t>(out) - reinterpret_cast<std::uintptr_t>(type.origin)),
              kept(type.extras ? static_cast<extras*>(member_at(out, type, type.extras)) : nullptr),
              next(type.fields)
        {
        }

        // The same as member_at.
        void* member(field const& f) const noexcept
        {
            return reinterpret_cast<void*>(base + reinterpret_cast<std::uintptr_t>(f.address));
        }

        object_table const& table;
        std::uintptr_t base;
        extras* kept;
        field const* next;       // services send members in a stable order
        bool scattered = false;  // but not in that of the table
        seen_members seen;
        // For the last member that was looked up: its name, the position of its value, and the declared member of which
        // its name is another casing, if names are compared exactly.
        std::string_view name;
        position value = nullptr;
        field const* meant;
    };

    position object(position p, object_table const& table, void* out)
    {
        if (peek(p) != '{') return unexpected(p, "an object");
        if (!by_spelling_ && may_lack_members(table)) return doubt();
        auto const* const first = p;
        if (p = enter(p); !p) return nullptr;

        filling it(table, out);
        if (it.kept) it.kept->clear();
        if (peek(p) != '}') {
            for (;;) {
                p = member(p, it);
                if (!p) return nullptr;
                if (p < near_end() && std::memcmp(p, ",\"", 2) == 0) [[likely]] {
                    ++p;
                    continue;
                }
                p = space(p);
                if (peek(p) == '}') break;
                if (p = punctuation(p, ',', "',' or '}'"); !p) return nullptr;
            }
        }
        if (by_spelling_ && !postponed_members(it)) return nullptr;
        if (it.kept) it.kept->set_present(it.seen.known());
        if (it.seen.known() != table.all && !absent(it, first)) return nullptr;
        return leave(p);
    }

    // Most members are strings, and most of these are short: they are read without function calls.
    [[gnu::always_inline]] position member(position p, filling& it)
    {
        auto const* const at = p;
        auto const* f = expected_field(p, it);
        if (f) {
            p = near_colon(p + f->names[0].size() + 2);
            if (!p) return nullptr;
        } else {
            f = named_field(p, it);
            p = it.value;
            if (!f) return p ? other_member(at, p, it) : nullptr;
        }

        it.next = f + 1;
        if (!it.seen.insert(f->presence) && !may_repeat_declared(it)) return duplicate(at);
        auto* const member = it.member(*f);
        if (f->type.what == kind::optional_text && *p == '"') {
            auto& out = *static_cast<std::optional<std::string>*>(member);
            auto const* const first = p + 1;
            if (auto const* const last = end_of_short_text(first)) {
                copy_short_text(first, last, out);
                return last + 1;
            }
            p = long_text(p, out);
        } else {
            p = value(p, f->type, member);
        }
        return p ? p : fail_in_member(at, it);
    }

    // The field of the table that is expected next, if its name is at `p`, in any casing; null if the name must be
    // looked up.
    [[gnu::always_inline]] field const* expected_field(position p, filling& it) const noexcept
    {
        if (p >= near_end() || *p != '"') return nullptr;
        if (matches(p + 1, it.next->pattern)) [[likely]]  // the row after the last one matches nothing
            return it.next;
        return near_field(p + 1, it);
    }

    // Reads a name and the colon after it, and looks up its field. Null if there is none, if the name is not spelled as
    // declared while names are compared exactly, or after a failure.
    [[gnu::noinline]] field const* named_field(position p, filling& it)
    {
        it.value = name(p, it.name);
        auto const* const f = it.value ? find_field(it.table, it.name) : nullptr;
        it.meant = f && by_spelling_ && !is_spelling_of(*f, it.name) ? f : nullptr;
        return it.meant ? nullptr : f;
    }

    // Reads a member that is unknown, or whose name is another casing of a declared one. It is the declared member
    // unless the object also has the declared spelling, before or after, which is decided at the end of the object.
    // Until then its value is skipped, once for each enclosing object with a postponed member; no byte is skipped more
    // than `max_depth` times.
    [[gnu::noinline]] position other_member(position at, position p, filling& it)
    {
        if (!it.meant || (!has_postponed(it) && it.seen.contains(it.meant->presence))) return unknown_member(at, p, it);
        it.next = it.meant + 1;
        if (!take(at, 2 * sizeof(postponed)) || !budget_.may_go_on()) return refused(at), fail_at(at);
        postponed_.push_back({&it, at, it.meant});
        p = skip_value(p, depth_left_);
        return p ? p : fail_at(at);
    }

    bool has_postponed(filling const& it) const noexcept { return !postponed_.empty() && postponed_.back().of == &it; }

    [[gnu::cold, gnu::noinline]] bool postponed_members(filling& it)
    {
        auto first = postponed_.size();
        while (first != 0 && postponed_[first - 1].of == &it) --first;
        auto const spelled_as_declared = it.seen.known();
        for (auto i = first; i != postponed_.size(); ++i) {
            auto const [of, at, f] = postponed_[i];
            auto const* const p = name(at, it.name);
            if (has(spelled_as_declared, f->presence)) {
                if (!unknown_member(at, p, it)) return false;
                continue;
            }
            if (!it.seen.insert(f->presence) && !may_repeat(it)) return duplicate(at);
            if (!value(p, f->type, it.member(*f))) return fail_at(at);
        }
        postponed_.resize(first);
        return true;
    }

    [[gnu::noinline]] position unknown_member(position at, position p, filling& it)
    {
        auto const policy = it.table.policy.unknown.value_or(options_.unknown);
        if (policy == unknown_members::refused) return refuse_unknown(at, it);
        auto const stays = is_view_of_input(it.name);
        auto const [number, fresh] = it.seen.insert_unknown(it.name, stays);
        if (!fresh && !may_repeat(it)) return duplicate(at);
        bool const keep = it.kept && policy == unknown_members::kept;
        if (keep && fresh && number == options_.max_elements) return too_large(at);
        if (fresh && extras::allocates_for(number) && !take_for_unknown(at, number, keep)) return fail_at(at);

        std::string decoded;  // the value may have escapes as well
        auto const name = stays ? it.name : std::string_view(decoded = it.name);
        auto const* const last = skip_value(p, depth_left_);
        if (!last) return fail_in(name);
        std::string_view const json(p, static_cast<std::size_t>(last - p));
        if (keep && fresh) it.kept->append(name, json, &it.table);
        if (keep && !fresh) it.kept->replace(number, json);
        return last;
    }

    [[gnu::cold, gnu::noinline]] position refuse_unknown(position at, filling const& it)
    {
        fail(errc::unknown_member, at, suggestion(it.table, it.name, options_.names));
        return fail_in(it.name);
    }

    bool may_lack_members(object_table const& table) const noexcept
    {
        return table.policy.missing.value_or(options_.missing) == missing_members::allowed;
    }

    // Absent members keep their values. These must not be changed by a member whose name is another casing of the
    // declared one, so nothing is read into such an object before all its names are known.
    [[gnu::cold, gnu::noinline]] position doubt() noexcept
    {
        doubtful_ = true;
        return nullptr;
    }

    // The earlier occurrence of a repeated name may have another casing.
    [[gnu::cold, gnu::noinline]] bool may_repeat_declared(filling const& it) noexcept
    {
        doubtful_ = !by_spelling_;
        return by_spelling_ && may_repeat(it);
    }

    [[gnu::noinline]] bool may_repeat(filling const& it) const noexcept
    {
        return it.table.policy.repeated.value_or(options_.repeated) == repeated_names::last_wins;
    }

    // The field whose name is at `p`, within the space of a name; null if it must be looked up otherwise. If the field
    // is near the expected one, because some were omitted or all are in reverse order, comparison is faster than the
    // index: the processor predicts its result and continues, but would wait for a load from the index.
    [[gnu::noinline]] static field const* near_field(position p, filling& it) noexcept
    {
        auto const* const next = it.next;
        auto const* const last = it.table.fields + it.table.size;
        if (!it.scattered) {
            if (next != last && matches(p, next[1].pattern)) return next + 1;
            if (next - it.table.fields >= 2 && matches(p, next[-2].pattern)) return next - 2;
            if (last - next > 2 && matches(p, next[2].pattern)) return next + 2;
        }
        auto const* const found = indexed_field(p, it.table);
        it.scattered = found && (found > next + 1 || found < next - 2);
        return found;
    }

    static field const* indexed_field(position p, object_table const& table) noexcept
    {
        for (std::size_t at = 0; at != name_pattern::size; at += block::size) {
            auto const quotes = block(p + at).bits_equal('"');
            if (quotes == 0) continue;
            auto const [slots, mask] = table.index;
            auto slot = name_hash({p, at + static_cast<std::size_t>(std::countr_zero(quotes))}) & mask;
            for (; slots[slot] != 0; slot = (slot + 1) & mask)
                if (auto const& f = table.fields[slots[slot] - 1]; matches(p, f.pattern)) return &f;
            return nullptr;
        }
        return nullptr;
    }

    // Handles absent members: empties optional ones, and fails for others.
    [[gnu::noinline]] bool absent(filling const& it, position first)
    {
        auto const top = it.table.fields->presence;  // in the order of the table, presence numbers decrease
        for (auto word = it.table.all.size(); word-- != 0;) {
            auto left = it.table.all[word] & ~it.seen.known()[word];
            while (left != 0) {
                auto const bit = std::bit_width(left) - 1;
                left -= std::uint64_t{1} << bit;
                auto const number = word * 64 + static_cast<std::size_t>(bit);
                if (!absent(it, it.table.fields[(top - number) % max_fields], first)) return false;
            }
        }
        return true;
    }

    [[gnu::always_inline]] bool absent(filling const& it, field const& f, position first)
    {
        auto* const member = it.member(f);
        if (f.type.what == kind::optional_text) {
            auto& text = *static_cast<std::optional<std::string>*>(member);
            if (text) text.reset();
        } else if (!f.required) {
            f.type.optional->reset(member);
        } else if (!may_lack_members(it.table)) {
            return fail(errc::missing_member, first, {}) || fail_in(wire_name(it.table, f, options_.names));
        }
        return true;
    }

    position enter(position p)
    {
        if (depth_left_ == typed_depth_end_) return fail(errc::too_deep, p, {});
        --depth_left_;
        return space(p + 1);
    }

    position leave(position p) noexcept
    {
        ++depth_left_;
        return p + 1;
    }

    // Takes memory from the budget. Returns false, with a failure, if the budget is exhausted or the caller stops
    // reading.
    [[gnu::noinline]] bool take(position p, std::size_t bytes) { return budget_.take(bytes) || refused(p) != nullptr; }

    [[gnu::noinline]] bool take_for_unknown(position at, std::size_t number, bool keep)
    {
        auto const bytes = seen_members::memory_for(number) + (keep ? extras::memory_for(number) : 0);
        return budget_.take(bytes) || refused(at) != nullptr;
    }

    [[gnu::cold, gnu::noinline]] position refused(position p)
    {
        if (budget_.refusal() != errc::too_large)
            return fail(budget_.refusal(), p, "the deadline passed while the text was decoded");
        return fail(errc::too_large, p,
                    "what the text is decoded to takes more than " + std::to_string(options_.max_decoded_bytes) +
                        " bytes, which max_decoded_bytes allows");
    }

    [[gnu::cold, gnu::noinline]] position duplicate(position at)
    {
        fail(errc::duplicate_member, at, {});
        return fail_at(at);
    }

    [[gnu::cold, gnu::noinline]] position too_large(position at) { return fail(errc::too_large, at, {}); }

    // Fails in the member before the next one. If its name is another casing of a declared one, it may not be that
    // member.
    [[gnu::cold, gnu::noinline]] position fail_in_member(position at, filling const& it)
    {
        std::string_view name;
        text(at, name);
        doubtful_ = doubtful_ || (!by_spelling_ && !is_spelling_of(it.next[-1], name));
        return fail_in(name);
    }

    // Fails in the member whose name is at `at`.
    [[gnu::cold, gnu::noinline]] position fail_at(position at)
    {
        std::string_view name;
        text(at, name);
        return fail_in(name);
    }

    // A member that is read at the end of its object.
    struct postponed {
        filling const* of;
        position at;
        field const* meant;
    };

    read_options const options_;
    decoding_budget budget_;
    std::size_t typed_depth_end_;  // of `depth_left_`
    bool by_spelling_ = false;
    bool doubtful_ = false;  // the text may have another meaning with `by_spelling_`
    // Members of an object are after those of the enclosing objects.
    std::vector<postponed> postponed_;
};

}  // namespace detail

}  // namespace descry
