// closed_transport: the failures of calls whose client or transport was closed.
#pragma once

#include <descry/core/error.hpp>
#include <descry/http/message.hpp>

#include <new>
#include <utility>

namespace descry {

namespace detail {

inline constexpr auto client_was_destroyed_text = "the client was destroyed";
inline constexpr auto transport_was_closed =
    "the transport was closed, as it is with the first of its clients that ends";

/// The failure of a call that outlived its client, with the reason if there is memory for it.
inline failure client_was_destroyed() noexcept
{
    try {
        return {errc::canceled, {.explanation = client_was_destroyed_text}};
    } catch (std::bad_alloc const&) {
        return errc::canceled;
    }
}

/// The outcome of an exchange that its caller did not cancel. If it was canceled, its client or its transport was
/// closed, and the failure says so, if there is memory for it.
inline result<response> with_closing_reason(result<response> in, bool client_is_closed = false) noexcept
{
    if (in || in.error() != errc::canceled) return in;
    if (!client_is_closed && !in.error()->explanation.empty()) return in;
    try {
        auto details = in.error().details();
        details.explanation = client_is_closed ? client_was_destroyed_text : transport_was_closed;
        return in.error().with(std::move(details));
    } catch (std::bad_alloc const&) {
        return in;
    }
}

}  // namespace detail

}  // namespace descry
