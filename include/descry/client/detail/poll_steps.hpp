// poll_steps: polls the status of a job until the job has ended or its deadline is near.
#pragma once

#include <descry/client/detail/call_arguments.hpp>
#include <descry/client/detail/call_failure.hpp>
#include <descry/client/detail/link.hpp>
#include <descry/client/detail/poll_plan.hpp>
#include <descry/client/detail/prepared_call.hpp>
#include <descry/client/detail/read_response.hpp>
#include <descry/client/detail/retry.hpp>
#include <descry/client/detail/same_state.hpp>
#include <descry/core/error.hpp>
#include <descry/http/detail/status.hpp>
#include <descry/http/message.hpp>
#include <descry/model/detail/typed_pointer.hpp>
#include <descry/rest/detail/operation.hpp>

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace descry {

namespace detail {

/// The polls of a job as a state machine. Each poll is a call with a deadline of its own.
class poll_steps {
public:
    enum class state {
        pausing,    ///< Wait until `resume_at`; then `waited`.
        polling,    ///< Request the status, until `deadline`; then `got_response`.
        decoding,   ///< Decode the response into `place`; then `got_status`.
        late,       ///< No further status would arrive by the deadline of the job.
        not_ready,  ///< The job has not ended, and the response to its only poll has no status.
        reading,    ///< The job has succeeded: read its result at `result_link`, until `deadline`.
        failed,     ///< The job has ended without success.
        ended,      ///< All that the call returns was decoded.
    };

    /// The result of the call is decoded into `out`. `deadline` is that of the first poll; the others have the same
    /// time limit.
    poll_steps(poll_plan plan, result_place const& out, steady_time now, steady_time deadline)
        : plan_(std::move(plan)), out_(out), timeout_(deadline - now), deadline_(deadline)
    {
        schedule(now);
    }

    state now_in() const noexcept { return state_; }
    steady_time resume_at() const noexcept { return plan_.next_poll(); }
    steady_time deadline() const noexcept { return deadline_; }

    state waited() noexcept { return state_ = state::polling; }

    /// The response to a poll. If it has no content, its status and its fields tell whether the job has ended.
    state got_response(received_call const& of, response const& in)
    {
        retry_after_ = retry_after(in, of.date);
        if (in.status == 303 && !compares())
            if (auto const elsewhere = find_header(in.headers, "Location"); !elsewhere.empty())
                return ended_elsewhere(of, elsewhere);
        bool const is_empty = in.body_size() == 0;
        if (in.status == 202 && (is_empty || by_code())) return without_status(of.at);
        if (!is_success(in.status) || !is_empty) return state_ = state::decoding;
        if (by_code() || (!retry_after_ && !compares())) return ended_without_content(of.at);
        return is_not_ready(of, in) ? without_status(of.at) : state_ = state::decoding;
    }

    /// The destination of the response in `decoding`: the result of the call, unless that is the result of the job.
    result_place place()
    {
        auto const& result = plan_.result_to_read();
        if (by_code()) return result ? out_ : result_place{};
        if (!result) return out_;
        if (!status_.owner) status_ = result->make_status();
        return {.model = status_};
    }

    /// True if the response is needed after it was decoded.
    bool keeps_response() const noexcept { return compares() || (plan_.result_to_read() && !by_code()); }

    /// The response was decoded. It has the body `document`, unless that is not needed, and its model the entity tag
    /// `tag`.
    result<state> got_status(received_call const& of, std::string_view document, std::string_view tag)
    {
        auto const& result = plan_.result_to_read();
        if (plan_.is_single()) return state_ = state::ended;
        auto const is_last = is_final(*of.call.op, document, tag);
        if (!is_last) return is_last.error();
        if (!*is_last) return not_ended(of.at);
        if (!result || by_code()) return state_ = state::ended;
        if (!result->succeeded(place().model)) return state_ = state::failed;
        return succeeded(result->link, of.at);
    }

    /// The operation that reads the result, and its link, which is empty if the service gave none.
    operation const& result_operation() const noexcept { return *plan_.result_to_read()->read; }
    job_link const& result_link() const noexcept { return result_link_; }

private:
    bool by_code() const noexcept { return plan_.end().by() == job_end_by::code; }
    // True if the end is determined from the document of a status.
    bool compares() const noexcept { return plan_.end().by() == job_end_by::change; }

    // The document has no sensitive members, which services do not return.
    result<bool> is_final(operation const& op, std::string_view document, std::string_view tag)
    {
        auto const& end = plan_.end();
        if (by_code()) return true;
        if (!compares()) return end.is_final(place().model);
        typed_text const current{document, op.response};
        return shows_change({end.changes, op.response}, current, {end.tag, tag, end.version}, op.sensitive);
    }

    // The job has ended, and its result is at another location (RFC 9110, 15.4.4).
    state ended_elsewhere(received_call const& of, std::string_view location)
    {
        reset_status();
        return succeeded({link_found_at(of.call.message.target, of.call.origin, location)}, of.at);
    }

    // The job has ended with a response that has no status, such as 204. It may be the result, if there is no link.
    state ended_without_content(steady_time now)
    {
        reset_status();
        auto const& result = plan_.result_to_read();
        bool const is_result =
            by_code() && result && !result->is_known && result->link.text.empty() && result->read->response;
        if (is_result) return state_ = state::decoding;
        return succeeded(result ? result->link : job_link(), now);
    }

    void reset_status()
    {
        if (by_code() || compares()) return;
        if (auto const model = place().model) plan_.end().reset(model);
    }

    state succeeded(job_link const& link, steady_time now)
    {
        auto const& result = plan_.result_to_read();
        if (!result || !result->read->response || (result->is_known && link.text.empty())) return state_ = state::ended;
        result_link_ = link;
        deadline_ = now + std::min(timeout_, std::max(plan_.deadline() - now, steady_time::duration::zero()));
        return state_ = state::reading;
    }

    state without_status(steady_time now) { return plan_.is_single() ? state_ = state::not_ready : not_ended(now); }

    state not_ended(steady_time now)
    {
        plan_.not_ended(retry_after_, now);
        return schedule(now);
    }

    state schedule(steady_time now) noexcept
    {
        if (plan_.is_late(now)) return state_ = state::late;
        auto const at = std::max(now, plan_.next_poll());
        deadline_ = at + std::min(timeout_, plan_.deadline() - at);
        return state_ = at > now ? state::pausing : state::polling;
    }

    poll_plan plan_;
    result_place out_;
    steady_time::duration timeout_;
    steady_time deadline_;
    std::optional<std::chrono::seconds> retry_after_{};  // of the last response
    typed_object status_{};                              // if the call does not return it
    job_link result_link_{};
    state state_ = state::polling;
};

}  // namespace detail

}  // namespace descry
