// link: from a link of the service to the target of a request that stays with the service.
#pragma once

#include <descry/call/service.hpp>
#include <descry/core/error.hpp>
#include <descry/core/naming.hpp>
#include <descry/rest/percent.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace descry {

namespace detail {

inline failure refused_link(char const* why) { return {errc::unsafe_link, {.explanation = why}}; }

/// That path or one below it, by whole segments.
inline bool is_below(std::string_view path, std::string_view folder) noexcept
{
    return starts_with_ignoring_case(path, folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

/// Only what RFC 3986 allows in a reference: everything else is read differently by different programs.
inline bool is_reference(std::string_view text) noexcept
{
    constexpr std::string_view marks = "-._~:/?#[]@!$&'()*+,;=";
    for (std::size_t i = 0; i != text.size(); ++i) {
        char const c = to_lower(text[i]);
        bool const plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || marks.find(c) != marks.npos;
        if (!plain && !is_percent_escape(text.substr(i))) return false;
    }
    return true;
}

/// An absolute URL in its parts; the path with what follows it.
struct url_parts {
    std::string_view scheme, authority, path;
};

/// Nothing when it begins with no scheme and authority (RFC 3986, 3).
inline std::optional<url_parts> split_url(std::string_view url)
{
    auto const colon = url.find("://");
    if (colon == 0 || colon == url.npos || colon > url.find_first_of("/?#")) return std::nullopt;
    auto const rest = url.substr(colon + 3);
    auto const end = std::min(rest.find_first_of("/?#"), rest.size());
    return url_parts{url.substr(0, colon), rest.substr(0, end), rest.substr(end)};
}

/// Host and port, without the port that goes without saying.
inline std::string_view without_usual_port(url_parts const& url) noexcept
{
    std::string_view const usual = equal_ignoring_case(url.scheme, "https") ? ":443" : ":80";
    auto out = url.authority;
    if (out.ends_with(usual)) out.remove_suffix(usual.size());
    return out;
}

inline bool same_origin(url_parts const& a, url_parts const& b) noexcept
{
    return equal_ignoring_case(a.scheme, b.scheme) && equal_ignoring_case(without_usual_port(a), without_usual_port(b));
}

/// The path with each run of slashes as one. Nothing when a segment is `.` or `..`, however it is escaped.
inline std::optional<std::string> plain_path(std::string_view path)
{
    bool const is_folder = path.ends_with('/');
    std::string out;
    while (!path.empty()) {
        auto const segment = path.substr(0, path.find('/'));
        path.remove_prefix(std::min(segment.size() + 1, path.size()));
        std::string dots;
        for (std::size_t i = 0; i < segment.size(); i += segment[i] == '%' ? 3u : 1u)
            dots += starts_with_ignoring_case(segment.substr(i), "%2e") ? '.' : segment[i];
        if (dots == "." || dots == "..") return std::nullopt;
        if (!segment.empty()) (out += '/') += segment;
    }
    if (is_folder && !out.empty()) out += '/';
    return out;
}

/// The target of a request to `base_url` that follows a link, which may be absolute, or relative to the service, with
/// or without `service::link_prefix` and a slash at its beginning. One that begins with the first segment of `like`,
/// the path of what it leads to as declared, lacks no prefix. On purpose it is not relative to the request, as a
/// `Location` would be (RFC 9110, 10.2.2): Partner Center's are relative to its root. One that leads elsewhere is
/// refused, so that the service cannot send credentials to another.
inline result<std::string> resolve_link(service const& api, std::string_view base_url, std::string_view link,
                                        std::string_view like)
{
    if (!is_reference(link)) return refused_link("the link is malformed");
    auto const base = split_url(base_url);
    if (!base) return refused_link("the base URL has no origin that the link could belong to");

    link = link.substr(0, link.find('#'));
    std::string const absolute = link.starts_with("//") ? std::string(base->scheme) + ':' + std::string(link) : "";
    bool const is_url = !absolute.empty() || link.substr(0, link.find_first_of("/?")).find(':') != link.npos;
    if (is_url) {
        auto const url = split_url(absolute.empty() ? link : absolute);
        if (!url || !same_origin(*url, *base)) return refused_link("the link leads to another origin");
        link = link.substr(link.size() - url->path.size());
    }

    auto const question = std::min(link.find('?'), link.size());
    auto path = plain_path(link.substr(0, question));
    if (!path) return refused_link("the link would leave its folder");
    if (path->empty()) return refused_link("the link has no path");

    // An absolute URL has the path of the base before that of the service, another link perhaps.
    auto const folder = base->path.substr(0, base->path.find_last_not_of('/') + 1);
    bool const has_folder = !folder.empty() && is_below(*path, folder);
    if (is_url && !folder.empty() && !has_folder) return refused_link("the link leads out of the base URL");
    if (has_folder) path->erase(0, folder.size());

    auto const prefix = api.link_prefix;
    auto const root_of_place = like.substr(0, like.find('/', 1));
    if (!prefix.empty() && (is_below(*path, prefix) || !is_below(*path, root_of_place))) {
        if (!is_below(*path, prefix)) path->insert(0, prefix);
        while (is_below(std::string_view(*path).substr(prefix.size()), prefix)) path->erase(0, prefix.size());
    }
    if (path->empty()) return refused_link("the link has no path");
    return *path += link.substr(question);
}

}  // namespace detail

}  // namespace descry
