// throttle: error responses in place of those of an emulator, independent of time and chance.
#pragma once

#include <descry/core/config.hpp>
#include <descry/http/message.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace descry::testing {

/// A function for `emulator_options::before`: the response to every n-th request is 429 with `Retry-After` in seconds.
/// Throws `std::invalid_argument` if `n` is zero.
DESCRY_DECL std::function<std::optional<response>(request const&)> throttle_every(std::size_t n,
                                                                                  unsigned retry_after = 1);

/// A function for `emulator_options::before`: the first requests get these responses, one each. An empty optional lets
/// the emulator handle the request.
DESCRY_DECL std::function<std::optional<response>(request const&)> respond_first_with(
    std::vector<std::optional<response>> responses);

}  // namespace descry::testing

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/testing/impl/throttle.ipp>
#endif
