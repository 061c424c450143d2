// client_identity: the certificate with which a client authenticates itself in TLS handshakes, and its renewal.
#pragma once

#include <boost/asio/ssl/error.hpp>

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

#include <descry/beast/detail/openssl.hpp>
#include <descry/client/network_options.hpp>
#include <descry/core/error.hpp>
#include <descry/http/origin.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <fstream>
#include <iterator>
#include <memory>
#include <mutex>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace descry::detail {

// A text that is overwritten before its memory is released.
struct secret_text {
    std::string text{};

    secret_text() = default;
    explicit secret_text(std::string from) : text(std::move(from)) {}
    secret_text(secret_text const&) = delete;
    secret_text& operator=(secret_text const&) = delete;
    secret_text(secret_text&& other) noexcept : text(std::move(other.text)) {}
    secret_text& operator=(secret_text&& other) noexcept
    {
        text.swap(other.text);
        return *this;
    }
    ~secret_text() { OPENSSL_cleanse(text.data(), text.size()); }
};

// The certificate, the certificates of the authorities between it and the root, and the key.
class client_identity {
    struct chain_deleter {
        void operator()(STACK_OF(X509) * chain) const noexcept { sk_X509_pop_free(chain, X509_free); }
    };

    x509_ptr certificate_;
    std::unique_ptr<STACK_OF(X509), chain_deleter> chain_{};
    pkey_ptr key_;

    client_identity(x509_ptr certificate, pkey_ptr key) : certificate_(std::move(certificate)), key_(std::move(key)) {}

public:
    // Both texts are PEM. `certificate_name` and `key_name` say where they come from. Explanations have neither key nor
    // passphrase.
    static result<std::shared_ptr<client_identity const>> read(std::string_view certificate,
                                                               std::string const& certificate_name,
                                                               std::string_view key, std::string const& key_name,
                                                               std::string const& passphrase)
    {
        ERR_clear_error();
        auto const memory = memory_of(certificate);
        x509_ptr leaf(PEM_read_bio_X509_AUX(memory.get(), nullptr, no_passphrase, nullptr));
        if (!leaf) return failed("cannot read the client certificate " + certificate_name);
        pkey_ptr private_key(PEM_read_bio_PrivateKey(memory_of(key).get(), nullptr, give_passphrase,
                                                     const_cast<std::string*>(&passphrase)));
        bool const is_encrypted = key.find("ENCRYPTED") != key.npos;
        if (!private_key)
            return failed("cannot read the key of the client certificate " + key_name +
                          (!is_encrypted        ? ""
                           : passphrase.empty() ? ": it is encrypted, and there is no passphrase"
                                                : ": it is encrypted, and the passphrase may be wrong"));
        if (X509_check_private_key(leaf.get(), private_key.get()) != 1)
            return failed("the key " + key_name + " is not that of the client certificate " + certificate_name);
        client_identity out(std::move(leaf), std::move(private_key));
        if (!out.read_chain(memory.get()))
            return failed("cannot read the certificates after the first one " + certificate_name);
        return std::make_shared<client_identity const>(std::move(out));
    }

    bool has_expired() const { return X509_cmp_current_time(X509_get0_notAfter(certificate_.get())) < 0; }

    // Shows it in the handshake that follows.
    bool use_for(SSL* tls) const
    {
        return SSL_use_cert_and_key(tls, certificate_.get(), key_.get(), chain_.get(), 1) == 1;
    }

private:
    static bio_ptr memory_of(std::string_view text)
    {
        return bio_ptr(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
    }

    bool read_chain(BIO* from)
    {
        chain_.reset(sk_X509_new_null());
        while (x509_ptr next{PEM_read_bio_X509(from, nullptr, no_passphrase, nullptr)})
            if (sk_X509_push(chain_.get(), next.release()) == 0) return false;
        bool const is_end = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
        ERR_clear_error();
        return is_end;
    }

    // OpenSSL would prompt for it at the terminal otherwise.
    static int no_passphrase(char*, int, int, void*) { return -1; }
    static int give_passphrase(char* to, int size, int, void* from)
    {
        auto const& text = *static_cast<std::string const*>(from);
        if (text.empty() || static_cast<std::size_t>(size) < text.size()) return -1;
        std::memcpy(to, text.data(), text.size());
        return static_cast<int>(text.size());
    }

    static failure failed(std::string explanation)
    {
        auto const why = static_cast<int>(ERR_get_error());
        ERR_clear_error();
        return {errc::tls_failure,
                {.explanation = std::move(explanation), .cause = {why, boost::asio::error::get_ssl_category()}}};
    }
};

// The identity that the options declare. It is read again for each new connection; what cannot be used does not replace
// what could, until that expires. May be used from several threads.
class client_identity_source {
    using identity_ptr = std::shared_ptr<client_identity const>;

    network_options const& options_;
    std::mutex mutex_;
    identity_ptr current_{};
    std::string digest_{};    // of the texts of `current_`
    std::string reported_{};  // the reason why it is not renewed

public:
    // The options must outlive this object.
    explicit client_identity_source(network_options const& options) : options_(options) {}

