// job: work that a service goes on with after its answer, followed to its end.
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
class starting_calls;

}  // namespace detail

/// A job that a call started, whose status `Status` reads. Cheap to copy; may be used from several threads at once.
/// What it is asked does not change it: a job that was not waited for to its end may be waited for again, and
/// `client::job` makes another one of its `location()`.
///
/// Calls have the four forms of `bound`. A job that the service ended at once, which it says by an answer without a
/// place to ask, has no status: asked for one, it gives a status as it is made, without asking. That of a change, whose
/// status is the resource itself, gives what the service answered to the change.
template <declared_resource Status>
class job {
    using verb = detail::declared_verb<Status, verb_kind::get>;

public:
    using status_type = typename verb::answer;

    /// No job: only to be assigned to.
    job() = default;

    /// Where its status is found, as path and query, or what `client::job` was given.
    std::string const& location() const noexcept { return started_.location; }
    /// False when the service ended it at once.
    bool has_status() const noexcept { return !started_.ended_at_once; }

    /// The same job, whose calls carry what `options` says.
    job with(call_options options) const
    {
        auto out = *this;
        out.options_ = std::move(options);
        return out;
    }
    /// The same job, waited for with these pauses.
    job with(polling how) const
    {
        auto out = *this;
        out.how_ = how;
        return out;
    }

    /// Its status now, whatever that is.
    status_type poll() const { return try_poll().value(); }
    /// The same as a result.
    result<status_type> try_poll() const
    {
        return detail::or_out_of_memory([&] { return question().try_perform(); });
    }
    template <class Token = detail::use_awaitable>
    auto async_poll(Token&& token = Token()) const
    {
        return question().async_perform(std::forward<Token>(token));
    }
    template <class Token = detail::use_awaitable>
    auto async_try_poll(Token&& token = Token()) const
    {
        return question().async_try_perform(std::forward<Token>(token));
    }

    /// Asks for its status until that is a last one, and gives that: it says whether the job was done or failed. That
    /// of a change is the last one when the resource has each member that the change wanted.
    /// `until` is a time from now or a moment of the steady clock; as soon as no other status would come before it, the
    /// call fails with `errc::deadline_exceeded`. Each question is a call of its own, with the client's timeout and
    /// repetitions; one that fails nevertheless ends the wait.
    status_type wait(deadline until) const { return try_wait(until).value(); }
    /// The same as a result.
    result<status_type> try_wait(deadline until) const
    {
        return detail::or_out_of_memory([&] { return question(until).try_perform(); });
    }
    template <class Token = detail::use_awaitable>
    auto async_wait(deadline until, Token&& token = Token()) const
    {
        return question(until).async_perform(std::forward<Token>(token));
    }
    template <class Token = detail::use_awaitable>
    auto async_try_wait(deadline until, Token&& token = Token()) const
    {
        return question(until).async_try_perform(std::forward<Token>(token));
    }

private:
    friend class client;
    template <declared_resource>
    friend class detail::starting_calls;
    friend detail::answer_place place_in(job& answer) noexcept
    {
        return {answer.stored_.get(), nullptr, nullptr, &answer.started_};
    }

    job(std::shared_ptr<detail::engine> e, call_options options, detail::started_job started)
        : engine_(std::move(e)), options_(detail::for_further_calls(std::move(options))), started_(std::move(started))
    {
    }

    detail::typed_call<status_type> question() const
    {
        detail::typed_call<status_type> call{engine_, operation_for<Status, verb_kind::get>(), nullptr, options_};
        if (started_.is_target)
            call.more.target = started_.location;
        else
            call.more.location = started_.location;
        call.more.secrets = started_.secrets;
        call.more.settled = !has_status();
        if (call.more.settled && copy_) call.into = copy_(*stored_);
        return call;
    }

    detail::typed_call<status_type> question(deadline until) const
    {
        auto call = question();
        call.more.watch.emplace(started_.end, how_, started_.not_before, until.at());
        return call;
    }

    std::shared_ptr<detail::engine> engine_{};
    call_options options_{};
    polling how_{};
    detail::started_job started_{};
    status_type (*copy_)(status_type const& stored) = nullptr;  // Of a change; other statuses need not be copied.
    std::shared_ptr<status_type> stored_{};  // Of a change: what the service answered, or what that is read into.
};

}  // namespace descry
