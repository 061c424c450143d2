// tls: trusted authorities, the verification of peers, and the failures of handshakes.
#pragma once

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/error.hpp>

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

#include <descry/beast/detail/client_identity.hpp>
#include <descry/client/network_options.hpp>
#include <descry/core/error.hpp>
#include <descry/http/origin.hpp>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

namespace descry::detail {

// Trusts the authorities of the system: the defaults of OpenSSL, which respect SSL_CERT_FILE and SSL_CERT_DIR. An
// OpenSSL that the distribution did not build often has defaults that do not exist; then the usual bundles are tried.
inline void trust_system(boost::asio::ssl::context& context, boost::system::error_code& ec)
{
    context.set_default_verify_paths(ec);
    if (ec || std::getenv(X509_get_default_cert_file_env()) != nullptr ||
        std::getenv(X509_get_default_cert_dir_env()) != nullptr)
        return;

    namespace fs = std::filesystem;
    std::error_code ignored;
    if (fs::exists(X509_get_default_cert_file(), ignored)) return;
    if (fs::directory_iterator(X509_get_default_cert_dir(), ignored) != fs::directory_iterator()) return;
    for (auto const* const bundle : {
             "/etc/ssl/certs/ca-certificates.crt",                 // Debian, Ubuntu, Arch, Gentoo
             "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",  // Fedora, RHEL
             "/etc/pki/tls/certs/ca-bundle.crt",                   // older Fedora, RHEL
             "/etc/ssl/ca-bundle.pem",                             // openSUSE
             "/etc/ssl/cert.pem",                                  // Alpine, macOS, OpenBSD
             "/usr/local/share/certs/ca-root-nss.crt",             // FreeBSD
         })
        if (fs::exists(bundle, ignored)) return void(context.load_verify_file(bundle, ec));
}

// Restricts a context to TLS 1.3, and to TLS 1.2 with forward secrecy (ECDHE) and authenticated encryption (AES-GCM or
// ChaCha20-Poly1305), as RFC 9325, 4.1 and 4.2 recommend: no static RSA and no CBC. In the cipher list, `+` joins names
// of OpenSSL into their intersection; the list does not affect the suites of TLS 1.3 or the security level of the
// system.
inline void restrict_tls(boost::asio::ssl::context& context, boost::system::error_code& ec)
{
    namespace ssl = boost::asio::ssl;
    context.set_options(ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1, ec);
    if (ec || SSL_CTX_set_cipher_list(context.native_handle(), "ECDHE+AESGCM:ECDHE+CHACHA20") == 1) return;
    ec.assign(static_cast<int>(ERR_get_error()), boost::asio::error::get_ssl_category());
}

// How a connection begins TLS: not at all without a context.
struct tls_parameters {
    boost::asio::ssl::context* context = nullptr;
    std::shared_ptr<client_identity const> identity{};  // null: the client does not authenticate itself
};

// The client configuration of TLS, shared by all connections of a transport. May be used from several threads.
class tls_client {
    std::string const& ca_file_;
    client_identity_source identities_;
    std::once_flag made_;
    std::optional<boost::asio::ssl::context> context_;
    std::optional<failure> broken_;

public:
    // The options must outlive this object.
    explicit tls_client(network_options const& options) : ca_file_(options.ca_file), identities_(options) {}

    // The context is made on first use, since reading the system's authorities takes OpenSSL 3 some 50 ms.
    result<tls_parameters> parameters_for(origin const& where)
    {
        if (!where.secure) return tls_parameters();
        std::call_once(made_, [this] { make(); });
        if (broken_) return *broken_;
        auto identity = identities_.for_origin(where);
        if (!identity) return identity.error();
        return tls_parameters{&*context_, std::move(*identity)};
    }

private:
    void make()
    {
        namespace ssl = boost::asio::ssl;
        boost::system::error_code ec;
        auto& context = context_.emplace(ssl::context::tls_client);
        restrict_tls(context, ec);
        if (ec)
            return void(broken_.emplace(
                errc::tls_failure,
                failure_details{.explanation = "OpenSSL has none of the cipher suites that are accepted",
                                .cause = ec}));
        context.set_verify_mode(ssl::verify_peer);
        if (ca_file_.empty())
            trust_system(context, ec);
        else
            context.load_verify_file(ca_file_, ec);
        auto const source = ca_file_.empty() ? " of the system" : " in " + ca_file_;
        if (ec)
            broken_.emplace(errc::tls_failure, failure_details{
                                                   .explanation = "cannot read the trusted authorities" + source,
                                                   .cause = ec,
                                               });
    }
};

// Sets the expected peer, so that OpenSSL's own verification reports errors of the certificate.
inline bool expect_peer(SSL* tls, origin const& where)
{
    boost::system::error_code not_an_address;
    boost::asio::ip::make_address(where.host, not_an_address);
    if (!not_an_address) return X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(tls), where.host.c_str()) == 1;

