// engine: carries prepared calls through token source and transport, blocking or not. No template over the model.
#pragma once

#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>

#include <descry/call/io_thread.hpp>
#include <descry/call/options.hpp>
#include <descry/call/prepared_call.hpp>
#include <descry/call/token_source.hpp>
#include <descry/call/transport.hpp>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <utility>

namespace descry {

namespace detail {

/// What a client and its calls share. Calls that outlive their client end with `errc::canceled`.
class engine : public std::enable_shared_from_this<engine> {
public:
    using handler = boost::asio::any_completion_handler<void(result<void>)>;

    engine(client_options options, service const& api)
        : context_{api,
                   std::move(options.base_url),
                   std::move(options.headers),
                   kind_of(options.credentials),
                   !std::holds_alternative<no_credentials>(options.credentials),
                   options.any_credential_kind},
          timeout_(options.timeout),
          executor_(options.executor ? options.executor : thread_.get_executor()),
          owns_executor_(!options.executor),
          network_(options.custom_transport ? std::move(options.custom_transport)
                                            : make_transport(options.network, executor_)),
          tokens_(std::make_shared<token_source>(std::move(options.credentials), network_))
    {
    }

    boost::asio::any_io_executor get_executor() const { return executor_; }

    result<prepared_call> prepare(operation const& op, void const* key, void const* model) const
    {
        return prepare_call(context_, op, key, model);
    }

    /// Makes the call on this thread; on success the model at `out` is what the service answered.
    result<void> perform(result<prepared_call> call, void* out)
    {
        if (!call) return call.error();
        if (owns_executor_ && thread_.running_in_this_thread())
            return fail_call(*call, failure(errc::blocking_call_refused,
                                            {.explanation = "a blocking call on the thread of the client's asynchronous "
                                                            "calls would hold them up; use the async_ form here"}));
        if (closed_) return fail_call(*call, errc::canceled);
        auto const deadline = std::chrono::steady_clock::now() + timeout_;
        auto const token = tokens_->get(deadline);
        if (!token) return fail_call(*call, token.error());
        authorize(*call, *token);
        return finish(*call, network_->send(call->message, deadline), *token, out);
    }

    /// The same without blocking. `out` has to live until `done` is called, which happens once, on `executor`, and never
    /// before this function returned.
    void async_perform(result<prepared_call> call, void* out, boost::asio::any_io_executor executor, handler done)
    {
        auto const deadline = std::chrono::steady_clock::now() + timeout_;
        if (owns_executor_) thread_.start();
        auto state = std::make_shared<async_call>(shared_from_this(), std::move(call), out, deadline,
                                                  std::move(executor), std::move(done));
        // Posted, so that a token which is at hand does not make the call begin, and perhaps fail, in here.
        boost::asio::post(executor_, [state] { async_call::start(state); });
    }

    /// Ends every call in flight, and refuses those to come.
    void close()
    {
        closed_ = true;
        network_->close();
        thread_.finish();
    }

private:
    struct async_call {
        std::shared_ptr<engine> owner;
        result<prepared_call> call;
        void* out;
        steady_time deadline;
        boost::asio::executor_work_guard<boost::asio::any_io_executor> work;  // the handler's context must not run dry
        handler done;
        std::string bearer{};

        async_call(std::shared_ptr<engine> e, result<prepared_call> c, void* o, steady_time until,
                   boost::asio::any_io_executor on, handler h)
            : owner(std::move(e)), call(std::move(c)), out(o), deadline(until), work(std::move(on)), done(std::move(h))
        {
        }

        static void start(std::shared_ptr<async_call> const& self)
        {
            if (!self->call) return complete(self, self->call.error());
            if (self->owner->closed_) return complete(self, fail_call(*self->call, errc::canceled));
            self->owner->tokens_->async_get(self->deadline,
                                            [self](result<std::string> token) { send(self, std::move(token)); });
        }

        static void send(std::shared_ptr<async_call> const& self, result<std::string> token)
        {
            if (!token) return complete(self, fail_call(*self->call, token.error()));
            self->bearer = std::move(*token);
            auto& call = *self->call;
            authorize(call, self->bearer);
            auto message = call.message;  // the body is needed once more when the answer has none
            auto const slot = boost::asio::get_associated_cancellation_slot(self->done);
            self->owner->network_->async_send(
                std::move(message), self->deadline,
                boost::asio::bind_cancellation_slot(
                    slot, boost::asio::bind_executor(self->work.get_executor(), [self](result<response> in) {
                        auto const keep = self;
                        std::move(keep->done)(
                            keep->owner->finish(*keep->call, std::move(in), keep->bearer, keep->out));
                    })));
        }

        static void complete(std::shared_ptr<async_call> const& self, result<void> outcome)
        {
            boost::asio::post(self->work.get_executor(), [self, outcome] { std::move(self->done)(outcome); });
        }
    };

    result<void> finish(prepared_call const& call, result<response> in, std::string const& token, void* out)
    {
        if (!in) return fail_call(call, in.error());
        if (in->status == 401) tokens_->forget(token);
        return finish_call(context_, call, std::move(*in), token, out);
    }

    call_context context_;
    std::chrono::milliseconds timeout_;
    io_thread thread_;
    boost::asio::any_io_executor executor_;
    bool owns_executor_;
    std::atomic<bool> closed_ = false;
    std::shared_ptr<transport> network_;
    std::shared_ptr<token_source> tokens_;
};

}  // namespace detail

}  // namespace descry
