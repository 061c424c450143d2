// seen_members: the members of an object that were already read, to detect repeated names.
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
    seen_members() noexcept {}  // if defaulted, it would fill `first_few_` with zeros

    /// Adds a declared member by its number (`field::presence`). Returns false if it was already added.
    bool insert(std::size_t number) noexcept
    {
        if (has(known_, number)) return false;
        known_[number / 64] |= std::uint64_t{1} << number % 64;
        return true;
    }

    /// Adds an unknown member by its exact name. `stays` states whether the name remains valid. Returns the index of
    /// the name, and false if it was already added.
    std::pair<std::size_t, bool> insert_unknown(std::string_view name, bool stays)
    {
        if (!unknown_) {
            auto const hash = name_hash(name);  // avoids most comparisons
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

    /// The memory in bytes for the unknown name with that index.
    static constexpr std::size_t memory_for(std::size_t number) noexcept
    {
        return number < max_few ? 0 : sizeof(numbered_names::value_type) + 4 * sizeof(void*);
    }

    bool contains(std::size_t number) const noexcept { return has(known_, number); }

    /// A mask with a bit for each declared member that was added.
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
    std::unique_ptr<numbered_names> unknown_;   // all of them, if there are more
};

}  // namespace detail

}  // namespace descry
