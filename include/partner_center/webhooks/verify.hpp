// verify: whether a callback comes from Partner Center, for servers. Brings OpenSSL along, which clients do without.
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

/// Whom to believe. The defaults are those of the public cloud.
struct verify_options {
    /// The hosts that certificates are fetched from; a domain stands for all hosts in it. Nothing is believed because
    /// of where it was found, but the sender chooses the place, and this machine goes there.
    std::vector<std::string> certificate_hosts{"microsoft.com", "3psostorageacct.blob.core.windows.net"};
    /// The domains of the signer: a host name in one of these is what the certificate has to be for.
    std::vector<std::string> signers{"microsoft.com"};
    std::string authorities{};  ///< Certificates as PEM, roots or those below them, to be trusted; empty: the system's.
    std::string
        intermediates{};  ///< Certificates as PEM that lead from the signer's to those, if the URL has it alone.
    /// Gives what is found at a URL: a certificate as PEM or DER, perhaps with others. Empty: it is fetched through
    /// `transport`. Called from all threads that verify, several at once.
    std::function<descry::result<std::string>(std::string const& url)> fetch{};
    std::shared_ptr<descry::transport> transport{};  ///< Empty: one as clients use it, by `<descry/beast.hpp>`.
    std::chrono::milliseconds timeout = std::chrono::seconds(20);  ///< To fetch a certificate.
    /// How long a certificate is not fetched again whatever the next signature is. In that time no more than
    /// `max_fetches` are fetched: anybody may send callbacks that name a place.
    std::chrono::milliseconds fetch_again_after = std::chrono::minutes(1);
};

/// The longest certificate that is read, in bytes, with those beside it.
inline constexpr std::size_t max_certificate_size = 64 * 1024;

/// The most certificates that a verifier fetches in `verify_options::fetch_again_after` from places of which it knows
/// none. A callback that needs one more is refused as `refusal::certificate_unavailable`, as strangers may bring about,
/// most of all right after a start; those signed with a known certificate are not concerned.
inline constexpr std::size_t max_fetches = 30;

/// Verifies callbacks. Make one and keep it: it remembers the authorities, and the certificates that signed something,
/// each of which is fetched again, after a while, when a signature does not fit. May be used from several threads at
/// once; blocks while it fetches.
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
    std::size_t fetches_ = 0;  // from unknown places since then

    static constexpr std::size_t max_remembered = 16;

public:
    explicit verifier(verify_options options = {}) : options_(std::move(options)), trust_(options_.authorities) {}

    /// What the service says in a callback with these headers and this body, octet by octet as it was received; or why
    /// that is not to be believed: a `refusal`, with words. A body that was signed but cannot be read is an error of
    /// JSON.
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
        auto const chain = believed(*certificate);
        if (!chain) return chain.error();
        auto const fits = check_signature(*chain, signature, body);
        // A renewed certificate counts whatever came with the callback that made it be fetched.
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
        auto const chain = believed(certificate);
        if (!chain) return chain.error();
        return check_signature(*chain, signature, body);
    }

    // The certificate of the service, and those that lead from it to an authority.
    descry::result<descry::certificates> believed(std::string const& certificate)
    {
        auto chain = descry::read_certificates(certificate);
        if (chain.empty()) return detail::refused(refusal::malformed, "the certificate is none");
        for (auto& more : descry::read_certificates(options_.intermediates)) chain.push_back(std::move(more));

        if (auto const trusted = trust_.check(chain); !trusted)
            return detail::refused(refusal::untrusted_certificate, trusted.error()->explanation);
        auto const names = descry::subject_names(chain.front().get());
        bool const is_service = std::any_of(names.begin(), names.end(), [this](std::string const& name) {
            return descry::is_in_domains(name, options_.signers);
        });
        if (!is_service) return detail::refused(refusal::untrusted_certificate, "the certificate is somebody else's");
        return chain;
    }

    static descry::result<void> check_signature(descry::certificates const& chain, std::string_view signature,
                                                std::string_view body)
    {
        if (descry::is_signed_by(chain.front().get(), body, signature)) return {};
        return detail::refused(refusal::wrong_signature, "the signature does not fit the body");
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
            return descry::failure(descry::errc::unexpected_status, {.status = in->status});  // a redirect, perhaps
        return std::move(in->body);
    }

    // One for each fetch, unless it was given: senders name many hosts, of which a transport remembers every one.
    std::shared_ptr<descry::transport> network() const
    {
        if (options_.transport) return options_.transport;
        return descry::make_transport({.max_body_bytes = max_certificate_size}, boost::asio::system_executor());
    }
};

/// The same for one callback, with everything read and fetched anew.
inline descry::result<partner_resource_change_event> verify(std::vector<descry::header> const& headers,
                                                            std::string_view body, verify_options options = {})
{
    return verifier(std::move(options)).verify(headers, body);
}

}  // namespace partner_center::webhooks
