// seen_members: which members of an object were read already, so that a name given twice is noticed.
#pragma once

#include <descry/core/naming.hpp>
#include <descry/model/extras.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace descry {

namespace detail {

class seen_members {
public:
    /// A known member, by its number (`field::presence`). False when it was there.
    bool insert(std::size_t number) noexcept
    {
        auto& word = known_[number / 64];
        if ((word >> number % 64 & 1) != 0) return false;
        word |= std::uint64_t{1} << number % 64;
        ++count_;
        return true;
    }

    /// An unknown member, by its name in any casing. Gives the number of that name, and false when it was there.
    std::pair<std::size_t, bool> insert_unknown(std::string_view name)
    {
        std::string key(name);
        for (auto& c : key) c = to_lower(c);
        if (!unknown_) unknown_ = std::make_unique<std::unordered_map<std::string, std::size_t>>();
        auto const [at, fresh] = unknown_->try_emplace(std::move(key), unknown_->size());
        return {at->second, fresh};
    }

    bool contains(std::size_t number) const noexcept { return (known_[number / 64] >> number % 64 & 1) != 0; }

    /// How many known members were seen.
    std::size_t count() const noexcept { return count_; }

    /// Which known members were seen, a bit each.
    presence_bits const& known() const noexcept { return known_; }

private:
    presence_bits known_{};
    std::size_t count_ = 0;
    std::unique_ptr<std::unordered_map<std::string, std::size_t>> unknown_;  // most objects have none
};

}  // namespace detail

}  // namespace descry
