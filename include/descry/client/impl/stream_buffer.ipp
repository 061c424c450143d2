// stream_buffer: definitions of the functions of stream_buffer.hpp.
#pragma once

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>

#include <descry/client/detail/stream_buffer.hpp>

#include <new>
#include <string>
#include <utility>
#include <vector>

namespace descry {

namespace detail {

// An asynchronous reader.
struct stream_buffer::waiter {
    handler done;
    std::shared_ptr<engine> owner;
    boost::asio::any_io_executor client;
    boost::asio::any_io_executor users;  // tracks work, so that its context runs until the handler was called
    std::optional<boost::asio::steady_timer> timer;  // of the client's context, while the wait lasts
    std::optional<taken> outcome{};
    unsigned arms = 0;  // of the timer
};

DESCRY_DECL void stream_buffer::watch_time()
{
    watch_ = time_.on_advance([weak = weak_from_this()] {
        auto const self = weak.lock();
        if (!self) return;
        std::lock_guard const lock(self->mutex_);
        self->steps_.advance(self->now());
        self->perform();
    });
}

DESCRY_DECL stream_buffer::taken stream_buffer::take()
{
    std::unique_lock lock(mutex_);
    steps_.begin_wait(now());
    for (;;) {
        if (auto ready = next()) return *std::move(ready);
        arrived_.wait_until(lock, steps_.end_of_wait());
        steps_.advance(now());
        perform();
    }
}

DESCRY_DECL void stream_buffer::async_take(handler done, boost::asio::any_io_executor const& users,
                                           std::shared_ptr<engine> owner)
{
    namespace asio = boost::asio;
    auto const kept = shared_from_this();  // the handler may hold the last owner, and may run before this returns
    auto slot = asio::get_associated_cancellation_slot(done);
    auto const client = owner->get_executor();
    auto const waiting = std::make_shared<waiter>(waiter{
        std::move(done), std::move(owner), client,
        users == client ? users : asio::any_io_executor(asio::prefer(users, asio::execution::outstanding_work.tracked)),
        asio::steady_timer(client)});
    std::lock_guard const lock(mutex_);
    steps_.begin_wait(now());
    waiter_ = waiting;
    perform();
    if (!waiter_) return;
    try {
        arm();
    } catch (std::bad_alloc const&) {
        kept_.swap(waiting->outcome);
        waiter_ = nullptr;
        steps_.cancel_wait();
        throw;
    }
    if (!slot.is_connected()) return;
    // The function remains after the wait; a late signal has no effect.
    slot.assign([weak = weak_from_this(), id = std::weak_ptr(waiting)](asio::cancellation_type) {
        auto const self = weak.lock();
        auto const canceled = id.lock();
        if (!self || !canceled) return;
        std::lock_guard const locked(self->mutex_);
        if (self->waiter_ != canceled || canceled->outcome) return;
        canceled->outcome = or_out_of_memory(
            [] { return failure(errc::canceled, {.explanation = "the wait for a value was canceled"}); });
        self->steps_.cancel_wait();
        self->perform();
    });
}

DESCRY_DECL void stream_buffer::close()
{
    std::lock_guard const lock(mutex_);
    kept_.reset();
    steps_.close();
    perform();
}

DESCRY_DECL void stream_buffer::on_cancellation(cancel_function cancel)
{
    std::lock_guard const lock(mutex_);
    steps_.now_in() == stream_steps::state::ended ? cancel(boost::asio::cancellation_type::terminal)
                                                  : cancel_.swap(cancel);
}

DESCRY_DECL bool stream_buffer::has_ended()
{
    std::lock_guard const lock(mutex_);
    return steps_.now_in() == stream_steps::state::ended;
}

DESCRY_DECL std::vector<std::string> stream_buffer::secrets()
{
    std::lock_guard const lock(mutex_);
    return secrets_;
}

DESCRY_DECL void stream_buffer::note_secrets(std::vector<std::string> values)
{
    std::lock_guard const lock(mutex_);
    secrets_ = std::move(values);
}

DESCRY_DECL void stream_buffer::finished(result<void> const& of_call)
{
    std::lock_guard const lock(mutex_);
    cancel_ = nullptr;
    resume_ = nullptr;
    steps_.end(of_call);
    perform();
}

DESCRY_DECL void stream_buffer::dropped()
{
    std::shared_ptr<waiter> unused;  // destroyed without the lock
    std::lock_guard const lock(mutex_);
    cancel_ = nullptr;
    resume_ = nullptr;
    unused.swap(waiter_);
    steps_.end(or_out_of_memory(
        [] { return failure(errc::canceled, {.explanation = "the executor of the client has ended"}); }));
    perform();
}

DESCRY_DECL bool stream_buffer::begin(std::optional<std::uint64_t>)
{
    std::lock_guard const lock(mutex_);
    steps_.begin(now());
    if (waiter_) try_to_arm();
    return perform();
}

DESCRY_DECL bool stream_buffer::write(std::string_view piece)
{
    std::lock_guard const lock(mutex_);
    steps_.write(piece, now());
    return perform();
}

DESCRY_DECL bool stream_buffer::pause(std::function<void()> resume)
{
    std::lock_guard const lock(mutex_);
    if (steps_.takes_more()) return false;
    resume_ = std::move(resume);
    return true;
}

DESCRY_DECL result<void> stream_buffer::outcome(result<void> of_call)
{
    std::lock_guard const lock(mutex_);
    return steps_.outcome(std::move(of_call));
}

DESCRY_DECL stream_steps::times stream_buffer::now() const { return {time_.now(), std::chrono::steady_clock::now()}; }

DESCRY_DECL std::optional<stream_buffer::taken> stream_buffer::next()
{
    auto out = kept_ ? std::exchange(kept_, std::nullopt) : steps_.take();
    if (resume_ && steps_.takes_more()) try {
            resume_();
            resume_ = nullptr;
        } catch (std::bad_alloc const&) {  // the next call does it
        }
    return out;
}

// Performs what follows from an event. Returns true unless the stream has ended. Without memory, the next event or the
// timer of the asynchronous reader does it.
DESCRY_DECL bool stream_buffer::perform()
{
    bool const has_ended = steps_.now_in() == stream_steps::state::ended;
    try {
        if (has_ended && cancel_) {
            cancel_(boost::asio::cancellation_type::terminal);
            cancel_ = nullptr;
        }
        deliver();
    } catch (std::bad_alloc const&) {
        steps_.postpone(now());
        if (waiter_) try_to_arm();
    }
    return !has_ended;
}

// Passes the outcome, or the next value if there is one, to the asynchronous reader, and wakes the blocking one.
DESCRY_DECL void stream_buffer::deliver()
{
    arrived_.notify_all();
    if (!waiter_) return;
    if (!waiter_->outcome) waiter_->outcome = next();
    if (!waiter_->outcome) return;
    auto complete = [to = waiter_] { std::move(to->done)(*std::exchange(to->outcome, std::nullopt)); };
    if (waiter_->users == waiter_->client)
        waiter_->owner->post(std::move(complete));
    else
        boost::asio::post(waiter_->users, std::move(complete));
    waiter_->timer.reset();
    waiter_ = nullptr;
}

// Lets the timer run until the steps resume, in place of its previous wait, whose handler then does nothing. That
// handler owns nothing: it may stay in the client's context, which the waiter's owner may own.
DESCRY_DECL void stream_buffer::arm()
{
    waiter_->timer->expires_at(steps_.resume_at());
    waiter_->timer->async_wait(
        [weak = weak_from_this(), id = std::weak_ptr(waiter_), number = waiter_->arms + 1](boost::system::error_code) {
            auto const self = weak.lock();
            auto const waiting = id.lock();
            if (!self || !waiting) return;
            std::lock_guard const lock(self->mutex_);
            auto const is_last = [&] { return self->waiter_ == waiting && waiting->arms == number; };
            if (!is_last()) return;
            self->steps_.advance(self->now());
            self->perform();
            if (is_last()) self->arm_again();
        });
    ++waiter_->arms;
}

// Without memory, the handler of the previous wait, which has ended with this, arms the timer.
DESCRY_DECL void stream_buffer::try_to_arm()
{
    try {
        arm();
    } catch (std::bad_alloc const&) {
    }
}

// Called by the handler of a wait, whose memory Asio uses again. Without memory, nothing would end the next wait.
DESCRY_DECL void stream_buffer::arm_again()
{
    try {
        arm();
    } catch (std::bad_alloc const&) {
        steps_.end(failure(errc::not_enough_memory));
        perform();
    }
}

}  // namespace detail

}  // namespace descry
