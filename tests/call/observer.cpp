#include "document.hpp"

#include <descry/client/line_observer.hpp>
#include <descry/client/observer.hpp>

#include <boost/test/unit_test.hpp>

#include <boost/asio/use_future.hpp>

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace call_test;

BOOST_AUTO_TEST_SUITE(observer)

namespace {

// The notifications as words.
class listener final : public descry::observer {
public:
    std::vector<std::string> told{};
    std::vector<std::string> ids{};

    void started(descry::call_event const& e) override { note("started", e); }
    void sent(descry::call_event const& e) override { note("sent", e); }
    void received(descry::call_event const& e) override { note("received", e); }
    void retried(descry::call_event const& e) override { note("retried", e); }
    void succeeded(descry::call_event const& e) override { note("succeeded", e); }
    void failed(descry::call_event const& e) override { note("failed", e); }

private:
    void note(std::string what, descry::call_event const& e)
    {
        BOOST_TEST(e.path == "/documents/{id}");
        BOOST_TEST(e.elapsed.count() >= 0);
        (what += ' ') += e.method;
        (what += " #") += std::to_string(e.attempt);
        if (e.status != 0) (what += ' ') += std::to_string(e.status);
        told.push_back(what + (e.error ? '!' + e.error.message() : ""));
        ids.emplace_back(e.request_id);
    }
};

using words = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_CASE(is_told_of_each_step)
{
    int answers = 0;
    auto const to = answering([&](descry::request const&) {
        return ++answers == 1 ? descry::response{503, {}, ""} : ok(std::string(stored));
    });
    auto const told = std::make_shared<listener>();
    auto const api = make_client(to, {.observer = told});
    (void)api.get<documents>({.id = "7"});
    BOOST_TEST(told->told == (words{"started GET #1", "sent GET #1", "received GET #1 503",
                                    "retried GET #1 503!service unavailable", "sent GET #2", "received GET #2 200",
                                    "succeeded GET #2 200"}),
               boost::test_tools::per_element());
    for (auto const& id : told->ids) BOOST_TEST(id == descry::find_header(to->requests().at(0).headers, "Request-Id"));
}

BOOST_AUTO_TEST_CASE(is_told_of_failures)
{
    auto const told = std::make_shared<listener>();
    auto const to = answering([](descry::request const&) -> descry::result<descry::response> {
        return descry::failure(descry::errc::certificate_expired);
    });
    (void)make_client(to, {.observer = told}).try_get<documents>({.id = "7"});
    BOOST_TEST(told->told == (words{"started GET #1", "sent GET #1",
                                    "failed GET #1!the server's certificate is not valid at this time"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(is_not_told_of_the_end_of_what_never_started)
{
    auto const told = std::make_shared<listener>();
    auto const document_7 =
        make_client(answering(ok(std::string(stored))), {.observer = told}).at<documents>({.id = "7"});
    BOOST_TEST((document_7.try_get().error() == descry::errc::canceled));
    BOOST_TEST((document_7.async_try_get(boost::asio::use_future).get().error() == descry::errc::canceled));
    BOOST_TEST(told->told.empty());
}

BOOST_AUTO_TEST_CASE(is_told_of_the_answer_that_refused_the_only_token)
{
    auto const told = std::make_shared<listener>();
    auto const fails = [](std::shared_ptr<descry::observer> by) {
        descry::client_options options{.credentials = descry::bearer_token{"t"}, .observer = std::move(by)};
        (void)make_client(answering({401, {}, "no"}), std::move(options)).try_get<documents>({.id = "7"});
    };
    fails(told);
    BOOST_TEST(
        told->told == (words{"started GET #1", "sent GET #1", "received GET #1 401", "failed GET #1 401!unauthorized"}),
        boost::test_tools::per_element());
    std::string line;
    fails(descry::make_line_observer([&](std::string_view told_line, bool) { line = told_line; }));
    BOOST_TEST(line.starts_with("GET /documents/{id}: 401, unauthorized after "));
    BOOST_TEST(line.find(" 2 received") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(is_told_the_status_of_an_answer_whose_body_was_lost)
{
    auto const told = std::make_shared<listener>();
    descry::failure const cut(descry::errc::connection_closed, {.status = 200, .response_begun = true});
    auto const api = make_client(
        answering([&](descry::request const&) -> descry::result<descry::response> { return cut; }), {.observer = told});
    BOOST_TEST((api.at<documents>({.id = "7"}).try_get().error() == descry::errc::connection_closed));
    BOOST_TEST(told->told.back().starts_with("failed GET #1 200!"));
}

BOOST_AUTO_TEST_CASE(is_told_of_no_answer_when_the_attempt_with_another_token_gets_none)
{
    int tokens = 0;
    auto const told = std::make_shared<listener>();
    auto const to = answering([&](descry::request const&) -> descry::result<descry::response> {
        if (tokens == 1) return descry::response{401, {}, "no"};
        return descry::failure(descry::errc::certificate_expired);
    });
    auto const credentials = descry::bearer_token_function{[&] { return std::to_string(++tokens); }};
    (void)make_client(to, {.credentials = credentials, .observer = told}).try_get<documents>({.id = "7"});
    BOOST_TEST(told->told == (words{"started GET #1", "sent GET #1", "received GET #1 401", "sent GET #1",
                                    "failed GET #1!the server's certificate is not valid at this time"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(is_told_of_an_update_and_of_the_read_that_finds_out_about_it_apart)
{
    for (bool const is_done : {true, false}) {
        int requests = 0;
        auto const told = std::make_shared<listener>();
        auto const to = answering([&](descry::request const& in) -> descry::result<descry::response> {
            if (in.method == "GET") return ok(std::string(is_done ? R"({"id":"7","title":"new"})" : stored));
            if (++requests == 1) return descry::failure(descry::errc::connection_closed);
            return descry::response{412, {}, {}};
        });
        document const sent{.id = "7", .title = "new", .tag = {}, .extras = {}};
        auto const made = make_client(to, {.observer = told})
                              .at<documents>({.id = "7"})
                              .with({.headers = {{"If-Match", "\"e1\""}}})
                              .try_update(sent);
        BOOST_TEST(made.has_value() == is_done);
        BOOST_TEST(told->told == (words{"started PUT #1", "sent PUT #1",
                                        "retried PUT #1!" + make_error_code(descry::errc::connection_closed).message(),
                                        "sent PUT #2", "received PUT #2 412", "started GET #1", "sent GET #1",
                                        "received GET #1 200", "succeeded GET #1 200",
                                        is_done ? "succeeded PUT #2 412"
                                                : "failed PUT #2 412!" +
                                                      make_error_code(descry::errc::outcome_unknown).message()}),
                   boost::test_tools::per_element());
        BOOST_TEST(told->ids.front() == told->ids.back());
    }
}

BOOST_AUTO_TEST_CASE(a_modify_is_two_calls)
{
    auto const told = std::make_shared<listener>();
    auto const api = make_client(answering(ok(std::string(stored))), {.observer = told});
    (void)api.at<documents>({.id = "7"}).modify([](document&) {});
    BOOST_TEST(told->told == (words{"started GET #1", "sent GET #1", "received GET #1 200", "succeeded GET #1 200",
                                    "started PUT #1", "sent PUT #1", "received PUT #1 200", "succeeded PUT #1 200"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_read_whose_update_is_never_sent_has_one_end)
{
    auto const told = std::make_shared<listener>();
    auto const api = make_client(answering(ok(std::string(stored))), {.observer = told});
    words const refused{"started GET #1", "sent GET #1", "received GET #1 200",
                        "failed GET #1 200!the function that changes the resource threw"};
    auto const refuses = [](document&) { throw std::domain_error("not so"); };
    BOOST_CHECK_THROW(api.at<documents>({.id = "7"}).modify(refuses), std::domain_error);
    BOOST_TEST(std::exchange(told->told, {}) == refused, boost::test_tools::per_element());
    (void)api.at<documents>({.id = "7"}).async_try_modify(refuses, boost::asio::use_future).get();
    BOOST_TEST(std::exchange(told->told, {}) == refused, boost::test_tools::per_element());

    auto const untagged = make_client(answering(ok(R"({"id":"7"})")), {.observer = told});
    (void)untagged.at<documents>({.id = "7"}).try_modify([](document&) {});
    BOOST_TEST(
        told->told == (words{"started GET #1", "sent GET #1", "received GET #1 200",
                             "failed GET #1 200!the resource carries no entity tag; read it before updating it"}),
        boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(lines_tell_what_may_be_shown_and_nothing_else)
{
    std::vector<std::string> lines;
    auto const api = make_client(answering(descry::response{404, {}, "secret-body"}),
                                 {.credentials = descry::bearer_token{"secret-token"},
                                  .observer = descry::make_line_observer([&](std::string_view line, bool failed) {
                                      BOOST_TEST(failed);
                                      lines.emplace_back(line);
                                  })});
    (void)api.at<documents>({.id = "secret-id"})
        .with({.request_id = "r1", .correlation_id = "c1", .traceparent = "00-aa-bb-01"})
        .try_get();
    BOOST_REQUIRE(lines.size() == 1u);
    BOOST_TEST(lines[0].starts_with("GET /documents/{id}: 404, not found after "));
    BOOST_TEST(lines[0].ends_with(
        " ms, 0 bytes sent, 11 received, request id r1, correlation id c1, traceparent 00-aa-bb-01"));
    BOOST_TEST(lines[0].find("secret") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
