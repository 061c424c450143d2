// credentials: the kind of credentials.
#pragma once

#include <descry/client/credentials.hpp>

#include <variant>

namespace descry {

DESCRY_DECL credential_kind kind_of(credentials const& given) noexcept
{
    return std::visit(
        [](auto const& c) {
            if constexpr (requires { c.kind; })
                return c.kind;
            else
                return credential_kind::any;
        },
        given);
}

}  // namespace descry
