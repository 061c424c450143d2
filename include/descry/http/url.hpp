// url: components of a URL (RFC 3986, 3), and repair of references.
#pragma once

#include <descry/core/detail/characters.hpp>
#include <descry/core/naming.hpp>
#include <descry/http/percent.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace descry {

/// The link as a valid URI reference (RFC 3986, 4.1): characters that are not allowed, such as spaces, quotes, UTF-8
/// and a stray `%`, are percent-encoded, as browsers do. Returns `nullopt` if the link has a control character or a
/// backslash, which implementations interpret differently.
inline std::optional<std::string> as_reference(std::string_view link)
{
    constexpr std::string_view marks = "-._~:/?#[]@!$&'()*+,;=";
    while (link.starts_with(' ')) link.remove_prefix(1);
    while (link.ends_with(' ')) link.remove_suffix(1);
    std::string out;
    for (std::size_t i = 0; i != link.size(); ++i) {
        char const c = link[i];
        if (detail::is_control(c) || c == '\\') return std::nullopt;
        if (is_unreserved(c) || marks.find(c) != marks.npos || is_percent_escape(link.substr(i)))
            out += c;
        else
            append_percent_encoded(out, link.substr(i, 1));
    }
    return out;
}

/// The components of an absolute URL. `path` includes query and fragment.
struct url_parts {
    std::string_view scheme, authority, path;
};

/// Splits an absolute URL. Returns `nullopt` if it does not begin with scheme and authority (RFC 3986, 3).
inline std::optional<url_parts> split_url(std::string_view url)
{
    auto const colon = url.find("://");
    if (colon == 0 || colon == url.npos || colon > url.find_first_of("/?#")) return std::nullopt;
    auto const rest = url.substr(colon + 3);
    auto const end = std::min(rest.find_first_of("/?#"), rest.size());
    return url_parts{url.substr(0, colon), rest.substr(0, end), rest.substr(end)};
}

/// The authority, without the port if it is the default of the scheme.
inline std::string_view without_default_port(url_parts const& url) noexcept
{
    std::string_view const default_port = equal_ignoring_case(url.scheme, "https") ? ":443" : ":80";
    auto out = url.authority;
    if (out.ends_with(default_port)) out.remove_suffix(default_port.size());
    return out;
}

/// True if scheme, host and port are equal (RFC 6454, 5).
inline bool same_origin(url_parts const& a, url_parts const& b) noexcept
{
    return equal_ignoring_case(a.scheme, b.scheme) &&
           equal_ignoring_case(without_default_port(a), without_default_port(b));
}

}  // namespace descry
