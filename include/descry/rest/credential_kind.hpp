// credential_kind: on whose behalf a call is made.
#pragma once

#include <cstdint>

namespace descry {

/// Services accept an operation from an application alone, from an application on behalf of a user, or from both.
enum class credential_kind : std::uint8_t {
    any,       ///< Of an operation: accepts every kind. Of credentials: not known, accepted everywhere.
    app_only,  ///< The application on its own (RFC 6749, 4.4).
    app_user,  ///< The application on behalf of a signed-in user.
};

}  // namespace descry
