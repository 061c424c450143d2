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
    std::optional<boost::asio::steady_timer> timer;  // of the client's context, while the wait goes on
    std::optional<taken> outcome{};
};

DESCRY_DECL void stream_buffer::watch_time()
{
    watch_ = time_.on_advance([weak = weak_from_this()] {
        auto const self = weak.lock();
        if (!self) return;
        std::lock_guard const lock(self->mutex_);
        self->end_if_late();
    });
}

DESCRY_DECL stream_buffer::taken stream_buffer::take()
{
    std::unique_lock lock(mutex_);
    note_life();
    awaited_ = true;
    for (;;) {
        if (auto ready = next()) {
            awaited_ = false;
            return *std::move(ready);
        }
        auto const end = end_of_wait(really_alive_at_);
        arrived_.wait_until(lock, end);
        end_if_late();
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
    note_life();
    waiter_ = waiting;
    deliver();
    if (!waiter_) return;
    try {
        arm(waiting);
    } catch (std::bad_alloc const&) {
        waiter_ = nullptr;
        throw;
    }
    if (!slot.is_connected()) return;
    // The function remains after the wait; a late signal has no effect.
    slot.assign([weak = weak_from_this(), id = std::weak_ptr(waiting)](asio::cancellation_type) {
        auto const self = weak.lock();
        auto const canceled = id.lock();
        if (!self || !canceled) return;
        std::lock_guard const locked(self->mutex_);
        if (self->waiter_ != canceled) return;
        canceled->outcome = failure(errc::canceled, {.explanation = "the wait for a value was canceled"});
        self->deliver();
    });
}

DESCRY_DECL void stream_buffer::close()
{
    std::lock_guard const lock(mutex_);
    items_.clear();
    state_ == state::ended ? why_.reset() : end_with(std::nullopt);
}

DESCRY_DECL void stream_buffer::on_cancellation(cancel_function cancel)
{
    std::lock_guard const lock(mutex_);
    state_ == state::ended ? cancel(boost::asio::cancellation_type::terminal) : cancel_.swap(cancel);
}

DESCRY_DECL bool stream_buffer::has_ended()
{
    std::lock_guard const lock(mutex_);
    return state_ == state::ended;
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
    if (state_ == state::ended) return;
    try {
        if (of_call) splitter_.finish(items_);
        end_with(of_call ? std::optional<failure>() : of_call.error());
    } catch (std::bad_alloc const&) {
        end_with(failure(errc::not_enough_memory));
    }
}

DESCRY_DECL void stream_buffer::dropped()
{
    std::shared_ptr<waiter> unused;  // destroyed without the lock
    std::lock_guard const lock(mutex_);
    cancel_ = nullptr;
    resume_ = nullptr;
    unused.swap(waiter_);
    if (state_ != state::ended)
        end_with(failure(errc::canceled, {.explanation = "the executor of the client has ended"}));
}

DESCRY_DECL bool stream_buffer::begin(std::optional<std::uint64_t>)
{
    std::lock_guard const lock(mutex_);
    if (state_ == state::before_body) state_ = state::in_body;
    note_life();
    if (waiter_) arm_again();
    return state_ != state::ended;
}

DESCRY_DECL bool stream_buffer::write(std::string_view piece)
{
    std::lock_guard const lock(mutex_);
    end_if_late();
    if (state_ == state::ended) return false;
    try {
        if (splitter_.split(piece, items_)) note_life();
    } catch (std::bad_alloc const&) {
        end_with(failure(errc::not_enough_memory));
    }
    deliver();
    return state_ != state::ended;
}

DESCRY_DECL bool stream_buffer::pause(std::function<void()> resume)
{
    std::lock_guard const lock(mutex_);
    if (items_.empty()) return false;
    resume_ = std::move(resume);
    return true;
}

DESCRY_DECL result<void> stream_buffer::outcome(result<void> of_call)
{
    std::lock_guard const lock(mutex_);
    bool const is_ended_by_reader = state_ == state::ended && !of_call;
    return is_ended_by_reader ? outcome_ : of_call;
}

DESCRY_DECL std::optional<stream_buffer::taken> stream_buffer::next()
{
    if (items_.size() <= 1 && resume_) try {
            resume_();
            resume_ = nullptr;
        } catch (std::bad_alloc const&) {  // the next call does it
        }
    if (!items_.empty()) {
        taken out(boost::system::in_place_value, std::move(items_.front()));
        items_.pop_front();
        return out;
    }
    if (state_ != state::ended) return std::nullopt;
    if (why_) return *std::exchange(why_, std::nullopt);
    return std::optional<stream_item>();
}

// Passes the outcome, or the next value if there is one, to the asynchronous reader, and wakes the blocking one.
// Without memory, the reader's timer calls it again.
DESCRY_DECL void stream_buffer::deliver()
{
    arrived_.notify_all();
    if (!waiter_) return;
    try {
        if (!waiter_->outcome) waiter_->outcome = next();
        if (!waiter_->outcome) return;
        auto complete = [to = waiter_] { std::move(to->done)(*std::exchange(to->outcome, std::nullopt)); };
        if (waiter_->users == waiter_->client)
            waiter_->owner->post(std::move(complete));
        else
            boost::asio::post(waiter_->users, std::move(complete));
        waiter_->timer.reset();
        waiter_ = nullptr;
    } catch (std::bad_alloc const&) {
    }
}

DESCRY_DECL void stream_buffer::end_with(std::optional<failure> why)
{
    state_ = state::ended;
    why_ = std::move(why);
    if (why_) outcome_ = *why_;
    if (cancel_) std::exchange(cancel_, nullptr)(boost::asio::cancellation_type::terminal);
    deliver();
}

// Until the body begins, the call ends in time by itself, unless nothing runs its executor.
DESCRY_DECL steady_time stream_buffer::end_of_wait(steady_time alive_at) const
{
    auto const end = after(alive_at, limit_);
    return state_ == state::before_body ? after(end, grace_of_executor) : end;
}

DESCRY_DECL void stream_buffer::note_life()
{
    alive_at_ = time_.now();
    really_alive_at_ = std::chrono::steady_clock::now();
}

DESCRY_DECL bool stream_buffer::is_awaited() const
{
    return (awaited_ || waiter_) && items_.empty() && state_ != state::ended;
}

DESCRY_DECL bool stream_buffer::is_late() const
{
    return time_.now() >= end_of_wait(alive_at_) || std::chrono::steady_clock::now() >= end_of_wait(really_alive_at_);
}

DESCRY_DECL void stream_buffer::end_if_late()
{
    if (is_awaited() && is_late()) be_late();
}

DESCRY_DECL void stream_buffer::be_late()
{
    end_with(or_out_of_memory([&] {
        return failure(errc::deadline_exceeded,
                       {.explanation = "the stream had no line for " + std::to_string(limit_.count()) + " ms",
                        .response_begun = state_ != state::before_body});
    }));
}

// The timer's handler owns nothing: it may stay in the client's context, which the waiter's owner may own.
DESCRY_DECL void stream_buffer::arm(std::shared_ptr<waiter> const& waiting)
{
    waiting->timer->expires_at(end_of_wait(really_alive_at_));
    waiting->timer->async_wait([weak = weak_from_this(), id = std::weak_ptr(waiting)](boost::system::error_code ec) {
        auto const self = weak.lock();
        auto const late = id.lock();
        if (ec || !self || !late) return;
        std::lock_guard const lock(self->mutex_);
        if (self->waiter_ == late) self->deliver();
        if (self->waiter_ != late) return;
        self->is_late() ? self->be_late() : self->arm_again();
    });
}

// Without memory for it, nothing would end the wait.
DESCRY_DECL void stream_buffer::arm_again()
{
    try {
        arm(waiter_);
    } catch (std::bad_alloc const&) {
        end_with(failure(errc::not_enough_memory));
    }
}

}  // namespace detail

}  // namespace descry
