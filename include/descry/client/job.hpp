// job: an operation that a service continues after its response, and that is polled until it has ended.
#pragma once

#include <descry/client/call_options.hpp>
#include <descry/client/detail/deadline.hpp>
#include <descry/client/detail/engine.hpp>
#include <descry/client/detail/poll_plan.hpp>
#include <descry/client/detail/typed_call.hpp>
#include <descry/core/error.hpp>
#include <descry/model/detail/typed_pointer.hpp>
#include <descry/rest/job.hpp>
#include <descry/rest/resource.hpp>

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

namespace descry {

class client;

namespace detail {

template <declared_resource R>
struct resource_calls;

/// The declared start of a job of R.
template <declared_resource Status, class R>
struct start_of_job : starting_verb<R> {
    using type = typename starting_verb<R>::type;
    static constexpr bool is_declared = true;
    static constexpr bool has_status = type::has_status;
    static constexpr bool has_success = type::has_success;
    static constexpr bool has_response = !std::is_same_v<typename starting_verb<R>::response, nothing>;
    static constexpr bool result_is_at_location = type::result_is_at_location;

    /// Reads the result: as the resource is read, if that is the result.
    static constexpr operation const& read() noexcept
    {
        if constexpr (traits_of(type::kind).updates)
            if constexpr (declares<R, verb_kind::get>)
                if constexpr (std::is_same_v<typename declared_verb<R, verb_kind::get>::response,
                                             typename starting_verb<R>::response>)
                    return operation_for<R, verb_kind::get>();
        return operation_of<R, typename starting_verb<R>::read>;
    }
};
/// A change, whose status is the resource itself.
template <declared_resource Status>
struct start_of_job<Status, void> {
    using response = nothing;
    static constexpr bool is_declared = false;
    static constexpr bool has_response = false;
    static constexpr operation const& read() noexcept { return operation_for<Status, verb_kind::get>(); }
};

}  // namespace detail

/// A job that a call started; `Status` is the resource that shows its state. If the resource `R` declares the start of
/// the job, the job has a first response and a result, both of the type of the declared response. Cheap to copy; may be
/// used from several threads at once. Polling does not change the object: a wait that ended early may be repeated, and
/// `client::job` makes an equal job of its `location()` and `result_location()`.
///
/// Calls have the four forms of `bound`. A job that the service completed at once, with a response without a location,
/// has no status: a poll returns a default-constructed one without a request. The status of a change is the resource
/// itself; without a location, a poll returns the representation in the response to the change.
template <declared_resource Status, class R = void>
class job {
    using start = detail::start_of_job<Status, R>;

public:
    using status_type = typename detail::declared_verb<Status, verb_kind::get>::response;
    /// The type of the first response and of the result; `nothing` without a declared response.
    using result_type = typename start::response;

    /// Refers to no job, and can be assigned to. Its calls throw `std::logic_error`, as those of a job that was moved
    /// from.
    job() = default;

    /// The path and query of its status, a URL at another origin, or the argument of `client::job`.
    std::string const& location() const noexcept { return started_.location.text; }
    /// The same for its result; empty if the service gave none.
    std::string const& result_location() const noexcept { return started_.result.text; }
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

    /// The body of the response that started the job, such as a resource whose provisioning continues. Throws
    /// `call_error` if that response had no body, or another one than was declared; the job was started nevertheless.
    /// Copies of the job share it.
    result_type const& first() const
        requires start::has_response
    {
        return *try_first().value();
    }
    /// The same as a result. The pointer is not null, and valid as long as a copy of the job. A job of `client::job`
    /// has no first response.
    [[nodiscard]] result<result_type const*> try_first() const
        requires start::has_response
    {
        if (started_.first_failure) return *started_.first_failure;
        if (!stored_)
            return failure(errc::unexpected_end, {.explanation = "a job that is found by its location has none"});
        return static_cast<result_type const*>(stored_.get());
    }

