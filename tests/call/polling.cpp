#include "fake_time.hpp"
#include "job.hpp"

#include <boost/test/unit_test.hpp>

#include <descry/client/detail/call_steps.hpp>
#include <descry/client/detail/poll_steps.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace call_test;
using namespace std::chrono_literals;
using descry::detail::pointer_to;
using descry::detail::typed_const_pointer;

BOOST_AUTO_TEST_SUITE(polling)

namespace {

// The polls of a job of `upload_jobs`, with a fake clock.
struct polls {
    fake_time time{};
    descry::detail::attempt_steps poll = time.attempts(descry::operation_for<upload_jobs, descry::verb_kind::get>());
    descry::detail::poll_steps steps;

    polls(descry::detail::poll_plan plan, descry::detail::result_place const& out = {})
        : steps(std::move(plan), out, time.now, time.now + 20s)
    {
    }

    descry::detail::poll_steps::state got(descry::response const& in)
    {
        return steps.got_response(poll.received(), in);
    }
};

struct removed_jobs : descry::resource<upload_status, document_key, "/v1/jobs/{id}", descry::remove<>> {};

bool never(typed_const_pointer) noexcept { return false; }
bool is_final_status(typed_const_pointer status) noexcept { return is_final(status.as<upload_status>()); }
bool has_finished_status(typed_const_pointer status) noexcept { return has_finished(status.as<upload_status>()); }
void reset_status(descry::detail::typed_pointer status) { status.as<upload_status>() = {}; }

// 202 without content.
descry::response not_yet(std::optional<std::chrono::seconds> retry_after)
{
    if (!retry_after) return {202, {}, {}};
    return {202, {{"Retry-After", std::to_string(retry_after->count())}}, {}};
}

}  // namespace

BOOST_AUTO_TEST_CASE(are_asked_less_and_less_often)
{
    descry::steady_time now{};
    descry::detail::poll_plan plan({never}, {1s, 5s}, now, now + 1min);
    auto const pause = [&](std::optional<std::chrono::seconds> asked = {}) {
        plan.not_ended(asked, now);
        auto const out = plan.next_poll() - now;
        now = plan.next_poll();
        return out;
    };
    BOOST_TEST((pause() == 1s));
    BOOST_TEST((pause() == 2s));
    BOOST_TEST((pause() == 4s));
    BOOST_TEST((pause() == 5s));
    BOOST_TEST((pause(20s) == 20s));  // as the service requests
    BOOST_TEST((pause(0s) == 1s));    // but never immediately
    BOOST_TEST((pause() == 5s));
    now = descry::steady_time(54s);
    BOOST_TEST((pause() == 3s));  // shortened, so that one more poll is in time
    BOOST_TEST(!plan.is_late(now));
    BOOST_TEST((pause() == 1500ms));
    BOOST_TEST((pause() == 1s));
    BOOST_TEST(!plan.is_late(now));
    pause();
    BOOST_TEST(plan.is_late(now));
}

