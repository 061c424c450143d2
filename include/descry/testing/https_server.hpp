// https_server: serves an emulator, or any other function, over TLS, with an authority made on the spot.
#pragma once

#include <descry/core/config.hpp>
#include <descry/http/message.hpp>
#include <descry/server/certificate_authority.hpp>
#include <descry/server/http_server.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

namespace descry::testing {

/// How an emulator listens.
struct https_options {
    std::uint16_t port = 0;  ///< 0: a free one is chosen.
    std::string ca_file{};   ///< Where the authority's certificate is written; empty: a temporary file.
};

/// Listens on 127.0.0.1 until it is destroyed. The handler is called from several threads at once.
class https_server {
    certificate_authority authority_;
    https_options options_;
    bool temporary_;
    http_server server_;

public:
    using handler = std::function<response(request const&)>;

    /// Throws `boost::system::system_error` when the port is taken, `std::ios_base::failure` when the file cannot be
    /// written.
    DESCRY_DECL explicit https_server(handler handle, https_options options = {});
    DESCRY_DECL ~https_server();

    https_server(https_server const&) = delete;
    https_server& operator=(https_server const&) = delete;

    /// `https://127.0.0.1:51234`
    std::string const& base_url() const noexcept { return server_.base_url(); }
    std::uint16_t port() const noexcept { return server_.port(); }

    /// The certificate of the authority that clients have to trust, as a PEM file: `network_options::ca_file`.
    std::string const& ca_file() const noexcept { return options_.ca_file; }

    /// The same as text.
    std::string const& ca_pem() const noexcept { return authority_.certificate(); }

    /// How many connections were accepted so far.
    std::size_t connections() const noexcept { return server_.accepted(); }
};

}  // namespace descry::testing

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/testing/impl/https_server.ipp>
#endif
