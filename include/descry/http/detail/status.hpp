// status: error codes for status codes (RFC 9110, 15).
#pragma once

#include <descry/core/errc.hpp>

namespace descry {

namespace detail {

constexpr bool is_success(unsigned status) noexcept { return status >= 200 && status < 300; }

constexpr errc errc_for_status(unsigned status) noexcept
{
    switch (status) {
        case 304: return errc::not_modified;
        case 400: return errc::bad_request;
        case 401: return errc::unauthorized;
        case 403: return errc::forbidden;
        case 404: return errc::not_found;
        case 405: return errc::method_not_allowed;
        case 406: return errc::not_acceptable;
        case 408: return errc::request_timeout;
        case 409: return errc::state_conflict;
        case 412: return errc::conflict;
        case 428: return errc::precondition_required;
        case 429: return errc::too_many_requests;
        case 503: return errc::service_unavailable;
        case 504: return errc::gateway_timeout;
        default: break;
    }
    if (status >= 400 && status < 500) return errc::client_error;
    if (status >= 500 && status < 600) return errc::server_error;
    return errc::unexpected_status;
}

}  // namespace detail

}  // namespace descry
