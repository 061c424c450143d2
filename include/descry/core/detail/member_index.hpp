// member_index: finds the members of one object by their names.
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <span>
#include <tuple>
#include <vector>

namespace descry {

namespace detail {

/// Finds members of one object by their exact names. The members of a large object are sorted once, so that looking up
/// each of n costs O(n log n); those of a small one are compared one by one. Refers to the members, which must neither
/// move nor change their names meanwhile. `Member` has a `name`.
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

    /// The first member of that name; null when there is none.
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

    /// Its number, of a member of this object.
    std::size_t index_of(Member const* member) const noexcept
    {
        return static_cast<std::size_t>(member - members_.data());
    }

private:
    static constexpr std::size_t few = 16;

    std::span<Member const> members_;
    std::vector<std::size_t> by_name_{};  // numbers of members; empty for a small object
};

}  // namespace detail

}  // namespace descry
