// read_object: reads the members of an object into a described struct.
#pragma once

#include <descry/json/detail/read_cursor.hpp>
#include <descry/json/detail/scan.hpp>
#include <descry/json/detail/seen_members.hpp>
#include <descry/json/detail/suggestion.hpp>
#include <descry/model/detail/name_index.hpp>
#include <descry/model/detail/value_type.hpp>
#include <descry/model/extras.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace descry {

namespace detail {

inline bool may_lack_members(read_cursor const& in, object_table const& table) noexcept
{
    return table.policy.missing.value_or(in.options.missing) == missing_members::allowed;
}

/// An object that is being read.
class object_reader {
public:
    object_reader(read_cursor& in, object_table const& table, void* out) noexcept
        : in_(in),
          table_(table),
          base_(reinterpret_cast<std::uintptr_t>(out) - reinterpret_cast<std::uintptr_t>(table.origin)),
          kept_(table.extras ? static_cast<extras*>(member_at(out, table, table.extras)) : nullptr),
          next_(table.fields),
          exact_(table.policy.exact_names.value_or(in.options.exact_names)),
          spelling_(table.policy.names.value_or(exact_ ? in.options.names : in.spelling)),
          by_pattern_(spelling_ != casing::as_declared && !exact_)
    {
    }

    /// Reads the members, the first of which is at `p`; the object begins at `first`. Returns the position of the
    /// closing brace.
    [[gnu::always_inline]] position read(position p, position first)
    {
        auto& in = in_;  // in a register, where the compiler would read the member after each write
        if (kept_) kept_->clear();
        if (in.peek(p) != '}') {
            for (;;) {
                p = member(in, p);
                if (!p) return nullptr;
                if (p < in.near_end() && std::memcmp(p, ",\"", 2) == 0) [[likely]] {
                    ++p;
                    continue;
                }
                p = in.space(p);
                if (in.peek(p) == '}') break;
                if (p = in.punctuation(p, ',', "',' or '}'"); !p) return nullptr;
            }
        }
        if (in.by_spelling && !postponed_members()) return nullptr;
        if (kept_) kept_->set_present(seen_.known());
        if (seen_.known() != table_.all && !absent(first)) return nullptr;
        return p;
    }

private:
    // The same as member_at.
    void* member_of(field const& f) const noexcept
    {
        return reinterpret_cast<void*>(base_ + reinterpret_cast<std::uintptr_t>(f.address));
    }

    // Most members are strings, and most of these are short: they are read without function calls.
    [[gnu::always_inline]] position member(read_cursor& in, position p)
    {
        auto const* const at = p;
        auto const* f = expected_field(in, p);
        if (f) {
            p = in.near_colon(p + expected_name(*f).size() + 2);
            if (!p) return nullptr;
        } else {
            f = named_field(p);
            p = value_;
            if (!f) return p ? other_member(at, p) : nullptr;
        }

        next_ = f + 1;
        if (!seen_.insert(f->presence) && !doubt_or_permit_repeated()) return in.duplicate(at);
        auto* const member = member_of(*f);
        if (f->type.what == kind::optional_string && *p == '"') {
            auto& out = *static_cast<std::optional<std::string>*>(member);
            auto const* const first = p + 1;
            if (auto const* const last = in.end_of_short_text(first)) {
                in.copy_short_text(first, last, out);
                return last + 1;
            }
            p = in.long_text(p, out);
        } else {
            p = read_value(in, p, f->type, member);
        }
        return p ? p : fail_in_member(at);
    }

    // The field of the table that is expected next, if its name is at `p`; null if the name must be looked up.
    [[gnu::always_inline]] field const* expected_field(read_cursor const& in, position p) noexcept
    {
        if (p >= in.near_end() || *p != '"') return nullptr;
        if (is_at(p, *next_)) [[likely]]  // the row after the last one matches nothing
            return next_;
        return near_field(p);
    }

    // True if the name of the field is at `p`, within the space of a name. Patterns are those of camel case, in any
    // casing; other spellings are compared exactly.
    [[gnu::always_inline]] bool is_at(position p, field const& f) const noexcept
    {
        if (by_pattern_) return matches(p + 1, f.pattern);
        return f.plain && is_quoted_name(p, expected_name(f));
    }

    std::string_view expected_name(field const& f) const noexcept
    {
        return f.names[static_cast<std::size_t>(spelling_)];
    }

