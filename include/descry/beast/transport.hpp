// transport: requests over HTTP/1.1 and TLS with Boost.Beast, blocking and asynchronous.
#pragma once

#include <boost/asio/any_completion_executor.hpp>
#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/strand.hpp>

#include <descry/beast/exchange.hpp>
#include <descry/beast/framed_request.hpp>
#include <descry/beast/pool.hpp>
#include <descry/beast/tls.hpp>
#include <descry/call/transport.hpp>

#include <memory>
#include <mutex>
#include <string>
#include <unordered_set>
#include <utility>

namespace descry {
namespace detail {

// The exchanges under way, so that all of them can be canceled. May be used from several threads.
class exchanges_in_flight {
    std::mutex mutex_;
    std::unordered_set<exchange*> members_;
    bool closed_ = false;

public:
    // False, and nothing was added, when it is too late.
    bool add(exchange& member)
    {
        std::lock_guard const lock(mutex_);
        if (!closed_) members_.insert(&member);
        return !closed_;
    }

    // Before a member is destroyed, and before its execution context is.
    void remove(exchange& member)
    {
        std::lock_guard const lock(mutex_);
        members_.erase(&member);
    }

    void close()
    {
        std::lock_guard const lock(mutex_);
        closed_ = true;
        for (auto* const member : members_) member->cancel();  // which only posts
    }
};

// What exchanges share with their transport, and may need longer than it lives.
struct transport_state {
    explicit transport_state(network_options const& o) : options(o) {}

    network_options const options;
    tls_client tls{options.ca_file};
    connection_pool blocking{options.max_idle_connections};
    std::shared_ptr<connection_pool> asynchronous = std::make_shared<connection_pool>(options.max_idle_connections);
    exchanges_in_flight in_flight;

    void close()
    {
        in_flight.close();
        blocking.close();
        asynchronous->close();
    }
};

inline failure transport_closed() { return {errc::canceled, {.explanation = "the transport was closed"}}; }

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

class blocking_exchange final : public tracked_exchange {
    using tracked_exchange::tracked_exchange;
    void finished() override {}  // the caller sees its io_context run out of work
};

// Calls a handler on its associated executor, from a clean stack: neither inside the function that started the
// operation nor inside the strand of a connection, where a handler that waits for the next call would wait forever.
class completion {
    asio::any_io_executor executor_;
    transport::handler handler_;
    asio::any_completion_executor handler_executor_;  // tracks work: its context runs until the handler was called

public:
    completion(asio::any_io_executor executor, transport::handler&& handler)
        : executor_(std::move(executor)),
          handler_(std::move(handler)),
          handler_executor_(asio::prefer(asio::get_associated_executor(handler_, executor_),
                                         asio::execution::outstanding_work.tracked))
    {
    }

    auto cancellation_slot() const { return asio::get_associated_cancellation_slot(handler_); }

    void operator()(result<response>&& outcome) &&
    {
        auto call = [handler = std::move(handler_), outcome = std::move(outcome)]() mutable {
            std::move(handler)(std::move(outcome));
        };
        asio::post(executor_, [executor = std::move(handler_executor_), call = std::move(call)]() mutable {
            asio::dispatch(executor, std::move(call));
        });
    }
};

class async_exchange final : public tracked_exchange {
    completion done_;

public:
    async_exchange(std::shared_ptr<transport_state> state, framed_request&& request, std::unique_ptr<connection> stream,
                   completion&& done)
        : tracked_exchange(std::move(state), std::move(request), std::move(stream)), done_(std::move(done))
    {
    }

    // What is put into the slot stays there when the exchange is over: to clear the slot then would race with a signal
    // from another thread. A late signal finds nobody, and the slot's next operation replaces it.
    void honour_cancellation()
    {
        auto slot = done_.cancellation_slot();
        if (!slot.is_connected()) return;
        slot.assign([weak = weak_from_this()](asio::cancellation_type type) {
            using kind = asio::cancellation_type;
            if ((type & (kind::total | kind::terminal)) == kind::none) return;
            if (auto const self = weak.lock()) self->cancel();
        });
    }