    /// The current status, read once; it need not be a final one. A job that has ended with a response that has no
    /// status, such as 204 or 303 (See Other), has a default-constructed one, and so has one without a declared status.
    /// While it has not ended, a response without a status, such as 202 without a body, is `errc::not_ready`.
    status_type poll() const { return try_poll().value(); }
    /// The same as a result.
    [[nodiscard]] result<status_type> try_poll() const
    {
        return detail::or_out_of_memory([&] {
            auto const once = detail::poll_plan::once(started_.end);
            return polling_by(once).try_perform();
        });
    }
    /// Cancellation of any type ends the call with `errc::canceled`.
    template <class Token = detail::use_awaitable>
    auto async_poll(Token&& token = Token()) const
    {
        auto const once = detail::poll_plan::once(started_.end);
        return polling_by(once).template start<detail::with_exception>(std::forward<Token>(token));
    }
    template <class Token = detail::use_awaitable>
    auto async_try_poll(Token&& token = Token()) const
    {
        auto const once = detail::poll_plan::once(started_.end);
        return polling_by(once).template start<detail::with_result>(std::forward<Token>(token));
    }

    /// Polls until the status is final, and returns it; the status indicates whether the job succeeded or failed. The
    /// status of a change is final when the resource has each member that the change set. A response without content,
    /// such as 204, ends the job as well; the status is a default-constructed one then, as it is if the service gave no
    /// location but that of the result. `until` is a duration from now or a time of the steady clock. The call fails
    /// with `errc::deadline_exceeded` as soon as no further status would arrive before it. Each poll is a call with the
    /// timeout and retries of the call or of the client; a poll that fails ends the wait.
    status_type wait(deadline until) const { return try_wait(until).value(); }
    /// The same as a result.
    [[nodiscard]] result<status_type> try_wait(deadline until) const
    {
        return detail::or_out_of_memory([&] {
            auto const plan = plan_until(until);
            return waiting(plan).try_perform();
        });
    }
    /// Cancellation of any type ends the wait with `errc::canceled`, not the job, which can be waited for again.
    template <class Token = detail::use_awaitable>
    auto async_wait(deadline until, Token&& token = Token()) const
    {
        auto const plan = plan_until(until);
        return waiting(plan).template start<detail::with_exception>(std::forward<Token>(token));
    }
    template <class Token = detail::use_awaitable>
    auto async_try_wait(deadline until, Token&& token = Token()) const
    {
        auto const plan = plan_until(until);
        return waiting(plan).template start<detail::with_result>(std::forward<Token>(token));
    }

    /// Polls as `wait` does until the job has succeeded, and returns its result: of a PUT or PATCH the resource, of
    /// another verb the response at the `Location`, or the first response if there is none. There is no result if the
    /// verb declares no response, as `remove`. A final status without success is `errc::job_failed`, whose details have
    /// the status as their body, with code and description of the error in it.
    auto finish(deadline until) const
        requires start::is_declared
    {
        return try_finish(until).value();
    }
    /// The same as a result.
    [[nodiscard]] auto try_finish(deadline until) const
        requires start::is_declared
    {
        return detail::or_out_of_memory([&]() -> result<finished> {
            auto const plan = plan_for_result(until);
            if (auto const why = has_no_result()) return *why;
            return finishing(plan).try_perform();
        });
    }
    /// Cancellation as that of `async_wait`.
    template <class Token = detail::use_awaitable>
    auto async_finish(deadline until, Token&& token = Token()) const
        requires start::is_declared
    {
        return start_finishing<detail::with_exception>(until, std::forward<Token>(token));
    }
    template <class Token = detail::use_awaitable>
    auto async_try_finish(deadline until, Token&& token = Token()) const
        requires start::is_declared
    {
        return start_finishing<detail::with_result>(until, std::forward<Token>(token));
    }

private:
    using finished = std::conditional_t<start::has_response, result_type, void>;
    using stored = std::conditional_t<start::is_declared, result_type, status_type>;

    friend class client;
    template <declared_resource>
    friend struct detail::resource_calls;
    friend detail::result_place place_in(job& out) noexcept
    {
        return {.model = {&detail::value_type_of<stored>, out.stored_.get()}, .job = &out.started_};
    }

    job(std::shared_ptr<detail::engine> e, call_options options, detail::started_job started)
        : engine_(std::move(e)), options_(detail::for_further_calls(std::move(options))), started_(std::move(started))
    {
        if constexpr (start::is_declared) {
            auto& end = started_.end;
            bool const is_at_result = start::result_is_at_location && !location().empty() &&
                                      (result_location() == location() || !start::has_status);
            end.by_code = is_at_result;
            end.is_final = &start::type::ended;
            end.reset = [](detail::typed_pointer status) { status.as<status_type>() = status_type(); };
            started_.link_in = &start::type::template link_in<result_type>;
        }
    }

