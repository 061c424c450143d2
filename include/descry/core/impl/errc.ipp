// errc: the error category `descry` and its messages.
#pragma once

#include <descry/core/errc.hpp>

#include <boost/system/error_category.hpp>

#include <cstddef>
#include <string>

namespace descry {

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
        case errc::missing_etag: return "the resource carries no entity tag; read it before changing it";
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
        case errc::connection_closed: return "connection closed before the response was complete";
        case errc::deadline_exceeded: return "deadline exceeded";
        case errc::not_enough_memory: return "not enough memory";
        case errc::canceled: return "call canceled";
        case errc::certificate_host_mismatch: return "the server's certificate names another host";
        case errc::certificate_expired: return "the server's certificate is not valid at this time";
        case errc::certificate_untrusted: return "the server's certificate comes from no trusted authority";
        case errc::tls_failure: return "TLS handshake failed";
        case errc::handshake_timeout: return "the TLS handshake took too long";
        case errc::transport_failure: return "network failure";
        case errc::malformed_response: return "the response is malformed";
        case errc::response_too_large: return "the response is too large";
        case errc::token_refused: return "the token endpoint refused the credentials";
        case errc::token_unavailable: return "the token endpoint gave no token";
        case errc::accepted: return "the service accepted the change but has not made it yet";
        case errc::job_failed: return "the job has ended without success";
        case errc::state_not_read: return "the change was carried out, but its result could not be read";
        case errc::unexpected_status: return "unexpected status";
        case errc::not_ready: return "the service has nothing to give yet";
        case errc::not_modified: return "the resource was not modified";
        case errc::bad_request: return "bad request";
        case errc::unauthorized: return "unauthorized";
        case errc::forbidden: return "forbidden";
        case errc::not_found: return "not found";
        case errc::method_not_allowed: return "method not allowed";
        case errc::not_acceptable: return "not acceptable";
        case errc::request_timeout: return "request timeout";
        case errc::state_conflict: return "the request conflicts with the state of the resource";
        case errc::conflict: return "the resource was changed since it was read";
        case errc::outcome_unknown: return "the update may have been carried out; read the resource to find out";
        case errc::precondition_required: return "the service requires a precondition, such as If-Match";
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

DESCRY_DECL boost::system::error_code make_error_code(errc e) noexcept
{
    return {static_cast<int>(e), detail::category};
}

}  // namespace descry
