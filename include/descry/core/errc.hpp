// errc: the error codes of calls and of reading and writing JSON.
#pragma once

#include <descry/core/config.hpp>

#include <boost/system/error_code.hpp>

#include <iosfwd>

#include <type_traits>

namespace descry {

/// The reason for which an operation failed. Compare with `failure::code()`: `if (why.code() ==
/// descry::errc::conflict)`.
enum class errc {
    // Reading JSON (RFC 8259)
    syntax_error = 1,  ///< The text is not JSON.
    unexpected_end,    ///< The text is empty, or ends in the middle of a value.
    trailing_content,  ///< The value is followed by other text.
    invalid_utf8,      ///< A string, read or to be written, is not valid UTF-8 (RFC 3629).
    invalid_escape,    ///< An escape sequence is malformed, or a surrogate is unpaired.
    too_deep,          ///< Values are nested deeper than `read_options::max_depth` or `max_typed_depth`.
    unexpected_kind,   ///< The kind of the value, such as number or string, does not match the type of the member.
    invalid_value,     ///< The member's type cannot hold the value: an invalid date, an array that is too long.
    unexpected_null,   ///< `null` for a member that is not optional.
    missing_member,    ///< A member that is not optional is absent.
    duplicate_member,  ///< A name occurs twice in an object; letter case is ignored.
    unknown_member,    ///< The type does not declare the member, and `unknown_members::refused` is set.
    too_large,         ///< The text exceeds `read_options::max_size`, `max_elements` or `max_decoded_bytes`.
    out_of_range,      ///< The member cannot represent the number.

    // Writing JSON
    not_finite,  ///< The number is infinite or NaN, which JSON cannot represent.

    // Errors found before anything was sent
    empty_key,              ///< A member of the key is empty.
    unsafe_key,             ///< A member of the key would change the path: `.` or `..`.
    empty_query,            ///< A member of the query is an empty string.
    unsafe_header,          ///< A field name or value has a character that RFC 9110, 5.1 or 5.5, does not allow.
    missing_etag,           ///< The resource to update has no entity tag. Read it first.
    invalid_url,            ///< The base URL is not an absolute `http` or `https` URL.
    insecure_url,           ///< The URL is plain `http` to another machine, which must be allowed explicitly.
    no_credentials,         ///< The client has no credentials.
    wrong_credential_kind,  ///< The operation does not accept this kind of credentials.
    blocking_call_refused,  ///< The blocking call would block the thread on which asynchronous operations progress.
    unsafe_link,            ///< A link from the service leads to another host, or is not a valid reference.

    // Connection and transfer
    change_refused,             ///< The function passed to `async_try_modify` threw an exception.
    sink_refused,               ///< The body sink returned false or threw an exception.
    host_not_found,             ///< The host name does not resolve.
    connection_refused,         ///< No connection could be made.
    connect_timeout,            ///< No connection was made within `network_options::connect_timeout`.
    proxy_unauthorized,         ///< The proxy requires credentials, or other ones (407). The request was not forwarded.
    proxy_refused,              ///< The proxy does not allow connections to the server. The request was not sent.
    proxy_unavailable,          ///< The proxy cannot connect to the server at present. The request was not sent.
    connection_closed,          ///< The connection was closed before the response was complete.
    deadline_exceeded,          ///< The call took longer than its deadline.
    not_enough_memory,          ///< Memory could not be allocated (`std::bad_alloc`). The failure may have no details.
    canceled,                   ///< The call was canceled, or its client destroyed.
    certificate_host_mismatch,  ///< The server's certificate is for another host.
    certificate_expired,        ///< The server's certificate has expired or is not valid yet.
    certificate_untrusted,      ///< The server's certificate has no chain to a trusted authority.
    tls_failure,                ///< The TLS handshake failed for another reason.
    handshake_timeout,          ///< The TLS handshake exceeded `network_options::handshake_timeout`.
    transport_failure,          ///< The network failed for another reason.
    malformed_response,         ///< The response is not HTTP, or its compressed body is corrupt.
    response_too_large,         ///< The response is larger than `network_options` allows.

    // Obtaining a token (RFC 6749)
    token_refused,      ///< The token endpoint refused the credentials.
    token_unavailable,  ///< The token endpoint was not found, failed, or returned a response without a token.

    // Responses of the service
    accepted,  ///< 202: the service accepted the change and may not have made it yet. There is no result.
    /// The change was carried out, but its result is not known: the read of its state that `then_read` declares failed,
    /// its response was lost and had another type than the state of the resource, or its response has no body.
    state_not_read,
    job_failed,             ///< The final status of a job is not that of a success. The body has the status.
    unexpected_status,      ///< The status is neither success nor a documented error; for example a redirect.
    not_ready,              ///< 202 or 204 with `Retry-After` and without a body, in response to a GET.
    not_modified,           ///< 304: the resource still has the entity tag in the `If-None-Match` of the request.
    bad_request,            ///< 400
    unauthorized,           ///< 401
    forbidden,              ///< 403
    not_found,              ///< 404
    method_not_allowed,     ///< 405
    not_acceptable,         ///< 406
    request_timeout,        ///< 408
    state_conflict,         ///< 409: the state of the resource does not allow it; for example, it exists already.
    conflict,               ///< 412, or the service's equivalent: a precondition failed, see `failure::is_conflict`.
    outcome_unknown,        ///< A retried update found another state. Whether the first attempt took effect is unknown.
    precondition_required,  ///< 428
    too_many_requests,      ///< 429, or the client may not send another call before the deadline of this one.
    client_error,           ///< Any other 4xx.
    server_error,           ///< Any 5xx other than 503 and 504.
    service_unavailable,    ///< 503
    gateway_timeout,        ///< 504
};

/// The error code with the value `e` in the category `descry`.
DESCRY_DECL boost::system::error_code make_error_code(errc e) noexcept;

/// Writes the message of the code. A template, so that this header does not include `<ostream>`.
template <class Char, class Traits>
std::basic_ostream<Char, Traits>& operator<<(std::basic_ostream<Char, Traits>& out, errc code)
{
    return out << make_error_code(code).message().c_str();
}

}  // namespace descry

template <>
struct boost::system::is_error_code_enum<descry::errc> : std::true_type {};

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/core/impl/errc.ipp>
#endif
