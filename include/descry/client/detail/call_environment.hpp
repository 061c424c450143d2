// call_environment: the settings and the state that all calls of a client share.
#pragma once

#include <descry/client/credentials.hpp>
#include <descry/client/detail/retry.hpp>
#include <descry/client/detail/send_rate.hpp>
#include <descry/client/observer.hpp>
#include <descry/client/retry_options.hpp>
#include <descry/client/service.hpp>
#include <descry/client/transport.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace descry {

namespace detail {

/// How much memory bodies may take when they are decoded.
struct decoding_limit {
    std::optional<std::size_t> bytes{};  ///< Of each, whatever its size.
    std::size_t max_body = network_options().max_body_bytes;

    std::size_t of_body(std::size_t size) const noexcept
    {
        return bytes.value_or(64 * std::min(size, max_body / 4) + 16 * 1024 * 1024);
    }
};

/// Where calls go, and what they carry besides their own.
struct call_context {
    service api;
    std::string base_url;
    std::vector<header> headers;
    credential_kind credentials = credential_kind::any;
    bool has_credentials = false;
    bool any_credential_kind = false;
    decoding_limit decoded{};
};

/// All that the steps of a call take from outside. Time and chance are functions, so that tests can supply their own.
struct call_environment {
    call_context context;
    retry_options retry{};
    unsigned max_conflicts = 0;
    std::shared_ptr<observer> seen_by{};
    double (*chance)() = nullptr;  ///< From 0 to 1.
    steady_time (*clock)() = &std::chrono::steady_clock::now;
    std::chrono::sys_seconds (*date)() = &system_time;  ///< Dates in header fields are relative to it.
    send_rate rate{};
};

}  // namespace detail

}  // namespace descry
