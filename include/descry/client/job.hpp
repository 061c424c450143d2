// job: an operation that a service continues after its response, and that is polled until it has ended.
#pragma once

#include <descry/client/call_options.hpp>
#include <descry/client/detail/deadline.hpp>
#include <descry/client/detail/engine.hpp>
#include <descry/client/detail/job_watch.hpp>
#include <descry/client/detail/typed_call.hpp>
#include <descry/core/error.hpp>
#include <descry/rest/resource.hpp>

#include <memory>
#include <string>
#include <utility>

namespace descry {

class client;

namespace detail {

template <declared_resource R>
struct resource_calls;

}  // namespace detail

/// A job that a call started; `Status` is the resource that shows its state. Cheap to copy; may be used from several
/// threads at once. Polling does not change the object: a wait that ended early may be repeated, and `client::job`
/// makes an equal job of its `location()`.
///
/// Calls have the four forms of `bound`. A job that the service completed at once, with a response without a location,
/// has no status: a poll returns a default-constructed one without a request. The status of a change is the resource
/// itself; without a location, a poll returns the representation in the response to the change.
template <declared_resource Status>
class job {
    using verb = detail::declared_verb<Status, verb_kind::get>;

public:
    using status_type = typename verb::response;

    /// Refers to no job; can only be assigned to.
    job() = default;

    /// The path and query of its status, or the argument of `client::job`.
    std::string const& location() const noexcept { return started_.location; }
    /// False if the service completed the job at once.
    bool has_status() const noexcept { return !started_.ended_at_once; }

    /// The same job, whose calls are made with `options`.
    job with(call_options options) const
    {
        auto out = *this;
        out.options_ = std::move(options);
        return out;
    }
    /// The same job, polled with these pauses.
    job with(polling how) const
    {
        auto out = *this;
        out.how_ = how;
        return out;
    }

    /// The current status, which need not be a final one.
    status_type poll() const { return try_poll().value(); }
    /// The same as a result.
    result<status_type> try_poll() const
    {
        return detail::or_out_of_memory([&] { return call().try_perform(); });
    }
    template <class Token = detail::use_awaitable>
    auto async_poll(Token&& token = Token()) const
    {
        return call().template start<detail::with_exception>(std::forward<Token>(token));
    }
    template <class Token = detail::use_awaitable>
    auto async_try_poll(Token&& token = Token()) const
    {
        return call().template start<detail::with_result>(std::forward<Token>(token));
    }

    /// Polls until the status is final, and returns it; the status indicates whether the job succeeded or failed. The
    /// status of a change is final when the resource has each member that the change set. `until` is a duration from
    /// now or a time of the steady clock. The call fails with `errc::deadline_exceeded` as soon as no further status
    /// would arrive before it. Each poll is a call with the timeout and retries of the call or of the client; a poll that
    /// fails ends the wait.
    status_type wait(deadline until) const { return try_wait(until).value(); }
    /// The same as a result.
    result<status_type> try_wait(deadline until) const
    {
        return detail::or_out_of_memory([&] {
            auto const watch = watch_until(until);
            return call(&watch).try_perform();
        });
    }
    template <class Token = detail::use_awaitable>
    auto async_wait(deadline until, Token&& token = Token()) const
    {
        auto const watch = watch_until(until);
        return call(&watch).template start<detail::with_exception>(std::forward<Token>(token));
    }
    template <class Token = detail::use_awaitable>
    auto async_try_wait(deadline until, Token&& token = Token()) const
    {
        auto const watch = watch_until(until);
        return call(&watch).template start<detail::with_result>(std::forward<Token>(token));
    }

private:
    friend class client;
    template <declared_resource>
    friend struct detail::resource_calls;
    friend detail::result_place place_in(job& out) noexcept
    {
        return {out.stored_.get(), nullptr, nullptr, &out.started_};
    }

    job(std::shared_ptr<detail::engine> e, call_options options, detail::started_job started)
        : engine_(std::move(e)), options_(detail::for_further_calls(std::move(options))), started_(std::move(started))
    {
    }

    detail::job_watch watch_until(deadline until) const
    {
        return {started_.end, how_, started_.not_before, engine_ ? engine_->on_clock(until.at()) : until.at()};
    }

    // One poll; with a watch, polls until the job has ended.
    detail::typed_call<status_type> call(detail::job_watch const* watch = nullptr) const
    {
        detail::typed_call<status_type> out{engine_,
                                            {.op = operation_for<Status, verb_kind::get>(),
                                             .key = nullptr,
                                             .model = nullptr,
                                             .options = options_,
                                             .secrets = &started_.secrets,
                                             .watch = watch,
                                             .settled = !has_status()}};
        if (started_.is_target)
            out.arguments.target = started_.location;
        else
            out.arguments.location = &started_.location;
        if (out.arguments.settled && copy_) out.into = copy_(*stored_);
        return out;
    }

    std::shared_ptr<detail::engine> engine_{};
    call_options options_{};
    polling how_{};
    detail::started_job started_{};
    status_type (*copy_)(status_type const& stored) = nullptr;  // For a change; other statuses are not copied.
    // For a change: the representation in the response, or the one into which it is read.
    std::shared_ptr<status_type> stored_{};
};

}  // namespace descry
