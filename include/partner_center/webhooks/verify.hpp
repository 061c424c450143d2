// verify: verification of webhook callbacks of Partner Center. Includes OpenSSL.
#pragma once

#include <boost/asio/system_executor.hpp>

#include <descry/beast/signature.hpp>
#include <descry/beast/transport.hpp>
#include <descry/core/error.hpp>
#include <descry/http/message.hpp>
#include <descry/http/origin.hpp>
#include <descry/http/url.hpp>
#include <descry/json/read.hpp>

#include <partner_center/webhooks/partner_resource_change_event.hpp>
#include <partner_center/webhooks/refusal.hpp>
#include <partner_center/webhooks/signature_headers.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace partner_center::webhooks {

/// The options of verification. The defaults are those of the public cloud.
struct verify_options {
    /// The hosts from which certificates are fetched; a domain includes all of its hosts. The source of a certificate
    /// does not make it trusted, but the sender chooses the URL to which this machine connects.
    std::vector<std::string> certificate_hosts{"microsoft.com", "3psostorageacct.blob.core.windows.net"};
    /// The domains of the signer: the certificate must be for a host name in one of them.
    std::vector<std::string> signers{"microsoft.com"};
    std::string authorities{};    ///< Trusted certificates as PEM, roots or intermediates. Empty: those of the system.
    std::string intermediates{};  ///< Intermediate certificates as PEM, if the URL does not include them.
    /// Returns the content of a URL: a certificate as PEM or DER, with optional others. Empty: the URL is fetched with
    /// `transport`. Called concurrently from the threads that call `verify`.
    std::function<descry::result<std::string>(std::string const& url)> fetch{};
    std::shared_ptr<descry::transport> transport{};                ///< Empty: that of `<descry/beast.hpp>`.
    std::chrono::milliseconds timeout = std::chrono::seconds(20);  ///< The maximum time to fetch a certificate.
    /// The time in which a certificate is not fetched again, and in which at most `max_fetches` are fetched, since
    /// anyone can send callbacks with a URL.
    std::chrono::milliseconds fetch_again_after = std::chrono::minutes(1);
};

/// The maximum size of a fetched file of certificates, in bytes.
inline constexpr std::size_t max_certificate_size = 64 * 1024;

/// The maximum number of certificates that a verifier fetches from unknown URLs in `verify_options::fetch_again_after`.
/// A callback that requires another one is refused with `refusal::certificate_unavailable`, which third parties can
/// cause, in particular after a start. Callbacks signed with a known certificate are not affected.
inline constexpr std::size_t max_fetches = 30;

/// Verifies callbacks. Keep one object: it caches the authorities, and the certificates of valid signatures. A cached
/// certificate is fetched again, after `fetch_again_after`, if a signature does not match. May be used concurrently
/// from several threads. Blocks while it fetches a certificate.
class verifier {
    struct known_certificate {
        std::string text;
        descry::steady_time asked_at;
    };

    verify_options options_;
    descry::signer_trust trust_;
    std::mutex mutex_{};
    std::map<std::string, known_certificate> known_{};
    descry::steady_time counted_since_ = std::chrono::steady_clock::now();
    std::size_t fetches_ = 0;  // from unknown URLs since then

    static constexpr std::size_t max_remembered = 16;

public:
    explicit verifier(verify_options options = {}) : options_(std::move(options)), trust_(options_.authorities) {}

    /// Verifies a callback and reads its body. `body` must have the exact octets that were received. Fails with a
    /// `refusal` and an explanation if the callback is not authentic, and with an error of JSON if the signed body
    /// cannot be read.
    descry::result<partner_resource_change_event> verify(std::vector<descry::header> const& headers,
                                                         std::string_view body)
    {
        auto const said = detail::read_signature_headers(headers);
        if (!said) return said.error();
        if (auto const verified = verify(said->certificate_url, said->signature, body); !verified)
            return verified.error();
        return descry::read_json<partner_resource_change_event>(body);
    }

private:
    descry::result<void> verify(std::string const& url, std::string_view signature, std::string_view body)
    {
        auto const known = certificate_of(url);
        auto const verified = check(known.text, signature, body);
        auto const now = std::chrono::steady_clock::now();
        bool const is_recent = !known.text.empty() && now - known.asked_at < options_.fetch_again_after;
        if (verified || is_recent) return verified;

        auto certificate = fetch(url, now);
        if (!certificate) return certificate.error();
        if (certificate->size() > max_certificate_size)
            return detail::refused(refusal::malformed, "the certificate is too large");
        auto const chain = trusted_chain(*certificate);
        if (!chain) return chain.error();
        auto const fits = check_signature(*chain, signature, body);
        // A renewed certificate is kept even if the signature of this callback is wrong.
        if (fits || !known.text.empty()) remember(url, {std::move(*certificate), now});
        return fits;
    }

