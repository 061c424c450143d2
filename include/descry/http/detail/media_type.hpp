// media_type: what a Content-Type says (RFC 9110, 8.3.1).
#pragma once

#include <descry/core/naming.hpp>
#include <descry/http/detail/header_parameters.hpp>

#include <string_view>

namespace descry::detail {

/// True when a field value names `type`, in any casing and with any parameters but a charset other than UTF-8.
inline bool is_media_type(std::string_view field, std::string_view type)
{
    if (!equal_ignoring_case(descry::detail::without_parameters(field), type)) return false;
    for (descry::detail::parameter_reader in(field); in.next();)
        if (equal_ignoring_case(in.name, "charset") && !equal_ignoring_case(in.value, "utf-8")) return false;
    return true;
}

/// True for JSON by whatever name, and for what does not say what it is.
inline bool may_be_json(std::string_view field)
{
    auto const type = descry::detail::without_parameters(field);
    return type.empty() || equal_ignoring_case(type, "application/json") ||
           descry::ends_with_ignoring_case(type, "+json");
}

}  // namespace descry::detail
