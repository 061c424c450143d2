// https_server: an HTTPS server for an emulator or another handler, with a certificate authority created for it.
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

/// The options of an `https_server`.
struct https_options {
    std::uint16_t port = 0;  ///< The port. 0 selects a free port.
    std::string
        ca_file{};  ///< The path to which the authority's certificate is written. If empty, a temporary file is used.
    /// Certificates of authorities, as PEM. If not empty, clients must show a certificate that one of them issued.
    std::string client_authorities{};
};

/// Listens on 127.0.0.1 from its construction to its destruction. The handler is called by several threads at once.
class https_server {
    certificate_authority authority_;
    https_options options_;
    bool temporary_;
    http_server server_;

public:
    using handler = std::function<response(request const&)>;

    /// Throws `boost::system::system_error` if the port is in use, and `std::ios_base::failure` if the file cannot be
    /// written.
    DESCRY_DECL explicit https_server(handler handle, https_options options = {});
    DESCRY_DECL ~https_server();

    https_server(https_server const&) = delete;
    https_server& operator=(https_server const&) = delete;

    /// The origin, such as `https://127.0.0.1:51234`.
    std::string const& base_url() const noexcept { return server_.base_url(); }
    std::uint16_t port() const noexcept { return server_.port(); }

    /// The path of a PEM file with the certificate of the authority, which clients must trust:
    /// `network_options::ca_file`.
    std::string const& ca_file() const noexcept { return options_.ca_file; }

    /// The certificate of the authority in PEM format.
    std::string const& ca_pem() const noexcept { return authority_.certificate(); }

    /// The number of connections accepted so far.
    std::size_t connections() const noexcept { return server_.accepted(); }
};

}  // namespace descry::testing

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/testing/impl/https_server.ipp>
#endif
