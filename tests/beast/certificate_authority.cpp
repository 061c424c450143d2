// Certificates made in memory, verified with OpenSSL.
#include <descry/beast/detail/openssl.hpp>
#include <descry/server/certificate_authority.hpp>

#include <boost/test/unit_test.hpp>

#include <openssl/pem.h>
#include <openssl/x509_vfy.h>

#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

using namespace descry::detail;

BOOST_AUTO_TEST_SUITE(certificate_authority)

using authority_t = descry::certificate_authority;
using descry::certificate_options;

namespace {

x509_ptr read(std::string const& pem)
{
    bio_ptr const memory{BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))};
    return x509_ptr{PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr)};
}

// X509_V_OK, or the error for a client that trusts the authority.
int verify(authority_t const& authority, std::string const& pem)
{
    auto const root = read(authority.certificate()), leaf = read(pem);
    BOOST_REQUIRE((root && leaf));
    std::unique_ptr<X509_STORE, openssl_deleter<&X509_STORE_free>> const store{X509_STORE_new()};
    std::unique_ptr<X509_STORE_CTX, openssl_deleter<&X509_STORE_CTX_free>> const context{X509_STORE_CTX_new()};
    X509_STORE_add_cert(store.get(), root.get());
    X509_STORE_set_flags(store.get(), X509_V_FLAG_X509_STRICT);
    X509_STORE_CTX_init(context.get(), store.get(), leaf.get(), nullptr);
    X509_STORE_CTX_set_purpose(context.get(), X509_PURPOSE_SSL_SERVER);
    X509_verify_cert(context.get());
    return X509_STORE_CTX_get_error(context.get());
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_certificate_is_believed_only_with_its_authority)
{
    authority_t const ours, other;
    auto const identity = ours.issue();
    BOOST_TEST(verify(ours, identity.certificate_chain) == X509_V_OK);
    BOOST_TEST(verify(other, identity.certificate_chain) != X509_V_OK);
    BOOST_TEST(ours.issue().certificate_chain != identity.certificate_chain);
    BOOST_TEST(ours.issue().private_key != identity.private_key);
}

BOOST_AUTO_TEST_CASE(names_are_those_asked_for)
{
    authority_t const authority;
    certificate_options options;
    options.names = {"api.example.com", "*.example.org", "10.0.0.1", "::1"};
    auto const leaf = read(authority.issue(options).certificate_chain);
    auto* const x = leaf.get();
    BOOST_TEST(X509_check_host(x, "api.example.com", 0, 0, nullptr) == 1);
    BOOST_TEST(X509_check_host(x, "www.example.org", 0, 0, nullptr) == 1);
    BOOST_TEST(X509_check_host(x, "www.example.com", 0, 0, nullptr) == 0);
    BOOST_TEST(X509_check_ip_asc(x, "10.0.0.1", 0) == 1);
    BOOST_TEST(X509_check_ip_asc(x, "::1", 0) == 1);
    BOOST_TEST(X509_check_ip_asc(x, "127.0.0.1", 0) == 0);
}

BOOST_AUTO_TEST_CASE(times_are_those_asked_for)
{
    authority_t const authority;
    certificate_options options;
    options.valid_until = options.valid_from + std::chrono::minutes(1);
    BOOST_TEST(verify(authority, authority.issue(options).certificate_chain) == X509_V_ERR_CERT_HAS_EXPIRED);
    options.valid_from = std::chrono::system_clock::now() + std::chrono::hours(1);
    options.valid_until = options.valid_from + std::chrono::hours(1);
    BOOST_TEST(verify(authority, authority.issue(options).certificate_chain) == X509_V_ERR_CERT_NOT_YET_VALID);
}

BOOST_AUTO_TEST_CASE(only_the_certificate_is_written)
{
    authority_t const authority;
    auto const file = "descry_test_ca_" + std::to_string(::getpid()) + ".pem";
    authority.write_certificate(file);
    std::ifstream in(file);
    std::string const text(std::istreambuf_iterator<char>(in), {});
    std::remove(file.c_str());
    BOOST_TEST(text == authority.certificate());
    BOOST_TEST(text.find("PRIVATE") == std::string::npos);
    BOOST_CHECK_THROW(authority.write_certificate("no/such/folder/ca.pem"), std::exception);
}

BOOST_AUTO_TEST_SUITE_END()
