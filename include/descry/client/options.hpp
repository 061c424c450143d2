// options: the options of a client.
#pragma once

#include <boost/asio/any_io_executor.hpp>

#include <descry/client/credentials.hpp>
#include <descry/client/network_options.hpp>
#include <descry/client/observer.hpp>
#include <descry/client/retry_options.hpp>
#include <descry/http/message.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace descry {

class transport;

/// The options of a client. Only `base_url` is required.
struct client_options {
    std::string base_url{};             ///< `https://api.example.com`, optionally with a path prefix.
    descry::credentials credentials{};  ///< Default: no credentials.
    /// Sent with every call. They replace the default `User-Agent` and `Accept: application/json` fields, but neither
    /// the credentials nor the fields that describe the media type of a file or a body.
    std::vector<header> headers{};
    /// The time limit of a whole call, including token requests, retries and pauses.
    std::chrono::milliseconds timeout = std::chrono::minutes(3);
    retry_options retry{};
    unsigned max_conflicts = 3;        ///< The maximum number of times `modify` begins again after a conflict.
    bool any_credential_kind = false;  ///< Send operations whose declaration requires another kind of credentials.
    /// Other origins, such as `https://monitor.example.com`, at which jobs of the service are polled. Requests to them
    /// have no credentials, and no fields but `Accept` and `User-Agent`. A job at any other origin is
    /// `errc::unsafe_link`. An element that is not an origin, such as one with a path, has no effect.
    std::vector<std::string> job_origins{};
    network_options network{};
    boost::asio::any_io_executor executor{};  ///< For asynchronous calls; empty: a thread that the client owns.
    /// Replaces the network; closed when the first client that uses it is destroyed.
    std::shared_ptr<transport> custom_transport{};
    std::shared_ptr<descry::observer> observer{};  ///< Notified of every call.
    /// Replaces the transport, default or custom, by one that uses it, such as `wire_log` or a recording. Called once,
    /// by the constructor, which throws std::invalid_argument if it returns null.
    std::function<std::shared_ptr<transport>(std::shared_ptr<transport>)> wrap_transport{};
};

}  // namespace descry
