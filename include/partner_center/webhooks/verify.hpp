// verify: whether a callback comes from Partner Center, for servers. Brings OpenSSL along, which clients do without.
#pragma once

#include <boost/asio/system_executor.hpp>

#include <descry/beast/origin.hpp>
#include <descry/beast/signature.hpp>
#include <descry/call/link.hpp>
#include <descry/call/message.hpp>
#include <descry/call/transport.hpp>
#include <descry/core/error.hpp>
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
    /// The hosts that certificates are fetched from; a domain stands for all hosts in it. Nothing is believed because of
    /// where it was found, but the sender chooses the place, and this machine goes there.
    std::vector<std::string> certificate_hosts{"microsoft.com", "3psostorageacct.blob.core.windows.net"};
    /// The domains of the signer: a host name in one of these is what the certificate has to be for.
    std::vector<std::string> signers{"microsoft.com"};
    std::string authorities{};  ///< Certificates as PEM, roots or those below them, to be trusted; empty: the system's.
    std::string
        intermediates{};  ///< Certificates as PEM that lead from the signer's to those, if the URL has it alone.
    /// Gives what is found at a URL: a certificate as PEM or DER, perhaps with others. Empty: it is fetched through
    /// `transport`.
    std::function<descry::result<std::string>(std::string const& url)> fetch{};
    std::shared_ptr<descry::transport> transport{};  ///< Empty: the one that clients use, by `<descry/beast.hpp>`.
    std::chrono::milliseconds timeout = std::chrono::seconds(20);  ///< To fetch a certificate.
};

/// The longest certificate that is read, in bytes, with those beside it.
inline constexpr std::size_t max_certificate_size = 64 * 1024;

/// Verifies callbacks. Make one and keep it: it remembers the authorities, and the certificates that signed something,
/// each of which is fetched again when a signature does not fit. May be used from several threads at once; blocks while
/// it fetches.
class verifier {
    verify_options options_;
    descry::detail::signer_trust trust_;
    std::mutex mutex_{};
    std::map<std::string, std::string> fetched_{};

    static constexpr std::size_t max_remembered = 16;

public:
    explicit verifier(verify_options options = {}) : options_(std::move(options)), trust_(options_.authorities) {}

    /// What the service says in a callback with these headers and this body, octet by octet as it was received; or why
    /// that is not to be believed: a `refusal`, with words. A body that was signed but cannot be read is an error of JSON.
    descry::result<partner_resource_change_event> verify(std::vector<descry::header> const& headers,
                                                         std::string_view body)
    {
        auto const said = detail::read_signature_headers(headers);
        if (!said) return said.error();
        auto verified = remembered(said->certificate_url, said->signature, body);
        if (!verified) verified = fetched(said->certificate_url, said->signature, body);
        if (!verified) return verified.error();
        return descry::read_json<partner_resource_change_event>(body);
    }

private:
    descry::result<void> remembered(std::string const& url, std::string_view signature, std::string_view body)
    {
        std::string certificate;
        {
            std::lock_guard const lock(mutex_);
            if (auto const found = fetched_.find(url); found != fetched_.end()) certificate = found->second;
        }
        return check(certificate, signature, body);
    }

    descry::result<void> fetched(std::string const& url, std::string_view signature, std::string_view body)
    {
        auto certificate = fetch(url);
        if (!certificate) return certificate.error();
        if (certificate->size() > max_certificate_size)
            return detail::refused(refusal::malformed, "the certificate is too large");
        if (auto const checked = check(*certificate, signature, body); !checked) return checked;
        std::lock_guard const lock(mutex_);
        if (fetched_.size() >= max_remembered) fetched_.clear();
        fetched_.insert_or_assign(url, std::move(*certificate));
        return {};
    }

    descry::result<void> check(std::string const& certificate, std::string_view signature, std::string_view body)
    {
        auto chain = descry::detail::read_certificates(certificate);
        if (chain.empty()) return detail::refused(refusal::malformed, "the certificate is none");
        for (auto& more : descry::detail::read_certificates(options_.intermediates)) chain.push_back(std::move(more));

        auto* const signer = chain.front().get();
        if (auto const believed = trust_.check(chain); !believed)
            return detail::refused(refusal::untrusted_certificate, believed.error()->explanation);
        auto const names = descry::detail::subject_names(signer);
        bool const is_service = std::any_of(names.begin(), names.end(), [this](std::string const& name) {
            return descry::detail::is_in_domains(name, options_.signers);
        });
        if (!is_service) return detail::refused(refusal::untrusted_certificate, "the certificate is somebody else's");
        if (!descry::detail::is_signed_by(signer, body, signature))
            return detail::refused(refusal::wrong_signature, "the signature does not fit the body");
        return {};
    }

    // ---- Fetching

    descry::result<std::string> fetch(std::string const& url)
    {
        auto const parts = descry::detail::split_url(url);
        if (!parts || !descry::detail::is_reference(url) || url.find('#') != url.npos)
            return detail::refused(refusal::malformed, "the certificate's URL is malformed");
        std::string const origin = std::string(parts->scheme) + "://" + std::string(parts->authority);
        auto const where = descry::detail::parse_origin(origin);
        if (!where || !where->secure || where->port != 443 || !parts->path.starts_with('/') ||
            !descry::detail::is_in_domains(where->host, options_.certificate_hosts))
            return detail::refused(refusal::untrusted_certificate, "the certificate's URL is not one of the service");

        auto out = options_.fetch ? options_.fetch(url) : fetch(origin, std::string(parts->path));
        if (out) return out;
        auto details = out.error().details();
        details.explanation = out.error().message();
        return descry::failure(make_error_code(refusal::certificate_unavailable), std::move(details));
    }

    descry::result<std::string> fetch(std::string const& origin, std::string path)
    {
        auto const deadline = std::chrono::steady_clock::now() + options_.timeout;
        auto in = network()->send({.method = "GET",
                                   .base_url = origin,
                                   .target = std::move(path),
                                   .headers = {{"Accept", "*/*"}},
                                   .body = {},
                                   .repeatable = true},
                                  deadline);
        if (!in) return in.error();
        if (in->status != 200)
            return descry::failure(descry::errc::unexpected_status, {.status = in->status});  // a redirect, perhaps
        return std::move(in->body);
    }

    std::shared_ptr<descry::transport> network()
    {
        std::lock_guard const lock(mutex_);
        if (!options_.transport)
            options_.transport =
                descry::make_transport<>({.max_body_bytes = max_certificate_size}, boost::asio::system_executor());
        return options_.transport;
    }
};

/// The same for one callback, with everything read and fetched anew.
inline descry::result<partner_resource_change_event> verify(std::vector<descry::header> const& headers,
                                                            std::string_view body, verify_options options = {})
{
    return verifier(std::move(options)).verify(headers, body);
}

}  // namespace partner_center::webhooks
