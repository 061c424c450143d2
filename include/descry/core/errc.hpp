// errc: every way a call, a read or a write can fail, each with a code of its own.
#pragma once

#include <descry/core/config.hpp>

#include <boost/system/error_code.hpp>

#include <type_traits>

namespace descry {

/// Why an operation failed. Compare with `failure::code()`: `if (why.code() == descry::errc::conflict)`.
enum class errc {
    // Reading JSON (RFC 8259)
    syntax_error = 1,  ///< The text is not JSON.
    unexpected_end,    ///< The text ends in the middle of a value.
    trailing_content,  ///< Something follows the value.
    invalid_utf8,      ///< Text, read or to be written, is not valid UTF-8 (RFC 3629).
    invalid_escape,    ///< An escape sequence is malformed, or a surrogate stands alone.
    too_deep,          ///< Values are nested deeper than `read_options::max_depth` or `max_typed_depth`.
    unexpected_kind,   ///< The value is not of the kind that the member needs.
    invalid_value,     ///< A value that the member's type cannot hold: a text that is no date, a list that is too long.
    unexpected_null,   ///< `null` for a member that is not optional.
    missing_member,    ///< A member that is not optional was absent.
    duplicate_member,  ///< A name was given twice, in whatever casing.
    unknown_member,    ///< A member that the type does not name, where `unknown_members::refused` holds.
    too_large,         ///< More than `read_options::max_size`, `max_elements` or `max_decoded_bytes` allow.
    out_of_range,      ///< A number does not fit the member.

    // Writing JSON
    not_finite,  ///< JSON has no infinity and no NaN.

    // Refused before anything was sent
    empty_key,              ///< A member of the key is empty.
    unsafe_key,             ///< A member of the key would change the path: `.` or `..`.
    empty_query,            ///< A member of the query is an empty text.
    unsafe_header,          ///< A header's name or value holds a character that RFC 9110 does not allow.
    missing_etag,           ///< The resource to update carries no entity tag: read it first.
    invalid_url,            ///< The base URL is not an absolute `http` or `https` URL.
    insecure_url,           ///< Plain `http` to another machine, which has to be allowed explicitly.
    no_credentials,         ///< The client was given no credentials.
    wrong_credential_kind,  ///< The operation does not accept this kind of credentials.
    blocking_call_refused,  ///< A blocking call on the thread that asynchronous calls need to make progress.
    unsafe_link,            ///< A link of the service leads to another host, or is none that can be followed.

    // On the way
    change_refused,      ///< The function given to `async_try_modify` threw.
    sink_refused,        ///< What takes a body piece by piece refused to go on.
    host_not_found,      ///< The host name does not resolve.
    connection_refused,  ///< No connection could be made.
    connect_timeout,     ///< No connection was made within `network_options::connect_timeout`.
    proxy_unauthorized,  ///< The proxy asks for credentials, or for other ones (407). The request was not sent on.
    proxy_refused,       ///< The proxy does not connect to that server, and will not. The request was not sent.
    proxy_unavailable,   ///< The proxy could not connect to the server for now. The request was not sent.
    connection_closed,   ///< The connection ended before the answer was complete.
    deadline_exceeded,   ///< The call took longer than its deadline.
    not_enough_memory,   ///< Memory could not be allocated (`std::bad_alloc`). Such a failure may have no details.
    canceled,            ///< The call was canceled, or its client destroyed.
    certificate_host_mismatch,  ///< The server's certificate names another host.
    certificate_expired,        ///< The server's certificate has expired or is not valid yet.
    certificate_untrusted,      ///< No trusted authority vouches for the server's certificate.
    tls_failure,                ///< The TLS handshake failed for another reason.
    handshake_timeout,          ///< TLS did not begin within `network_options::handshake_timeout`.
    transport_failure,          ///< Another failure of the network.
    malformed_response,         ///< The answer is not HTTP, or its compressed body is corrupt.
    response_too_large,         ///< The answer is larger than `network_options` allows.

    // Obtaining a token (RFC 6749)
    token_refused,      ///< The token endpoint refused the credentials.
    token_unavailable,  ///< The token endpoint was not found, failed, or answered with something else than a token.

    // What the service answered
    accepted,               ///< 202: the change is accepted but may not be made yet: there is no result to give.
    unexpected_status,      ///< A status that is neither success nor a documented failure, such as a redirect.
    not_ready,              ///< 202 or 204 without a body and with `Retry-After`, to a GET, even of an empty value.
    bad_request,            ///< 400
    unauthorized,           ///< 401
    forbidden,              ///< 403
    not_found,              ///< 404
    method_not_allowed,     ///< 405
    not_acceptable,         ///< 406
    request_timeout,        ///< 408
    state_conflict,         ///< 409: not as long as the resource is in its state, such as that it exists already.
    conflict,               ///< 412, or what the service says instead: somebody else changed the resource.
    outcome_unknown,        ///< A repeated update found another state: nobody can tell whether the first was done.
    precondition_required,  ///< 428
    too_many_requests,      ///< 429
    client_error,           ///< Any other 4xx.
    server_error,           ///< Any 5xx but the two below.
    service_unavailable,    ///< 503
    gateway_timeout,        ///< 504
};

/// The error code of it, in the category `descry`.
DESCRY_DECL boost::system::error_code make_error_code(errc e) noexcept;

}  // namespace descry

template <>
struct boost::system::is_error_code_enum<descry::errc> : std::true_type {
};

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/core/impl/errc.ipp>
#endif
