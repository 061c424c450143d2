// fault: why an emulator refuses a request, and how an API says so.
#pragma once

#include <boost/describe/class.hpp>

#include <descry/core/config.hpp>
#include <descry/http/message.hpp>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace descry::testing {

/// What is wrong with a request. Each has one status, see `status_of`.
enum class refusal {
    malformed_key,           ///< 400: a value in the path cannot be right.
    malformed_query,         ///< 400: a parameter is missing, or cannot be right.
    malformed_body,          ///< 400: not JSON, or not what the resource's model can hold.
    token_missing,           ///< 401: no bearer token.
    token_refused,           ///< 401: a token that was not issued here, or has expired.
    wrong_audience,          ///< 401: a token for another service.
    mfa_missing,             ///< 401: the user behind the token signed in without multi-factor authentication.
    wrong_credential_kind,   ///< 403: the operation asks for another kind of credentials.
    unknown_path,            ///< 404: no resource has this path.
    unknown_key,             ///< 404: the resource has no document of that key.
    unknown_action,          ///< 404: the emulator was not told what the action does.
    method_not_allowed,      ///< 405: the resource does not declare that verb.
    key_taken,               ///< 409: the resource has a document of that key already.
    request_id_reused,       ///< 409: another request was carried out under this id.
    stale_tag,               ///< 412: the document has another entity tag by now.
    unsupported_media_type,  ///< 415: the body is declared to be something else than JSON.
    condition_missing,       ///< 428: the update needs an `If-Match` (RFC 6585, 3).
};

/// The status of a refusal.
constexpr unsigned status_of(refusal why) noexcept
{
    switch (why) {
        case refusal::malformed_key:
        case refusal::malformed_query:
        case refusal::malformed_body: return 400;
        case refusal::token_missing:
        case refusal::token_refused:
        case refusal::wrong_audience:
        case refusal::mfa_missing: return 401;
        case refusal::wrong_credential_kind: return 403;
        case refusal::unknown_path:
        case refusal::unknown_key:
        case refusal::unknown_action: return 404;
        case refusal::method_not_allowed: return 405;
        case refusal::key_taken:
        case refusal::request_id_reused: return 409;
        case refusal::stale_tag: return 412;
        case refusal::unsupported_media_type: return 415;
        case refusal::condition_missing: return 428;
    }
    return 500;
}

/// Thrown inside of an emulator, and answered in one place. `what()` describes it in words.
class fault : public std::runtime_error {
    refusal why_;
    std::vector<header> headers_;

public:
    fault(refusal why, std::string const& description, std::vector<header> headers = {})
        : std::runtime_error(description), why_(why), headers_(std::move(headers))
    {
    }

    refusal why() const noexcept { return why_; }
    unsigned status() const noexcept { return status_of(why_); }

    /// What the answer carries besides its body: `Allow`, `WWW-Authenticate`.
    std::vector<header> const& headers() const noexcept { return headers_; }
};

/// The members of RFC 9457 that apply.
struct problem {
    unsigned status = 0;
    std::string detail;
};
BOOST_DESCRIBE_STRUCT(problem, (), (status, detail))

/// The body of a refusal where an API has no form of its own: a `problem`.
DESCRY_DECL std::string write_problem(fault const& why);

}  // namespace descry::testing

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/testing/impl/fault.ipp>
#endif
