// route: matches the target of a request with a path template, and extracts the parameters.
#pragma once

#include <descry/core/naming.hpp>
#include <descry/rest/path.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace descry::testing::detail {

/// The path of a request target in origin or absolute form (RFC 9112, 3.2), without its query.
constexpr std::string_view path_of(std::string_view target) noexcept
{
    auto const scheme = target.find("://");
    if (scheme < target.find_first_of("/?")) {
        auto const path = target.find('/', scheme + 3);
        target = path == std::string_view::npos ? "/" : target.substr(path);
    }
    return target.substr(0, target.find('?'));
}

/// The values of the parameters of a path, in order and percent-encoded.
using parameter_values = std::vector<std::string_view>;

/// Matches the remaining pieces with the remaining path. A parameter matches one or more characters other than a slash,
/// or any characters if it keeps slashes.
///
/// The match of the remaining pieces depends only on where the parameter ends, so no end is tried twice: for each
/// number of remaining pieces, `tried` has the size of the shortest rest that is to be tried; later ones are longer,
/// since the ends of a parameter are tried from the last to the first. The time is therefore proportional to the size
/// of the path.
inline bool fits(std::span<path_piece const> pieces, std::string_view path, parameter_values& values,
                 std::vector<std::size_t>& tried)
{
    if (pieces.empty()) return path.empty();
    auto const& piece = pieces.front();
    if (!equal_ignoring_case(path.substr(0, piece.text.size()), piece.text)) return false;
    path.remove_prefix(piece.text.size());
    if (piece.parameter.empty()) return fits(pieces.subspan(1), path, values, tried);

    auto& rest = tried[pieces.size()];
    auto const longest = piece.keeps_slashes ? path.size() : path.substr(0, path.find('/')).size();
    for (rest = std::max(rest, path.size() - longest); rest < path.size();) {
        values.push_back(path.substr(0, path.size() - rest));
        if (fits(pieces.subspan(1), path.substr(path.size() - rest++), values, tried)) return true;
        values.pop_back();
    }
    return false;
}

/// Matches a path without a query with a template. Empty if it does not match. Literal parts are compared without
/// regard to the case of ASCII letters, as many services do.
inline std::optional<parameter_values> match(path_table const& path, std::string_view text)
{
    parameter_values values;
    std::vector<std::size_t> tried(path.pieces.size() + 1);
    if (!fits(path.pieces, text, values, tried)) return std::nullopt;
    return values;
}

/// The parameter at the end of a path, which may have an extension: `/orders/{id}.json`. A piece without a parameter if
/// the path ends otherwise.
constexpr path_piece const& last_parameter(path_table const& path) noexcept
{
    auto const& last = path.pieces.back();
    bool const is_extension = last.parameter.empty() && last.text.find('/') == std::string_view::npos;
    return is_extension && path.pieces.size() > 1 ? path.pieces[path.pieces.size() - 2] : last;
}

/// How literal a template is: the number of its literal characters, and, less significant, that of its parameters that
/// match one segment. Of two templates that match a path, the more literal one is chosen.
constexpr std::pair<std::size_t, std::size_t> literal_size(path_table const& path) noexcept
{
    std::pair<std::size_t, std::size_t> size{};
    for (auto const& piece : path.pieces) {
        size.first += piece.text.size();
        size.second += !piece.parameter.empty() && !piece.keeps_slashes;
    }
    return size;
}

}  // namespace descry::testing::detail
