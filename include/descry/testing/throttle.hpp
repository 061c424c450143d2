// throttle: faults that an emulator answers with in place of an answer, without a clock or chance.
#pragma once

#include <descry/core/config.hpp>
#include <descry/http/message.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace descry::testing {

/// As `emulator_options::before`: every n-th request is answered with 429 and `Retry-After` in seconds.
DESCRY_DECL std::function<std::optional<response>(request const&)> throttle_every(std::size_t n,
                                                                                  unsigned retry_after = 1);

/// As `emulator_options::before`: the first requests are answered with these, one each; nothing lets one through.
DESCRY_DECL std::function<std::optional<response>(request const&)> answer_first_with(
    std::vector<std::optional<response>> answers);

}  // namespace descry::testing

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/testing/impl/throttle.ipp>
#endif
