// certificate_authority: a certificate authority in memory, for servers in tests.
#pragma once

#include <descry/core/config.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace descry {

/// The certificate chain and the private key of a server or client, as PEM.
struct tls_identity {
    std::string certificate_chain;
    std::string private_key;
};

/// The contents of a certificate.
struct certificate_options {
    std::vector<std::string> names{"localhost", "127.0.0.1", "::1"};  ///< Host names and IP addresses.
    std::chrono::system_clock::time_point valid_from = std::chrono::system_clock::now() - std::chrono::hours(1);
    std::chrono::system_clock::time_point valid_until = std::chrono::system_clock::now() + std::chrono::hours(24 * 30);
    unsigned rsa_bits = 0;  ///< The size of an RSA key in bits; 0 for an EC P-256 key.
};

namespace detail {

struct authority_key;

}  // namespace detail

/// A certificate authority with a new EC P-256 key that stays in memory. Only its certificate can be written to a file,
/// for clients to trust. Functions throw `boost::system::system_error` with the reason of OpenSSL. Copies share the
/// key. Const member functions may be called concurrently.
class certificate_authority {
    std::shared_ptr<detail::authority_key const> key_;
    std::string pem_;

    // Self-signed if `issuer` is null.
    DESCRY_DECL certificate_authority(std::string_view name, certificate_authority const* issuer);

public:
    explicit certificate_authority(std::string_view name = "descry test authority")
        : certificate_authority(name, nullptr)
    {
    }

    /// An intermediate authority, whose certificate this authority issues.
    certificate_authority subordinate(std::string_view name) const { return {name, this}; }

    /// The authority's certificate, as PEM.
    std::string const& certificate() const noexcept { return pem_; }

    /// Writes the authority's certificate to a file, for `ca_file` of a client or `curl --cacert`. Throws
    /// `std::ios_base::failure` if it cannot be written.
    DESCRY_DECL void write_certificate(std::string const& path) const;

    /// Issues a certificate for a server or a client, with a new key.
    DESCRY_DECL tls_identity issue(certificate_options const& options = {}) const;
};

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/server/impl/certificate_authority.ipp>
#endif
