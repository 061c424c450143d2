// extras: the unknown members of an object, so that they are not lost when it is written back.
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

/// The maximum number of members of a described struct, including those of its bases.
inline constexpr std::size_t max_fields = 256;

/// A bit for each member of a struct, by `field::presence`.
using presence_bits = std::array<std::uint64_t, max_fields / 64>;

/// True if the bit with that number is set.
constexpr bool has(presence_bits const& bits, std::size_t number) noexcept
{
    return (bits[number / 64] >> number % 64 & 1) != 0;
}

/// Keeps the unknown members of a model that has a member of this type, and distinguishes `null` from absent:
/// `std::optional` remains a plain optional, and extras stores which members were present. Its size is that of a
/// pointer; it allocates nothing for an object without unknown members. As for standard containers, concurrent access
/// is not safe.
class extras {
public:
    struct member {
        std::string name;  ///< In the casing that was read.
        std::string json;  ///< The JSON text of the value, as it was read.

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

    /// The unknown members in the order read. A member whose name is another casing of a declared one comes last, since
    /// it is known to be unknown only when the whole object was read.
    DESCRY_DECL std::span<member const> members() const noexcept;

    /// The JSON text of the unknown member with exactly that name, including its quotes and escapes; empty if there is
    /// none. It is valid until the next change. Undeclared names are data, and differ by letter case. `read_json<T>`
    /// reads the value.
    DESCRY_DECL std::string_view find(std::string_view name) const noexcept;

    /// Adds an unknown member, or assigns a value to the one with exactly that name, which keeps its position. `json`
    /// is one JSON value, written unchanged: `"\"a text\""`, `"1.50"`. Throws `call_error` with `pointer` and `offset`,
    /// and changes nothing, if the text is not JSON or is nested more deeply than the default of `read_options`. A name
    /// that the type declares, in any casing, is not detected here: writing the object fails with
    /// `errc::duplicate_member`. Requires `<descry/json.hpp>`.
    DESCRY_DECL void set(std::string name, std::string_view json);

    /// The same for text that is known to be JSON. It is not checked.
    DESCRY_DECL void set_unchecked(std::string name, std::string json);

    /// The members whose names have not been compared with those of the type with this table, an `object_table`: those
    /// that were set, or all if they were copied from an object of another type, a base.
    DESCRY_DECL std::span<member const> names_to_check(void const* table) const noexcept;

    /// Adds an unknown member that is known to be new, with text that is known to be JSON. The type with this table is
    /// known to have no member with that name; null if that is not known for any type.
    DESCRY_DECL void append(std::string_view name, std::string_view json, void const* table = nullptr);

    /// False if there already is room for the unknown member with that index.
    static constexpr bool allocates_for(std::size_t number) noexcept { return number == 0 || number >= first_room; }
    /// The memory in bytes that `append` may need for the unknown member with that index, without its name and value.
    DESCRY_DECL static std::size_t memory_for(std::size_t number) noexcept;

    /// Assigns text that is known to be JSON to the unknown member with that index in `members`.
    DESCRY_DECL void replace(std::size_t number, std::string_view json);

    /// Removes the unknown member with exactly that name, if any.
    DESCRY_DECL void erase(std::string_view name);

    /// Removes the unknown members with the marked indices in `members`.
    DESCRY_DECL void erase(std::vector<bool> const& marked);

    void clear() noexcept
    {
        if (has_block()) delete_block();
        state_ = 0;
    }

    /// True if the member with this number (`field::presence`) was present when the object was read, also as `null`.
    bool present(std::size_t number) const noexcept
    {
        if (has_block()) return has(present_in_block(), number);
        return number < inline_bits && (state_ >> (number + 1) & 1) != 0;
    }

    DESCRY_DECL void set_present(std::size_t number, bool value = true);

    /// The same for all members at once.
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

    // The state is 0, the address of a block or, if the lowest bit is set, the presence bits.
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
