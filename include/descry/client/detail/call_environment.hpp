// call_environment: the settings and the state that all calls of a client share.
#pragma once

#include <descry/client/credentials.hpp>
#include <descry/client/detail/call_clock.hpp>
#include <descry/client/detail/send_rate.hpp>
#include <descry/client/observer.hpp>
#include <descry/client/retry_options.hpp>
#include <descry/client/service.hpp>
#include <descry/client/transport.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace descry {

namespace detail {

/// The maximum memory for a decoded body.
struct decoding_limit {
    std::optional<std::size_t> bytes{};  ///< For each body, whatever its size.
    std::size_t max_body = network_options().max_body_bytes;

    std::size_t of_body(std::size_t size) const noexcept
    {
        return bytes.value_or(64 * std::min(size, max_body / 4) + 16 * 1024 * 1024);
    }
};

/// The settings with which the requests of a client are made, and their responses read.
struct call_context {
    service api;
    std::string base_url;
    std::vector<header> headers;
    credential_kind credentials = credential_kind::any;
    bool has_credentials = false;
    bool any_credential_kind = false;
    decoding_limit decoded{};
    std::vector<std::string> job_origins{};
    bool has_password = false;  ///< The credentials are `basic`.
};

/// The inputs of the steps of a call. Clocks and random numbers are functions, so that tests can supply their own.
struct call_environment {
    call_context context;
    retry_options retry{};
    unsigned max_conflicts = 0;
    std::shared_ptr<observer> seen_by{};
    double (*chance)() = nullptr;  ///< random, from 0 to 1
    std::function<steady_time()> clock = &std::chrono::steady_clock::now;
    std::function<std::chrono::sys_seconds()> date = &system_time;  ///< The reference time for dates in header fields.
    send_rate rate{};
};

}  // namespace detail

}  // namespace descry
