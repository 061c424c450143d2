// member_index: lookup of the members of one object by name.
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <span>
#include <tuple>
#include <vector>

namespace descry {

namespace detail {

/// Finds members of one object by their exact names. The members of a large object are sorted once, so that n lookups
/// cost O(n log n); those of a small object are searched linearly. The index refers to the members, which must not be
/// moved or renamed while it is used. `Member` has a data member `name`.
template <class Member>
class member_index {
public:
    explicit member_index(std::span<Member const> members) : members_(members)
    {
        if (members.size() <= few) return;
        by_name_.resize(members.size());
        std::iota(by_name_.begin(), by_name_.end(), std::size_t(0));
        std::sort(by_name_.begin(), by_name_.end(), [&](std::size_t a, std::size_t b) {
            return std::tie(members[a].name, a) < std::tie(members[b].name, b);
        });
    }

    /// The first member with that name, or null.
    template <class Name>
    Member const* find(Name const& name) const
    {
        if (by_name_.empty()) {
            auto const found = std::find_if(members_.begin(), members_.end(), [&](auto& m) { return m.name == name; });
            return found == members_.end() ? nullptr : &*found;
        }
        auto const found = std::lower_bound(by_name_.begin(), by_name_.end(), name,
                                            [&](std::size_t i, auto& wanted) { return members_[i].name < wanted; });
        return found != by_name_.end() && members_[*found].name == name ? &members_[*found] : nullptr;
    }

    /// The index of a member of this object.
    std::size_t index_of(Member const* member) const noexcept
    {
        return static_cast<std::size_t>(member - members_.data());
    }

private:
    static constexpr std::size_t few = 16;

    std::span<Member const> members_;
    std::vector<std::size_t> by_name_{};  // indices of members; empty for a small object
};

}  // namespace detail

}  // namespace descry