    known_certificate certificate_of(std::string const& url)
    {
        std::lock_guard const lock(mutex_);
        auto const found = known_.find(url);
        return found == known_.end() ? known_certificate() : found->second;
    }

    void remember(std::string const& url, known_certificate certificate)
    {
        std::lock_guard const lock(mutex_);
        known_.insert_or_assign(url, std::move(certificate));
        if (known_.size() <= max_remembered) return;
        known_.erase(std::min_element(known_.begin(), known_.end(), [](auto const& a, auto const& b) {
            return a.second.asked_at < b.second.asked_at;
        }));
    }

    bool may_fetch(std::string const& url, descry::steady_time now)
    {
        std::lock_guard const lock(mutex_);
        if (auto const found = known_.find(url); found != known_.end()) {
            found->second.asked_at = now;
            return true;
        }
        if (now - counted_since_ >= options_.fetch_again_after) {
            counted_since_ = now;
            fetches_ = 0;
        }
        if (fetches_ == max_fetches) return false;
        ++fetches_;
        return true;
    }

    descry::result<void> check(std::string const& certificate, std::string_view signature, std::string_view body)
    {
        auto const chain = trusted_chain(certificate);
        if (!chain) return chain.error();
        return check_signature(*chain, signature, body);
    }

    // The certificate of the service, and the chain from it to an authority.
    descry::result<descry::certificates> trusted_chain(std::string const& certificate)
    {
        auto chain = descry::read_certificates(certificate);
        if (chain.empty()) return detail::refused(refusal::malformed, "the certificate is malformed");
        for (auto& more : descry::read_certificates(options_.intermediates)) chain.push_back(std::move(more));

        if (auto const trusted = trust_.check(chain); !trusted)
            return detail::refused(refusal::untrusted_certificate, trusted.error()->explanation);
        auto const names = descry::subject_names(chain.front().get());
        bool const is_service = std::any_of(names.begin(), names.end(), [this](std::string const& name) {
            return descry::is_in_domains(name, options_.signers);
        });
        if (!is_service) return detail::refused(refusal::untrusted_certificate, "the certificate is not the service's");
        return chain;
    }

    static descry::result<void> check_signature(descry::certificates const& chain, std::string_view signature,
                                                std::string_view body)
    {
        if (descry::is_signed_by(chain.front().get(), body, signature)) return {};
        return detail::refused(refusal::wrong_signature, "the signature does not match the body");
    }

    // ---- Fetching

    descry::result<std::string> fetch(std::string const& url, descry::steady_time now)
    {
        auto const parts = descry::split_url(url);
        bool const is_encoded = descry::as_reference(url) == url;
        if (!parts || !is_encoded || url.find('#') != url.npos)
            return detail::refused(refusal::malformed, "the certificate's URL is malformed");
        std::string const origin = std::string(parts->scheme) + "://" + std::string(parts->authority);
        auto const where = descry::parse_origin(origin);
        if (!where || !where->secure || where->port != 443 || !parts->path.starts_with('/') ||
            !descry::is_in_domains(where->host, options_.certificate_hosts))
            return detail::refused(refusal::untrusted_certificate, "the certificate's URL is not one of the service");

        if (!may_fetch(url, now))
            return detail::refused(refusal::certificate_unavailable, "too many certificates had to be fetched");
        auto out = options_.fetch ? options_.fetch(url) : fetch(origin, std::string(parts->path));
        if (out) return out;
        auto details = out.error().details();
        details.explanation = out.error().message();
        return descry::failure(make_error_code(refusal::certificate_unavailable), std::move(details));
    }

    descry::result<std::string> fetch(std::string const& origin, std::string path)
    {
        auto const deadline = std::chrono::steady_clock::now() + options_.timeout;
        auto const over = network();
        auto in = over->send({.method = "GET",
                              .base_url = origin,
                              .target = std::move(path),
                              .headers = {{"Accept", "*/*"}},
                              .body = {},
                              .idempotent = true},
                             deadline);
        if (!in) return in.error();
        if (in->status != 200)
            return descry::failure(descry::errc::unexpected_status, {.status = in->status});  // such as a redirect
        return std::move(in->body);
    }

    // A new transport for each fetch, unless the options have one: senders can name many hosts, and a transport keeps
    // state for each.
    std::shared_ptr<descry::transport> network() const
    {
        if (options_.transport) return options_.transport;
        return descry::make_transport({.max_body_bytes = max_certificate_size}, boost::asio::system_executor());
    }
};

/// Verifies one callback without a cache.
inline descry::result<partner_resource_change_event> verify(std::vector<descry::header> const& headers,
                                                            std::string_view body, verify_options options = {})
{
    return verifier(std::move(options)).verify(headers, body);
}

}  // namespace partner_center::webhooks