BOOST_AUTO_TEST_CASE(are_polled_state_by_state)
{
    using state = descry::detail::poll_steps::state;
    struct moment {
        std::chrono::seconds takes;                 // until the status was received
        std::optional<std::chrono::seconds> asked;  // requested by the service
        state leads_to;
        std::chrono::milliseconds pause;
        std::chrono::milliseconds patience;  // the time limit of the next poll
    };
    struct {
        char const* name;
        std::chrono::seconds first, until;  // of the job, relative to the start
        state begins_in;
        std::chrono::seconds patience;
        std::vector<moment> moments;
    } const courses[] = {
        {"pauses double",
         0s,
         1h,
         state::polling,
         20s,
         {{0s, {}, state::pausing, 1s, 20s}, {0s, {}, state::pausing, 2s, 20s}, {3s, {}, state::pausing, 4s, 20s}}},
        {"as the service asks",
         7s,
         1h,
         state::pausing,
         20s,
         {{0s, 20s, state::pausing, 20s, 20s}, {0s, 0s, state::pausing, 1s, 20s}}},
        {"the last poll has what is left",
         0s,
         30s,
         state::polling,
         20s,
         {{5s, 10s, state::pausing, 10s, 15s}, {0s, 10s, state::pausing, 10s, 5s}, {0s, 10s, state::late, 0s, 0s}}},
        {"the first poll has no more", 0s, 5s, state::polling, 5s, {{5s, {}, state::late, 0s, 0s}}},
        {"asked to come after the deadline", 0s, 30s, state::polling, 20s, {{0s, 30s, state::late, 0s, 0s}}},
        {"too late from the start", 0s, 0s, state::late, 20s, {}},
        {"the first poll would be too late", 9s, 9s, state::late, 20s, {}},
    };
    for (auto const& [name, first, until, begins_in, patience, moments] : courses) {
        auto const begin = fake_time::begin;
        polls job({{never}, {1s, 5s}, begin + first, begin + until});
        auto& [time, poll, steps] = job;
        BOOST_TEST((steps.now_in() == begins_in), name);
        if (begins_in == state::pausing) {
            BOOST_TEST((steps.resume_at() == time.now + first), name);
            time.now = steps.resume_at();
            BOOST_TEST((steps.waited() == state::polling), name);
        }
        if (begins_in != state::late) BOOST_TEST((steps.deadline() - time.now == patience), name);
        for (auto const& m : moments) {
            time.now += m.takes;
            BOOST_TEST((job.got(not_yet(m.asked)) == m.leads_to), name);
            if (m.leads_to == state::late) continue;
            BOOST_TEST((steps.resume_at() - time.now == m.pause), name);
            time.now = steps.resume_at();
            BOOST_TEST((steps.waited() == state::polling), name);
            BOOST_TEST((steps.deadline() - time.now == m.patience), name);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_result_is_read_within_the_time_of_a_poll_and_of_the_job)
{
    using state = descry::detail::poll_steps::state;
    struct {
        std::chrono::seconds ended, patience;
    } const cases[] = {{0s, 20s}, {5s, 20s}, {15s, 15s}, {30s, 0s}, {40s, 0s}};
    auto const begin = fake_time::begin;
    for (auto const& [ended, patience] : cases) {
        descry::detail::job_result const result{.read = &descry::operation_for<documents, descry::verb_kind::get>()};
        polls job({{.is_final = is_final_status, .by_code = true}, {1s, 5s}, begin, begin + 30s, result});
        job.time.now += ended;
        BOOST_TEST((job.got({303, {{"Location", "/documents/7"}}, {}}) == state::reading));
        BOOST_TEST((job.steps.deadline() == begin + ended + patience));
    }
}

BOOST_AUTO_TEST_CASE(a_status_is_the_last_one_by_its_type_or_by_what_was_wanted)
{
    using state = descry::detail::poll_steps::state;
    upload_status status{"running", {}};
    auto const is_last = [&](descry::detail::job_end end, std::string_view document = {}, std::string_view tag = {}) {
        polls job({std::move(end), {1s, 5s}, fake_time::begin, fake_time::begin + 1min}, {.model = pointer_to(status)});
        job.poll = job.time.attempts(descry::operation_for<documents, descry::verb_kind::get>());
        BOOST_TEST(job.steps.keeps_response() == !document.empty());
        auto const reached = job.steps.got_status(job.poll.received(), document, tag);
        if (!reached) return descry::result<bool>(reached.error());
        BOOST_TEST((*reached == state::pausing || *reached == state::ended));
        return descry::result<bool>(*reached == state::ended);
    };
    BOOST_TEST(!is_last({is_final_status}).value());
    status.state = "failed";
    BOOST_TEST(is_last({is_final_status}).value());

    descry::detail::job_end const change{nullptr, R"({"title":"new","tag":"e1"})", "e1"};
    BOOST_TEST(is_last(change, R"({"id":"7","title":"new","tag":"e2"})", "e2").value());
    BOOST_TEST(!is_last(change, R"({"id":"7","title":"old","tag":"e2"})", "e2").value());
    BOOST_TEST(is_last(change, "<html>", "e2").has_error());
}

BOOST_AUTO_TEST_CASE(each_response_to_a_poll_leads_to_a_state)
{
    using state = descry::detail::poll_steps::state;
    using descry::detail::job_end;
    using descry::detail::job_result;
    auto const& get = descry::operation_for<documents, descry::verb_kind::get>();
    auto const make_status = descry::detail::make_object<upload_status>;
    job_end const by_status{.is_final = is_final_status, .reset = reset_status},
        by_code{.is_final = is_final_status, .reset = reset_status, .by_code = true}, by_change{.changes = "{}"};
    std::optional<job_result> const none, linked(job_result{&get, {"/v1/9", true}, has_finished_status, make_status}),
        unlinked(job_result{&get, {}, has_finished_status, make_status}),
        known(job_result{&get, {}, has_finished_status, make_status, true}),
        nothing(job_result{&descry::operation_for<removed_jobs, descry::verb_kind::remove>(),
                           {"/v1/9", true},
                           has_finished_status,
                           make_status});
    descry::response const some = ok("{}"), empty{204, {}, {}}, empty_for_now{204, {{"Retry-After", "3"}}, {}},
                           accepted_with_body{202, {}, "{}"}, elsewhere{303, {{"Location", "?id=3"}}, {}},
                           nowhere{303, {}, {}};
    struct {
        char const* name;
        job_end end;
        std::optional<job_result> result;
        descry::response in;
        state leads_to;
        char const* decoded = "";  // the status, after `decoding`
        state then{};
        char const* link = "";  // of the result, in `reading`
    } const cases[] = {
        {"a status", by_status, none, some, state::decoding, "running", state::pausing},
        {"a final status", by_status, none, some, state::decoding, "finished", state::ended},
        {"202 without a status", by_status, none, not_yet({}), state::pausing},
        {"202 with a status", by_status, none, accepted_with_body, state::decoding, "running", state::pausing},
        {"no status any more", by_status, none, empty, state::ended},
        {"no status yet", by_status, none, empty_for_now, state::pausing},
        {"elsewhere without a result", by_status, none, elsewhere, state::ended},
        {"303 without a Location", by_status, none, nowhere, state::decoding},
        {"a failure", by_status, none, {503, {}, {}}, state::decoding},
        {"success", by_status, linked, some, state::decoding, "finished", state::reading, "/v1/9"},
        {"no success", by_status, linked, some, state::decoding, "failed", state::failed},
        {"a result after no status", by_status, linked, empty, state::reading, "", {}, "/v1/9"},
        {"a result elsewhere", by_status, linked, elsewhere, state::reading, "", {}, "/documents/7?id=3"},
        {"a result without a link", by_status, unlinked, some, state::decoding, "finished", state::reading, ""},
        {"a result that is known", by_status, known, some, state::decoding, "finished", state::ended},
        {"a known result elsewhere", by_status, known, elsewhere, state::reading, "", {}, "/documents/7?id=3"},
        {"a result without a response", by_status, nothing, some, state::decoding, "finished", state::ended},
        {"202 with content by code", by_code, none, accepted_with_body, state::pausing},
        {"another code", by_code, none, some, state::decoding, "", state::ended},
        {"another code without content", by_code, none, empty, state::ended},
        {"another code with Retry-After", by_code, none, empty_for_now, state::ended},
        {"the result itself", by_code, unlinked, some, state::decoding, "", state::ended},
        {"an empty result itself", by_code, unlinked, empty, state::decoding, "", state::ended},
        {"a result at a link by code", by_code, linked, empty, state::reading, "", {}, "/v1/9"},
        {"a result elsewhere by code", by_code, linked, elsewhere, state::reading, "", {}, "/documents/7?id=3"},
        {"a changed resource without content", by_change, none, empty, state::decoding},
        {"a changed resource for which there is nothing yet", by_change, none, empty_for_now, state::pausing},
        {"a changed resource elsewhere", by_change, none, elsewhere, state::decoding},
        {"a change that is not made yet", by_change, none, not_yet({}), state::pausing},
    };
    for (auto const& [name, end, result, in, leads_to, decoded, then, link] : cases) {
        upload_status status{"running", {}};
        polls job({end, {1s, 5s}, fake_time::begin, fake_time::begin + 1min, result}, {.model = pointer_to(status)});
        job.poll = job.time.attempts(get);
        auto reached = job.got(in);
        BOOST_TEST((reached == leads_to), name);
        bool const is_read = reached == state::decoding && then != state{};
        if (is_read) {
            auto const to = job.steps.place().model;
            BOOST_TEST(bool(to) == (end.by() != descry::detail::job_end_by::code || result), name);
            if (to) to.as<upload_status>().state = decoded;
            reached = job.steps.got_status(job.poll.received(), {}, {}).value();
            BOOST_TEST((reached == then), name);
        }
        if (reached == state::reading) BOOST_TEST(job.steps.result_link().text == link, name);
        bool const is_reset = !is_read && !result && end.by() == descry::detail::job_end_by::status;
        if (reached == state::ended && is_reset) BOOST_TEST(!status.state.has_value(), name);
    }
}

BOOST_AUTO_TEST_CASE(the_response_to_a_single_poll_is_its_outcome)
{
    using state = descry::detail::poll_steps::state;
    struct {
        descry::response in;
        state leads_to;
    } const cases[] = {
        {ok("{}"), state::decoding},     {{202, {}, "{}"}, state::decoding},
        {not_yet(3s), state::not_ready}, {{204, {{"Retry-After", "3"}}, {}}, state::not_ready},
        {{204, {}, {}}, state::ended},   {{303, {{"Location", "/v1/9"}}, {}}, state::ended},
    };
    for (auto const& [in, leads_to] : cases) {
        upload_status status{"running", {}};
        polls job(descry::detail::poll_plan::once({.is_final = is_final_status, .reset = reset_status}),
                  {.model = pointer_to(status)});
        BOOST_TEST((job.steps.now_in() == state::polling));
        BOOST_TEST((job.got(in) == leads_to));
        if (leads_to == state::decoding)
            BOOST_TEST((job.steps.got_status(job.poll.received(), {}, {}).value() == state::ended));
    }
}

BOOST_AUTO_TEST_CASE(each_response_to_a_poll_leads_to_a_step)
{
    using descry::detail::call_steps;
    using next = call_steps::next;
    struct {
        char const* name;
        descry::response in;
        next leads_to;
        std::chrono::seconds pause;
        descry::errc code;
    } const cases[] = {
        {"a status", state("running"), next::wait, 1s, {}},
        {"a status with Retry-After", {200, {{"Retry-After", "9"}}, R"({"state":"running"})"}, next::wait, 9s, {}},
        {"202 without a status", {202, {{"Retry-After", "7"}}, {}}, next::wait, 7s, {}},
        {"202 that asks for nothing", {202, {}, {}}, next::wait, 1s, {}},
        {"202 with a status", {202, {}, R"({"state":"running"})"}, next::wait, 1s, {}},
        {"204 that is not ready", {204, {{"Retry-After", "3"}}, {}}, next::wait, 3s, {}},
        {"the last status", state("finished"), next::done, 0s, {}},
        {"a retry", {503, {{"Retry-After", "2"}}, {}}, next::wait, 2s, {}},
        {"a refusal", {404, {}, {}}, next::done, 0s, descry::errc::not_found},
        {"no time for another status",
         {202, {{"Retry-After", "60"}}, {}},
         next::done,
         0s,
         descry::errc::deadline_exceeded},
    };
    for (auto const& [name, in, leads_to, pause, code] : cases) {
        fake_time time;
        document_key const key{"9"};
        descry::call_options const options;
        descry::detail::poll_plan const plan(descry::detail::job_end{is_final_status}, descry::polling{1s, 5s},
                                             time.now + 4s, time.now + 60s);
        upload_status status;
        auto call = descry::detail::prepare_call(time.shared.context,
                                                 {.op = descry::operation_for<upload_jobs, descry::verb_kind::get>(),
                                                  .key = &key,
                                                  .model = {},
                                                  .options = options,
                                                  .polls = &plan});
        call_steps steps(time.shared, std::move(*call), nullptr, {.model = pointer_to(status)}, time.now + 20s);
        BOOST_TEST((steps.start() == next::wait && steps.resume_at() == time.now + 4s), name);
        time.now = steps.resume_at();
        BOOST_TEST((steps.waited() == next::token), name);
        BOOST_TEST((steps.deadline() == time.now + 20s), name);
        BOOST_TEST((steps.got_token(std::string()) == next::send), name);
        auto const id = descry::find_header(steps.message().headers, "Request-Id");
        std::string const first(id);
        BOOST_TEST((steps.got_response(in) == leads_to), name);
        if (leads_to == next::wait) {
            BOOST_TEST((steps.resume_at() - time.now == pause), name);
            time.now = steps.resume_at();
            BOOST_TEST((steps.waited() == next::token), name);
            BOOST_TEST((descry::find_header(steps.message().headers, "Request-Id") == first) == (in.status == 503),
                       name);
            BOOST_TEST((steps.stop(descry::errc::canceled) == next::done), name);
            BOOST_TEST((steps.outcome().error() == descry::errc::canceled), name);
        } else {
            BOOST_TEST((steps.outcome() ? code == descry::errc() : steps.outcome().error() == code), name);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
