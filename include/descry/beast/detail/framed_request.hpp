// framed_request: a checked request in octets (RFC 9112, 3 and 5). No sockets.
#pragma once

#include <descry/beast/detail/hosts.hpp>
#include <descry/client/check_message.hpp>
#include <descry/client/transport.hpp>
#include <descry/core/error.hpp>
#include <descry/core/header.hpp>
#include <descry/core/naming.hpp>
#include <descry/http/message.hpp>
#include <descry/http/origin.hpp>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry::detail {

struct framed_request {
    detail::host* host = nullptr;
    std::string octets;  // head and body together, so that one write sends both
    std::size_t head_size = 0;
    steady_time deadline;
    bool idempotent = false;
    bool is_safe = false;  // its method is (RFC 9110, 9.2.1)
    bool is_head = false;  // its response has no body
    bool expects_continue = false;
    bool accepts_coding = false;  // by an `Accept-Encoding` of the caller
    bool wants_identity = false;  // the sink requires the body without content coding
    bool is_endless = false;      // the deadline applies until the body begins
    std::shared_ptr<body_sink> sink{};

    static constexpr std::string_view expectation = "Expect: 100-continue\r\n";

    // The expectation is the last field of the head.
    void drop_expectation()
    {
        octets.erase(head_size - expectation.size() - 2, expectation.size());
        head_size -= expectation.size();
        expects_continue = false;
    }
};

// The `Accept-Encoding` field of the transport with its line break; empty if the caller has one, or requests a range,
// which is a part of the encoded representation (RFC 9110, 14.1).
inline std::string_view accepted_codings(request const& message, network_options const& options)
{
    if (!find_header(message.headers, "Accept-Encoding").empty()) return {};
    if (message.sink) return "Accept-Encoding: identity\r\n";
    bool const is_part = !find_header(message.headers, "Range").empty();
    return options.accept_compressed && !is_part ? "Accept-Encoding: gzip\r\n" : "";
}

// True if the caller requests a content coding: any but `identity` with a weight other than 0 (RFC 9110, 12.5.3).
inline bool accepts_coding(std::vector<header> const& headers) noexcept
{
    bool out = false;
    each_list_element(headers, "Accept-Encoding", [&out](std::string_view element) {
        auto const coding = trimmed(element.substr(0, element.find(';')));
        auto const weight = trimmed(element.substr(std::min(element.find('=') + 1, element.size())));
        bool const is_refused =
            element.find('=') != std::string_view::npos && weight.find_first_not_of("0.") == std::string_view::npos;
        out = out || (!coding.empty() && !equal_ignoring_case(coding, "identity") && !is_refused);
    });
    return out;
}

// Rejects requests that must not be sent, to a host whose base URL was parsed. Explanations contain no values.
inline result<void> check_request(request const& message, host const& to, bool is_late, network_options const& options)
{
    if (to.elsewhere && !to.where.secure && !options.allow_insecure_http)
        return failure(errc::insecure_url,
                       {.explanation = "plain http to " + to.elsewhere->description() + " is not allowed"});
    if (auto const safe = check_head(message); !safe) return safe.error();
    if (is_late)
        return failure(errc::deadline_exceeded, {.explanation = "the deadline had passed before the call began"});
    return {};
}

template <class... Text>
void append(std::string& out, Text const&... pieces)
{
    (out.append(std::string_view(pieces)), ...);
}

// Encodes a checked request. A proxy receives the full URL for plain http (RFC 9112, 3.2.2), and nothing of https.
inline framed_request frame_request(request const& message, destination const& to, steady_time deadline,
                                    network_options const& options)
{
    auto const& at = *to.host;
    bool const proxied = at.proxy && !at.where.secure;

    framed_request out;
    out.host = to.host;
    out.deadline = deadline;
    out.idempotent = message.idempotent;
    out.is_safe = is_safe_method(message.method);
    out.is_head = message.method == "HEAD";
    out.expects_continue = message.body.size() > options.expect_continue_above;
    out.accepts_coding = accepts_coding(message.headers);
    out.wants_identity = message.sink && !out.accepts_coding;
    out.is_endless = message.sink && message.sink->is_endless();
    out.sink = message.sink;

    auto& octets = out.octets;
    std::size_t size = 512 + message.target.size() + message.body.size();
    for (auto const& [name, value] : message.headers) size += name.size() + value.size() + 4;
    octets.reserve(size);
    append(octets, message.method, " ");
    if (proxied) append(octets, "http://", at.authority);
    append(octets, to.path_prefix, message.target, " HTTP/1.1\r\nHost: ", at.authority, "\r\n");
    append(octets, accepted_codings(message, options));
    if (proxied && !at.proxy->authorization.empty())
        append(octets, "Proxy-Authorization: ", at.proxy->authorization, "\r\n");
    for (auto const& [name, value] : message.headers) append(octets, name, ": ", value, "\r\n");
    if (!message.body.empty() || find_method(message.method).has_content)
        append(octets, "Content-Length: ", std::to_string(message.body.size()), "\r\n");
    if (out.expects_continue) append(octets, framed_request::expectation);
    append(octets, "\r\n");
    out.head_size = octets.size();
    octets += message.body;
    return out;
}

}  // namespace descry::detail
