// entity_tag: an entity tag as header fields carry it (RFC 9110, 8.8.3).
#pragma once

#include <descry/core/detail/characters.hpp>

#include <string>
#include <string_view>

namespace descry {

/// The tag in quotes, exactly once: one that is quoted already, or weak (`W/"…"`), stays as it is. Empty when the tag
/// is empty or holds a quote or a control character inside, so that it could be read as something else.
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
