// client_authentication: who asks for a token, by either of the two ways to say so (RFC 6749, 2.3.1).
#pragma once

#include <descry/call/message.hpp>
#include <descry/core/naming.hpp>
#include <descry/testing/decode.hpp>
#include <descry/testing/form.hpp>
#include <descry/testing/token_answer.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace descry::testing {

/// An application as it introduces itself.
struct client_identity {
    std::string id;
    std::string secret;
};

/// Decodes Base64 (RFC 4648, 4). Nothing when it is malformed.
inline std::optional<std::string> base64_decode(std::string_view text)
{
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    if (text.size() % 4 != 0) return std::nullopt;
    for (int i = 0; i != 2 && text.ends_with('='); ++i) text.remove_suffix(1);

    std::string out;
    unsigned bits = 0;
    int pending = 0;
    for (char const c : text) {
        auto const digit = alphabet.find(c);
        if (digit == std::string_view::npos) return std::nullopt;
        bits = (bits << 6 | static_cast<unsigned>(digit)) & 0xFFFu;
        if ((pending += 6) < 8) continue;
        pending -= 8;
        out += static_cast<char>(bits >> pending & 0xFFu);
    }
    return out;
}

/// The application in `Authorization: Basic`, else the one in the form. Throws `token_refusal`.
inline client_identity read_client(request const& message, form const& fields)
{
    constexpr std::string_view scheme = "Basic ";
    auto field = find_header(message.headers, "Authorization");
    if (!equal_ignoring_case(field.substr(0, scheme.size()), scheme))
        return {std::string(field_of(fields, "client_id")), std::string(field_of(fields, "client_secret"))};
    if (fields.contains("client_secret"))
        throw token_refusal(400, "invalid_request", "The application introduces itself in two ways.");

    auto const pair = base64_decode(field.substr(scheme.size()));
    auto const colon = pair ? pair->find(':') : std::string::npos;
    if (colon == std::string::npos) throw token_refusal(400, "invalid_request", "The Basic credentials are malformed.");
    auto id = form_decode(pair->substr(0, colon));
    auto secret = form_decode(pair->substr(colon + 1));
    if (!id || !secret) throw token_refusal(400, "invalid_request", "The Basic credentials are malformed.");
    return {*std::move(id), *std::move(secret)};
}

}  // namespace descry::testing
