// base64: what clients send in Base64.
#pragma once

#include <descry/core/base64.hpp>

namespace descry::testing {

using descry::detail::base64_decode;

}  // namespace descry::testing
