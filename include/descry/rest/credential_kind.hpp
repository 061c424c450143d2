// credential_kind: the kinds of credentials that an operation accepts.
#pragma once

#include <cstdint>

namespace descry {

/// The kind of credentials that an operation requires, or that a client has.
enum class credential_kind : std::uint8_t {
    any,       ///< An operation: every kind is accepted. Credentials: the kind is unknown, and accepted everywhere.
    app_only,  ///< The application itself (client credentials; RFC 6749, 4.4).
    app_user,  ///< The application on behalf of a signed-in user.
};

}  // namespace descry
