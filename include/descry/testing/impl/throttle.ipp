// throttle: definitions of the functions of throttle.hpp.
#pragma once

#include <descry/testing/throttle.hpp>

#include <atomic>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

namespace descry::testing {

DESCRY_DECL std::function<std::optional<response>(request const&)> throttle_every(std::size_t n, unsigned retry_after)
{
    if (n == 0) throw std::invalid_argument("descry: no request is the zeroth");
    return [n, retry_after,
            count = std::make_shared<std::atomic<std::size_t>>(0)](request const&) -> std::optional<response> {
        if (++*count % n != 0) return std::nullopt;
        return response{429,
                        {{"Content-Type", "application/json"}, {"Retry-After", std::to_string(retry_after)}},
                        R"({"statusCode":429,"message":"Too many requests."})"};
    };
}

DESCRY_DECL std::function<std::optional<response>(request const&)> respond_first_with(
    std::vector<std::optional<response>> responses)
{
    return [responses = std::move(responses),
            count = std::make_shared<std::atomic<std::size_t>>(0)](request const&) -> std::optional<response> {
        auto const i = (*count)++;
        return i < responses.size() ? responses[i] : std::nullopt;
    };
}

}  // namespace descry::testing
