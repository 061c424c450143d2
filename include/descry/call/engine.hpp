// engine: carries prepared calls through token source and transport, blocking or not. No template over the model.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/system_executor.hpp>

#include <descry/call/async_call.hpp>
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
#include <variant>

namespace descry {

namespace detail {

/// When a call that begins now has to end. A timeout too long to be counted is none.
inline steady_time deadline_after(std::chrono::milliseconds timeout)
{
    auto const now = std::chrono::steady_clock::now();
    auto const longest = std::chrono::duration_cast<std::chrono::milliseconds>(steady_time::max() - now);
    return timeout < longest ? now + timeout : steady_time::max();
}

/// What a client and its calls share. Calls that outlive their client end with `errc::canceled`.
class engine : public std::enable_shared_from_this<engine> {
public:
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
            return fail_call(*call,
                             failure(errc::blocking_call_refused,
                                     {.explanation = "a blocking call on the thread of the client's asynchronous "
                                                     "calls would hold them up; use the async_ form here"}));
        if (closed_) return fail_call(*call, errc::canceled);
        auto const deadline = deadline_after(timeout_);
        auto const token = tokens_->get(deadline);
        if (!token) return fail_call(*call, token.error());
        authorize(*call, *token);
        return finish(*call, network_->send(call->message, deadline), *token, out);
    }

    /// The same without blocking. `out` has to live until `done` is called, which happens once, on `users`, and never
    /// before this function returned.
    void async_perform(result<prepared_call> call, void* out, boost::asio::any_io_executor const& users,
                       async_call::handler done)
    {
        if (!call) return refuse(users, call.error(), std::move(done));

        auto const self = shared_from_this();
        auto const work = std::make_shared<async_call>(
            executor_, users, std::move(*call), deadline_after(timeout_),
            [self, out](prepared_call const& sent, result<response> in, std::string const& token) {
                return self->finish(sent, std::move(in), token, out);
            },
            std::move(done));
        work->watch_cancellation();
        // Posted, so that a token which is at hand does not make the call begin, and perhaps fail, in here.
        if (closed_ || !post([self, work] { work->start(*self->tokens_, self->network_); }))
            refuse(users, work->canceled(), work->release());
    }

    /// Ends every call in flight, and refuses those to come.
    void close()
    {
        closed_ = true;
        network_->close();
        thread_.finish();
    }

private:
    // False when nothing runs there any more.
    template <class Work>
    bool post(Work&& work)
    {
        if (owns_executor_) return thread_.post(std::forward<Work>(work));
        boost::asio::post(executor_, std::forward<Work>(work));
        return true;
    }

    void refuse(boost::asio::any_io_executor const& users, failure why, async_call::handler done)
    {
        auto const held = std::make_shared<async_call::handler>(std::move(done));
        auto const refused = [held, why = std::move(why)] { std::move (*held)(result<void>(why)); };
        if (users != executor_)
            boost::asio::post(users, refused);
        else if (!post(refused))  // the thread has ended with its client, but its handlers are called nevertheless
            boost::asio::post(boost::asio::system_executor(), refused);
    }

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
