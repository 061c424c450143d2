// scripted_transport: a transport for tests, whose responses come from a function, and which stores the requests.
#pragma once

#include <descry/client/clock.hpp>
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

/// A test double for the network. Pass it to a client as `custom_transport`. The script is a function from a request to
/// its response. It is called by the thread that sends, possibly by several threads at once; an exception from it
/// becomes an `errc::transport_failure`, and `connection_dropped` an `errc::connection_closed`. Asynchronous
/// completions are posted to the executors of their handlers in the order of the requests. A request that no network
/// transport would send is refused by `check_message`, and is not passed to the script.
///
/// A response after the deadline is lost: the call fails with `errc::deadline_exceeded`. The script is not interrupted,
/// so that a call ends later than its deadline if the script takes real time. With a `time`, such as a `fake_clock`,
/// that is the time of deadlines and pauses, see `transport::time`: a script takes as long as it advances the clock,
/// and a pause takes no real time.
class scripted_transport final : public transport {
public:
    using script = std::function<result<response>(request const&)>;

    DESCRY_DECL explicit scripted_transport(script respond, std::shared_ptr<clock> time = {});

    /// The requests passed to the script so far, in order.
    DESCRY_DECL std::vector<request> requests() const;

    DESCRY_DECL result<response> send(request const& message, steady_time deadline) override;
    DESCRY_DECL void async_send(request message, steady_time deadline, handler done) override;
    DESCRY_DECL void close() override;
    std::shared_ptr<clock> time() const override { return time_; }

private:
    DESCRY_DECL result<response> respond(request const& message, steady_time deadline);
    DESCRY_DECL result<response> run(request const& message);

    script const script_;
    std::shared_ptr<clock> const time_;
    std::shared_ptr<std::atomic<bool>> const closed_ = std::make_shared<std::atomic<bool>>(false);
    mutable std::mutex mutex_;
    std::vector<request> requests_;
};

}  // namespace descry::testing

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/testing/impl/scripted_transport.ipp>
#endif
