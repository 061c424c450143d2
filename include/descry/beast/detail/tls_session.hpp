// tls_session: the TLS session of a host, which later connections resume.
#pragma once

#include <openssl/ssl.h>

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

public:
    // Called after a response, by which time tickets of TLS 1.3 have arrived.
    void remember(SSL* tls)
    {
        session_ptr session(SSL_get1_session(tls));
        if (!session || SSL_SESSION_is_resumable(session.get()) == 0) return;
        std::lock_guard const lock(mutex_);
        newest_.swap(session);
    }

    // Called before a handshake.
    void offer(SSL* tls)
    {
        std::lock_guard const lock(mutex_);
        if (newest_) SSL_set_session(tls, newest_.get());
    }
};

}  // namespace descry::detail
