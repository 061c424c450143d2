// recording: exchanges with a service, without their secrets, as a text that a test keeps.
#pragma once

#include <boost/describe/class.hpp>

#include <descry/call/conceal.hpp>
#include <descry/call/message.hpp>
#include <descry/core/naming.hpp>
#include <descry/json/read.hpp>
#include <descry/json/utf8.hpp>
#include <descry/json/write.hpp>
#include <descry/testing/form.hpp>

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry::testing {

struct recorded_header {
    std::string name, value;
};
BOOST_DESCRIBE_STRUCT(recorded_header, (), (name, value))

/// One exchange. Its target is kept as it was, with the ids in it.
struct recorded_exchange {
    std::string method{}, base_url{}, target{};
    std::vector<recorded_header> request_headers{};
    std::string request_body{};
    unsigned status = 0;  ///< 0: no answer arrived.
    std::vector<recorded_header> response_headers{};
    std::string response_body{};
};
BOOST_DESCRIBE_STRUCT(recorded_exchange, (),
                      (method, base_url, target, request_headers, request_body, status, response_headers,
                       response_body))

using recording = std::vector<recorded_exchange>;

/// Headers whose values are never recorded.
inline constexpr std::array<std::string_view, 6> secret_headers{
    "Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie", "Ocp-Apim-Subscription-Key", "X-Api-Key"};

/// Members of JSON and of forms whose values are never recorded, those that RFC 6749 names among them.
inline constexpr std::array<std::string_view, 9> secret_members{"access_token",  "refresh_token",    "id_token",
                                                                "client_secret", "client_assertion", "assertion",
                                                                "code_verifier", "authorization",    "password"};

/// Fields of forms whose values are never recorded besides those; in JSON it is a service's error.
inline constexpr std::string_view authorization_code = "code";

namespace detail {

inline std::vector<recorded_header> without_secrets(std::vector<header> const& headers)
{
    std::vector<recorded_header> out;
    for (auto const& h : headers)
        out.push_back({h.name, descry::detail::is_among(h.name, secret_headers)
                                   ? std::string(descry::detail::redaction_mark)
                                   : h.value});
    return out;
}

/// A form (application/x-www-form-urlencoded) with a mark for the values of those names, which are kept apart.
inline std::string without_secrets(std::string_view form, descry::detail::member_list names,
                                   std::vector<std::string>& values)
{
    std::string out;
    while (!form.empty()) {
        auto const field = form.substr(0, form.find('&'));
        form.remove_prefix(std::min(field.size() + 1, form.size()));
        auto const name = field.substr(0, field.find('='));
        if (!out.empty()) out += '&';
        if (name != authorization_code && !descry::detail::is_among(name, names)) {
            out += field;
            continue;
        }
        ((out += name) += '=') += descry::detail::redaction_mark;
        std::string const value(field.substr(std::min(name.size() + 1, field.size())));
        values.push_back(form_decode(value).value_or(value));
    }
    return out;
}

inline bool is_form(std::vector<header> const& headers)
{
    return find_header(headers, "Content-Type").starts_with("application/x-www-form-urlencoded");
}

/// A text, or what it is in place of octets that are none.
inline std::string as_text(std::string body)
{
    return descry::detail::is_utf8(body) ? body : '[' + std::to_string(body.size()) + " octets]";
}

}  // namespace detail

/// An exchange as it may be kept. Concealed are the values of `secret_headers` and of `secret_members`, and those of the
/// members that `names` adds, such as `operation::sensitive`; a body that is neither JSON nor a form, and mentions one of
/// them, is concealed as a whole. A bearer token, and what was concealed of a request, is taken out of its answer too.
///
/// Files are not kept: of a body that is not UTF-8 there is only its size, and of one that a sink took nothing.
inline recorded_exchange record_exchange(request const& sent, response const* in,
                                         std::span<std::string const> names = {})
{
    std::vector<std::string_view> secret(secret_members.begin(), secret_members.end());
    secret.insert(secret.end(), names.begin(), names.end());
    descry::detail::secrets hidden{secret};
    std::string_view const token = find_header(sent.headers, "Authorization");
    if (token.starts_with("Bearer ")) hidden.values.emplace_back(token.substr(7));
    auto const body = [&](std::vector<header> const& headers, std::string text) {
        if (detail::is_form(headers)) return detail::without_secrets(text, secret, hidden.values);
        descry::detail::conceal(text, hidden);
        return detail::as_text(std::move(text));
    };

    recorded_exchange out{.method = sent.method, .base_url = sent.base_url, .target = sent.target};
    out.request_headers = detail::without_secrets(sent.headers);
    out.request_body = body(sent.headers, sent.body);
    for (auto& value : descry::detail::sensitive_values(sent.body, secret)) hidden.values.push_back(std::move(value));
    if (!in) return out;
    out.status = in->status;
    out.response_headers = detail::without_secrets(in->headers);
    out.response_body = body(in->headers, in->body);
    return out;
}

/// A recording as a text to keep in a file, and back. Reading throws `call_error` when the text is none.
inline std::string write_recording(recording const& exchanges) { return write_json(exchanges, {.indent = 2}) + '\n'; }
inline recording read_recording(std::string_view text) { return read_json<recording>(text).value(); }

}  // namespace descry::testing
