#include "fake_time.hpp"
#include "job.hpp"

#include <boost/test/unit_test.hpp>

#include <descry/client/detail/call_steps.hpp>
#include <descry/client/detail/poll_steps.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace call_test;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(polling)

BOOST_AUTO_TEST_CASE(are_asked_less_and_less_often)
{
    auto const never = [](void const*) noexcept { return false; };
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
    using descry::detail::poll_steps;
    using state = poll_steps::state;
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
    auto const never = [](void const*) noexcept { return false; };
    for (auto const& [name, first, until, begins_in, patience, moments] : courses) {
        descry::steady_time now{1h};
        poll_steps steps({{never}, {1s, 5s}, now + first, now + until}, now, now + 20s);
        BOOST_TEST((steps.now_in() == begins_in), name);
        if (begins_in == state::pausing) {
            BOOST_TEST((steps.resume_at() == now + first), name);
            now = steps.resume_at();
            BOOST_TEST((steps.waited() == state::polling), name);
        }
        if (begins_in != state::late) BOOST_TEST((steps.deadline() - now == patience), name);
        for (auto const& m : moments) {
            now += m.takes;
            BOOST_TEST((steps.not_ended(m.asked, now) == m.leads_to), name);
            if (m.leads_to == state::late) continue;
            BOOST_TEST((steps.resume_at() - now == m.pause), name);
            now = steps.resume_at();
            BOOST_TEST((steps.waited() == state::polling), name);
            BOOST_TEST((steps.deadline() - now == m.patience), name);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_result_is_read_within_the_time_of_a_poll_and_of_the_job)
{
    using descry::detail::poll_steps;
    struct {
        std::chrono::seconds ended, patience;
    } const cases[] = {{0s, 20s}, {5s, 20s}, {15s, 15s}, {30s, 0s}, {40s, 0s}};
    for (auto const& [ended, patience] : cases) {
        descry::steady_time const now{1h};
        poll_steps steps({{[](void const*) noexcept { return true; }}, {1s, 5s}, now, now + 30s}, now, now + 20s);
        BOOST_TEST((steps.read_result(now + ended) == poll_steps::state::reading));
        BOOST_TEST((steps.deadline() == now + ended + patience));
    }
}

BOOST_AUTO_TEST_CASE(a_status_is_the_last_one_by_its_type_or_by_what_was_wanted)
{
    using descry::detail::poll_steps;
    auto const finished = [](void const* status) noexcept {
        return is_final(*static_cast<upload_status const*>(status));
    };
    descry::steady_time const now{};
    auto const polls = [&](descry::detail::job_end end) {
        return poll_steps({std::move(end), {1s, 5s}, now, now + 1min}, now, now + 1s);
    };
    upload_status status{"running", {}};
    BOOST_TEST(!polls({finished}).compares());
    BOOST_TEST(!polls({finished}).is_last(&status, {}, {}, {}).value());
    status.state = "failed";
    BOOST_TEST(polls({finished}).is_last(&status, {}, {}, {}).value());

    auto const* const type = descry::operation_for<documents, descry::verb_kind::get>().response;
    auto const change = polls({nullptr, R"({"title":"new","tag":"e1"})", "e1"});
    BOOST_TEST(change.compares());
    BOOST_TEST(change.is_last(nullptr, {R"({"id":"7","title":"new","tag":"e2"})", type}, "e2", {}).value());
    BOOST_TEST(!change.is_last(nullptr, {R"({"title":"old","tag":"e2"})", type}, "e2", {}).value());
    BOOST_TEST(change.is_last(nullptr, {"<html>", type}, "e2", {}).has_error());
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
        auto const finished = [](void const* status) noexcept {
            return is_final(*static_cast<upload_status const*>(status));
        };
        descry::detail::poll_plan const plan(descry::detail::job_end{finished}, descry::polling{1s, 5s}, time.now + 4s,
                                             time.now + 60s);
        upload_status status;
        auto call = descry::detail::prepare_call(time.shared.context,
                                                 {.op = descry::operation_for<upload_jobs, descry::verb_kind::get>(),
                                                  .key = &key,
                                                  .model = nullptr,
                                                  .options = options,
                                                  .polls = &plan});
        call_steps steps(time.shared, std::move(*call), nullptr, {.model = &status}, time.now + 20s);
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
