// scripted_transport: a double for the network that answers as it is told and remembers what it was sent.
#pragma once

#include <descry/client/transport.hpp>
#include <descry/core/config.hpp>
#include <descry/core/error.hpp>
#include <descry/http/message.hpp>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace descry::testing {

/// Give it to a client as `custom_transport`. The script is a function from each request to its answer. It is called by
/// the thread that sends, perhaps by several at once; what it throws becomes an `errc::transport_failure`. Asynchronous
/// answers are handed to the executors of their handlers in the order of their requests.
class scripted_transport final : public transport {
public:
    using script = std::function<result<response>(request const&)>;

    DESCRY_DECL explicit scripted_transport(script answer);

    /// The requests that reached the script, in the order they came.
    DESCRY_DECL std::vector<request> requests() const;

    DESCRY_DECL result<response> send(request const& message, steady_time deadline) override;
    DESCRY_DECL void async_send(request message, steady_time deadline, handler done) override;
    DESCRY_DECL void close() override;

private:
    DESCRY_DECL result<response> answer(request const& message);

    script const script_;
    std::shared_ptr<std::atomic<bool>> const closed_ = std::make_shared<std::atomic<bool>>(false);
    mutable std::mutex mutex_;
    std::vector<request> requests_;
};

}  // namespace descry::testing

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/testing/impl/scripted_transport.ipp>
#endif
