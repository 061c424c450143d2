// media_type: comparison of media types (RFC 9110, 8.3.1).
#pragma once

#include <descry/core/naming.hpp>
#include <descry/http/detail/header_parameters.hpp>

#include <string_view>

namespace descry::detail {

/// True if the field value has the media type `type`, ignoring letter case and parameters, except a charset other than
/// UTF-8.
inline bool is_media_type(std::string_view field, std::string_view type)
{
    if (!equal_ignoring_case(descry::detail::without_parameters(field), type)) return false;
    for (descry::detail::parameter_reader in(field); in.next();)
        if (equal_ignoring_case(in.name, "charset") && !equal_ignoring_case(in.value, "utf-8")) return false;
    return true;
}

/// True if the field value is empty or a media type of JSON (`application/json`, or with the suffix `+json`).
inline bool may_be_json(std::string_view field)
{
    auto const type = descry::detail::without_parameters(field);
    return type.empty() || equal_ignoring_case(type, "application/json") ||
           descry::ends_with_ignoring_case(type, "+json");
}

}  // namespace descry::detail