    // Null for an origin to which no certificate is shown.
    result<identity_ptr> for_origin(origin const& where)
    {
        auto const& o = options_;
        int const declared = !o.certificate_file.empty() + !o.certificate.empty() + !!o.make_certificate;
        if (declared == 0) {
            if (!has_own_key()) return identity_ptr();
            return unusable("there is a key without a client certificate");
        }
        if (declared != 1 || (o.make_certificate && has_own_key()))
            return unusable("the client certificate is declared twice: as certificate, certificate_file or function");
        if (!o.key_file.empty() && !o.key.empty())
            return unusable("the key of the client certificate is declared twice: key and key_file");
        bool is_shown = false;
        for (auto const& each : o.certificate_origins) {
            auto const permitted = parse_origin(each);
            if (!permitted) return unusable("certificate_origins has an invalid URL");
            is_shown = is_shown || permitted->key() == where.key();
        }
        if (!is_shown) return identity_ptr();
        std::optional<failure> news;
        auto out = renewed(news);
        if (news && o.certificate_not_renewed) o.certificate_not_renewed(*news);
        return out;
    }

private:
    static failure unusable(std::string explanation)
    {
        return {errc::tls_failure, {.explanation = std::move(explanation)}};
    }

    // The identity for a new connection. `news` is the reason why it is not renewed, unless it was reported before.
    result<identity_ptr> renewed(std::optional<failure>& news)
    {
        std::lock_guard const lock(mutex_);
        auto const done = read();
        if (done) {
            reported_.clear();
            return current_;
        }
        auto const& why = done.error();
        if (!current_) return why;
        if (current_->has_expired()) {
            auto details = why.details();
            details.explanation += "; the client certificate before has expired";
            return why.with(std::move(details));
        }
        if (auto reason = why.message(); reason != reported_) {
            reported_ = std::move(reason);
            news = why;
        }
        return current_;
    }

    // False if the key is in the text of the certificate, or made with it.
    bool has_own_key() const noexcept { return !(options_.key.empty() && options_.key_file.empty()); }

    struct pem_texts {
        secret_text certificate, key;
    };

    result<void> read()
    {
        auto const& o = options_;
        bool const may_change = o.make_certificate || !o.certificate_file.empty() || !o.key_file.empty();
        if (current_ && !may_change) return {};
        auto const texts = o.make_certificate ? made_texts() : declared_texts();
        if (!texts) return texts.error();
        auto digest = digest_of(texts->certificate.text) + digest_of(texts->key.text);
        if (current_ && digest == digest_) return {};
        auto const name = name_of(o.certificate_file);
        auto made = client_identity::read(texts->certificate.text, name, texts->key.text,
                                          has_own_key() ? name_of(o.key_file) : name, o.key_passphrase);
        if (!made) return made.error();
        current_ = std::move(*made);
        digest_ = std::move(digest);
        return {};
    }

    result<pem_texts> declared_texts() const
    {
        auto const& o = options_;
        auto certificate = text_of(o.certificate, o.certificate_file);
        if (!certificate) return certificate.error();
        auto key = has_own_key() ? text_of(o.key, o.key_file) : result<secret_text>(secret_text(certificate->text));
        if (!key) return key.error();
        return pem_texts{std::move(*certificate), std::move(*key)};
    }

    result<pem_texts> made_texts() const
    {
        try {
            auto made = options_.make_certificate();
            secret_text certificate(std::move(made.certificate)), key(std::move(made.key));
            if (key.text.empty()) key = secret_text(certificate.text);
            return pem_texts{std::move(certificate), std::move(key)};
        } catch (std::bad_alloc const&) {
            throw;
        } catch (...) {  // the text of an exception may have a secret
            return unusable("the function that makes the client certificate threw an exception");
        }
    }

    static std::string name_of(std::string const& file) { return file.empty() ? "in the options" : "in " + file; }

    static result<secret_text> text_of(std::string const& text, std::string const& file)
    {
        if (file.empty()) return secret_text(text);
        errno = 0;
        std::ifstream from(file, std::ios::binary);
        secret_text out;
        out.text.reserve(16 * 1024);  // so that few copies remain in memory
        out.text.assign(std::istreambuf_iterator<char>(from), {});
        if (from.is_open() && !from.bad() && !out.text.empty()) return out;
        auto const why = errno;
        auto explanation = "cannot read the client certificate or its key in " + file;
        if (from.is_open() && why == 0) explanation += ": the file is empty";
        return failure(errc::tls_failure,
                       {.explanation = std::move(explanation), .cause = {why, boost::system::generic_category()}});
    }

    static std::string digest_of(std::string_view text)
    {
        std::array<unsigned char, EVP_MAX_MD_SIZE> octets{};
        unsigned size = 0;
        openssl_check(EVP_Digest(text.data(), text.size(), octets.data(), &size, EVP_sha256(), nullptr), "EVP_Digest");
        return {reinterpret_cast<char const*>(octets.data()), size};
    }
};

}  // namespace descry::detail
