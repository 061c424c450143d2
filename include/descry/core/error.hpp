// error: failures with their details, `result`, and the exception `call_error`.
#pragma once

#include <descry/core/config.hpp>
#include <descry/core/errc.hpp>
#include <descry/core/header.hpp>
#include <descry/core/naming.hpp>

#include <boost/smart_ptr/intrusive_ptr.hpp>
#include <boost/system/result.hpp>
#include <boost/system/system_error.hpp>

#include <chrono>
#include <cstddef>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace descry {

/// The details of a failure. Members that do not apply are empty. Tokens and other secrets are redacted; `body` and
/// `description` come from the service and may hold personal data of its customers.
struct failure_details {
    /// Method and path template, `PUT /v1/customers/{customer_id}/profiles/billing`. The template stands for the target
    /// of the request, so that failures have no ids of customers, and those of one operation are equal in logs.
    std::string operation{};
    std::string explanation{};     ///< An explanation by descry: `expected a string, found a number`.
    unsigned status = 0;           ///< HTTP status code; 0 when no response was received.
    std::string service_code{};    ///< The error code of the service, as text.
    std::string description{};     ///< The error message of the service.
    std::string request_id{};      ///< The id of the request; a retry with the same id is performed once.
    std::string correlation_id{};  ///< The id with which the service's support finds the call.
    /// The key by which the service recognizes a retry of a POST; empty without one.
    std::string idempotency_key{};
    /// The delay that `Retry-After` requests (RFC 9110, 10.2.3), rounded up to seconds; after a refusal because of the
    /// rate of calls, also the time until the quota is renewed, or until the client may send the next call.
    std::optional<std::chrono::seconds> retry_after{};
    std::string pointer{};                ///< Position in the JSON text as a JSON pointer (RFC 6901).
    std::optional<std::size_t> offset{};  ///< Position in the JSON text, in bytes.
    std::size_t line = 0;  ///< The line of that position, from 1; 0 without one. A line ends with LF, CR LF or CR.
    /// The column of that position in its line, from 1, in characters, which are Unicode code points; 0 without a
    /// position. A tab is one character, and so is each byte of ill-formed UTF-8; a byte order mark is none.
    std::size_t column = 0;
    /// True if the text has more than one line. `failure::message()` then shows line and column, which for a text of
    /// one line would repeat the offset.
    bool multiline = false;
    std::string file{};  ///< The path of the file that was read or written.
    /// The header fields of the response, limited by `max_failure_headers` and `max_failure_header_bytes`. The value of
    /// a field with credentials, such as `Set-Cookie`, is `[redacted]`. `failure::message()` does not include them.
    std::vector<descry::header> headers{};
    std::string body{};                   ///< The body of the response, truncated to `max_failure_body` bytes.
    std::optional<casing> exact_names{};  ///< The spelling of names in `body`, if `service::exact_names`; else empty.
    boost::system::error_code cause{};    ///< The underlying error of the network, if there was one.
    bool response_begun = false;          ///< The failure occurred after the first byte of the response was received.
    bool not_sent = false;                ///< The transport reports that no byte of the request was sent.
    /// The request was sent, is not safe (RFC 9110, 9.2.1), and whether the service performed it is unknown. Read the
    /// resource before deciding what to do.
    bool maybe_done = false;
    bool temporary = false;  ///< The service declared the error temporary, whatever the status.
};

/// The maximum size of `failure_details::body`, in bytes.
inline constexpr std::size_t max_failure_body = 16 * 1024;
/// The maximum number of `failure_details::headers`.
inline constexpr std::size_t max_failure_headers = 100;
/// The maximum total size of the names and values in `failure_details::headers`, in bytes. Fields beyond it are
/// omitted.
inline constexpr std::size_t max_failure_header_bytes = 16 * 1024;
/// The maximum size of each other text from the service in `failure_details`, in bytes.
inline constexpr std::size_t max_failure_text = 1024;

namespace detail {

struct counted_details;
DESCRY_DECL void intrusive_ptr_add_ref(counted_details const* details) noexcept;
DESCRY_DECL void intrusive_ptr_release(counted_details const* details) noexcept;

}  // namespace detail

