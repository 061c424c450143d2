// stream_buffer: passes the values of a stream from the call that receives them to their reader.
#pragma once

#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/cancellation_type.hpp>
#include <boost/asio/steady_timer.hpp>

#include <descry/client/detail/call_arguments.hpp>
#include <descry/client/detail/call_clock.hpp>
#include <descry/client/detail/engine.hpp>
#include <descry/client/detail/stream_splitter.hpp>
#include <descry/client/detail/stream_steps.hpp>
#include <descry/core/config.hpp>
#include <descry/core/error.hpp>

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry {

namespace detail {

/// The sink of a stream. It pauses the body while it holds values, so that at most one piece of the body and one
/// incomplete value are in memory. All functions may be called from several threads at once; one value may be awaited
/// at a time.
class stream_buffer final : public stream_sink, public std::enable_shared_from_this<stream_buffer> {
public:
    using taken = stream_steps::taken;
    using handler = boost::asio::any_completion_handler<void(taken)>;
    using cancel_function = std::function<void(boost::asio::cancellation_type)>;

    /// `limit` is the maximum time without a line while a value is awaited, by `time` or by the real time. The passing
    /// of `time` is noticed when more of the body arrives and, after `watch_time`, when it advances.
    stream_buffer(stream_format format, std::size_t max_size, std::chrono::milliseconds limit, call_clock time)
        : steps_(format, max_size, limit), time_(std::move(time))
    {
    }

    DESCRY_DECL void watch_time();

    // ---- The reader

    /// Waits for the next value.
    DESCRY_DECL taken take();
    /// The same without blocking. `done` is posted to `users`, its associated executor. A signal of its cancellation
    /// slot ends the wait with `errc::canceled`, and no value is lost.
    DESCRY_DECL void async_take(handler done, boost::asio::any_io_executor const& users, std::shared_ptr<engine> owner);
    /// Ends the stream. No further value is taken.
    DESCRY_DECL void close();

    DESCRY_DECL bool has_ended();
    /// The values in the request that must not appear in failures of its values.
    DESCRY_DECL std::vector<std::string> secrets();

    // ---- The call

    /// The function that cancels the call, which is called at once if the reader has ended the stream.
    DESCRY_DECL void on_cancellation(cancel_function cancel);
    DESCRY_DECL void finished(result<void> const& of_call);
    /// The call ended with its execution context, which must not be used any more.
    DESCRY_DECL void dropped();

    DESCRY_DECL void note_secrets(std::vector<std::string> values) override;
    DESCRY_DECL bool begin(std::optional<std::uint64_t> size) override;
    DESCRY_DECL bool write(std::string_view piece) override;
    DESCRY_DECL bool pause(std::function<void()> resume) override;
    DESCRY_DECL result<void> outcome(result<void> of_call) override;

private:
    struct waiter;

    // Requires the lock, as all private functions.
    DESCRY_DECL stream_steps::times now() const;
    DESCRY_DECL std::optional<taken> next();
    DESCRY_DECL bool perform();
    DESCRY_DECL void deliver();
    DESCRY_DECL void arm();
    DESCRY_DECL void try_to_arm();
    DESCRY_DECL void arm_again();

    std::mutex mutex_;
    std::condition_variable arrived_;
    stream_steps steps_;
    std::vector<std::string> secrets_{};
    call_clock time_;
    std::shared_ptr<void> watch_{};  // of the time
    std::shared_ptr<waiter> waiter_{};
    std::optional<taken> kept_{};  // of a wait that did not begin for lack of memory
    std::function<void()> resume_{};
    cancel_function cancel_{};
};

}  // namespace detail

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/client/impl/stream_buffer.ipp>
#endif
