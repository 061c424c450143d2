// scripted_transport: a double for the network that answers as it is told and remembers what it was sent.
#pragma once

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/dispatch.hpp>

#include <descry/client/transport.hpp>
#include <descry/core/error.hpp>
#include <descry/http/message.hpp>

#include <atomic>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace descry::testing {

/// Give it to a client as `custom_transport`. The script is a function from each request to its answer. It is called by
/// the thread that sends, perhaps by several at once; what it throws becomes an `errc::transport_failure`. Asynchronous
/// answers are handed to the executors of their handlers in the order of their requests.
class scripted_transport final : public transport {
public:
    using script = std::function<result<response>(request const&)>;

    explicit scripted_transport(script answer) : script_(std::move(answer)) {}

    /// The requests that reached the script, in the order they came.
    std::vector<request> requests() const
    {
        std::lock_guard const lock(mutex_);
        return requests_;
    }

    result<response> send(request const& message, steady_time) override { return answer(message); }

    void async_send(request message, steady_time, handler done) override
    {
        auto const canceled = std::make_shared<std::atomic<bool>>(false);
        auto slot = boost::asio::get_associated_cancellation_slot(done);
        if (slot.is_connected()) slot.assign([canceled](boost::asio::cancellation_type) { *canceled = true; });

        auto const executor = boost::asio::get_associated_executor(done);
        boost::asio::dispatch(executor,
                              [closed = closed_, canceled, in = answer(message), done = std::move(done)]() mutable {
                                  if (*closed || *canceled)
                                      in = failure(errc::canceled, {.not_sent = !in && in.error()->not_sent});
                                  std::move(done)(std::move(in));
                              });
    }

    void close() override { *closed_ = true; }

private:
    result<response> answer(request const& message)
    {
        if (*closed_) return failure(errc::canceled, {.not_sent = true});
        {
            std::lock_guard const lock(mutex_);
            requests_.push_back(message);
        }
        try {
            auto in = script_(message);
            if (*closed_) return failure(errc::canceled);  // the script took its time
            return in;
        } catch (std::exception const& e) {
            return failure(errc::transport_failure, {.explanation = std::string("the script threw: ") + e.what()});
        } catch (...) {
            return failure(errc::transport_failure, {.explanation = "the script threw"});
        }
    }

    script const script_;
    std::shared_ptr<std::atomic<bool>> const closed_ = std::make_shared<std::atomic<bool>>(false);
    mutable std::mutex mutex_;
    std::vector<request> requests_;
};

}  // namespace descry::testing
