// async_send: an asynchronous exchange on the user's executor, from its permit to its handler.
#pragma once

#include <boost/asio/any_completion_executor.hpp>
#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/steady_timer.hpp>

#include <descry/beast/detail/framed_request.hpp>
#include <descry/beast/detail/semaphore.hpp>
#include <descry/beast/detail/small_strand.hpp>
#include <descry/beast/detail/tracked_exchange.hpp>
#include <descry/client/transport.hpp>
#include <descry/core/error.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <new>
#include <optional>
#include <utility>

namespace descry::detail {

// Calls a handler on its associated executor, neither inside the initiating function nor inside the strand of a
// connection, where a handler that blocks on the next call would deadlock.
class completion {
    struct called {
        transport::handler handler;
        asio::any_completion_executor executor;  // tracks work, so that its context runs until the handler was called
        std::optional<result<response>> outcome{};

        void call() { std::move(handler)(*std::exchange(outcome, std::nullopt)); }
    };

    asio::any_io_executor executor_;
    std::shared_ptr<called> called_;  // allocated in advance, so that the handler can be called when memory runs out

public:
    completion(asio::any_io_executor executor, transport::handler&& handler) : executor_(std::move(executor))
    {
        auto const users = asio::get_associated_executor(handler, executor_);
        if (!users) throw std::bad_alloc();  // Asio had no memory for it
        called_ = std::make_shared<called>(
            called{std::move(handler), asio::prefer(users, asio::execution::outstanding_work.tracked)});
    }

    template <class Cancel>
    void on_cancellation(Cancel cancel)
    {
        auto slot = asio::get_associated_cancellation_slot(called_->handler);
        if (!slot.is_connected()) return;
        slot.assign(std::move(cancel));
    }

    void operator()(result<response>&& outcome) &&
    {
        called_->outcome.emplace(std::move(outcome));
        unless_out_of_memory([&] { asio::post(executor_, [to = called_] { dispatch(to); }); }, called_);
        called_ = nullptr;
    }

private:
    static void dispatch(std::shared_ptr<called> const& to)
    {
        unless_out_of_memory([&] { asio::dispatch(to->executor, [to] { to->call(); }); }, to);
    }

    // Calls the handler on this thread, since there is no memory to post it.
    template <class Function>
    static void unless_out_of_memory(Function const& function, std::shared_ptr<called> const& to)
    {
        try {
            function();
        } catch (std::bad_alloc const&) {
            if (!to->outcome) throw;  // thrown by the handler
            to->call();
        }
    }
};

class async_exchange final : public tracked_exchange {
    permit permit_;
    asio::steady_timer deadline_;
    std::shared_ptr<void> kept_{};
    completion done_;  // declared last: not lost when there is no memory for another member

public:
    async_exchange(std::shared_ptr<transport_state> state, permit&& permitted, framed_request&& request,
                   std::unique_ptr<connection> stream, completion&& done)
        : tracked_exchange(std::move(state), std::move(request), std::move(stream)),
          permit_(std::move(permitted)),
          deadline_(get_executor()),
          done_(std::move(done))
    {
    }

    // The function in the slot remains after the exchange, since clearing the slot would race with a signal from
    // another thread. A late signal has no effect, and the next operation of the slot replaces the function.
    void watch_cancellation()
    {
        done_.on_cancellation([weak = weak_from_this()](asio::cancellation_type type) {
            if (auto const self = weak.lock()) self->cancel(type);
        });
    }

    // Lives as long as the exchange.
    void keep_alive(std::shared_ptr<void> other) { kept_ = std::move(other); }

    void begin()
    {
        run_step(*this, [](async_exchange& me) { post_step(me.get_executor(), me.self(), &async_exchange::start); });
    }

private:
    std::shared_ptr<async_exchange> self() { return std::static_pointer_cast<async_exchange>(shared_from_this()); }

    void start()
    {
        if (outcome()) return;  // canceled before it began
        if (!track()) return refuse(transport_closed());
        deadline_.expires_at(deadline());
        deadline_.async_wait(make_step<&async_exchange::on_deadline>(self()));
        exchange::start();
    }

