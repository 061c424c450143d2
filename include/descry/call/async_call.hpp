// async_call: one asynchronous call on its way: token, exchange, completion, or its cancellation at any point.
#pragma once

#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>

#include <descry/call/prepared_call.hpp>
#include <descry/call/token_source.hpp>
#include <descry/call/transport.hpp>

#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace descry {

namespace detail {

/// Runs in a strand of the client's executor. The user's cancellation slot stays with its owner: what it is signaled is
/// posted to the strand, and reaches the transport through a signal of the call's own.
class async_call : public std::enable_shared_from_this<async_call> {
public:
    using handler = boost::asio::any_completion_handler<void(result<void>)>;
    /// Turns the answer to the call, sent with that token, into its outcome.
    using finisher = std::function<result<void>(prepared_call const&, result<response>, std::string const& token)>;

    async_call(boost::asio::any_io_executor const& client, boost::asio::any_io_executor users, prepared_call call,
               steady_time deadline, finisher finish, handler done)
        : strand_(boost::asio::make_strand(client)),
          client_work_(client),
          work_(std::move(users)),
          call_(std::move(call)),
          deadline_(deadline),
          finish_(std::move(finish)),
          done_(std::move(done))
    {
    }

    /// To be called where the user's slot may be touched: by the function that starts the call.
    void watch_cancellation()
    {
        auto slot = boost::asio::get_associated_cancellation_slot(done_);
        if (!slot.is_connected()) return;
        slot.assign([weak = weak_from_this(), strand = strand_](boost::asio::cancellation_type type) {
            using kind = boost::asio::cancellation_type;
            if ((type & (kind::total | kind::terminal)) == kind::none) return;
            boost::asio::post(strand, [weak] {
                if (auto const self = weak.lock()) self->cancel();
            });
        });
    }

    void start(token_source& tokens, std::shared_ptr<transport> network)
    {
        boost::asio::dispatch(strand_, [self = shared_from_this(), &tokens, network = std::move(network)] {
            if (self->completed_) return;
            tokens.async_get(self->deadline_, [self, network](result<std::string> token) {
                boost::asio::post(self->strand_,
                                  [self, network, token = std::move(token)] { self->send(*network, token); });
            });
        });
    }

    /// What a call that was never started ends with, and the handler to give it to.
    failure canceled() const { return fail_call(call_, errc::canceled); }
    handler release() { return std::move(done_); }

private:
    void send(transport& network, result<std::string> const& token)
    {
        if (completed_) return;
        if (!token) return complete(fail_call(call_, token.error()));
        authorize(call_, *token);
        network.async_send(
            call_.message, deadline_,
            boost::asio::bind_cancellation_slot(
                cancel_.slot(),
                boost::asio::bind_executor(strand_, [self = shared_from_this(), bearer = *token](result<response> in) {
                    if (self->completed_) return;
                    self->complete(self->finish_(self->call_, std::move(in), bearer));
                })));
        sent_ = true;
    }

    void cancel()
    {
        if (completed_) return;
        if (sent_)
            cancel_.emit(boost::asio::cancellation_type::terminal);
        else
            complete(canceled());
    }

    void complete(result<void> outcome)
    {
        completed_ = true;
        auto const executor = work_.get_executor();
        boost::asio::dispatch(executor, [done = std::move(done_), outcome = std::move(outcome),
                                         work = std::move(work_)]() mutable { std::move(done)(std::move(outcome)); });
        client_work_.reset();
    }

    boost::asio::strand<boost::asio::any_io_executor> strand_;
    // Neither context may run dry before the handler was called.
    boost::asio::executor_work_guard<boost::asio::any_io_executor> client_work_, work_;
    prepared_call call_;
    steady_time deadline_;
    finisher finish_;
    handler done_;
    boost::asio::cancellation_signal cancel_{};
    bool sent_ = false;
    bool completed_ = false;
};

}  // namespace detail

}  // namespace descry
