// token_request: one exchange with a token endpoint (RFC 6749, 5), without the network.
#pragma once

#include <descry/client/credentials.hpp>
#include <descry/client/detail/read_fault.hpp>
#include <descry/client/detail/redact.hpp>
#include <descry/client/detail/retry.hpp>
#include <descry/client/detail/secret_names.hpp>
#include <descry/client/detail/secrets.hpp>
#include <descry/core/base64.hpp>
#include <descry/core/error.hpp>
#include <descry/http/detail/status.hpp>
#include <descry/http/message.hpp>
#include <descry/http/percent.hpp>
#include <descry/json/detail/json_tree.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace descry {

namespace detail {

/// The tokens in a successful response.
struct granted_token {
    std::string access_token;
    std::string refresh_token;  ///< Empty if the endpoint issued no new one.
    std::chrono::seconds lifetime{};
};

/// The value of a parameter in a grant's form; empty if there is none.
inline std::string_view parameter_of(oauth2_grant const& grant, std::string_view wanted) noexcept
{
    for (auto const& [name, value] : grant.form)
        if (name == wanted) return value;
    return {};
}

/// Client id and client secret in Base64, each form-encoded before (RFC 6749, 2.3.1).
inline std::string basic_credentials_of(oauth2_grant const& grant)
{
    std::string plain;
    append_percent_encoded(plain, parameter_of(grant, "client_id"));
    plain += ':';
    append_percent_encoded(plain, parameter_of(grant, "client_secret"));
    return base64_encode(plain);
}

/// True if the value of a parameter may be shown; all other parameters are secret.
inline bool is_public(std::string_view parameter) noexcept
{
    for (std::string_view const name : {"grant_type", "client_id", "scope", "resource", "redirect_uri",
                                        "client_assertion_type", "requested_token_use"})
        if (parameter == name) return true;
    return false;
}

/// The token request with its encoded form (RFC 6749, appendix B). The names of secret fields must outlive it.
inline request make_token_request(oauth2_grant const& grant, member_list secret_headers)
{
    bool const is_basic = grant.authentication == client_authentication::basic;
    std::string body;
    std::vector<std::string> hidden;
    for (auto const& [name, value] : grant.form) {
        if (!is_public(name)) hidden.push_back(value);
        if (is_basic && (name == "client_id" || name == "client_secret")) continue;
        if (!body.empty()) body += '&';
        append_percent_encoded(body, name);
        body += '=';
        append_percent_encoded(body, value);
    }
    request out{"POST",
                grant.authority,
                grant.path,
                {{"Accept", "application/json"}, {"Content-Type", "application/x-www-form-urlencoded"}},
                std::move(body)};
    if (is_basic) out.headers.push_back({"Authorization", "Basic " + basic_credentials_of(grant)});
    out.secrets = std::move(hidden);
    out.secret_headers = secret_headers;
    return out;
}

/// The member with this name and a value: the spelling of RFC 6749 takes precedence over other spellings, which
/// `is_among` treats as equal. Null if there is none.
inline json_tree const* find_granted(json_tree const& document, std::string_view name)
{
    json_tree const* out = nullptr;
    for (auto const& m : document.members) {
        if (m.value.is_null()) continue;
        if (m.name == name) return &m.value;
        if (!out && is_among(m.name, {&name, 1})) out = &m.value;
    }
    return out;
}

/// The number of seconds in a number, or in a string.
inline std::chrono::seconds token_lifetime(json_tree const* expires_in)
{
    constexpr std::chrono::seconds when_unsaid = std::chrono::minutes(5);
    constexpr std::chrono::seconds longest = std::chrono::hours(24);
    if (!expires_in) return when_unsaid;
    std::string_view const digits = expires_in->what == json_kind::number ? expires_in->number.text : expires_in->text;
    long long seconds = 0;
    auto const ec = std::from_chars(digits.data(), digits.data() + digits.size(), seconds).ec;
    if (ec != std::errc()) return when_unsaid;
    return std::clamp(std::chrono::seconds(seconds), std::chrono::seconds(0), longest);
}

/// The secrets of an exchange: the values in the request that are not public, and the tokens in the response.
inline secrets secrets_of_grant(oauth2_grant const& grant, json_tree const& document, member_list secret_headers)
{
    std::vector<std::string> values;
    for (auto const& [name, value] : grant.form)
        if (!is_public(name)) values.push_back(value);
    if (grant.authentication == client_authentication::basic) values.push_back(basic_credentials_of(grant));
    collect_secrets(document, {}, values);
    return {{}, values, secret_headers};
}

/// The failure that a response without a token represents: its code and explanation, and whether it is temporary.
inline errc judge_grant(response const& in, bool says_why, failure_details& details)
{
    auto const status = in.status;
    bool const is_busy = details.service_code == "temporarily_unavailable" || details.service_code == "server_error";
    bool const is_refusal = is_success(status) ? says_why : status >= 400 && status < 500;
    if (status == 404 || status == 405 || status == 410 || (status >= 300 && status < 400))
        details.explanation = "the token endpoint was not found";
    else if (is_markup(in.body))
        details.explanation = "the token endpoint responded with a page";
    else if (is_refusal && !is_busy && status != 408 && status != 429)
        return errc::token_refused;
    else if (is_busy)
        details.temporary = true;
    else if (is_success(status))
        details.explanation = "the token endpoint's response has no access token";
    return errc::token_unavailable;
}

/// The failure that a response without a token represents, without the body of the response.
inline failure failed_grant(oauth2_grant const& grant, response const& in, std::chrono::sys_seconds now,
                            member_list secret_headers)
{
    failure_details details{.operation = "POST token endpoint", .status = in.status};
    details.retry_after = retry_after(in, now);
    details.headers = in.headers;
    read_fault(in.body, find_header(in.headers, "Content-Type"), {}, details);
    auto const document = read_partially(in.body).tree;
    // RFC 6749, 5.2: the code, with or without a description.
    if (auto const* const error = document.find("error"); error && error->what == json_kind::string) {
        if (details.description == error->text) details.description.clear();
        if (details.service_code.empty()) details.service_code = error->text;
    }
    bool const is_object = document.what == json_kind::object;
    bool const says_why = is_object && !(details.service_code.empty() && details.description.empty());
    auto const code = judge_grant(in, says_why, details);

    auto const hidden = secrets_of_grant(grant, document, secret_headers);
    if (!is_object && hidden.may_be_named_in(details.description)) details.description = redaction_mark;
    redact_headers(details.headers, hidden);
    for (auto* text : {&details.service_code, &details.description}) {
        redact_text(*text, hidden);
        text->resize(std::min(text->size(), max_failure_text));
    }
    return {code, std::move(details)};
}

/// Reads the response of a token endpoint; only the required members are decoded. A date in its fields is relative to
/// `now`.
inline result<granted_token> read_token_response(oauth2_grant const& grant, response const& in,
                                                 std::chrono::sys_seconds now, member_list secret_headers)
{
    if (!is_success(in.status)) return failed_grant(grant, in, now, secret_headers);
    auto const document = read_tree(in.body, repeated_names::last_wins);
    auto const* const access = document ? find_granted(*document, "access_token") : nullptr;
    if (!access || access->text.empty()) return failed_grant(grant, in, now, secret_headers);
    auto const* const refresh = find_granted(*document, "refresh_token");
    auto const* const expires_in = find_granted(*document, "expires_in");
    return granted_token{access->text, refresh ? refresh->text : std::string(), token_lifetime(expires_in)};
}

}  // namespace detail

}  // namespace descry
