// error: the reference-counted details of a failure, and its message.
#pragma once

#include <descry/core/detail/characters.hpp>
#include <descry/core/error.hpp>

#include <atomic>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace descry {

namespace detail {

struct counted_details : failure_details {
    explicit counted_details(failure_details&& from) : failure_details(std::move(from)) {}

    mutable std::atomic<std::size_t> owners{0};
};

DESCRY_DECL void intrusive_ptr_add_ref(counted_details const* details) noexcept
{
    details->owners.fetch_add(1, std::memory_order_relaxed);
}

DESCRY_DECL void intrusive_ptr_release(counted_details const* details) noexcept
{
    if (details->owners.fetch_sub(1, std::memory_order_acq_rel) == 1) delete details;
}

}  // namespace detail

DESCRY_DECL failure::failure(errc code, failure_details details) : failure(make_error_code(code), std::move(details)) {}

DESCRY_DECL failure::failure(boost::system::error_code code, failure_details details)
    : code_(code), details_(new detail::counted_details(std::move(details)))
{
}

DESCRY_DECL failure_details const& failure::details() const noexcept
{
    static failure_details const none;
    return details_ ? static_cast<failure_details const&>(*details_) : none;
}

DESCRY_DECL failure failure::with(failure_details details) const { return failure(code_, std::move(details)); }

DESCRY_DECL std::string_view failure::header(std::string_view name) const noexcept
{
    return find_header(details().headers, name);
}

DESCRY_DECL bool failure::is_transient() const noexcept
{
    if (code_ == errc::state_not_read)
        return false;  // its status is that of the read; the change is not to be repeated
    if (code_ == errc::not_ready || is_throttled() || details().temporary) return true;
    switch (auto const status = details().status) {
        case 408:
        case 429:
        case 500:
        case 502:
        case 503:
        case 504: return true;
        default:
            if (status >= 300)
                return false;  // with no status, or 2xx, the network may have lost the response or its body
    }
    return code_ == errc::host_not_found || code_ == errc::connection_refused || code_ == errc::connect_timeout ||
           code_ == errc::handshake_timeout || code_ == errc::proxy_unavailable || code_ == errc::connection_closed ||
           code_ == errc::transport_failure || code_ == errc::deadline_exceeded;
}

DESCRY_DECL std::string failure::message() const
{
    auto const& d = details();
    std::string out;
    auto const add = [&out](char const* before, std::string const& text) {
        if (!text.empty()) (out += before) += text;
    };

    add("", d.operation);
    add(out.empty() ? "" : ": ", d.file);
    if (!d.pointer.empty()) add(out.empty() ? "" : ": ", d.pointer);
    add(out.empty() ? "" : ": ", d.explanation.empty() ? code_.message() : d.explanation);
    auto const byte = d.offset ? "byte " + std::to_string(*d.offset) : std::string();
    auto const column = d.column != 0 ? ", column " + std::to_string(d.column) : std::string();
    if (d.multiline) add(" at line ", std::to_string(d.line) + column);
    if (!byte.empty()) add("", d.multiline ? " (" + byte + ')' : " at " + byte);
    if (d.status != 0) add("; HTTP ", std::to_string(d.status));
    add("; service code ", d.service_code);
    auto const& said = d.description;
    add("; ", said.ends_with('.') ? said.substr(0, said.size() - 1) : said);
    if (d.cause) add("; ", d.cause.message());
    add("; request id ", d.request_id);
    add("; idempotency key ", d.idempotency_key);
    add("; correlation id ", d.correlation_id);
    detail::blank_controls(out);
    return out;
}

DESCRY_DECL call_error::call_error(failure error)
    : boost::system::system_error(error.code()), error_(std::move(error)), what_(error_.message())
{
}

DESCRY_DECL char const* call_error::what() const noexcept { return what_.c_str(); }

DESCRY_DECL void throw_exception_from_error(failure const& error, boost::source_location const&)
{
    throw call_error(error);
}

}  // namespace descry
