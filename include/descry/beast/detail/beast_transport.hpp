// beast_transport: exchanges over HTTP/1.1 and TLS with Boost.Beast, blocking and asynchronous.
#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <descry/beast/detail/async_send.hpp>
#include <descry/beast/detail/hosts.hpp>
#include <descry/beast/detail/semaphore.hpp>
#include <descry/beast/detail/tracked_exchange.hpp>
#include <descry/client/transport.hpp>

#include <chrono>
#include <future>
#include <memory>
#include <new>
#include <optional>
#include <utility>

namespace descry {

namespace detail {

// Runs on the calling thread, without a timer; and without an execution context while a reused connection works without
// errors.
class blocking_exchange final : public tracked_exchange {
    using work_guard = asio::executor_work_guard<asio::io_context::executor_type>;

    asio::io_context& context_;
    std::optional<work_guard> unfinished_{};

public:
    blocking_exchange(std::shared_ptr<transport_state> state, framed_request&& request,
                      std::unique_ptr<connection> stream, asio::io_context& context, steady_time now)
        : tracked_exchange(std::move(state), std::move(request), std::move(stream)), context_(context)
    {
        block(now);
    }

    // Returns when no handler of the exchange is outstanding.
    void run()
    {
        try {
            start();
            while (!outcome()) read_is_due() ? read_now() : run_one();
        } catch (std::bad_alloc const&) {
            run_out_of_memory();
        }
        if (!unfinished_) return;
        unfinished_.reset();
        context_.run();
    }

private:
    void run_one()
    {
        if (!unfinished_) {
            context_.restart();
            unfinished_.emplace(context_.get_executor());
        }
        if (context_.run_one_until(deadline()) == 0) expire();
    }

    void finished() override {}
};

// Blocks until a permit is granted. Empty if the deadline passed before.
inline permit acquire(semaphore& from, steady_time deadline)
{
    auto const granted = std::make_shared<std::promise<void>>();
    auto const ready = granted->get_future();
    auto const place = from.acquire_later([granted] {
        granted->set_value();
        return true;
    });
    if (ready.wait_until(deadline) == std::future_status::ready || !from.give_up(place)) return permit(from);
    return {};
}

/// The transport that `make_transport` documents.
class beast_transport final : public transport {
    std::shared_ptr<transport_state> state_;
    boost::asio::any_io_executor executor_;

public:
    /// The executor may be empty if `async_send` is never called.
    explicit beast_transport(network_options const& options, boost::asio::any_io_executor executor = {})
        : state_(std::make_shared<transport_state>(options)), executor_(std::move(executor))
    {
        if (executor_) context_guard::watch(executor_, state_->hosts);
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
    auto const state = state_;  // outlives this call even if the transport does not
    auto now = std::chrono::steady_clock::now();
    auto framed = make_request(*state, message, deadline, now);
    if (!framed) return framed.error();
    framed->is_endless = false;
    auto& host = *framed->host;
    auto permitted = try_acquire(host.permits);
    if (!permitted) {
        permitted = acquire(host.permits, deadline);
        if (!permitted) return no_permit_in_time(host, state->options);
        now = std::chrono::steady_clock::now();
    }

    auto lane = host.blocking.take(now);
    if (!lane.stream) {
        lane.context = std::make_unique<boost::asio::io_context>(1);
        lane.stream = std::make_unique<connection>(lane.context->get_executor());
    }
    auto work =
        std::make_shared<blocking_exchange>(state, std::move(*framed), std::move(lane.stream), *lane.context, now);
    if (!work->track()) return transport_closed();

    work->run();
    auto outcome = std::move(*work->outcome());
    lane.stream = work->take_connection();
    auto const reusable_for = work->reusable_for();
    work.reset();
    if (lane.stream) host.blocking.give_back(std::move(lane), reusable_for);
    return outcome;
}

inline void beast_transport::async_send(request message, steady_time deadline, handler done)
{
    completion complete(executor_, std::move(done));
    auto framed = make_request(*state_, message, deadline, std::chrono::steady_clock::now());
    if (!framed) return std::move(complete)(framed.error());
    if (auto permitted = try_acquire(framed->host->permits)) {
        auto const work =
            make_async_exchange(state_, executor_, std::move(permitted), std::move(*framed), std::move(complete));
        work->watch_cancellation();
        return work->begin();
    }
    std::make_shared<queued_send>(state_, executor_, std::move(*framed), std::move(complete))->start();
}

}  // namespace detail

}  // namespace descry
