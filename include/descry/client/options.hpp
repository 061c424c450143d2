// options: what a client is made from.
#pragma once

#include <boost/asio/any_io_executor.hpp>

#include <descry/client/credentials.hpp>
#include <descry/client/network_options.hpp>
#include <descry/client/observer.hpp>
#include <descry/client/retry_options.hpp>
#include <descry/http/message.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace descry {

class transport;

/// What a client is made from. Only `base_url` has no default.
struct client_options {
    std::string base_url{};             ///< `https://api.example.com`, or with a path prefix.
    descry::credentials credentials{};  ///< Default: none.
    /// Sent with every call, in place of descry's `User-Agent` and of `Accept: application/json`, but not of what says
    /// of what kind a file or a body is, and not of the credentials.
    std::vector<header> headers{};
    /// For a whole call: its token, its repetitions and the pauses between them included.
    std::chrono::milliseconds timeout = std::chrono::minutes(3);
    retry_options retry{};
    unsigned max_conflicts = 3;        ///< How often `modify` begins again because somebody else was faster.
    bool any_credential_kind = false;  ///< Send operations whatever kind of credentials they are declared to need.
    network_options network{};
    boost::asio::any_io_executor executor{};  ///< For asynchronous calls; empty: a thread of the client's.
    /// In place of the network; closed with the first of its clients that ends.
    std::shared_ptr<transport> custom_transport{};
    std::shared_ptr<descry::observer> observer{};  ///< Is told of every call.
};

}  // namespace descry