    void on_deadline(error_code ec, std::size_t)
    {
        if (!ec) expire();
    }

    void finished() override
    {
        deadline_.cancel();
        if (auto stream = take_connection()) to().asynchronous.give_back({nullptr, std::move(stream)}, reusable_for());
        permit_.release();
        std::move(done_)(std::move(*outcome()));
    }
};

// On an idle connection, or otherwise on a new one.
inline std::shared_ptr<async_exchange> make_async_exchange(std::shared_ptr<transport_state> state,
                                                           asio::any_io_executor const& executor, permit&& permitted,
                                                           framed_request&& request, completion&& done)
{
    auto stream = request.host->asynchronous.take(std::chrono::steady_clock::now()).stream;
    if (!stream) stream = std::make_unique<connection>(make_small_strand(executor));
    return std::make_shared<async_exchange>(std::move(state), std::move(permitted), std::move(request),
                                            std::move(stream), std::move(done));
}

// A request that waits for a permit of its host. Later it forwards cancellations to its exchange, which keeps it alive.
class queued_send : public std::enable_shared_from_this<queued_send> {
    std::shared_ptr<transport_state> state_;
    asio::any_io_executor executor_;
    framed_request request_;
    completion done_;
    asio::steady_timer deadline_;              // in the strand of all members; its cancellation wakes the request
    permit permit_{};                          // set by the semaphore
    std::optional<semaphore::place> place_{};  // while the request waits
    bool ended_ = false;
    std::weak_ptr<exchange> exchange_{};

public:
    queued_send(std::shared_ptr<transport_state> state, asio::any_io_executor executor, framed_request&& request,
                completion&& done)
        : state_(std::move(state)),
          executor_(std::move(executor)),
          request_(std::move(request)),
          done_(std::move(done)),
          deadline_(make_small_strand(executor_), request_.deadline)
    {
    }

    void start()
    {
        done_.on_cancellation([weak = weak_from_this()](asio::cancellation_type type) {
            if (auto const self = weak.lock())
                post_step(self->deadline_.get_executor(), self, [type](queued_send& to) { to.cancel(type); });
        });
        run_step(*this, [](queued_send& me) {
            post_step(me.deadline_.get_executor(), me.shared_from_this(), &queued_send::acquire);
        });
    }

    void run_out_of_memory() { fail(failure(errc::not_enough_memory)); }

private:
    void acquire()
    {
        if (ended_) return;
        deadline_.async_wait(make_step<&queued_send::on_wake>(shared_from_this()));
        place_ = request_.host->permits.acquire_later([weak = weak_from_this(), &from = request_.host->permits] {
            auto const self = weak.lock();
            if (!self) return false;
            self->permit_ = permit(from);
            self->deadline_.cancel();
            return true;
        });
    }

    // The permit was granted, or the deadline has passed.
    void on_wake(error_code, std::size_t)
    {
        if (ended_) return;
        if (stop_waiting()) return fail(no_permit_in_time(*request_.host, state_->options));
        auto const work =
            make_async_exchange(state_, executor_, std::move(permit_), std::move(request_), std::move(done_));
        ended_ = true;
        work->keep_alive(shared_from_this());
        exchange_ = work;
        work->begin();
    }

    // False if the permit was granted before. Afterwards, the semaphore uses no member.
    bool stop_waiting() { return place_ && request_.host->permits.give_up(*std::exchange(place_, std::nullopt)); }

    void cancel(asio::cancellation_type type)
    {
        if (auto const work = exchange_.lock()) return work->cancel(type);
        if (ends_for(type, false))
            fail({errc::canceled, {.explanation = "canceled while waiting for a connection", .not_sent = true}});
    }

    void fail(failure why)
    {
        if (ended_) return;
        ended_ = true;
        stop_waiting();
        permit_.release();
        deadline_.cancel();
        std::move(done_)(std::move(why));
    }
};

}  // namespace descry::detail
