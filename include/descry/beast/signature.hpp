// signature: verifies signatures and the certificates of signers. RSA with SHA-256 (RFC 8017, 8.2).
#pragma once

#include <boost/asio/buffer.hpp>
#include <boost/asio/ssl/context.hpp>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <descry/beast/detail/openssl.hpp>
#include <descry/beast/detail/tls.hpp>
#include <descry/core/error.hpp>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry {

namespace detail {

using x509_context_ptr = std::unique_ptr<X509_STORE_CTX, openssl_deleter<&X509_STORE_CTX_free>>;
using digest_context_ptr = std::unique_ptr<EVP_MD_CTX, openssl_deleter<&EVP_MD_CTX_free>>;

}  // namespace detail

/// X.509 certificates: the signer's, followed by those that lead from it to an authority.
using certificates = std::vector<detail::x509_ptr>;

/// The maximum number of certificates that are read from a text.
inline constexpr std::size_t max_certificates = 16;

/// Reads certificates in PEM, or one in DER. Empty if the text contains anything else.
inline certificates read_certificates(std::string_view text)
{
    certificates out;
    if (text.size() > std::numeric_limits<int>::max()) return out;
    auto const size = static_cast<int>(text.size());
    if (text.find("-----BEGIN") == text.npos) {
        auto const* begin = reinterpret_cast<unsigned char const*>(text.data());
        auto const* const end = begin + size;
        detail::x509_ptr only{d2i_X509(nullptr, &begin, size)};
        if (only && begin == end) out.push_back(std::move(only));
    } else {
        detail::bio_ptr const memory{detail::openssl_check(BIO_new_mem_buf(text.data(), size), "BIO_new_mem_buf")};
        while (out.size() != max_certificates) {
            detail::x509_ptr next{PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr)};
            if (!next) break;
            out.push_back(std::move(next));
        }
        bool const at_end = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
        if (!at_end && out.size() != max_certificates) out.clear();
    }
    ERR_clear_error();
    return out;
}

/// The host names of a certificate in lower case: its subject alternative names, or its common name if it has none.
inline std::vector<std::string> subject_names(X509* certificate)
{
    std::vector<std::string> out;
    auto const add = [&out](ASN1_STRING const* text) {
        auto const* const begin = reinterpret_cast<char const*>(ASN1_STRING_get0_data(text));
        std::string name(begin, static_cast<std::size_t>(ASN1_STRING_length(text)));
        std::transform(name.begin(), name.end(), name.begin(), to_lower);
        out.push_back(std::move(name));
    };
    detail::general_names_ptr const list{
        static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr))};
    for (int i = 0; list && i != sk_GENERAL_NAME_num(list.get()); ++i) {
        auto const* const name = sk_GENERAL_NAME_value(list.get(), i);
        if (name->type == GEN_DNS) add(name->d.dNSName);
    }
    auto* const subject = X509_get_subject_name(certificate);
    auto const at = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
    if (!list && at >= 0) add(X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)));
    return out;
}

/// True if `host` is `domain` or below it. `host` is in lower case; its first label may be `*`.
inline bool is_in_domain(std::string_view host, std::string_view domain) noexcept
{
    if (host.starts_with("*.")) host.remove_prefix(2);
    if (!is_host_name(host) || domain.empty() || !host.ends_with(domain)) return false;
    return host.size() == domain.size() || host[host.size() - domain.size() - 1] == '.';
}

inline bool is_in_domains(std::string_view host, std::vector<std::string> const& domains) noexcept
{
    return std::any_of(domains.begin(), domains.end(), [&](std::string const& d) { return is_in_domain(host, d); });
}

/// True if the signature of the octets was made with the key of the certificate: RSA with at least 2048 bits and
/// SHA-256, padded as in PKCS #1 v1.5.
inline bool is_signed_by(X509* certificate, std::string_view octets, std::string_view signature)
{
    auto* const key = X509_get0_pubkey(certificate);
    if (!key || EVP_PKEY_get_base_id(key) != EVP_PKEY_RSA || EVP_PKEY_get_bits(key) < 2048) return false;
    detail::digest_context_ptr const digest{detail::openssl_check(EVP_MD_CTX_new(), "EVP_MD_CTX_new")};
    auto const bytes = [](std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); };
    bool const same =
        EVP_DigestVerifyInit(digest.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
        EVP_DigestVerify(digest.get(), bytes(signature), signature.size(), bytes(octets), octets.size()) == 1;
    ERR_clear_error();
    return same;
}

/// The authorities whose certificates are trusted. May be used from several threads.
class signer_trust {
    std::string const authorities_;
    std::once_flag made_;
    std::optional<boost::asio::ssl::context> context_;
    boost::system::error_code broken_;

public:
    /// `authorities` are root or intermediate certificates in PEM; empty: those of the system.
    explicit signer_trust(std::string authorities) : authorities_(std::move(authorities)) {}

    /// True if the first certificate has a chain to a trusted authority, perhaps through the others, is valid now, and
    /// may be used for signatures.
    result<void> check(certificates const& chain)
    {
        std::call_once(made_, [this] { make(); });
        if (broken_)
            return failure(errc::tls_failure, {.explanation = "cannot read the trusted authorities", .cause = broken_});

        auto* const leaf = chain.front().get();
        std::unique_ptr<STACK_OF(X509), detail::openssl_deleter<&free_stack>> const others{
            detail::openssl_check(sk_X509_new_null(), "sk_X509_new_null")};
        for (auto const& other : chain) detail::openssl_check(sk_X509_push(others.get(), other.get()), "sk_X509_push");

        detail::x509_context_ptr const checked{detail::openssl_check(X509_STORE_CTX_new(), "X509_STORE_CTX_new")};
        auto* const store = SSL_CTX_get_cert_store(context_->native_handle());
        detail::openssl_check(X509_STORE_CTX_init(checked.get(), store, leaf, others.get()), "X509_STORE_CTX_init");
        auto* const how = X509_STORE_CTX_get0_param(checked.get());
        X509_VERIFY_PARAM_set_auth_level(how, 2);  // 112 bits: no SHA-1, no RSA below 2048
        if (!authorities_.empty()) X509_VERIFY_PARAM_set_flags(how, X509_V_FLAG_PARTIAL_CHAIN);
        bool const believed = X509_verify_cert(checked.get()) == 1;
        auto const why = X509_STORE_CTX_get_error(checked.get());
        ERR_clear_error();
        if (!believed) return failure(detail::handshake_errc(why), {.explanation = X509_verify_cert_error_string(why)});
        if ((X509_get_key_usage(leaf) & KU_DIGITAL_SIGNATURE) == 0)
            return failure(errc::certificate_untrusted, {.explanation = "the certificate is not for signing"});
        return {};
    }

private:
    // The certificates are not copied.
    static void free_stack(STACK_OF(X509) * stack) { sk_X509_free(stack); }

    void make()
    {
        auto& context = context_.emplace(boost::asio::ssl::context::tls_client);
        if (authorities_.empty())
            detail::trust_system(context, broken_);
        else
            context.add_certificate_authority(boost::asio::buffer(authorities_), broken_);
    }
};

}  // namespace descry
