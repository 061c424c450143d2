// errc: every way a call, a read or a write can fail, each with a code of its own.
#pragma once

#include <boost/system/error_category.hpp>
#include <boost/system/error_code.hpp>

#include <string>
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

namespace detail {

constexpr char const* describe(errc e) noexcept
{
    switch (e) {
        case errc::syntax_error: return "not JSON";
        case errc::unexpected_end: return "the text ends in the middle of a value";
        case errc::trailing_content: return "something follows the value";
        case errc::invalid_utf8: return "invalid UTF-8";
        case errc::invalid_escape: return "invalid escape sequence";
        case errc::too_deep: return "nested too deep";
        case errc::unexpected_kind: return "value of an unexpected kind";
        case errc::invalid_value: return "a value that the member cannot hold";
        case errc::unexpected_null: return "null where a value is needed";
        case errc::missing_member: return "required member is absent";
        case errc::duplicate_member: return "member given twice";
        case errc::unknown_member: return "a member that the type does not name";
        case errc::too_large: return "more than the options allow";
        case errc::out_of_range: return "number out of range";
        case errc::not_finite: return "number is not finite";
        case errc::empty_key: return "a member of the key is empty";
        case errc::unsafe_key: return "a member of the key would change the path";
        case errc::unsafe_header: return "a header holds a character that is not allowed";
        case errc::empty_query: return "a member of the query is empty";
        case errc::missing_etag: return "the resource carries no entity tag; read it before updating it";
        case errc::invalid_url: return "not an absolute http or https URL";
        case errc::insecure_url: return "plain http to another machine is not allowed";
        case errc::no_credentials: return "no credentials were given";
        case errc::wrong_credential_kind: return "the operation does not accept these credentials";
        case errc::change_refused: return "the function that changes the resource threw";
        case errc::blocking_call_refused: return "a blocking call here would wait for itself";
        case errc::unsafe_link: return "a link that must not be followed";
        case errc::sink_refused: return "the receiver of the body refused it";
        case errc::host_not_found: return "host name does not resolve";
        case errc::connection_refused: return "no connection could be made";
        case errc::connect_timeout: return "no connection was made in time";
        case errc::proxy_unauthorized: return "the proxy asks for other credentials";
        case errc::proxy_refused: return "the proxy refused to connect to the server";
        case errc::proxy_unavailable: return "the proxy could not connect to the server";
        case errc::connection_closed: return "connection closed before the answer was complete";
        case errc::deadline_exceeded: return "deadline exceeded";
        case errc::not_enough_memory: return "not enough memory";
        case errc::canceled: return "call canceled";
        case errc::certificate_host_mismatch: return "the server's certificate names another host";
        case errc::certificate_expired: return "the server's certificate is not valid at this time";
        case errc::certificate_untrusted: return "the server's certificate comes from no trusted authority";
        case errc::tls_failure: return "TLS handshake failed";
        case errc::handshake_timeout: return "the TLS handshake took too long";
        case errc::transport_failure: return "network failure";
        case errc::malformed_response: return "the answer is malformed";
        case errc::response_too_large: return "the answer is too large";
        case errc::token_refused: return "the token endpoint refused the credentials";
        case errc::token_unavailable: return "the token endpoint gave no token";
        case errc::accepted: return "the service accepted the change but has not made it yet";
        case errc::unexpected_status: return "unexpected status";
        case errc::not_ready: return "the service has nothing to give yet";
        case errc::bad_request: return "bad request";
        case errc::unauthorized: return "unauthorized";
        case errc::forbidden: return "forbidden";
        case errc::not_found: return "not found";
        case errc::method_not_allowed: return "method not allowed";
        case errc::not_acceptable: return "not acceptable";
        case errc::request_timeout: return "request timeout";
        case errc::state_conflict: return "the resource is not in a state for this";
        case errc::conflict: return "the resource was changed since it was read";
        case errc::outcome_unknown: return "the update may have been carried out; read the resource to find out";
        case errc::precondition_required: return "precondition required";
        case errc::too_many_requests: return "too many requests";
        case errc::client_error: return "the service refused the request";
        case errc::server_error: return "the service failed";
        case errc::service_unavailable: return "service unavailable";
        case errc::gateway_timeout: return "gateway timeout";
    }
    return "unknown error";
}

class error_category final : public boost::system::error_category {
public:
    // The id makes categories of different shared libraries equal.
    constexpr error_category() noexcept : boost::system::error_category(0x8d1b5f70c3a2e946) {}

    char const* name() const noexcept override { return "descry"; }
    std::string message(int value) const override { return describe(static_cast<errc>(value)); }
    char const* message(int value, char*, std::size_t) const noexcept override
    {
        return describe(static_cast<errc>(value));
    }
};

inline constexpr error_category category{};

}  // namespace detail

inline boost::system::error_code make_error_code(errc e) noexcept { return {static_cast<int>(e), detail::category}; }

}  // namespace descry

template <>
struct boost::system::is_error_code_enum<descry::errc> : std::true_type {
};
