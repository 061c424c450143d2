// throttle: faults that an emulator answers with in place of an answer, without a clock or chance.
#pragma once

#include <descry/http/message.hpp>

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace descry::testing {

/// As `emulator_options::before`: every n-th request is answered with 429 and `Retry-After` in seconds.
inline std::function<std::optional<response>(request const&)> throttle_every(std::size_t n, unsigned retry_after = 1)
{
    return [n, retry_after,
            count = std::make_shared<std::atomic<std::size_t>>(0)](request const&) -> std::optional<response> {
        if (++*count % n != 0) return std::nullopt;
        return response{429,
                        {{"Content-Type", "application/json"}, {"Retry-After", std::to_string(retry_after)}},
                        R"({"statusCode":429,"message":"Too many requests."})"};
    };
}

/// As `emulator_options::before`: the first requests are answered with these, one each; nothing lets one through.
inline std::function<std::optional<response>(request const&)> answer_first_with(
    std::vector<std::optional<response>> answers)
{
    return [answers = std::move(answers),
            count = std::make_shared<std::atomic<std::size_t>>(0)](request const&) -> std::optional<response> {
        auto const i = (*count)++;
        return i < answers.size() ? answers[i] : std::nullopt;
    };
}

}  // namespace descry::testing
