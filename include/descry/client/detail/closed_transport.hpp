// closed_transport: the failures of calls whose client or transport was closed.
#pragma once

#include <descry/core/error.hpp>
#include <descry/http/message.hpp>

#include <new>
#include <utility>

namespace descry {

namespace detail {

/// The failure of a call that outlived its client, with the reason if there is memory for it.
inline failure client_was_destroyed() noexcept
{
    try {
        return {errc::canceled, {.explanation = "the client was destroyed"}};
    } catch (std::bad_alloc const&) {
        return errc::canceled;
    }
}

inline constexpr auto transport_was_closed =
    "the transport was closed, as it is with the first of its clients that ends";

/// The outcome of an exchange that its caller did not cancel: a bare `errc::canceled` is replaced by a failure that has
/// the reason, if there is memory for it.
inline result<response> with_closing_reason(result<response> in) noexcept
{
    if (in || in.error() != errc::canceled || !in.error()->explanation.empty()) return in;
    try {
        auto details = in.error().details();
        details.explanation = transport_was_closed;
        return in.error().with(std::move(details));
    } catch (std::bad_alloc const&) {
        return in;
    }
}

}  // namespace detail

}  // namespace descry
