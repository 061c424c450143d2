// certificate_authority: an authority made in memory, and the certificates that it issues, for servers in tests.
#pragma once

#include <descry/core/config.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace descry {

/// What a server proves its identity with: PEM text of its certificate and of its private key.
struct tls_identity {
    std::string certificate_chain;
    std::string private_key;
};

/// What a certificate says.
struct certificate_options {
    std::vector<std::string> names{"localhost", "127.0.0.1", "::1"};  ///< Host names and IP addresses.
    std::chrono::system_clock::time_point valid_from = std::chrono::system_clock::now() - std::chrono::hours(1);
    std::chrono::system_clock::time_point valid_until = std::chrono::system_clock::now() + std::chrono::hours(24 * 30);
    unsigned rsa_bits = 0;  ///< The size of an RSA key; 0: a key of EC P-256.
};

namespace detail {

struct authority_key;

}  // namespace detail

/// A certificate authority with a fresh EC P-256 key that never leaves memory. Only its own certificate can be written
/// to a file, for clients to trust. Throws `boost::system::system_error` with OpenSSL's reason. Copies share the key.
/// Its const member functions may be called from several threads.
class certificate_authority {
    std::shared_ptr<detail::authority_key const> key_;
    std::string pem_;

    // Its own issuer, or below another.
    DESCRY_DECL certificate_authority(std::string_view name, certificate_authority const* issuer);

public:
    explicit certificate_authority(std::string_view name = "descry test authority")
        : certificate_authority(name, nullptr)
    {
    }

    /// An authority that this one vouches for.
    certificate_authority subordinate(std::string_view name) const { return {name, this}; }

    /// The authority's certificate, as PEM.
    std::string const& certificate() const noexcept { return pem_; }

    /// Writes the authority's certificate to a file: a client's `ca_file`, or `curl --cacert`. Throws
    /// `std::ios_base::failure` when it cannot be written.
    DESCRY_DECL void write_certificate(std::string const& path) const;

    /// Issues a server certificate with a fresh key.
    DESCRY_DECL tls_identity issue(certificate_options const& options = {}) const;
};

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/server/impl/certificate_authority.ipp>
#endif
