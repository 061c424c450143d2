// fake_time: the environment of the steps of calls, with a fake clock.
#pragma once

#include "document.hpp"

#include <descry/client/detail/attempt_steps.hpp>

#include <chrono>
#include <string>
#include <utility>

namespace call_test {

struct fake_time {
    static constexpr descry::steady_time begin{std::chrono::hours(1)};
    static inline descry::steady_time now{};

    descry::detail::call_environment shared{
        .context = {.api = wire(), .base_url = "https://documents.example", .headers = {}, .has_credentials = true},
        .chance = [] { return 1.0; },
        .clock = [] { return now; },
        .date = [] { return std::chrono::sys_seconds(std::chrono::hours(24)); }};

    fake_time() { now = begin; }
    fake_time(fake_time const&) = delete;
    fake_time& operator=(fake_time const&) = delete;

    /// The attempts of an operation on document 7.
    descry::detail::attempt_steps attempts(descry::operation const& op, descry::detail::typed_const_pointer model = {},
                                           void const* query = nullptr)
    {
        document_key const key{"7"};
        descry::call_options const options;
        return {shared, descry::detail::prepare_call(
                            shared.context, {.op = op, .key = &key, .model = model, .options = options, .query = query})
                            .value()};
    }
};

/// The failure that a response with this status represents.
inline descry::failure refusal(unsigned status, char const* retry_after = nullptr)
{
    descry::response in{status, {}, {}};
    if (retry_after) in.headers.push_back({"Retry-After", retry_after});
    auto const asked = descry::detail::retry_after(in, {});
    return {descry::detail::errc_for_status(status), {.status = status, .retry_after = asked}};
}

}  // namespace call_test
