// https_server: serves an emulator, or any other function, over TLS, with an authority made on the spot.
#pragma once

#include <descry/http/message.hpp>
#include <descry/model/random_guid.hpp>
#include <descry/server/certificate_authority.hpp>
#include <descry/server/http_server.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <system_error>
#include <utility>

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
    explicit https_server(handler handle, https_options options = {})
        : options_(std::move(options)),
          temporary_(options_.ca_file.empty()),
          server_(std::move(handle), {options_.port, authority_.issue()})
    {
        if (temporary_) {
            auto const name = "descry-ca-" + descry::random_guid() + ".pem";
            options_.ca_file = (std::filesystem::temp_directory_path() / name).string();
        }
        authority_.write_certificate(options_.ca_file);
    }

    ~https_server()
    {
        server_.stop();
        std::error_code ignored;
        if (temporary_) std::filesystem::remove(options_.ca_file, ignored);
    }

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
