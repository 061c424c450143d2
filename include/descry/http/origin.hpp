// origin: scheme, host and port of a request (RFC 6454), and the path prefix of its targets.
#pragma once

#include <boost/url/ipv4_address.hpp>
#include <boost/url/ipv6_address.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <descry/core/error.hpp>
#include <descry/core/naming.hpp>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

namespace descry {

/// A base URL.
struct origin {
    bool secure = true;  ///< True for `https`.
    std::string host;    ///< In lower case; an IPv6 address without brackets.
    std::uint16_t port = 443;
    std::string path_prefix;  ///< Empty, or begins with a slash and does not end in one.

    bool is_localhost() const noexcept { return host == "localhost"; }

    bool is_loopback() const
    {
        if (is_localhost()) return true;
        auto const v4 = boost::urls::parse_ipv4_address(host);
        if (v4) return v4->is_loopback();
        auto const v6 = boost::urls::parse_ipv6_address(host);
        return v6 && v6->is_loopback();
    }

    bool is_ipv6() const noexcept { return host.find(':') != std::string::npos; }

    /// The value of `Host`: the port is omitted if it is the default of the scheme.
    std::string authority() const { return port == (secure ? 443 : 80) ? name() : host_and_port(); }

    /// The target of CONNECT (RFC 9110, 9.3.6).
    std::string host_and_port() const { return name() + ':' + std::to_string(port); }

    /// Scheme and authority, which identify the origin.
    std::string key() const { return (secure ? "https://" : "http://") + authority(); }

    /// Host and port, for explanations of failures.
    std::string description() const { return host + " port " + std::to_string(port); }

private:
    std::string name() const { return is_ipv6() ? '[' + host + ']' : host; }
};

/// True for a host name that is valid in DNS, certificates and header fields; RFC 3986 allows more. Empty labels are
/// refused, since OpenSSL would match them with any subdomain; a final dot is allowed.
inline bool is_host_name(std::string_view host) noexcept
{
    bool const has_empty_label = host.empty() || host.starts_with('.') || host.find("..") != host.npos;
    return !has_empty_label && std::all_of(host.begin(), host.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
    });
}

/// The failure for an invalid URL. The URL, which may have a password, is not part of the explanation.
inline failure invalid_url(char const* subject, char const* why)
{
    return {errc::invalid_url, {.explanation = std::string(subject) + ' ' + why}};
}

/// The origin of an absolute http or https URL, without a path prefix. `subject` names the URL in explanations.
inline result<origin> parse_url(boost::urls::url_view const& url, char const* subject)
{
    namespace urls = boost::urls;
    if (url.scheme_id() != urls::scheme::http && url.scheme_id() != urls::scheme::https)
        return invalid_url(subject, "is neither http nor https");
    if (url.has_query() || url.has_fragment()) return invalid_url(subject, "has a query or a fragment");

    origin out;
    out.secure = url.scheme_id() == urls::scheme::https;
    auto const host = url.encoded_host_address();
    out.host.assign(host.data(), host.size());
    std::transform(out.host.begin(), out.host.end(), out.host.begin(), to_lower);
    bool const is_address = url.host_type() == urls::host_type::ipv4 || url.host_type() == urls::host_type::ipv6;
    if (!is_address && (url.host_type() != urls::host_type::name || !is_host_name(out.host)))
        return invalid_url(subject, "has no valid host");

    out.port = out.secure ? 443 : 80;
    if (auto const port = url.port(); !port.empty()) {
        auto const* const end = port.data() + port.size();
        auto const [read, error] = std::from_chars(port.data(), end, out.port);
        if (error != std::errc{} || read != end || out.port == 0)
            return invalid_url(subject, "has a port out of range");
    }
    // Boost.URL 1.81 parses `127.0.0.1.example.com` as an address followed by a path.
    if (auto const path = url.encoded_path(); !path.empty() && path.front() != '/')
        return invalid_url(subject, "has no valid host or port");
    return out;
}

/// Parses a base URL, with its path as prefix. Fails with `errc::invalid_url` if it is not an absolute http or https
/// URL, or has a query, a fragment or user information. `subject` names it in explanations.
inline result<origin> parse_origin(std::string_view text, char const* subject = "the base URL")
{
    auto const url = boost::urls::parse_uri(text);
    if (!url) return invalid_url(subject, "is not an absolute URL");
    auto out = parse_url(*url, subject);
    if (!out) return out;
    if (url->has_userinfo()) return invalid_url(subject, "has a user name, which must be in the credentials");
    auto const path = url->encoded_path();
    out->path_prefix.assign(path.data(), path.size());
    while (!out->path_prefix.empty() && out->path_prefix.back() == '/') out->path_prefix.pop_back();
    return out;
}

/// True if `text` is a valid value of `Host` (RFC 9110, 7.2).
inline bool is_host_and_port(std::string_view text)
{
    auto const url = "http://" + std::string(text);
    return text.find('/') == text.npos && parse_origin(url).has_value();
}

}  // namespace descry