    std::shared_ptr<detail::engine> const& owner() const
    {
        if (!engine_) throw std::logic_error("descry::job: the call of an object that refers to no job");
        return engine_;
    }

    steady_time end_of(deadline until) const { return owner()->on_clock(until.at()); }

    detail::poll_plan plan_until(deadline until) const
    {
        return {started_.end, how_, started_.not_before, end_of(until)};
    }

    detail::poll_plan plan_for_result(deadline until) const
    {
        if constexpr (!start::has_success)
            refuse<wrong::job_is_finished_but_its_declaration_has_no_function_that_recognizes_a_success<R>>();
        return {started_.end, how_, started_.not_before, end_of(until),
                detail::job_result{&start::read(), ends_by_code() ? started_.resource : started_.result,
                                   &start::type::succeeded, detail::make_object<status_type>, has_first()}};
    }

    bool has_first() const noexcept
    {
        return stored_ && !started_.first_failure && std::is_copy_constructible_v<stored>;
    }

    // The failure of a job that ended at once, with a response that has not the result.
    std::optional<failure> has_no_result() const
    {
        if (has_status() || !start::has_response || has_first() || !started_.resource.text.empty()) return std::nullopt;
        return started_.first_failure;
    }

    bool ends_by_code() const noexcept { return started_.end.by() == detail::job_end_by::code; }

    detail::call_arguments arguments(operation const& op, detail::job_link const& at) const
    {
        detail::call_arguments out{
            .op = op, .key = nullptr, .model = {}, .options = options_, .secrets = &started_.secrets};
        if (at.is_target)
            out.target = at.text;
        else
            out.location = &at.text;
        return out;
    }

    // Reads the status; with a plan, until the job has ended.
    detail::typed_call<status_type> call(operation const& op = operation_for<Status, verb_kind::get>()) const
    {
        detail::typed_call<status_type> out{owner(), arguments(op, started_.location)};
        out.arguments.settled = !has_status();
        if constexpr (!start::is_declared)
            if (out.arguments.settled && copy_) out.into = copy_(*stored_);
        return out;
    }

    // One poll. The status of a change is the resource, which is read as always.
    detail::typed_call<status_type> polling_by(detail::poll_plan const& once) const
    {
        return start::is_declared ? waiting(once) : call();
    }

    detail::typed_call<status_type> waiting(detail::poll_plan const& plan) const
    {
        auto out = ends_by_code() ? call(start::read()) : call();
        out.arguments.polls = &plan;
        return out;
    }

    // A job that ended at once has its result in the first response, or is read.
    detail::typed_call<finished> finishing(detail::poll_plan const& plan) const
    {
        bool const is_known = !has_status() && (has_first() || !start::has_response);
        auto const& op = !has_status() || ends_by_code() ? start::read() : operation_for<Status, verb_kind::get>();
        detail::typed_call<finished> out{owner(), arguments(op, has_status() ? started_.location : started_.resource)};
        out.arguments.settled = is_known;
        if (has_status())
            out.arguments.polls = &plan;
        else
            out.arguments.latest = plan.deadline();
        if constexpr (start::has_response && std::is_copy_constructible_v<stored>)
            if (has_first()) out.into = *stored_;
        return out;
    }

    template <class Completion, class Token>
    auto start_finishing(deadline until, Token&& token) const
    {
        auto const plan = plan_for_result(until);
        auto made = finishing(plan);
        auto const why = has_no_result();
        return made.template start_prepared<Completion>(why ? detail::engine::prepared(*why) : made.prepare(),
                                                        std::forward<Token>(token));
    }

    std::shared_ptr<detail::engine> engine_{};
    call_options options_{};
    polling how_{};
    detail::started_job started_{};
    status_type (*copy_)(status_type const& stored) = nullptr;  // For a change; other statuses are not copied.
    // The first response. For a change: the representation in the response, or the one into which it is read.
    std::shared_ptr<stored> stored_{};
};

}  // namespace descry
