// stream_steps: the values of a stream and the end of their arrival, as a state machine. No threads, no clock.
#pragma once

#include <descry/client/detail/deadline.hpp>
#include <descry/client/detail/stream_splitter.hpp>
#include <descry/core/error.hpp>

#include <chrono>
#include <cstddef>
#include <deque>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace descry {

namespace detail {

/// The values that have arrived and were not taken, as a state machine that does not wait. Its events are the waits of
/// the reader, the progress of the call, and time. After each event, the driver cancels the call if the stream has
/// ended, and takes the next value if one is awaited.
class stream_steps {
public:
    enum class state {
        before_body,  ///< The call is under way, and ends in time by itself.
        in_body,      ///< Values arrive.
        ended,        ///< No value arrives any more.
    };

    /// A time by the clock of the client, and by the real clock.
    struct times {
        steady_time client, real;
    };

    /// The next value; empty at the end of the stream.
    using taken = result<std::optional<stream_item>>;

    /// `limit` is the maximum time without a line while a value is awaited, by either clock.
    stream_steps(stream_format format, std::size_t max_size, std::chrono::milliseconds limit)
        : splitter_(format, max_size), limit_(limit)
    {
    }

    state now_in() const noexcept { return state_; }

    /// False if the body pauses, since a value was not taken.
    bool takes_more() const noexcept { return items_.empty(); }

    /// The real time at which the stream ends if no line arrives.
    steady_time end_of_wait() const { return end_of_wait(alive_at_.real); }

    /// The real time at which the driver resumes if nothing happens before: the end of the wait, or another attempt to
    /// pass on what was taken.
    steady_time resume_at() const { return postponed_until_.value_or(end_of_wait()); }

    /// The outcome of the call that ends with `of_call`. A call that was canceled, since the stream ended before, has
    /// the outcome of the stream.
    result<void> outcome(result<void> of_call) const
    {
        bool const is_canceled = state_ == state::ended && !of_call;
        return is_canceled ? outcome_ : of_call;
    }

    // ---- The reader

    void begin_wait(times now)
    {
        awaited_ = true;
        alive_at_ = now;
        postponed_until_.reset();
    }

    void cancel_wait() noexcept { awaited_ = false; }

    /// Takes the next value, or else the reason of the end, which is given once, or the end, and so ends the wait.
    /// Nothing if the wait continues.
    std::optional<taken> take()
    {
        if (items_.empty() && state_ != state::ended) return std::nullopt;
        awaited_ = false;
        if (!items_.empty()) {
            taken out(boost::system::in_place_value, std::move(items_.front()));
            items_.pop_front();
            return out;
        }
        if (why_) return *std::exchange(why_, std::nullopt);
        return std::optional<stream_item>();
    }

    /// There is no memory to pass on what was taken. The pause bounds the number of attempts while that lasts.
    void postpone(times now)
    {
        constexpr std::chrono::milliseconds pause{100};
        postponed_until_ = after(now.real, pause);
    }

    /// The reader takes no further value, not even the reason of the end.
    void close()
    {
        items_.clear();
        end_with(std::nullopt);
    }

    // ---- Time

    void advance(times now)
    {
        bool const is_awaited = awaited_ && items_.empty() && state_ != state::ended;
        if (is_awaited && (now.client >= end_of_wait(alive_at_.client) || now.real >= end_of_wait())) be_late();
    }

    // ---- The call

    void begin(times now)
    {
        if (state_ == state::before_body) state_ = state::in_body;
        alive_at_ = now;
    }

    void write(std::string_view piece, times now)
    {
        advance(now);
        if (state_ == state::ended) return;
        try {
            if (splitter_.split(piece, items_)) alive_at_ = now;
        } catch (std::bad_alloc const&) {
            end_with(failure(errc::not_enough_memory));
        }
    }

    /// The body is complete, or the stream fails. Has no effect after the end.
    void end(result<void> const& outcome)
    {
        if (state_ == state::ended) return;
        try {
            if (outcome) splitter_.finish(items_);
            end_with(outcome ? std::optional<failure>() : outcome.error());
        } catch (std::bad_alloc const&) {
            end_with(failure(errc::not_enough_memory));
        }
    }

private:
    // Until the body begins, the call ends in time by itself, unless nothing runs its executor.
    steady_time end_of_wait(steady_time alive_at) const
    {
        auto const end = after(alive_at, limit_);
        return state_ == state::before_body ? after(end, grace_of_executor) : end;
    }

    void be_late()
    {
        end_with(or_out_of_memory([&] {
            return failure(errc::deadline_exceeded,
                           {.explanation = "the stream had no line for " + std::to_string(limit_.count()) + " ms",
                            .response_begun = state_ != state::before_body});
        }));
    }

    void end_with(std::optional<failure> why)
    {
        state_ = state::ended;
        why_ = std::move(why);
        if (why_) outcome_ = *why_;
    }

    stream_splitter splitter_;
    std::chrono::milliseconds limit_;
    std::deque<stream_item> items_{};
    state state_ = state::before_body;
    bool awaited_ = false;
    times alive_at_{};                              // of the last line, or the start of the wait
    std::optional<steady_time> postponed_until_{};  // if there was no memory to pass on what was taken
    std::optional<failure> why_{};                  // the reason of the end, until it is taken
    result<void> outcome_{};                        // of the call, if it is canceled
};

}  // namespace detail

}  // namespace descry
