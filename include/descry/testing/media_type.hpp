// media_type: whether a Content-Type is the one that is needed (RFC 9110, 8.3.1).
#pragma once

#include <descry/core/naming.hpp>
#include <descry/rest/header_parameters.hpp>

#include <string_view>

namespace descry::testing {

/// True when a field value names `type`, in any casing and with any parameters but a charset other than UTF-8.
inline bool is_media_type(std::string_view field, std::string_view type)
{
    if (!equal_ignoring_case(descry::detail::without_parameters(field), type)) return false;
    for (descry::detail::parameter_reader in(field); in.next();)
        if (equal_ignoring_case(in.name, "charset") && !equal_ignoring_case(in.value, "utf-8")) return false;
    return true;
}

}  // namespace descry::testing
