// signature_headers: the headers of a callback with its signature, algorithm and certificate URL, before verification.
#pragma once

#include <descry/core/base64.hpp>
#include <descry/core/error.hpp>
#include <descry/core/naming.hpp>
#include <descry/http/message.hpp>

#include <partner_center/webhooks/refusal.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace partner_center::webhooks {

namespace detail {

inline descry::failure refused(refusal code, std::string why)
{
    return {make_error_code(code), {.explanation = std::move(why)}};
}

struct signature_headers {
    std::string signature;  ///< The decoded octets.
    std::string certificate_url;
};

/// The maximum size of a header in bytes. A signature by an RSA key of 16384 bits is shorter.
inline constexpr std::size_t max_signature_header = 4096;

/// The value of the header with that name, which must be unique.
inline descry::result<std::string_view> only_header(std::vector<descry::header> const& headers, std::string_view name)
{
    std::string_view out;
    for (auto const& h : headers) {
        if (!descry::equal_ignoring_case(h.name, name)) continue;
        if (!out.empty()) return refused(refusal::malformed, "there are several " + std::string(name));
        out = h.value;
    }
    if (out.empty()) return refused(refusal::missing, "there is no " + std::string(name));
    if (out.size() > max_signature_header) return refused(refusal::malformed, std::string(name) + " is too long");
    return out;
}

/// The signature, which must be unique: with the scheme `Signature` in `Authorization`, which may have credentials of
/// other schemes too, or in the header that a registration can select instead.
inline descry::result<std::string> only_signature(std::vector<descry::header> const& headers)
{
    constexpr std::string_view scheme = "Signature ";
    std::vector<std::string_view> found;
    for (auto const& h : headers) {
        std::string_view value = h.value;
        bool const has_scheme = descry::starts_with_ignoring_case(value, scheme);
        if (has_scheme) value.remove_prefix(scheme.size());
        bool const in_authorization = descry::equal_ignoring_case(h.name, "Authorization");
        if (in_authorization ? has_scheme : descry::equal_ignoring_case(h.name, "x-ms-signature"))
            found.push_back(value);
    }
    if (found.empty()) return refused(refusal::missing, "there is no signature");
    if (found.size() > 1) return refused(refusal::malformed, "there are several signatures");
    auto octets = found[0].size() > max_signature_header ? std::nullopt : descry::base64_decode(found[0]);
    if (!octets || octets->empty()) return refused(refusal::malformed, "the signature is not Base64");
    return *std::move(octets);
}

inline descry::result<signature_headers> read_signature_headers(std::vector<descry::header> const& headers)
{
    auto signature = only_signature(headers);
    if (!signature) return signature.error();
    // The algorithm of the service. The sender must not choose another one, in particular `none`.
    auto const algorithm = only_header(headers, "X-MS-Signature-Algorithm");
    if (!algorithm) return algorithm.error();
    if (!descry::equal_ignoring_case(*algorithm, "rsa-sha256"))
        return refused(refusal::malformed, "the algorithm is not rsa-sha256");
    auto const url = only_header(headers, "X-MS-Certificate-Url");
    if (!url) return url.error();
    return signature_headers{std::move(*signature), std::string(*url)};
}

}  // namespace detail

}  // namespace partner_center::webhooks
