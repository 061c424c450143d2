// seen_members: which members of an object were read already, so that a name given twice is noticed.
#pragma once

#include <descry/core/naming.hpp>
#include <descry/model/value_type.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>

namespace descry {

namespace detail {

class seen_members {
public:
    /// A known member, by its number in the table. False when it was there.
    bool insert(std::size_t number) noexcept
    {
        auto& word = known_[number / 64];
        auto const bit = std::uint64_t{1} << number % 64;
        if ((word & bit) != 0) return false;
        word |= bit;
        ++count_;
        return true;
    }

    /// An unknown member, by its name in any casing. False when it was there.
    bool insert(std::string_view name)
    {
        std::string key(name);
        for (auto& c : key) c = to_lower(c);
        if (!unknown_) unknown_ = std::make_unique<std::unordered_set<std::string>>();
        return unknown_->insert(std::move(key)).second;
    }

    bool contains(std::size_t number) const noexcept { return (known_[number / 64] >> number % 64 & 1) != 0; }

    /// How many known members were seen.
    std::size_t count() const noexcept { return count_; }

private:
    std::array<std::uint64_t, max_fields / 64> known_{};
    std::size_t count_ = 0;
    std::unique_ptr<std::unordered_set<std::string>> unknown_;  // most objects have none
};

}  // namespace detail

}  // namespace descry
