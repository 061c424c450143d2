// certificate_authority: creation of certificates with OpenSSL.
#pragma once

#include <boost/asio/ip/address.hpp>

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <descry/beast/detail/openssl.hpp>
#include <descry/server/certificate_authority.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <ios>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry {

namespace detail {

using extension_ptr = std::unique_ptr<X509_EXTENSION, openssl_deleter<&X509_EXTENSION_free>>;

inline std::string pem_text(BIO* memory)
{
    char* begin = nullptr;
    auto const size = BIO_get_mem_data(memory, &begin);
    return {begin, static_cast<std::size_t>(size)};
}

inline std::string pem_text(X509* certificate)
{
    bio_ptr memory{openssl_check(BIO_new(BIO_s_mem()), "BIO_new")};
    openssl_check(PEM_write_bio_X509(memory.get(), certificate), "PEM_write_bio_X509");
    return pem_text(memory.get());
}

inline std::string pem_text(EVP_PKEY* key)
{
    bio_ptr memory{openssl_check(BIO_new(BIO_s_secmem()), "BIO_new")};
    openssl_check(PEM_write_bio_PrivateKey(memory.get(), key, nullptr, nullptr, 0, nullptr, nullptr),
                  "PEM_write_bio_PrivateKey");
    return pem_text(memory.get());
}

inline pkey_ptr make_key(unsigned rsa_bits = 0)
{
    if (rsa_bits != 0) return pkey_ptr{openssl_check(EVP_RSA_gen(rsa_bits), "EVP_RSA_gen")};
    return pkey_ptr{openssl_check(EVP_EC_gen("P-256"), "EVP_EC_gen")};
}

inline void add_extension(X509* certificate, X509* issuer, int nid, char const* value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    extension_ptr extension{openssl_check(X509V3_EXT_conf_nid(nullptr, &context, nid, value), "X509V3_EXT_conf_nid")};
    openssl_check(X509_add_ext(certificate, extension.get(), -1), "X509_add_ext");
}

inline void add_subject_names(X509* certificate, std::vector<std::string> const& names)
{
    if (names.empty()) return;
    general_names_ptr list{openssl_check(sk_GENERAL_NAME_new_null(), "GENERAL_NAMES")};
    for (auto const& name : names) {
        boost::system::error_code not_an_address;
        boost::asio::ip::make_address(name, not_an_address);
        auto* const entry = openssl_check(
            a2i_GENERAL_NAME(nullptr, nullptr, nullptr, not_an_address ? GEN_DNS : GEN_IPADD, name.c_str(), 0),
            "a2i_GENERAL_NAME");
        if (sk_GENERAL_NAME_push(list.get(), entry) == 0) {
            GENERAL_NAME_free(entry);
            openssl_check(0, "GENERAL_NAMES");
        }
    }
    openssl_check(X509_add1_ext_i2d(certificate, NID_subject_alt_name, list.get(), 0, 0), "X509_add1_ext_i2d");
}

// A certificate without extensions and signature.
inline x509_ptr make_certificate(std::string_view common_name, X509_NAME const* issuer, EVP_PKEY* key,
                                 certificate_options const& options)
{
    x509_ptr certificate{openssl_check(X509_new(), "X509_new")};
    auto* const x = certificate.get();
    std::uint64_t serial = 0;
    openssl_check(RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial), "RAND_bytes");
    openssl_check(ASN1_INTEGER_set_uint64(X509_get_serialNumber(x), serial >> 1 | 1), "ASN1_INTEGER_set_uint64");
    openssl_check(X509_set_version(x, X509_VERSION_3), "X509_set_version");

    auto* const subject = X509_get_subject_name(x);
    openssl_check(X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8,
                                             reinterpret_cast<unsigned char const*>(common_name.data()),
                                             static_cast<int>(common_name.size()), -1, 0),
                  "X509_NAME_add_entry_by_txt");
    openssl_check(X509_set_issuer_name(x, issuer != nullptr ? issuer : subject), "X509_set_issuer_name");

    using clock = std::chrono::system_clock;
    openssl_check(ASN1_TIME_set(X509_getm_notBefore(x), clock::to_time_t(options.valid_from)), "ASN1_TIME_set");
    openssl_check(ASN1_TIME_set(X509_getm_notAfter(x), clock::to_time_t(options.valid_until)), "ASN1_TIME_set");
    openssl_check(X509_set_pubkey(x, key), "X509_set_pubkey");
    return certificate;
}

struct authority_key {
    pkey_ptr key = make_key();
    x509_ptr certificate{};

    X509_NAME* name() const { return X509_get_subject_name(certificate.get()); }
};

}  // namespace detail

DESCRY_DECL certificate_authority::certificate_authority(std::string_view name, certificate_authority const* issuer)
{
    auto made = std::make_shared<detail::authority_key>();
    made->certificate = detail::make_certificate(name, issuer ? issuer->key_->name() : nullptr, made->key.get(), {});
    auto* const x = made->certificate.get();
    auto* const above = issuer ? issuer->key_->certificate.get() : x;
    detail::add_extension(x, above, NID_basic_constraints, "critical,CA:TRUE");
    detail::add_extension(x, above, NID_key_usage, "critical,keyCertSign,cRLSign");
    detail::add_extension(x, above, NID_subject_key_identifier, "hash");
    if (issuer) detail::add_extension(x, above, NID_authority_key_identifier, "keyid:always");
    detail::openssl_check(X509_sign(x, (issuer ? issuer->key_->key : made->key).get(), EVP_sha256()), "X509_sign");
    pem_ = detail::pem_text(x);
    key_ = std::move(made);
}

DESCRY_DECL void certificate_authority::write_certificate(std::string const& path) const
{
    std::ofstream file;
    file.exceptions(std::ios::failbit | std::ios::badbit);
    file.open(path, std::ios::binary | std::ios::trunc);
    file << pem_;
    file.close();
}

DESCRY_DECL tls_identity certificate_authority::issue(certificate_options const& options) const
{
    auto const key = detail::make_key(options.rsa_bits);
    auto const certificate = detail::make_certificate("descry test", key_->name(), key.get(), options);
    auto* const x = certificate.get();
    auto* const above = key_->certificate.get();
    detail::add_extension(x, above, NID_basic_constraints, "critical,CA:FALSE");
    detail::add_extension(x, above, NID_key_usage, "critical,digitalSignature");
    detail::add_extension(x, above, NID_ext_key_usage, "serverAuth,clientAuth");
    detail::add_extension(x, above, NID_subject_key_identifier, "hash");
    detail::add_extension(x, above, NID_authority_key_identifier, "keyid:always");
    detail::add_subject_names(x, options.names);
    detail::openssl_check(X509_sign(x, key_->key.get(), EVP_sha256()), "X509_sign");
    return {detail::pem_text(x), detail::pem_text(key.get())};
}

}  // namespace descry
