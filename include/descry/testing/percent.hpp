// percent: text as it was before it was percent-encoded (RFC 3986, 2.1).
#pragma once

#include <descry/rest/percent.hpp>

namespace descry::testing {

using descry::detail::percent_decode;

}  // namespace descry::testing
