// extras: what an object had on the wire and its type has no member for, so that nothing is lost on the way back.
#pragma once

#include <algorithm>
#include <array>
#include <climits>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry {

/// The most members that a described struct may have, those of its bases included.
inline constexpr std::size_t max_fields = 256;

/// A bit for each member of a struct, by `field::presence`.
using presence_bits = std::array<std::uint64_t, max_fields / 64>;

/// Whether the bit of that number is set.
constexpr bool has(presence_bits const& bits, std::size_t number) noexcept
{
    return (bits[number / 64] >> number % 64 & 1) != 0;
}

/// A model that has a member of this type keeps its unknown members, and tells `null` from absent: `std::optional`
/// stays a plain optional, and extras remembers which members were present. One pointer wide; an object without
/// unknown members allocates nothing. Not thread-safe, like the standard containers.
class extras {
public:
    struct member {
        std::string name;  ///< In the casing that was read.
        std::string json;  ///< The value's text as it was read.

        bool operator==(member const&) const = default;
    };

    extras() noexcept = default;
    extras(extras const& other) : state_(other.state_)
    {
        if (auto const* from = other.block_or_null()) attach(std::make_unique<block>(*from));
    }
    extras(extras&& other) noexcept : state_(std::exchange(other.state_, 0)) {}
    extras& operator=(extras other) noexcept
    {
        std::swap(state_, other.state_);
        return *this;
    }
    ~extras() { delete block_or_null(); }

    /// The unknown members in the order read. One whose name is another casing of a declared one comes last, where it
    /// is known to be none only when the whole object was read.
    std::span<member const> members() const noexcept
    {
        auto const* b = block_or_null();
        return b ? std::span<member const>(b->members) : std::span<member const>();
    }

    /// The JSON text of the unknown member of exactly that name, until the next change; empty when there is none: names
    /// that nobody declared are data, and differ by letter case too. A text has its quotes and escapes. `read_json<T>`
    /// reads it.
    std::string_view find(std::string_view name) const noexcept
    {
        for (auto const& m : members())
            if (m.name == name) return m.json;
        return {};
    }

    /// Adds an unknown member, or gives the one of exactly that name another value; that keeps its place. `json` is one
    /// JSON value, written as it stands: `"\"a text\""`, `"1.50"`. Throws `call_error`
    /// with `pointer` and `offset` when it is not, or nested deeper than is read by default, and nothing changes. A
    /// name that the type has a member for, in any casing, cannot be told from others here: whoever writes the object
    /// refuses it, with `errc::duplicate_member`. Needs `<descry/json.hpp>`.
    void set(std::string name, std::string_view json);

    /// The same with what is known to be JSON: nothing is looked at.
    void set_unchecked(std::string name, std::string json)
    {
        auto& to = own_block();
        for (auto& m : to.members)
            if (m.name == name) return void(m.json = std::move(json));
        to.members.push_back({std::move(name), std::move(json)});
    }

    /// The members whose names nobody compared with those of the type with this table, an `object_table`: those that
    /// were set, or all where they were read into an object of another type, a base, and copied from there.
    std::span<member const> names_to_check(void const* table) const noexcept
    {
        auto const* b = block_or_null();
        if (!b) return {};
        return std::span<member const>(b->members).subspan(b->unknown_to == table ? b->checked : 0);
    }

    /// Adds an unknown member that is known to be new, with what is known to be JSON. The type with this table has no
    /// member of that name; null when that is not known of any.
    [[gnu::noinline]] void append(std::string_view name, std::string_view json, void const* table = nullptr)
    {
        auto& to = own_block();
        if (to.members.empty()) to.unknown_to = table;
        if (to.unknown_to == table && to.checked == to.members.size()) ++to.checked;
        to.members.push_back({std::string(name), std::string(json)});
    }

    /// False when there is room already for the unknown member with that number.
    static constexpr bool allocates_for(std::size_t number) noexcept { return number == 0 || number >= first_room; }
    /// The memory that `append` may need for the unknown member with that number, in bytes, beside name and value.
    static constexpr std::size_t memory_for(std::size_t number) noexcept
    {
        if (number == 0) return sizeof(block) + first_room * sizeof(member);
        return allocates_for(number) ? 3 * sizeof(member) : 0;  // at most, while the vector grows
    }

