// precondition: the evaluation of If-Match and If-None-Match by a server (RFC 9110, 13.1).
#pragma once

#include <descry/core/naming.hpp>
#include <descry/http/message.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace descry::testing::detail {

/// The combined value of a list-based field (RFC 9110, 5.3).
inline std::string joined_header(std::vector<header> const& headers, std::string_view name)
{
    std::string out;
    for (auto const& h : headers) {
        if (!equal_ignoring_case(h.name, name)) continue;
        if (!out.empty()) out += ", ";
        out += h.value;
    }
    return out;
}

/// The comparison functions for entity tags (RFC 9110, 8.8.3.2).
enum class tag_comparison { strong, weak };

/// True if the field value, `*` or a list of entity tags, matches a document. `tag` is the entity tag of the document
/// without quotes, empty if it has none. A malformed entity tag ends the list.
constexpr bool matches_tag(std::string_view field, std::string_view tag, tag_comparison how) noexcept
{
    auto const skip = [&field](std::string_view characters) {
        auto const next = field.find_first_not_of(characters);
        field.remove_prefix(next == std::string_view::npos ? field.size() : next);
    };
    if (skip(" \t"); field.starts_with('*')) {
        field.remove_prefix(1);
        skip(" \t");
        return field.empty();
    }
    while (skip(" \t,"), !field.empty()) {
        bool const weak = field.starts_with("W/");
        if (weak) field.remove_prefix(2);
        auto const end = field.find('"', 1);
        if (!field.starts_with('"') || end == std::string_view::npos) return false;
        bool const compared = !weak || how == tag_comparison::weak;
        if (compared && !tag.empty() && field.substr(1, end - 1) == tag) return true;
        field.remove_prefix(end + 1);
    }
    return false;
}

/// True if `If-Match` holds for a document with the entity tag `tag`. Weak tags never match.
constexpr bool if_match_holds(std::string_view field, std::string_view tag) noexcept
{
    return matches_tag(field, tag, tag_comparison::strong);
}

/// True if `If-None-Match` holds for a document with the entity tag `tag`, by weak comparison.
constexpr bool if_none_match_holds(std::string_view field, std::string_view tag) noexcept
{
    return !matches_tag(field, tag, tag_comparison::weak);
}

}  // namespace descry::testing::detail
