// link: resolves links of the service to targets of requests to the same service.
#pragma once

#include <descry/client/service.hpp>
#include <descry/core/detail/characters.hpp>
#include <descry/core/error.hpp>
#include <descry/core/naming.hpp>
#include <descry/http/detail/link_header.hpp>
#include <descry/http/percent.hpp>
#include <descry/http/url.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry {

namespace detail {

/// The maximum length of a link in messages, in bytes.
inline constexpr std::size_t max_shown_link = 256;

/// A link for messages: one line, truncated, and without userinfo, query and fragment, which may contain signatures.
inline std::string shown_link(std::string_view link)
{
    constexpr char hex[] = "0123456789ABCDEF";
    std::string out;
    link = link.substr(0, link.find_first_of("?#"));
    if (auto const host = link.find("//"); host != link.npos) {
        out = link.substr(0, host + 2);
        link.remove_prefix(host + 2);
        auto const user = link.substr(0, link.find('/')).rfind('@');
        if (user != link.npos) link.remove_prefix(user + 1);
    }
    out += link;
    bool const is_cut = out.size() > max_shown_link;
    if (is_cut) out.resize(max_shown_link);
    std::string escaped;
    for (char const c : out) {
        auto const byte = static_cast<unsigned char>(c);
        bool const plain = !is_control(c) && byte < 0x80;
        plain ? escaped += c : (((escaped += "\\x") += hex[byte >> 4]) += hex[byte & 15]);
    }
    return is_cut ? escaped + "..." : escaped;
}

inline failure refused_link(std::string const& why, std::string_view link)
{
    auto const text = shown_link(link);
    return {errc::unsafe_link, {.explanation = text.empty() ? why : why + ": " + text}};
}

/// True if `path` is `folder` or below it, by whole segments.
inline bool is_below(std::string_view path, std::string_view folder) noexcept
{
    return starts_with_ignoring_case(path, folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

/// A path after decoding it repeatedly, as successive servers and proxies may do (`%252e`).
inline std::string fully_decoded(std::string_view path)
{
    std::string out;
    for (char const c : path) {
        out += c;
        for (auto end = out.size(); end > 2 && is_percent_escape(std::string_view(out).substr(end - 3)); end -= 2) {
            out[end - 3] = static_cast<char>(hex_value(out[end - 2]) << 4 | hex_value(out[end - 1]));
            out.resize(end - 2);
        }
    }
    return out;
}

/// True if a server or a proxy may read a segment of the path as `.` or `..`, however it is escaped: after a slash or a
/// backslash, and before parameters (`;`) or spaces.
inline bool may_leave_its_folder(std::string_view path)
{
    auto const decoded = fully_decoded(path);
    if (has_control(decoded)) return true;
    for (std::string_view left = decoded; !left.empty();) {
        auto const segment = left.substr(0, left.find_first_of("/\\"));
        left.remove_prefix(std::min(segment.size() + 1, left.size()));
        auto name = segment.substr(0, segment.find(';'));
        while (name.ends_with(' ')) name.remove_suffix(1);
        if (name == "." || name == "..") return true;
    }
    return false;
}

/// The path with each run of slashes replaced by one.
inline std::string plain_path(std::string_view path)
{
    bool const is_folder = path.ends_with('/');
    std::string out;
    while (!path.empty()) {
        auto const segment = path.substr(0, path.find('/'));
        path.remove_prefix(std::min(segment.size() + 1, path.size()));
        if (!segment.empty()) (out += '/') += segment;
    }
    if (is_folder && !out.empty()) out += '/';
    return out;
}

/// The target of a request to `base_url` for a link, which may be absolute, or relative to the service, with or without
/// `service::link_prefix` and a leading slash. A link that begins with the first segment of `like`, the declared path
/// of the linked resource, has its prefix already. Unlike a `Location` field (RFC 9110, 10.2.2), the link is not
/// resolved relative to the request, since some services send paths relative to their root. A link to another service
/// is a failure, so that credentials cannot be sent elsewhere.
inline result<std::string> resolve_link(service const& api, std::string_view base_url, std::string_view given,
                                        std::string_view like)
{
    auto const refuse = [&](char const* why) { return refused_link(why, given); };
    auto const reference = as_reference(api.repair_link ? api.repair_link(given) : std::string(given));
    if (!reference) return refuse("the link is malformed");
    auto const base = split_url(base_url);
    if (!base) return refuse("the base URL has no origin that the link could belong to");

    auto link = std::string_view(*reference).substr(0, reference->find('#'));
    std::string const absolute = link.starts_with("//") ? std::string(base->scheme) + ':' + std::string(link) : "";
    bool const is_url = !absolute.empty() || link.substr(0, link.find_first_of("/?")).find(':') != link.npos;
    if (is_url) {
        auto const url = split_url(absolute.empty() ? link : absolute);
        if (!url || !same_origin(*url, *base)) return refuse("the link leads to another origin");
        link = link.substr(link.size() - url->path.size());
    }

    auto const question = std::min(link.find('?'), link.size());
    if (may_leave_its_folder(link.substr(0, question))) return refuse("the link would leave its folder");
    auto path = plain_path(link.substr(0, question));
    if (path.empty()) return refuse("the link has no path");

    // An absolute URL begins with the path of the base URL; another link need not.
    auto const folder = base->path.substr(0, base->path.find_last_not_of('/') + 1);
    bool const has_folder = !folder.empty() && is_below(path, folder);
    if (is_url && !folder.empty() && !has_folder) return refuse("the link leads out of the base URL");
    if (has_folder) path.erase(0, folder.size());

    auto const prefix = api.link_prefix;
    auto const first_segment = like.substr(0, like.find('/', 1));
    if (!prefix.empty() && (is_below(path, prefix) || !is_below(path, first_segment))) {
        if (!is_below(path, prefix)) path.insert(0, prefix);
        std::size_t repeated = 0;
        while (is_below(std::string_view(path).substr(repeated + prefix.size()), prefix)) repeated += prefix.size();
        path.erase(0, repeated);
    }
    if (path.empty()) return refuse("the link has no path");
    return path += link.substr(question);
}

/// The target URI of a request (RFC 9110, 7.1).
struct target_uri {
    std::string origin{};  ///< Empty for that of the service.
    std::string target{};  ///< Path and query.
};

/// The target URI of a link to one of the other origins that the client allows.
inline std::optional<target_uri> resolve_at_origin(service const& api, std::string_view base_url,
                                                   std::vector<std::string> const& origins, std::string_view given)
{
    auto reference = as_reference(api.repair_link ? api.repair_link(given) : std::string(given));
    auto const base = split_url(base_url);
    if (!reference || !base) return std::nullopt;
    if (reference->starts_with("//")) reference->insert(0, std::string(base->scheme) + ':');
    auto const url = split_url(std::string_view(*reference).substr(0, reference->find('#')));
    if (!url) return std::nullopt;
    for (auto const& origin : origins)
        if (auto const allowed = split_url(origin);
            allowed && (allowed->path.empty() || allowed->path == "/") && same_origin(*url, *allowed))
            return target_uri{std::string(allowed->scheme) + "://" + std::string(allowed->authority),
                              (url->path.starts_with('/') ? "" : "/") + std::string(url->path)};
    return std::nullopt;
}

/// The target URI of a link to a job: of the service, or of one of the other origins.
inline result<target_uri> resolve_job_link(service const& api, std::string_view base_url,
                                           std::vector<std::string> const& origins, std::string_view given,
                                           std::string_view like)
{
    auto target = resolve_link(api, base_url, given, like);
    if (target) return target_uri{{}, std::move(*target)};
    if (auto uri = resolve_at_origin(api, base_url, origins, given)) return std::move(*uri);
    return target.error();
}

/// A link in the response to a request, for `resolve_link`: a query without a path is combined with the path of the
/// request (RFC 3986, 5.2).
inline std::string link_found_at(std::string_view target, std::string_view link)
{
    return link.starts_with('?') ? relative_to(target, link) : std::string(link);
}

/// The same for a request to another origin than that of the service: what is no URL, or one without a scheme, is there
/// (RFC 3986, 4.2).
inline std::string link_found_at(std::string_view target, std::string_view origin, std::string_view link)
{
    auto out = link_found_at(target, link);
    bool const is_absolute = link.starts_with("//") || link.substr(0, link.find_first_of("/?#")).find(':') != link.npos;
    if (origin.empty() || is_absolute) return out;
    return std::string(origin) + (out.starts_with('/') ? "" : "/") + out;
}

}  // namespace detail

}  // namespace descry
