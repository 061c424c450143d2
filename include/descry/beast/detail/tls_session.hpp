// tls_session: the TLS session of a host, which later connections resume.
#pragma once

#include <openssl/ssl.h>

#include <descry/beast/detail/openssl.hpp>

#include <memory>
#include <mutex>

namespace descry::detail {

// The newest session of one host (RFC 5246, 7.4; RFC 8446, 2.2). It identifies the peer, and must never be offered to
// another host. May be used from several threads.
class tls_session {
    struct deleter {
        void operator()(SSL_SESSION* session) const noexcept { SSL_SESSION_free(session); }
    };
    using session_ptr = std::unique_ptr<SSL_SESSION, deleter>;

    std::mutex mutex_;
    session_ptr newest_;
    x509_ptr certificate_{};  // of the client in that session; null if it showed none

public:
    // Called after a response, by which time tickets of TLS 1.3 have arrived.
    void remember(SSL* tls)
    {
        session_ptr session(SSL_get1_session(tls));
        if (!session || SSL_SESSION_is_resumable(session.get()) == 0) return;
        x509_ptr certificate(SSL_get_certificate(tls));
        if (certificate) X509_up_ref(certificate.get());
        std::lock_guard const lock(mutex_);
        newest_.swap(session);
        certificate_.swap(certificate);
    }

    // Called before a handshake. A session continues the identity of the client, so that one with another certificate
    // is not offered.
    void offer(SSL* tls)
    {
        auto* const own = SSL_get_certificate(tls);
        std::lock_guard const lock(mutex_);
        bool const is_same = own && certificate_ ? X509_cmp(own, certificate_.get()) == 0 : !own && !certificate_;
        if (newest_ && is_same) SSL_set_session(tls, newest_.get());
    }
};

}  // namespace descry::detail
