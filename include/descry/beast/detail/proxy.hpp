// proxy: selects the HTTP proxy for a host, by option or environment.
#pragma once

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <descry/core/base64.hpp>
#include <descry/core/error.hpp>
#include <descry/core/naming.hpp>
#include <descry/http/origin.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry::detail {

struct http_proxy {
    origin where;
    std::string authorization;  // the value of `Proxy-Authorization`; empty: not sent
};

// `http://user:password@host:port`; the default scheme is http, as in curl.
inline result<http_proxy> parse_proxy(std::string_view text, char const* subject)
{
    std::string const complete =
        text.find("://") == std::string_view::npos ? "http://" + std::string(text) : std::string(text);
    auto const url = boost::urls::parse_uri(complete);
    if (!url) return invalid_url(subject, "is not a URL");
    if (url->scheme_id() != boost::urls::scheme::http) return invalid_url(subject, "is no http proxy");
    auto where = parse_url(*url, subject);
    if (!where) return where.error();
    auto const path = url->encoded_path();
    if (!path.empty() && path != "/") return invalid_url(subject, "holds a path");
    http_proxy out{std::move(*where), {}};
    if (url->has_userinfo())  // RFC 7617
        out.authorization = "Basic " + base64_encode(url->user() + ':' + url->password());
    return out;
}

// An entry of NO_PROXY: a domain and its subdomains, an address or a network, each with an optional port, or `*`.
inline bool exempts(std::string_view entry, origin const& where)
{
    if (entry == "*") return true;

    boost::system::error_code not_an_address, not_a_network;
    auto const address = boost::asio::ip::make_address(where.host, not_an_address);
    if (!not_an_address && entry.find('/') != std::string_view::npos) {
        auto const covers = [](auto const& network, auto const& host_network) {
            return network.canonical() == host_network.canonical();
        };
        std::string const text(entry);
        if (address.is_v4()) {
            auto const network = boost::asio::ip::make_network_v4(text, not_a_network);
            return !not_a_network &&
                   covers(network, boost::asio::ip::make_network_v4(address.to_v4(), network.prefix_length()));
        }
        auto const network = boost::asio::ip::make_network_v6(text, not_a_network);
        return !not_a_network &&
               covers(network, boost::asio::ip::make_network_v6(address.to_v6(), network.prefix_length()));
    }

    auto host = where.host;
    if (host.ends_with('.')) host.pop_back();
    auto const is_or_is_below = [&host](std::string_view domain) {
        if (domain.starts_with("*.")) domain.remove_prefix(1);
        if (domain.starts_with('.')) domain.remove_prefix(1);
        if (domain.ends_with('.')) domain.remove_suffix(1);
        if (domain.empty() || domain.size() > host.size()) return false;
        auto const above = host.size() - domain.size();
        return equal_ignoring_case(std::string_view(host).substr(above), domain) &&
               (above == 0 || host[above - 1] == '.');
    };
    auto const with_port = where.host_and_port();
    if (equal_ignoring_case(entry, with_port)) return true;
    if (entry.starts_with('[') && entry.ends_with(']')) entry = entry.substr(1, entry.size() - 2);
    auto const port = with_port.substr(with_port.rfind(':'));
    return is_or_is_below(entry) ||
           (!where.is_ipv6() && entry.ends_with(port) && is_or_is_below(entry.substr(0, entry.size() - port.size())));
}

// The proxies of a transport, determined once.
class proxy_settings {
    using choice = result<std::optional<http_proxy>>;

    choice secure_{std::nullopt}, plain_{std::nullopt};
    std::vector<std::string> exempt_{};
    bool from_environment_;

public:
    explicit proxy_settings(std::optional<std::string> const& option) : from_environment_(!option)
    {
        if (option) {
            secure_ = plain_ = parse(*option, "the option proxy");
            return;
        }
        secure_ = read_environment("https_proxy", "HTTPS_PROXY");
        plain_ = read_environment("http_proxy", nullptr);  // a CGI program's HTTP_PROXY is a field of its client
        split(first_of("no_proxy", "NO_PROXY").second);
    }

    choice operator()(origin const& where) const
    {
        if (from_environment_ && (where.is_loopback() || is_exempt(where))) return {std::nullopt};
        return where.secure ? secure_ : plain_;
    }

private:
    static choice parse(std::string_view text, char const* subject)
    {
        if (text.empty()) return {std::nullopt};
        auto proxy = parse_proxy(text, subject);
        if (!proxy) return proxy.error();
        return {std::move(*proxy)};
    }

    // The first of these variables that is set, and its value.
    static std::pair<char const*, std::string_view> first_of(char const* lower, char const* upper)
    {
        for (auto const* const name : {lower, upper})
            if (name)
                if (auto const* const value = std::getenv(name)) return {name, value};
        return {"", ""};
    }

    static choice read_environment(char const* lower, char const* upper)
    {
        auto const [name, value] = first_of(lower, upper);
        return parse(value, name);
    }

    void split(std::string_view list)
    {
        constexpr std::string_view separators = ", \t";
        for (;;) {
            auto const begin = list.find_first_not_of(separators);
            if (begin == std::string_view::npos) return;
            list.remove_prefix(begin);
            auto const end = std::min(list.find_first_of(separators), list.size());
            exempt_.emplace_back(list.substr(0, end));
            list.remove_prefix(end);
        }
    }

    bool is_exempt(origin const& where) const
    {
        return std::any_of(exempt_.begin(), exempt_.end(),
                           [&where](auto const& entry) { return exempts(entry, where); });
    }
};

}  // namespace descry::detail