    /// Gives the unknown member with that number, of those in `members`, another value that is known to be JSON.
    void replace(std::size_t number, std::string_view json) { own_block().members[number].json.assign(json); }

    /// Removes the unknown member of exactly that name, if there is one.
    void erase(std::string_view name)
    {
        auto* const from = block_or_null();
        if (!from) return;
        auto& all = from->members;
        auto const at = std::find_if(all.begin(), all.end(), [&](member const& m) { return m.name == name; });
        if (at == all.end()) return;
        if (static_cast<std::size_t>(at - all.begin()) < from->checked) --from->checked;
        all.erase(at);
    }

    /// Removes the unknown members whose numbers, of those in `members`, are marked.
    void erase(std::vector<bool> const& marked)
    {
        auto* const from = block_or_null();
        if (!from) return;
        auto& all = from->members;
        std::size_t kept = 0, checked = 0;
        for (std::size_t i = 0; i != all.size(); ++i) {
            if (marked[i]) continue;
            if (i < from->checked) ++checked;
            if (kept != i) all[kept] = std::move(all[i]);
            ++kept;
        }
        all.resize(kept);
        from->checked = checked;
    }

    void clear() noexcept
    {
        delete block_or_null();
        state_ = 0;
    }

    /// True when the member with this number (`field::presence`) was present on the wire, be it as `null`.
    bool present(std::size_t number) const noexcept
    {
        if (auto const* b = block_or_null()) return (b->present[number / word_bits] >> number % word_bits & 1) != 0;
        return number < inline_bits && (state_ >> (number + 1) & 1) != 0;
    }

    void set_present(std::size_t number, bool value = true)
    {
        if (!block_or_null() && number < inline_bits) {
            auto const bit = std::uintptr_t{1} << (number + 1);
            state_ = inline_tag | (value ? state_ | bit : state_ & ~bit);
            return;
        }
        auto& word = own_block().present[number / word_bits];
        auto const bit = std::uint64_t{1} << number % word_bits;
        word = value ? word | bit : word & ~bit;
    }

    /// The same of all members at once.
    void set_present(presence_bits const& bits)
    {
        auto const [low, second, third, fourth] = bits;
        if (!block_or_null() && (second | third | fourth | low >> inline_bits) == 0)
            state_ = inline_tag | static_cast<std::uintptr_t>(low << 1);
        else
            own_block().present = bits;
    }

    /// Compares the unknown members.
    friend bool operator==(extras const& a, extras const& b) noexcept
    {
        auto const x = a.members();
        auto const y = b.members();
        if (x.size() != y.size()) return false;
        for (std::size_t i = 0; i != x.size(); ++i)
            if (x[i] != y[i]) return false;
        return true;
    }

private:
    struct block {
        presence_bits present{};
        std::vector<member> members;
        void const* unknown_to = nullptr;  // the table of the type that has no member of the first `checked` names
        std::size_t checked = 0;
    };

    // The state is 0, or the address of a block, or (lowest bit set) the presence bits themselves.
    static constexpr std::uintptr_t inline_tag = 1;
    static constexpr std::size_t inline_bits = sizeof(std::uintptr_t) * CHAR_BIT - 1;
    static constexpr std::size_t word_bits = 64;
    static constexpr std::size_t first_room = 8;  // most objects with an unknown member have no more

    block* block_or_null() const noexcept
    {
        return (state_ & inline_tag) == 0 ? reinterpret_cast<block*>(state_) : nullptr;
    }

    void attach(std::unique_ptr<block> b) noexcept { state_ = reinterpret_cast<std::uintptr_t>(b.release()); }

    block& own_block()
    {
        if (!block_or_null()) {
            auto b = std::make_unique<block>();
            b->members.reserve(first_room);
            b->present[0] = state_ >> 1;
            attach(std::move(b));
        }
        return *block_or_null();
    }

    std::uintptr_t state_ = 0;
};

}  // namespace descry
