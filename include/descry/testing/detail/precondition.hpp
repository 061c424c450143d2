// precondition: If-Match and If-None-Match as the server sees them (RFC 9110, 13.1).
#pragma once

#include <descry/core/naming.hpp>
#include <descry/http/message.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace descry::testing::detail {

/// All values of a list-based header field as one (RFC 9110, 5.3).
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

/// How entity tags are compared (RFC 9110, 8.8.3.2).
enum class tag_comparison { strong, weak };

/// True when the field matches a document whose entity tag is `tag`, given without quotes, or empty if it has
/// none: `*`, or a list that has the tag. What is no entity tag ends the list.
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

/// True when `If-Match` holds for a document whose entity tag is `tag`. Weak tags never match.
constexpr bool if_match_holds(std::string_view field, std::string_view tag) noexcept
{
    return matches_tag(field, tag, tag_comparison::strong);
}

/// True when `If-None-Match` holds for a document whose entity tag is `tag`. Weak tags match as others do.
constexpr bool if_none_match_holds(std::string_view field, std::string_view tag) noexcept
{
    return !matches_tag(field, tag, tag_comparison::weak);
}

}  // namespace descry::testing::detail
