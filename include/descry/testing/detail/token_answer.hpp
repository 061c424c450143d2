// token_answer: what a token endpoint says, in both of its versions.
#pragma once

#include <boost/describe/class.hpp>

#include <descry/http/message.hpp>
#include <descry/json/write.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>

namespace descry::testing::detail {

/// A token with what belongs to it.
struct token_grant {
    std::string access_token{};
    std::chrono::seconds lifetime{};
    std::optional<std::string> refresh_token{}, scope{}, resource{};
};

/// `/oauth2/token`: every number is written as text.
struct token_answer_v1 {
    std::string token_type = "Bearer";
    std::string expires_in, ext_expires_in, expires_on, not_before;
    std::optional<std::string> resource, scope, refresh_token;
    std::string access_token;
};
BOOST_DESCRIBE_STRUCT(token_answer_v1, (),
                      (token_type, expires_in, ext_expires_in, expires_on, not_before, resource, scope, refresh_token,
                       access_token))

/// `/oauth2/v2.0/token`
struct token_answer_v2 {
    std::string token_type = "Bearer";
    std::int64_t expires_in = 0, ext_expires_in = 0;
    std::optional<std::string> scope, refresh_token;
    std::string access_token;
};
BOOST_DESCRIBE_STRUCT(token_answer_v2, (), (token_type, expires_in, ext_expires_in, scope, refresh_token, access_token))

struct token_error_answer {
    std::string error, error_description;
};
BOOST_DESCRIBE_STRUCT(token_error_answer, (), (error, error_description))

/// A request that a token endpoint refuses (RFC 6749, 5.2). `what()` describes it, and repeats nothing of the request.
class token_refusal : public std::runtime_error {
    unsigned status_;
    char const* error_;

public:
    token_refusal(unsigned status, char const* error, char const* description)
        : std::runtime_error(description), status_(status), error_(error)
    {
    }

    unsigned status() const noexcept { return status_; }
    char const* error() const noexcept { return error_; }
};

/// The response with that body. No cache may keep it (RFC 6749, 5.1).
template <class Answer>
response token_response(unsigned status, Answer const& body)
{
    return {status,
            {{"Cache-Control", "no-store"}, {"Pragma", "no-cache"}},
            write_json(body, {.names = casing::as_declared})};
}

inline response token_response_v1(token_grant const& grant)
{
    using std::chrono::system_clock;
    auto const now = system_clock::to_time_t(system_clock::now());
    auto const seconds = std::to_string(grant.lifetime.count());
    token_answer_v1 out;
    out.expires_in = out.ext_expires_in = seconds;
    out.not_before = std::to_string(now);
    out.expires_on = std::to_string(now + grant.lifetime.count());
    out.resource = grant.resource;
    out.scope = grant.scope;
    out.refresh_token = grant.refresh_token;
    out.access_token = grant.access_token;
    return token_response(200, out);
}

inline response token_response_v2(token_grant const& grant)
{
    token_answer_v2 out;
    out.expires_in = out.ext_expires_in = grant.lifetime.count();
    out.scope = grant.scope;
    out.refresh_token = grant.refresh_token;
    out.access_token = grant.access_token;
    return token_response(200, out);
}

/// The answer to a refused request: a 401 names what would be accepted (RFC 9110, 15.5.2), a 405 likewise.
inline response token_response(token_refusal const& why)
{
    auto out = token_response(why.status(), token_error_answer{why.error(), why.what()});
    if (why.status() == 401) out.headers.push_back({"WWW-Authenticate", "Basic realm=\"token endpoint\""});
    if (why.status() == 405) out.headers.push_back({"Allow", "POST"});
    return out;
}

}  // namespace descry::testing::detail
