// nearest: the similarity of names.
#pragma once

#include <descry/core/naming.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace descry {

namespace detail {

/// The number of characters to insert, remove, replace or exchange with the next one to make one name of the other,
/// ignoring letter case (the optimal string alignment distance). Only the first 64 characters are compared.
inline std::size_t distance(std::string_view a, std::string_view b) noexcept
{
    constexpr std::size_t most = 64;
    a = a.substr(0, most);
    b = b.substr(0, most);
    auto const equal = [&](std::size_t i, std::size_t j) { return to_lower(a[i - 1]) == to_lower(b[j - 1]); };
    std::array<std::array<std::size_t, most + 1>, 3> rows{};  // of three beginnings of `a`, in turn
    for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto const& before = rows[(i - 1) % 3];
        auto& row = rows[i % 3];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({before[j] + 1, row[j - 1] + 1, before[j - 1] + !equal(i, j)});
            if (i > 1 && j > 1 && equal(i, j - 1) && equal(i - 1, j))
                row[j] = std::min(row[j], rows[(i - 2) % 3][j - 2] + 1);
        }
    }
    return rows[a.size() % 3][b.size()];
}

}  // namespace detail

}  // namespace descry
