// tracked_exchange: the state that the exchanges of a transport share, and their cancellation as a whole.
#pragma once

#include <descry/beast/detail/exchange.hpp>
#include <descry/beast/detail/framed_request.hpp>
#include <descry/beast/detail/hosts.hpp>
#include <descry/beast/detail/tls.hpp>
#include <descry/client/detail/closed_transport.hpp>
#include <descry/client/transport.hpp>
#include <descry/core/error.hpp>

#include <memory>
#include <mutex>
#include <new>
#include <string>
#include <unordered_set>
#include <utility>

namespace descry::detail {

// The exchanges under way, so that all of them can be canceled. May be used from several threads.
class exchanges_in_flight {
    std::mutex mutex_;
    std::unordered_set<exchange*> members_;
    bool closed_ = false;

public:
    // False, without effect, after the cancellation.
    bool add(exchange& member)
    {
        std::lock_guard const lock(mutex_);
        if (!closed_) members_.insert(&member);
        return !closed_;
    }

    // Called before a member is destroyed, and before its execution context is.
    void remove(exchange& member)
    {
        std::lock_guard const lock(mutex_);
        members_.erase(&member);
    }

    void close() noexcept
    {
        std::lock_guard const lock(mutex_);
        closed_ = true;
        for (auto* const member : members_) try {
                member->cancel();              // posts, and ends a wait
            } catch (std::bad_alloc const&) {  // this one ends by its deadline
            }
    }
};

// The state that exchanges share with their transport, and that may outlive it.
struct transport_state {
    explicit transport_state(network_options const& o) : options(o) {}

    network_options const options;
    tls_client tls{options};
    std::shared_ptr<host_table> hosts = std::make_shared<host_table>(options);
    exchanges_in_flight in_flight;

    void close()
    {
        in_flight.close();
        hosts->close();
    }
};

inline failure transport_closed() { return {errc::canceled, {.explanation = transport_was_closed, .not_sent = true}}; }

inline failure no_permit_in_time(host const& at, network_options const& options)
{
    return {errc::deadline_exceeded,
            {.explanation = "the deadline passed while all " + std::to_string(options.max_connections) +
                            " connections to " + at.where.description() + " were in use",
             .not_sent = true}};
}

// Checks and frames a request, or returns the reason why it must not be sent.
inline result<framed_request> make_request(transport_state& state, request const& message, steady_time deadline,
                                           steady_time now)
{
    auto const to = state.hosts->find(message.base_url, now);
    if (!to) return to.error();
    auto const checked = check_request(message, *(*to)->host, deadline <= now, state.options);
    if (!checked) return checked.error();
    return frame_request(message, **to, deadline, state.options);
}

class tracked_exchange : public exchange {
protected:
    std::shared_ptr<transport_state> state_;

public:
    tracked_exchange(std::shared_ptr<transport_state> state, framed_request&& request,
                     std::unique_ptr<connection> stream)
        : exchange(std::move(request), std::move(stream), state->options, state->tls), state_(std::move(state))
    {
    }

    ~tracked_exchange() override { state_->in_flight.remove(*this); }

    bool track() { return state_->in_flight.add(*this); }
};

}  // namespace descry::detail
