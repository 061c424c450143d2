// openssl: owning pointers to objects of OpenSSL, and its errors as exceptions.
#pragma once

#include <boost/asio/ssl/error.hpp>
#include <boost/system/system_error.hpp>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509v3.h>

#include <memory>

namespace descry::detail {

template <auto Free>
struct openssl_deleter {
    template <class T>
    void operator()(T* object) const noexcept
    {
        Free(object);
    }
};

using bio_ptr = std::unique_ptr<BIO, openssl_deleter<&BIO_free_all>>;
using pkey_ptr = std::unique_ptr<EVP_PKEY, openssl_deleter<&EVP_PKEY_free>>;
using x509_ptr = std::unique_ptr<X509, openssl_deleter<&X509_free>>;
using general_names_ptr = std::unique_ptr<GENERAL_NAMES, openssl_deleter<&GENERAL_NAMES_free>>;

// Most functions of OpenSSL return a null pointer, zero or a negative number on failure.
template <class T>
T* openssl_check(T* object, char const* doing)
{
    if (object != nullptr) return object;
    auto const why = static_cast<int>(ERR_get_error());
    throw boost::system::system_error({why, boost::asio::error::get_ssl_category()}, doing);
}

inline void openssl_check(int result, char const* doing)
{
    static char done{};
    openssl_check(result > 0 ? &done : nullptr, doing);
}

}  // namespace descry::detail