    // Neither certificates nor server names (RFC 6066, 3) have the final dot of a fully qualified name.
    auto name = where.host;
    if (name.ends_with('.')) name.pop_back();
    SSL_set_hostflags(tls, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    // The macro SSL_set_tlsext_host_name has a cast that compilers may warn of.
    return SSL_ctrl(tls, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, name.data()) == 1 &&
           SSL_set1_host(tls, name.c_str()) == 1;
}

inline errc handshake_errc(long verified) noexcept
{
    switch (verified) {
        case X509_V_OK: return errc::tls_failure;
        case X509_V_ERR_HOSTNAME_MISMATCH:
        case X509_V_ERR_IP_ADDRESS_MISMATCH: return errc::certificate_host_mismatch;
        case X509_V_ERR_CERT_HAS_EXPIRED:
        case X509_V_ERR_CERT_NOT_YET_VALID: return errc::certificate_expired;
        default: return errc::certificate_untrusted;
    }
}

// True if the server sent the alert that it accepts none of the offered parameters (RFC 8446, 6.2).
inline bool is_refused_by_server(boost::system::error_code cause) noexcept
{
    return cause.category() == boost::asio::error::get_ssl_category() &&
           ERR_GET_REASON(static_cast<unsigned long>(cause.value())) == SSL_R_SSLV3_ALERT_HANDSHAKE_FAILURE;
}

// True if the server sent an alert that refuses the certificate of the client, or says that it has to have one (RFC
// 8446, 6.2). In TLS 1.3 the alert may arrive after the client has ended its handshake.
inline bool is_identity_refused(boost::system::error_code cause) noexcept
{
    if (cause.category() != boost::asio::error::get_ssl_category()) return false;
    switch (ERR_GET_REASON(static_cast<unsigned long>(cause.value()))) {
        case SSL_R_SSLV3_ALERT_BAD_CERTIFICATE:
        case SSL_R_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE:
        case SSL_R_SSLV3_ALERT_CERTIFICATE_REVOKED:
        case SSL_R_SSLV3_ALERT_CERTIFICATE_EXPIRED:
        case SSL_R_SSLV3_ALERT_CERTIFICATE_UNKNOWN:
        case SSL_R_TLSV1_ALERT_UNKNOWN_CA:
        case SSL_R_TLSV1_ALERT_ACCESS_DENIED:
        case SSL_R_TLSV13_ALERT_CERTIFICATE_REQUIRED: return true;
        default: return false;
    }
}

// The explanation of such an alert.
inline std::string refused_identity(origin const& where)
{
    return where.description() + " requires a client certificate, or refuses that of this client";
}

// The failure that a failed handshake represents.
inline failure handshake_failure(SSL* tls, origin const& where, boost::system::error_code cause)
{
    auto const verified = SSL_get_verify_result(tls);
    auto const code = handshake_errc(verified);
    if (is_identity_refused(cause)) return {code, {.explanation = refused_identity(where), .cause = cause}};
    auto explanation = "the TLS handshake with " + where.description() + " failed";
    if (code != errc::tls_failure) (explanation += ": ") += X509_verify_cert_error_string(verified);
    if (is_refused_by_server(cause))
        explanation +=
            ": the server accepts none of what was offered, TLS 1.3 or TLS 1.2 with ECDHE and AES-GCM or ChaCha20, or "
            "requires a client certificate";
    return {code, {.explanation = std::move(explanation), .cause = cause}};
}

}  // namespace descry::detail
