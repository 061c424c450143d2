// scripted_transport: a double for the network that answers as it is told and remembers what it was sent.
#pragma once

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/system_executor.hpp>

#include <descry/call/message.hpp>
#include <descry/call/transport.hpp>
#include <descry/core/error.hpp>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace descry::testing {

/// Give it to a client as `custom_transport`. The script is a function from each request to its answer; it may be called
/// from several threads at once. After `close()` every exchange fails with `errc::canceled`.
class scripted_transport final : public transport {
public:
    using script = std::function<result<response>(request const&)>;

    explicit scripted_transport(script answer) : script_(std::make_shared<script>(std::move(answer))) {}

    /// The requests so far, in the order they came.
    std::vector<request> requests() const
    {
        std::lock_guard const lock(mutex_);
        return requests_;
    }

    result<response> send(request const& message, steady_time) override
    {
        if (closed_) return failure(errc::canceled);
        remember(message);
        return (*script_)(message);
    }

    void async_send(request message, steady_time, handler done) override
    {
        remember(message);
        boost::asio::post(boost::asio::system_executor(), [answer = script_, closed = closed_.load(),
                                                           message = std::move(message),
                                                           done = std::move(done)]() mutable {
            auto in = closed ? result<response>(failure(errc::canceled)) : (*answer)(message);
            auto const executor = boost::asio::get_associated_executor(done);
            boost::asio::dispatch(executor, [done = std::move(done), in = std::move(in)]() mutable {
                std::move(done)(std::move(in));
            });
        });
    }

    void close() override { closed_ = true; }

private:
    void remember(request const& message)
    {
        std::lock_guard const lock(mutex_);
        requests_.push_back(message);
    }

    std::shared_ptr<script> script_;
    std::atomic<bool> closed_ = false;
    mutable std::mutex mutex_;
    std::vector<request> requests_;
};

}  // namespace descry::testing
