// error: what failed, the result that carries it, and the one exception.
#pragma once

#include <descry/core/config.hpp>
#include <descry/core/errc.hpp>
#include <descry/core/header.hpp>

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

/// All that is known of a failure besides its code. Members that do not apply are empty. No token and no secret is
/// ever among them; `body` and `description` come from the service and may name its customers.
struct failure_details {
    std::string operation{};       ///< Method and path template, `PUT /v1/customers/{customer_id}/profiles/billing`.
    std::string explanation{};     ///< What descry has to add, in words: `expected text, found a number`.
    unsigned status = 0;           ///< HTTP status; 0 when no answer arrived.
    std::string service_code{};    ///< The service's own error code, as text.
    std::string description{};     ///< The service's own words.
    std::string request_id{};      ///< The id under which the request was sent, and under which it may be repeated.
    std::string correlation_id{};  ///< The id that the service's support asks for.
    /// How long the service asked to wait (RFC 9110, 10.2.3), rounded up.
    std::optional<std::chrono::seconds> retry_after{};
    std::string pointer{};                ///< Place in the JSON text (RFC 6901), `/defaultAddress/city`.
    std::optional<std::size_t> offset{};  ///< Place in the JSON text, in bytes.
    /// Header fields of the answer, those that fit into `max_failure_headers` and `max_failure_header_bytes`. The value
    /// of one that holds credentials, such as `Set-Cookie`, is `[redacted]`. `failure::message()` never prints them.
    std::vector<descry::header> headers{};
    std::string body{};                 ///< The answer's body, cut at `max_failure_body` bytes.
    boost::system::error_code cause{};  ///< The error of the network below, if there was one.
    bool response_begun = false;        ///< It failed within the answer, not before.
    bool not_sent = false;  ///< It failed before anything of the request left, as far as the transport says.
    /// It was sent, would change something, and whether the service carried it out is not known: look before you
    /// decide.
    bool maybe_done = false;
    bool temporary = false;  ///< The service said that it goes away by itself, whatever the status.
};

/// The longest body that a failure keeps, in bytes.
inline constexpr std::size_t max_failure_body = 16 * 1024;
/// The most header fields that a failure keeps.
inline constexpr std::size_t max_failure_headers = 100;
/// The most that the names and values of those have together, in bytes. A field that does not fit is left out.
inline constexpr std::size_t max_failure_header_bytes = 16 * 1024;
/// The longest text of another kind that a failure keeps of what the service said, in bytes.
inline constexpr std::size_t max_failure_text = 1024;

namespace detail {

struct counted_details;
DESCRY_DECL void intrusive_ptr_add_ref(counted_details const* details) noexcept;
DESCRY_DECL void intrusive_ptr_release(counted_details const* details) noexcept;

}  // namespace detail

/// What failed: a code and a pointer, so that a `result` costs the good path nothing. Copies share their details,
/// which never change once the failure was made; copies may be used from several threads.
class failure {
    boost::system::error_code code_;
    boost::intrusive_ptr<detail::counted_details const> details_;

public:
    /// No failure: what `result::error()` gives while there is a value.
    failure() = default;
    failure(errc code) : code_(code) {}
    DESCRY_DECL failure(errc code, failure_details details);
    /// With a code of another category.
    DESCRY_DECL failure(boost::system::error_code code, failure_details details);

    boost::system::error_code const& code() const noexcept { return code_; }

    DESCRY_DECL failure_details const& details() const noexcept;

    /// The same code with other details.
    DESCRY_DECL failure with(failure_details details) const;

    /// `why->status`, `why->request_id`, …
    failure_details const* operator->() const noexcept { return &details(); }

    /// The value of the answer's first header field of that name, in any letter case; empty when the answer had none,
    /// or there was no answer: `why.header("Location")` of a redirect. Lives as long as this failure or a copy of it.
    DESCRY_DECL std::string_view header(std::string_view name) const noexcept;

    /// Somebody else changed the resource, so that nothing was: read it again, or use `modify`.
    bool is_conflict() const noexcept { return code_ == errc::conflict; }

    /// The service wants fewer calls; `retry_after` may say when it wants the next.
    bool is_throttled() const noexcept { return code_ == errc::too_many_requests; }

    /// It may go away by itself: a busy or failing service (408, 429, 500, 502, 503, 504), one that is not ready yet or
    /// says that it is unavailable for a time (RFC 6749, 4.1.2.1), or a network that gave no answer.
    DESCRY_DECL bool is_transient() const noexcept;

    /// One line for a log: operation, place, reason, status and ids. Never the body. In what the service said, control
    /// characters, line breaks (U+2028 and U+2029 too) and controls of direction (Unicode, UAX 9) become a blank each,
    /// and its last full stop goes.
    DESCRY_DECL std::string message() const;

    friend bool operator==(failure const& why, errc code) noexcept { return why.code_ == code; }
};

/// A value, or the failure that took its place.
template <class T>
using result = boost::system::result<T, failure>;

namespace detail {

/// The result of a function, or the failure that memory could not be allocated in it.
template <class Function>
auto or_out_of_memory(Function&& function) -> decltype(function())
{
    try {
        return function();
    } catch (std::bad_alloc const&) {
        return failure(errc::not_enough_memory);  // without details, which would need memory
    }
}

}  // namespace detail

/// The one exception that descry throws of its own. `what()` is `failure::message()`.
class call_error : public boost::system::system_error {
    failure error_;
    std::string what_;

public:
    DESCRY_DECL explicit call_error(failure error);

    failure const& error() const noexcept { return error_; }
    DESCRY_DECL char const* what() const noexcept override;
};

/// Found by `boost::system::result::value()`.
[[noreturn]] DESCRY_DECL void throw_exception_from_error(failure const& error, boost::source_location const&);

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/core/impl/error.ipp>
#endif
