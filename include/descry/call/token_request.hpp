// token_request: one exchange with a token endpoint (RFC 6749, 5), away from the network.
#pragma once

#include <boost/describe/class.hpp>

#include <descry/call/credentials.hpp>
#include <descry/call/message.hpp>
#include <descry/call/redact.hpp>
#include <descry/call/retry.hpp>
#include <descry/call/status.hpp>
#include <descry/json/read.hpp>
#include <descry/model/raw_json.hpp>
#include <descry/rest/percent.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace descry {

namespace detail {

/// What a token endpoint gave.
struct granted_token {
    std::string access_token;
    std::string refresh_token;  ///< Empty when it handed out no new one.
    std::chrono::seconds lifetime{};
};

struct token_answer {
    std::optional<std::string> access_token, refresh_token, error, error_description;
    std::optional<raw_json> expires_in;  // a number, or a number in quotes
};
BOOST_DESCRIBE_STRUCT(token_answer, (), (access_token, refresh_token, error, error_description, expires_in))

/// The request for a token, its form encoded (RFC 6749, appendix B).
inline request make_token_request(oauth2_grant const& grant)
{
    std::string body;
    for (auto const& [name, value] : grant.form) {
        if (!body.empty()) body += '&';
        append_percent_encoded(body, name);
        body += '=';
        append_percent_encoded(body, value);
    }
    return {"POST",
            grant.authority,
            grant.path,
            {{"Accept", "application/json"}, {"Content-Type", "application/x-www-form-urlencoded"}},
            std::move(body)};
}

inline std::chrono::seconds token_lifetime(std::optional<raw_json> const& expires_in)
{
    constexpr std::chrono::seconds when_unsaid = std::chrono::minutes(5);
    constexpr std::chrono::seconds longest = std::chrono::hours(24);
    if (!expires_in) return when_unsaid;
    std::string_view digits = expires_in->text;
    if (digits.starts_with('"')) digits = digits.substr(1, digits.size() - 2);
    long long seconds = 0;
    if (std::from_chars(digits.data(), digits.data() + digits.size(), seconds).ec != std::errc()) return when_unsaid;
    return std::clamp(std::chrono::seconds(seconds), std::chrono::seconds(0), longest);
}

/// Whether the value of that parameter may be shown: these, and no other.
inline bool is_public(std::string_view parameter) noexcept
{
    for (std::string_view const name : {"grant_type", "client_id", "scope", "resource", "redirect_uri",
                                        "client_assertion_type", "requested_token_use"})
        if (parameter == name) return true;
    return false;
}

// The endpoint's own words, without what they may repeat of the request. Its body is not kept at all.
inline failure refused_token(oauth2_grant const& grant, response const& in, token_answer const& answer)
{
    failure_details details{.operation = "POST token endpoint", .status = in.status};
    details.retry_after = retry_after(in);
    details.service_code = answer.error.value_or("");
    details.description = answer.error_description.value_or("");
    std::vector<std::string> secrets;
    for (auto const& [name, value] : grant.form)
        if (!is_public(name)) secrets.push_back(value);
    for (auto* text : {&details.service_code, &details.description}) redact(*text, secrets);
    details.service_code.resize(std::min(details.service_code.size(), max_failure_text));
    details.description.resize(std::min(details.description.size(), max_failure_text));
    bool const refused = in.status >= 400 && in.status < 500 && in.status != 408 && in.status != 429;
    return {refused ? errc::token_refused : errc::token_unavailable, std::move(details)};
}

/// Reads the answer of a token endpoint.
inline result<granted_token> read_token_response(oauth2_grant const& grant, response const& in)
{
    auto const answer = read_json<token_answer>(in.body);
    if (!is_success(in.status)) return refused_token(grant, in, answer ? *answer : token_answer());
    if (!answer || !answer->access_token || answer->access_token->empty())
        return failure(errc::token_unavailable, {.operation = "POST token endpoint",
                                                 .explanation = "the token endpoint's answer holds no access token",
                                                 .status = in.status});
    return granted_token{*answer->access_token, answer->refresh_token.value_or(""), token_lifetime(answer->expires_in)};
}

}  // namespace detail

}  // namespace descry
