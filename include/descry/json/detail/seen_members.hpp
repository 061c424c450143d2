// seen_members: which members of an object were read already, so that a name given twice is noticed.
#pragma once

#include <descry/model/detail/name_index.hpp>
#include <descry/model/extras.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace descry {

namespace detail {

class seen_members {
public:
    seen_members() noexcept {}  // a defaulted one would fill `first_few_` with zeros

    /// A known member, by its number (`field::presence`). False when it was there.
    bool insert(std::size_t number) noexcept
    {
        if (has(known_, number)) return false;
        known_[number / 64] |= std::uint64_t{1} << number % 64;
        return true;
    }

    /// An unknown member, by its exact name, which `stays` valid or not. Gives the number of that name, and false when
    /// it was there.
    std::pair<std::size_t, bool> insert_unknown(std::string_view name, bool stays)
    {
        if (!unknown_) {
            auto const hash = name_hash(name);  // spares most comparisons
            for (std::size_t i = 0; i != few_; ++i)
                if (first_few_[i].hash == hash && view(i) == name) return {i, false};
            if (stays && few_ != first_few_.size()) {
                first_few_[few_] = {name.data(), name.size(), hash};
                return {few_++, true};
            }
            unknown_ = std::make_unique<numbered_names>();
            for (std::size_t i = 0; i != few_; ++i) insert_numbered(view(i));
        }
        return insert_numbered(name);
    }

    /// The memory that the unknown name with that number takes, in bytes.
    static constexpr std::size_t memory_for(std::size_t number) noexcept
    {
        return number < max_few ? 0 : sizeof(numbered_names::value_type) + 4 * sizeof(void*);
    }

    bool contains(std::size_t number) const noexcept { return has(known_, number); }

    /// Which known members were seen, a bit each.
    presence_bits const& known() const noexcept { return known_; }

private:
    using numbered_names = std::map<std::string, std::size_t>;

    std::pair<std::size_t, bool> insert_numbered(std::string_view name)
    {
        auto const [at, fresh] = unknown_->emplace(name, unknown_->size());
        return {at->second, fresh};
    }

    std::string_view view(std::size_t i) const noexcept { return {first_few_[i].data, first_few_[i].size}; }

    presence_bits known_{};
    // Most objects have no unknown member, and few have more than these.
    std::size_t few_ = 0;
    struct name_view {
        char const* data;
        std::size_t size;
        std::uint32_t hash;
    };
    static constexpr std::size_t max_few = 16;
    std::array<name_view, max_few> first_few_;  // of which `few_` have a value
    std::unique_ptr<numbered_names> unknown_;   // all of them, when those are not enough
};

}  // namespace detail

}  // namespace descry