/// An error code with shared, immutable details. It has the size of a code and a pointer, so that a `result` costs
/// little on success. Copies share their details and may be used from several threads.
class failure {
    boost::system::error_code code_;
    boost::intrusive_ptr<detail::counted_details const> details_;

public:
    /// No failure, as returned by `result::error()` of a result with a value.
    failure() = default;
    /// Constructs a failure with a code of descry, and optional details.
    failure(errc code) : code_(code) {}
    DESCRY_DECL failure(errc code, failure_details details);
    /// Constructs a failure with a code of any category.
    DESCRY_DECL failure(boost::system::error_code code, failure_details details);

    /// The error code, in the category `descry` unless constructed with another one.
    boost::system::error_code const& code() const noexcept { return code_; }

    /// The details; empty if the failure was constructed without.
    DESCRY_DECL failure_details const& details() const noexcept;

    /// A failure with the same code and other details.
    DESCRY_DECL failure with(failure_details details) const;

    /// Accesses the details: `why->status`, `why->request_id`.
    failure_details const* operator->() const noexcept { return &details(); }

    /// The value of the first header field of the response with that name, ignoring letter case, such as
    /// `why.header("Location")` of a redirect. Empty if the response has no such field, or there was no response. Valid
    /// as long as this failure or a copy of it exists.
    DESCRY_DECL std::string_view header(std::string_view name) const noexcept;

    /// The error of the service: the body of the response as a T, a described struct. Empty if the body is no JSON of a
    /// T, or there was none. Members that are not optional are required, so that another error is not taken for this
    /// one. Names are case-sensitive if `service::exact_names`. Secrets in it are redacted, and it was truncated to
    /// `max_failure_body`. Requires `<descry/json.hpp>`.
    template <class T>
    std::optional<T> as() const;

    /// True if the resource was changed since it was read, or does not fit `if_absent` or `if_exists`, and the request
    /// was not performed. Read it again, or use `modify`.
    bool is_conflict() const noexcept { return code_ == errc::conflict; }

    /// True if the service refused the request because of the rate of calls, and did not carry it out: 429, or 403 with
    /// a used up quota or `Retry-After`; or if the call was not sent, since the client may not send another before
    /// its deadline. An earlier attempt of the call may have been carried out nevertheless, as
    /// `failure_details::maybe_done` indicates. `failure_details::retry_after` may have the delay before the next.
    bool is_throttled() const noexcept { return code_ == errc::too_many_requests; }

    /// True if the failure may be temporary: status 408, 429, 500, 502, 503 or 504, a result that is not ready, a
    /// service that is temporarily unavailable (RFC 6749, 4.1.2.1), or a failure of the network before the response or
    /// in the middle of it. The service may have carried out the call nevertheless: do not repeat a change with
    /// `failure_details::maybe_done` without reading the resource.
    DESCRY_DECL bool is_transient() const noexcept;

    /// One line for a log: operation, position, reason, status, the message of the service and ids, without the body.
    /// The operation has the path template, see `failure_details::operation`: add the key of the call where it may be
    /// shown. Example: `PUT /documents/{id}: the resource was changed since it was read; HTTP 412; request id r-1`.
    /// Control characters, line separators (U+2028 and U+2029 too) and bidirectional formatting characters (Unicode,
    /// UAX 9) are replaced by spaces, and the final full stop of the service's message is removed.
    DESCRY_DECL std::string message() const;

    friend bool operator==(failure const& why, errc code) noexcept { return why.code_ == code; }

    /// Shows its message.
    template <class Char, class Traits>
    friend std::basic_ostream<Char, Traits>& operator<<(std::basic_ostream<Char, Traits>& out, failure const& why)
    {
        return out << why.message().c_str();
    }
};

/// A value or a failure.
template <class T>
using result = boost::system::result<T, failure>;

namespace detail {

/// The result of the function, or `errc::not_enough_memory` if it throws `std::bad_alloc`.
template <class Function>
auto or_out_of_memory(Function&& function) -> decltype(function())
{
    try {
        return function();
    } catch (std::bad_alloc const&) {
        return failure(errc::not_enough_memory);  // without details, which would be allocated
    }
}

}  // namespace detail

/// The exception thrown by calls and by `result::value()`. `what()` is `failure::message()`.
class call_error : public boost::system::system_error {
    failure error_;
    std::string what_;

public:
    DESCRY_DECL explicit call_error(failure error);

    /// The failure that was thrown.
    failure const& error() const noexcept { return error_; }
    DESCRY_DECL char const* what() const noexcept override;
};

/// Customization point of `boost::system::result::value()`: throws `call_error`.
[[noreturn]] DESCRY_DECL void throw_exception_from_error(failure const& error, boost::source_location const&);

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/core/impl/error.ipp>
#endif