    completion& done() noexcept { return done_; }

private:
    void finished() override
    {
        if (auto stream = take_connection())
            state_->asynchronous->give_back(where().key(), {nullptr, std::move(stream)});
        std::move(done_)(std::move(*outcome()));
    }
};

}  // namespace detail

/// Performs exchanges over HTTP/1.1, on TLS 1.2 or newer unless the URL says `http`. Connections are kept and used
/// again; one whose exchange did not end perfectly is closed. A request whose kept connection ends before any byte of
/// an answer is sent once more on a new one if it is `repeatable`, and fails with `errc::connection_closed` if not.
///
/// `send` runs its exchange on the calling thread. `async_send` runs it on the executor given, which may be run by
/// several threads, or not at all: an exchange whose execution context is destroyed is dropped, its handler uncalled.
/// All member functions may be called from several threads, `close()` and the destructor from handlers too. Only the
/// execution context must not be destroyed meanwhile; afterwards `send`, `close()` and the destructor still work.
///
/// The deadline covers everything from looking up the name to the last octet of the answer. Of several addresses, each
/// may use its share of the time that is left to connect, the last one all of it. A name that the system's resolver
/// takes longer for leaves a sleeping thread behind until the resolver gives up.
class beast_transport final : public transport {
    std::shared_ptr<detail::transport_state> state_;
    boost::asio::any_io_executor executor_;

public:
    /// The executor may be empty if `async_send` is never called.
    explicit beast_transport(network_options const& options, boost::asio::any_io_executor executor = {})
        : state_(std::make_shared<detail::transport_state>(options)), executor_(std::move(executor))
    {
        if (executor_) detail::pool_guard::watch(executor_, state_->asynchronous);
    }

    ~beast_transport() override { state_->close(); }
    beast_transport(beast_transport const&) = delete;
    beast_transport& operator=(beast_transport const&) = delete;

    result<response> send(request const& message, steady_time deadline) override;
    void async_send(request message, steady_time deadline, handler done) override;
    void close() override { state_->close(); }
};

inline result<response> beast_transport::send(request const& message, steady_time deadline)
{
    auto const state = state_;  // which outlives this call even if the transport does not
    auto framed = detail::frame_request(message, deadline, state->options);
    if (!framed) return framed.error();

    auto const key = framed->where.key();
    auto lane = state->blocking.take(key);
    if (!lane.stream) {
        lane.context = std::make_unique<boost::asio::io_context>(1);
        lane.stream = std::make_unique<detail::connection>(lane.context->get_executor());
    }
    auto work = std::make_shared<detail::blocking_exchange>(state, std::move(*framed), std::move(lane.stream));
    if (!work->track()) return detail::transport_closed();

    lane.context->restart();
    work->start();
    lane.context->run();  // until nothing of the exchange is left
    auto outcome = std::move(*work->outcome());
    lane.stream = work->take_connection();
    work.reset();
    if (lane.stream) state->blocking.give_back(key, std::move(lane));
    return outcome;
}

inline void beast_transport::async_send(request message, steady_time deadline, handler done)
{
    detail::completion complete(executor_, std::move(done));
    auto framed = detail::frame_request(message, deadline, state_->options);
    if (!framed) return std::move(complete)(framed.error());

    auto stream = state_->asynchronous->take(framed->where.key()).stream;
    if (!stream) stream = std::make_unique<detail::connection>(boost::asio::make_strand(executor_));
    auto const work =
        std::make_shared<detail::async_exchange>(state_, std::move(*framed), std::move(stream), std::move(complete));
    if (!work->track()) return std::move(work->done())(detail::transport_closed());
    work->honour_cancellation();
    boost::asio::post(work->get_executor(), [work] { work->start(); });
}

template <class Tag>
std::shared_ptr<transport> make_transport(network_options const& options, boost::asio::any_io_executor executor)
{
    return std::make_shared<beast_transport>(options, std::move(executor));
}

}  // namespace descry
