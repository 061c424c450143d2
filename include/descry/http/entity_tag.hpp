// entity_tag: formatting of entity tags (RFC 9110, 8.8.3).
#pragma once

#include <descry/core/detail/characters.hpp>

#include <string>
#include <string_view>

namespace descry {

/// The entity tag with quotes. A tag with quotes, or a weak one (`W/"…"`), is returned unchanged. Empty if the opaque
/// tag is empty or has a quote or control character, and so could be parsed as another value.
inline std::string quoted_entity_tag(std::string_view tag)
{
    std::string_view prefix;
    auto opaque = tag;
    if (opaque.starts_with("W/\"")) {
        prefix = "W/";
        opaque.remove_prefix(2);
    }
    if (opaque.size() >= 2 && opaque.front() == '"' && opaque.back() == '"')
        opaque = opaque.substr(1, opaque.size() - 2);
    if (opaque.empty() || opaque.find('"') != opaque.npos || detail::has_control(opaque)) return {};
    return std::string(prefix) + '"' + std::string(opaque) + '"';
}

}  // namespace descry
