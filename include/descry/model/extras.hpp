// extras: what an object had on the wire and its type has no member for, so that nothing is lost on the way back.
#pragma once

#include <descry/core/config.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
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
    extras(extras const& other) : state_(other.has_block() ? copy_of_block(other) : other.state_) {}
    extras(extras&& other) noexcept : state_(other.state_) { other.state_ = 0; }
    extras& operator=(extras other) noexcept
    {
        auto const state = state_;
        state_ = other.state_;
        other.state_ = state;
        return *this;
    }
    ~extras() { clear(); }

    /// The unknown members in the order read. One whose name is another casing of a declared one comes last, where it
    /// is known to be none only when the whole object was read.
    DESCRY_DECL std::span<member const> members() const noexcept;

    /// The JSON text of the unknown member of exactly that name, until the next change; empty when there is none: names
    /// that nobody declared are data, and differ by letter case too. A text has its quotes and escapes. `read_json<T>`
    /// reads it.
    DESCRY_DECL std::string_view find(std::string_view name) const noexcept;

    /// Adds an unknown member, or gives the one of exactly that name another value; that keeps its place. `json` is one
    /// JSON value, written as it stands: `"\"a text\""`, `"1.50"`. Throws `call_error`
    /// with `pointer` and `offset` when it is not, or nested deeper than is read by default, and nothing changes. A
    /// name that the type has a member for, in any casing, cannot be told from others here: whoever writes the object
    /// refuses it, with `errc::duplicate_member`. Needs `<descry/json.hpp>`.
    DESCRY_DECL void set(std::string name, std::string_view json);

    /// The same with what is known to be JSON: nothing is looked at.
    DESCRY_DECL void set_unchecked(std::string name, std::string json);

    /// The members whose names nobody compared with those of the type with this table, an `object_table`: those that
    /// were set, or all where they were read into an object of another type, a base, and copied from there.
    DESCRY_DECL std::span<member const> names_to_check(void const* table) const noexcept;

    /// Adds an unknown member that is known to be new, with what is known to be JSON. The type with this table has no
    /// member of that name; null when that is not known of any.
    DESCRY_DECL void append(std::string_view name, std::string_view json, void const* table = nullptr);

    /// False when there is room already for the unknown member with that number.
    static constexpr bool allocates_for(std::size_t number) noexcept { return number == 0 || number >= first_room; }
    /// The memory that `append` may need for the unknown member with that number, in bytes, beside name and value.
    DESCRY_DECL static std::size_t memory_for(std::size_t number) noexcept;

    /// Gives the unknown member with that number, of those in `members`, another value that is known to be JSON.
    DESCRY_DECL void replace(std::size_t number, std::string_view json);

    /// Removes the unknown member of exactly that name, if there is one.
    DESCRY_DECL void erase(std::string_view name);

    /// Removes the unknown members whose numbers, of those in `members`, are marked.
    DESCRY_DECL void erase(std::vector<bool> const& marked);

    void clear() noexcept
    {
        if (has_block()) delete_block();
        state_ = 0;
    }

    /// True when the member with this number (`field::presence`) was present on the wire, be it as `null`.
    bool present(std::size_t number) const noexcept
    {
        if (has_block()) return has(present_in_block(), number);
        return number < inline_bits && (state_ >> (number + 1) & 1) != 0;
    }

    DESCRY_DECL void set_present(std::size_t number, bool value = true);

    /// The same of all members at once.
    void set_present(presence_bits const& bits)
    {
        auto const [low, second, third, fourth] = bits;
        if (!has_block() && (second | third | fourth | low >> inline_bits) == 0)
            state_ = inline_tag | static_cast<std::uintptr_t>(low << 1);
        else
            own_present() = bits;
    }

    /// Compares the unknown members.
    friend bool operator==(extras const& a, extras const& b) noexcept { return a.same_members(b); }

private:
    struct block;

    // The state is 0, or the address of a block, or (lowest bit set) the presence bits themselves.
    static constexpr std::uintptr_t inline_tag = 1;
    static constexpr std::size_t inline_bits = sizeof(std::uintptr_t) * 8 - 1;
    static constexpr std::size_t word_bits = 64;
    static constexpr std::size_t first_room = 8;  // most objects with an unknown member have no more

    bool has_block() const noexcept { return state_ != 0 && (state_ & inline_tag) == 0; }
    block* block_or_null() const noexcept { return has_block() ? reinterpret_cast<block*>(state_) : nullptr; }

    DESCRY_DECL static std::uintptr_t copy_of_block(extras const& other);
    DESCRY_DECL void delete_block() noexcept;
    DESCRY_DECL block& own_block();
    DESCRY_DECL presence_bits const& present_in_block() const noexcept;
    DESCRY_DECL presence_bits& own_present();
    DESCRY_DECL bool same_members(extras const& other) const noexcept;

    std::uintptr_t state_ = 0;
};

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/model/impl/extras.ipp>
#endif