    // Reads a name and the colon after it, and looks up its field. Null if there is none, if the name is not spelled as
    // declared while names are compared exactly, or after a failure.
    [[gnu::noinline]] field const* named_field(position p)
    {
        value_ = in_.name(p, name_);
        auto const* const f = value_ ? find_field(table_, name_) : nullptr;
        if (f) expect_spelling_of(*f);
        if (exact_ && f && name_ != wire_name(table_, *f, in_.options.names)) return meant_ = nullptr;
        meant_ = f && in_.by_spelling && !is_spelling_of(*f, name_) ? f : nullptr;
        return meant_ ? nullptr : f;
    }

    // The next names are expected in the spelling of the present one, unless the type defines it.
    void expect_spelling_of(field const& f) noexcept
    {
        if (exact_ || table_.policy.names || f.names[0] == f.names[2]) return;
        spelling_ = in_.spelling = name_ == f.names[2] ? casing::as_declared : casing::camel;
        by_pattern_ = spelling_ != casing::as_declared;
    }

    // Reads a member that is unknown, or whose name is another casing of a declared one. It is the declared member
    // unless the object also has the declared spelling, before or after, which is decided at the end of the object.
    // Until then its value is skipped, once for each enclosing object with a postponed member; no byte is skipped more
    // than `max_depth` times.
    [[gnu::noinline]] position other_member(position at, position p)
    {
        if (!meant_ || (!has_postponed() && seen_.contains(meant_->presence))) return unknown_member(at, p);
        next_ = meant_ + 1;
        if (!in_.take(at, 2 * sizeof(read_cursor::postponed_member)) || !in_.is_in_time(at)) return in_.fail_at(at);
        in_.postponed.push_back({this, at, meant_});
        p = in_.skip_value(p, in_.depth_left());
        return p ? p : in_.fail_at(at);
    }

    bool has_postponed() const noexcept { return !in_.postponed.empty() && in_.postponed.back().of == this; }

    [[gnu::cold, gnu::noinline]] bool postponed_members()
    {
        auto first = in_.postponed.size();
        while (first != 0 && in_.postponed[first - 1].of == this) --first;
        auto const spelled_as_declared = seen_.known();
        for (auto i = first; i != in_.postponed.size(); ++i) {
            auto const [of, at, f] = in_.postponed[i];
            auto const* const p = in_.name(at, name_);
            if (has(spelled_as_declared, f->presence)) {
                if (!unknown_member(at, p)) return false;
                continue;
            }
            if (!seen_.insert(f->presence) && !may_repeat()) return in_.duplicate(at);
            if (!read_value(in_, p, f->type, member_of(*f))) return in_.fail_at(at);
        }
        in_.postponed.resize(first);
        return true;
    }

    [[gnu::noinline]] position unknown_member(position at, position p)
    {
        auto const policy = table_.policy.unknown.value_or(in_.options.unknown);
        if (refuses_unknown(policy, kept_ != nullptr)) return fail_as_unknown(at);
        auto const stays = in_.is_view_of_input(name_);
        auto const [number, fresh] = seen_.insert_unknown(name_, stays);
        if (!fresh && !may_repeat()) return in_.duplicate(at);
        bool const keep = kept_ && policy != unknown_members::ignored;
        if (keep && fresh && number == in_.options.max_elements) return in_.too_large(at);
        if (fresh && extras::allocates_for(number) && !take_for_unknown(at, number, keep)) return in_.fail_at(at);

        std::string decoded;  // the value may have escapes as well
        auto const name = stays ? name_ : std::string_view(decoded = name_);
        auto const* const last = in_.skip_value(p, in_.depth_left());
        if (!last) return in_.fail_in(name);
        std::string_view const json(p, static_cast<std::size_t>(last - p));
        if (keep && fresh) kept_->append(name, json, &table_);
        if (keep && !fresh) kept_->replace(number, json);
        return last;
    }

    // The earlier occurrence of a repeated name may have another casing: the text is doubtful until names are compared
    // exactly.
    [[gnu::cold, gnu::noinline]] bool doubt_or_permit_repeated() noexcept
    {
        in_.doubtful = !in_.by_spelling;
        return in_.by_spelling && may_repeat();
    }

    [[gnu::noinline]] bool may_repeat() const noexcept
    {
        return table_.policy.repeated.value_or(in_.options.repeated) == repeated_names::last_wins;
    }

    // The field whose name is at `p`, within the space of a name; null if it must be looked up otherwise. If the field
    // is near the expected one, because some were omitted or all are in reverse order, comparison is faster than the
    // index: the processor predicts its result and continues, but would wait for a load from the index.
    [[gnu::noinline]] field const* near_field(position p) noexcept
    {
        auto const* const next = next_;
        auto const* const last = table_.fields + table_.size;
        if (!scattered_) {
            if (next != last && is_at(p, next[1])) return next + 1;
            if (next - table_.fields >= 2 && is_at(p, next[-2])) return next - 2;
            if (last - next > 2 && is_at(p, next[2])) return next + 2;
        }
        auto const* const found = indexed_field(p);
        scattered_ = found && (found > next + 1 || found < next - 2);
        return found;
    }

