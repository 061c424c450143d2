// nearest: which of several names was meant.
#pragma once

#include <descry/core/naming.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace descry {

namespace detail {

/// How many letters are to be inserted, removed or replaced to make one name of the other (Levenshtein), whatever their
/// case. Of long names, the begin counts.
inline std::size_t distance(std::string_view a, std::string_view b) noexcept
{
    constexpr std::size_t most = 64;
    a = a.substr(0, most);
    b = b.substr(0, most);
    std::array<std::size_t, most + 1> row{};
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            auto const replaced = diagonal + (to_lower(a[i - 1]) != to_lower(b[j - 1]));
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
        }
    }
    return row[b.size()];
}

/// Puts those first whose names are most like that one.
template <class T, class NameOf>
void sort_by_nearness(std::vector<T>& named, std::string_view name, NameOf const& name_of)
{
    std::stable_sort(named.begin(), named.end(), [&](auto const& a, auto const& b) {
        return distance(name_of(a), name) < distance(name_of(b), name);
    });
}

}  // namespace detail

}  // namespace descry
