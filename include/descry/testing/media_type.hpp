// media_type: whether a Content-Type is the one that is needed (RFC 9110, 8.3.1).
#pragma once

#include <descry/core/naming.hpp>

#include <string_view>

namespace descry::testing {

/// True when a field value names `type`, in any casing and with any parameters but a charset other than UTF-8.
constexpr bool is_media_type(std::string_view field, std::string_view type) noexcept
{
    auto const take = [&field] {
        auto part = field.substr(0, field.find(';'));
        field.remove_prefix(part.size() == field.size() ? part.size() : part.size() + 1);
        while (part.starts_with(' ') || part.starts_with('\t')) part.remove_prefix(1);
        while (part.ends_with(' ') || part.ends_with('\t')) part.remove_suffix(1);
        return part;
    };
    if (!equal_ignoring_case(take(), type)) return false;
    while (!field.empty()) {
        constexpr std::string_view charset = "charset=";
        auto const parameter = take();
        if (!equal_ignoring_case(parameter.substr(0, charset.size()), charset)) continue;
        auto const value = parameter.substr(charset.size());
        if (!equal_ignoring_case(value, "utf-8") && !equal_ignoring_case(value, "\"utf-8\"")) return false;
    }
    return true;
}

}  // namespace descry::testing
