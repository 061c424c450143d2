// fault: the reasons for which an emulator refuses a request, and their error responses.
#pragma once

#include <boost/describe/class.hpp>

#include <descry/core/config.hpp>
#include <descry/http/message.hpp>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace descry::testing {

namespace detail {

/// The text with U+FFFD in place of each octet that is not UTF-8.
DESCRY_DECL std::string as_utf8(std::string const& text);

}  // namespace detail

/// The reason for which a request is refused. Each has one status, see `status_of`.
enum class refusal {
    malformed_key,           ///< 400: a value in the path is invalid.
    malformed_query,         ///< 400: a parameter of the query is missing or invalid.
    malformed_body,          ///< 400: the body is not JSON, or the resource's model cannot hold it.
    token_missing,           ///< 401: the request has no bearer token.
    token_refused,           ///< 401: the token was not issued by this emulator, or has expired.
    wrong_audience,          ///< 401: the token is for another service.
    mfa_missing,             ///< 401: the user of the token signed in without multi-factor authentication.
    wrong_credential_kind,   ///< 403: the operation requires another kind of credentials.
    unknown_path,            ///< 404: no resource has this path.
    unknown_key,             ///< 404: the resource has no document with this key.
    unknown_action,          ///< 404: the effect of the action is not defined in the emulator.
    method_not_allowed,      ///< 405: the resource does not declare this verb.
    key_taken,               ///< 409: the resource already has a document with this key.
    request_id_reused,       ///< 409: another request was carried out with this request id.
    stale_version,           ///< 409: the document has another version now.
    failed_test,             ///< 409: a `test` of a JSON Patch failed (RFC 6902, 5).
    stale_tag,               ///< 412: the document has another entity tag now.
    unsupported_media_type,  ///< 415: the media type of the body is not that of the operation.
    patch_does_not_fit,      ///< 422: a JSON Patch has a path that does not exist in the document.
    unknown_parameter,       ///< 501: the effect of a parameter of the query is not defined in the emulator.
    condition_missing,       ///< 428: the update requires `If-Match` (RFC 6585, 3).
    of_handler,              ///< Another reason, which a handler gives with its own status, such as 402.
};

/// The status of the error response; 500 for `of_handler`, whose status is that of its `fault`.
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
        case refusal::request_id_reused:
        case refusal::stale_version:
        case refusal::failed_test: return 409;
        case refusal::stale_tag: return 412;
        case refusal::unsupported_media_type: return 415;
        case refusal::patch_does_not_fit: return 422;
        case refusal::condition_missing: return 428;
        case refusal::unknown_parameter: return 501;
        case refusal::of_handler: break;
    }
    return 500;
}

/// Thrown while an emulator handles a request, which gets an error response. `what()` describes the reason, in UTF-8.
class fault : public std::runtime_error {
    refusal why_;
    unsigned status_;
    std::vector<header> headers_;

public:
    fault(refusal why, std::string const& description, std::vector<header> headers = {})
        : std::runtime_error(detail::as_utf8(description)),
          why_(why),
          status_(status_of(why)),
          headers_(std::move(headers))
    {
    }

    /// A fault of a handler with any status of an error, 400 to 599; throws `std::invalid_argument` for others.
    DESCRY_DECL fault(unsigned status, std::string const& description, std::vector<header> headers = {});

    refusal why() const noexcept { return why_; }
    unsigned status() const noexcept { return status_; }

    /// Fields of the error response, such as `Allow` and `WWW-Authenticate`.
    std::vector<header> const& headers() const noexcept { return headers_; }
};

/// Problem details: members of RFC 9457, 3.1.
struct problem {
    unsigned status = 0;
    std::string detail;
};
BOOST_DESCRIBE_STRUCT(problem, (), (status, detail))

/// Writes the body of an error response as a `problem`, the default for an API without a format of its own.
DESCRY_DECL std::string write_problem(fault const& why);

}  // namespace descry::testing

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/testing/impl/fault.ipp>
#endif