    field const* indexed_field(position p) const noexcept
    {
        for (std::size_t at = 0; at != name_pattern::size; at += block::size) {
            auto const quotes = block(p + 1 + at).bits_equal('"');
            if (quotes == 0) continue;
            auto const [slots, mask] = table_.index;
            auto slot = name_hash({p + 1, at + static_cast<std::size_t>(std::countr_zero(quotes))}) & mask;
            for (; slots[slot] != 0; slot = (slot + 1) & mask)
                if (auto const& f = table_.fields[slots[slot] - 1]; is_at(p, f)) return &f;
            return nullptr;
        }
        return nullptr;
    }

    // Handles absent members: empties optional ones, and fails for others.
    [[gnu::noinline]] bool absent(position first)
    {
        auto const top = table_.fields->presence;  // in the order of the table, presence numbers decrease
        for (auto word = table_.all.size(); word-- != 0;) {
            auto left = table_.all[word] & ~seen_.known()[word];
            while (left != 0) {
                auto const bit = std::bit_width(left) - 1;
                left -= std::uint64_t{1} << bit;
                auto const number = word * 64 + static_cast<std::size_t>(bit);
                if (!absent(table_.fields[(top - number) % max_fields], first)) return false;
            }
        }
        return true;
    }

    [[gnu::always_inline]] bool absent(field const& f, position first)
    {
        auto* const member = member_of(f);
        if (f.type.what == kind::optional_string) {
            auto& text = *static_cast<std::optional<std::string>*>(member);
            if (text) text.reset();
        } else if (!f.required) {
            f.type.optional->reset(member);
        } else if (!may_lack_members(in_, table_)) {
            return refuse_absent(f, first);
        }
        return true;
    }

    [[gnu::cold, gnu::noinline]] bool refuse_absent(field const& f, position first)
    {
        auto const wanted = wire_name(table_, f, in_.options.names);
        auto const written = misspelling_of(in_, table_, f, exact_, first);
        in_.fail(errc::missing_member, first,
                 written.empty() ? written : "required member is absent (the object has `" + written + "`)");
        in_.fail_in(wanted);
        return false;
    }

    [[gnu::cold, gnu::noinline]] position fail_as_unknown(position at)
    {
        in_.fail(errc::unknown_member, at, suggestion(table_, name_, in_.options.names));
        return in_.fail_in(name_);
    }

    [[gnu::noinline]] bool take_for_unknown(position at, std::size_t number, bool keep)
    {
        auto const bytes = seen_members::memory_for(number) + (keep ? extras::memory_for(number) : 0);
        return in_.take(at, bytes);
    }

    // Fails in the member before the next one. If its name is another casing of a declared one, it may not be that
    // member.
    [[gnu::cold, gnu::noinline]] position fail_in_member(position at)
    {
        std::string_view name;
        in_.text(at, name);
        in_.doubtful = in_.doubtful || (!in_.by_spelling && !is_spelling_of(next_[-1], name));
        return in_.fail_in(name);
    }

    read_cursor& in_;
    object_table const& table_;
    std::uintptr_t base_;
    extras* kept_;
    field const* next_;       // services send members in a stable order
    bool const exact_;        // names are case-sensitive
    casing spelling_;         // of the names that are expected
    bool by_pattern_;         // which are compared in any casing
    bool scattered_ = false;  // but not in that of the table
    seen_members seen_;
    // For the last member that was looked up: its name, the position of its value, and the declared member of which
    // its name is another casing, if names are compared exactly.
    std::string_view name_;
    position value_ = nullptr;
    field const* meant_;
};

inline position read_object(read_cursor& in, position p, object_table const& table, void* out)
{
    if (in.peek(p) != '{') return in.unexpected(p, "an object");
    // Absent members keep their values. These must not be changed by a member whose name is another casing of the
    // declared one, so nothing is read into such an object before all its names are known.
    if (!in.by_spelling && may_lack_members(in, table)) {
        in.doubtful = true;
        return nullptr;
    }
    auto const* const first = p;
    if (p = in.enter(p); !p) return nullptr;
    p = object_reader(in, table, out).read(p, first);
    return p ? in.leave(p) : nullptr;
}

}  // namespace detail

}  // namespace descry
