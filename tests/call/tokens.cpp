#include "document.hpp"

#include <boost/test/unit_test.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using namespace call_test;

namespace {

descry::oauth2_grant refresh_grant(std::function<void(std::string const&)> on_refresh_token = {})
{
    return {"https://login.example",
            "/tenant/oauth2/token",
            {{"client_id", "app"},
             {"client_secret", "s3cret&more"},
             {"grant_type", "refresh_token"},
             {"refresh_token", "r1"}},
            descry::credential_kind::app_user,
            std::move(on_refresh_token)};
}

// A service whose documents need the token that its endpoint gave last.
struct secured {
    std::atomic<int> granted = 0;
    std::function<void(int)> on_grant{};
    std::string token_answer = R"({"token_type":"Bearer","expires_in":"3600","access_token":"a1"})";
    unsigned token_status = 200;
    std::vector<descry::header> token_headers{};

    network transport = answering([this](descry::request const& in) {
        if (in.base_url == "https://login.example") {
            if (++granted; on_grant) on_grant(granted);
            return descry::response{token_status, token_headers, token_answer};
        }
        bool const known = descry::find_header(in.headers, "Authorization") == "Bearer a1";
        return known ? ok(std::string(stored)) : descry::response{401, {}, ""};
    });

    descry::client client(descry::oauth2_grant grant = refresh_grant())
    {
        return make_client(transport, {.credentials = std::move(grant)});
    }

    // The token that is asked for next is good.
    void refuse_first_token()
    {
        token_answer = R"({"expires_in":3600,"access_token":"stale"})";
        on_grant = [this](int number) {
            if (number == 2) token_answer = R"({"expires_in":3600,"access_token":"a1"})";
        };
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(tokens)

BOOST_AUTO_TEST_CASE(a_grant_is_exchanged_for_a_token)
{
    secured service;
    auto const api = service.client();
    (void)api.get<documents>({.id = "7"});

    auto const sent = service.transport->requests().at(0);
    BOOST_TEST(sent.method == "POST");
    BOOST_TEST(sent.base_url + sent.target == "https://login.example/tenant/oauth2/token");
    BOOST_TEST(descry::find_header(sent.headers, "Content-Type") == "application/x-www-form-urlencoded");
    BOOST_TEST(sent.body == "client_id=app&client_secret=s3cret%26more&grant_type=refresh_token&refresh_token=r1");
    BOOST_TEST(service.transport->requests().at(1).headers.at(0).name == "Authorization");
}

BOOST_AUTO_TEST_CASE(a_token_is_used_again)
{
    secured service;
    auto const api = service.client();
    for (int i = 0; i != 5; ++i) (void)api.get<documents>({.id = "7"});
    BOOST_TEST(service.granted == 1);
}

BOOST_AUTO_TEST_CASE(an_expired_token_is_not_used_again)
{
    secured service;
    service.token_answer = R"({"expires_in":0,"access_token":"a1"})";
    auto const api = service.client();
    for (int i = 0; i != 3; ++i) (void)api.get<documents>({.id = "7"});
    BOOST_TEST(service.granted == 3);
}

BOOST_AUTO_TEST_CASE(a_token_that_was_refused_is_renewed_once)
{
    secured service;
    service.refuse_first_token();
    auto const api = service.client();
    BOOST_TEST(api.try_get<documents>({.id = "7"}).has_value());
    BOOST_TEST(service.granted == 2);

    auto const sent = service.transport->requests();
    BOOST_REQUIRE(sent.size() == 4u);
    BOOST_TEST(descry::find_header(sent[1].headers, "Authorization") == "Bearer stale");
    BOOST_TEST(descry::find_header(sent[3].headers, "Authorization") == "Bearer a1");
    BOOST_TEST(descry::find_header(sent[1].headers, "Request-Id") ==
               descry::find_header(sent[3].headers, "Request-Id"));
}

BOOST_AUTO_TEST_CASE(asynchronous_calls_renew_it_as_well)
{
    secured service;
    service.refuse_first_token();
    auto const api = service.client();
    BOOST_TEST(api.async_try_get<documents>({.id = "7"}, boost::asio::use_future).get().has_value());
    BOOST_TEST(service.granted == 2);
}

BOOST_AUTO_TEST_CASE(a_second_refusal_is_final)
{
    secured service;
    service.on_grant = [&](int granted) {
        service.token_answer = R"({"expires_in":3600,"access_token":"wrong)" + std::to_string(granted) + R"("})";
    };
    BOOST_TEST((service.client().try_get<documents>({.id = "7"}).error() == descry::errc::unauthorized));
    BOOST_TEST(service.granted == 2);
    BOOST_TEST(service.transport->requests().size() == 4u);
}

BOOST_AUTO_TEST_CASE(the_same_token_is_not_tried_twice)
{
    secured service;
    auto const api = make_client(service.transport, {.credentials = descry::bearer_token{"wrong"}});
    BOOST_TEST((api.try_get<documents>({.id = "7"}).error() == descry::errc::unauthorized));
    BOOST_TEST(service.transport->requests().size() == 1u);
}

BOOST_AUTO_TEST_CASE(callers_at_the_same_time_cause_one_request)
{
    secured service;
    std::promise<void> asked;
    std::promise<void> answer;
    auto const answered = answer.get_future().share();
    std::atomic<int> requests = 0;
    auto const to = answering([&](descry::request const& in) {
        if (in.base_url != "https://login.example") return ok(std::string(stored));
        if (requests++ == 0) asked.set_value();
        answered.wait();
        return descry::response{200, {}, service.token_answer};
    });
    auto const api = make_client(to, {.credentials = refresh_grant()});

    std::vector<std::future<document>> callers;
    callers.push_back(std::async(std::launch::async, [&] { return api.get<documents>({.id = "7"}); }));
    asked.get_future().wait();
    for (int i = 0; i != 7; ++i) {
        callers.push_back(std::async(std::launch::async, [&] { return api.get<documents>({.id = "7"}); }));
        callers.push_back(api.async_get<documents>({.id = "7"}, boost::asio::use_future));
    }
    answer.set_value();
    for (auto& caller : callers) BOOST_TEST(caller.get().title.value() == "old");
    BOOST_TEST(requests == 1);
}

BOOST_AUTO_TEST_CASE(a_refresh_token_is_spent_once_whoever_asks_first)
{
    for (bool const blocking_first : {true, false}) {
        std::promise<void> asked, answer;
        auto const answered = answer.get_future().share();
        std::atomic<int> requests = 0;
        auto const to = answering([&](descry::request const& in) {
            if (in.base_url != "https://login.example") return ok(std::string(stored));
            if (requests++ != 0) return descry::response{400, {}, R"({"error":"invalid_grant"})"};
            asked.set_value();
            answered.wait();
            return descry::response{200, {}, R"({"expires_in":3600,"access_token":"a1","refresh_token":"r2"})"};
        });
        boost::asio::io_context context;
        auto const api = make_client(to, {.credentials = refresh_grant(), .executor = context.get_executor()});
        std::future<document> blocking, asynchronous;
        auto const block = [&] {
            blocking = std::async(std::launch::async, [&] { return api.get<documents>({.id = "7"}); });
        };
        auto const await = [&] {
            asynchronous = api.async_get<documents>({.id = "7"}, boost::asio::use_future);
            context.restart();
            context.poll();  // the call waits for its token then, and nobody runs its executor
        };
        blocking_first ? block() : await();
        asked.get_future().wait();
        blocking_first ? await() : block();
        answer.set_value();
        BOOST_TEST(blocking.get().title.value() == "old");
        context.run();
        BOOST_TEST(asynchronous.get().title.value() == "old");
        BOOST_TEST(requests == 1);
    }
}

BOOST_AUTO_TEST_CASE(a_new_refresh_token_reaches_the_user_and_the_next_request)
{
    secured service;
    service.token_answer = R"({"expires_in":0,"access_token":"a1","refresh_token":"r2"})";
    std::vector<std::string> stored_tokens;
    auto const api = service.client(refresh_grant([&](std::string const& token) { stored_tokens.push_back(token); }));
    (void)api.get<documents>({.id = "7"});
    (void)api.get<documents>({.id = "7"});
    BOOST_TEST(stored_tokens == std::vector<std::string>{"r2"}, boost::test_tools::per_element());
    BOOST_TEST(service.transport->requests().at(2).body.ends_with("refresh_token=r2"));
}

BOOST_AUTO_TEST_CASE(a_refresh_token_that_could_not_be_stored_is_a_failure)
{
    secured service;
    service.token_answer = R"({"expires_in":3600,"access_token":"a1","refresh_token":"r2"})";
    auto const api = service.client(refresh_grant([](std::string const& token) { throw std::runtime_error(token); }));
    auto const why = api.try_get<documents>({.id = "7"}).error();
    BOOST_TEST((why == descry::errc::token_unavailable));
    BOOST_TEST(why.message().find("r2") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_refused_grant_says_why_and_repeats_no_secret)
{
    secured service;
    service.token_status = 400;
    service.token_answer =
        R"({"error":"invalid_grant","error_description":"AADSTS70008: r1 of s3cret&more (s3cret%26more) has expired"})";
    auto const why = service.client().try_get<documents>({.id = "7"}).error();
    BOOST_TEST((why == descry::errc::token_refused));
    BOOST_TEST(why->status == 400u);
    BOOST_TEST(why->service_code == "invalid_grant");
    BOOST_TEST(why->description == "AADSTS70008: [redacted] of [redacted] ([redacted]) has expired");
    BOOST_TEST(why->operation == "GET /documents/{id}: POST token endpoint");
}

BOOST_AUTO_TEST_CASE(whatever_a_grant_holds_is_a_secret_unless_it_is_known_to_be_none)
{
    secured service;
    service.token_status = 400;
    service.token_answer =
        R"({"error":"invalid_grant","error_description":"app, passw0rd of jane@example, a-s-s-e-r-t"})";
    auto grant = refresh_grant();
    grant.form = {{"grant_type", "password"},
                  {"client_id", "app"},
                  {"username", "jane@example"},
                  {"password", "passw0rd"},
                  {"assertion", "a-s-s-e-r-t"}};
    auto const why = service.client(std::move(grant)).try_get<documents>({.id = "7"}).error();
    BOOST_TEST(why->description == "app, [redacted] of [redacted], [redacted]");
}

BOOST_AUTO_TEST_CASE(an_endpoint_that_fails_or_gives_no_token_is_unavailable)
{
    for (auto const& [status, answer] : {std::pair<unsigned, char const*>{500, "<html>"},
                                         {200, "rubbish"},
                                         {200, "{}"},
                                         {200, R"({"access_token":""})"},
                                         {200, R"({"access_token":5})"},
                                         {503, ""}}) {
        secured service;
        service.token_status = status;
        service.token_answer = answer;
        BOOST_TEST((service.client().try_get<documents>({.id = "7"}).error() == descry::errc::token_unavailable),
                   answer);
    }
}

BOOST_AUTO_TEST_CASE(an_answer_without_a_token_says_why)
{
    struct {
        unsigned status;
        char const* body;
        descry::errc code;
        char const* said;
    } const table[] = {
        {200, R"({"error":"invalid_grant","error_description":"It has expired."})", descry::errc::token_refused,
         "the token endpoint refused the credentials; HTTP 200; service code invalid_grant; It has expired"},
        {200, R"({"error":"invalid_client"})", descry::errc::token_refused, "; service code invalid_client"},
        {200, R"({"error":{"message":"No such app."}})", descry::errc::token_refused, "; No such app"},
        {200, R"({"code":40013,"message":"invalid appid"})", descry::errc::token_refused,
         "; service code 40013; invalid appid"},
        {200, R"({"error":"temporarily_unavailable"})", descry::errc::token_unavailable, "; HTTP 200"},
        {200, "{}", descry::errc::token_unavailable, "the token endpoint's answer holds no access token"},
        {401, R"({"error":{"code":"X","message":"No."}})", descry::errc::token_refused, "; service code X; No"},
        {403, "", descry::errc::token_refused, "refused the credentials"},
        {403, "<html>", descry::errc::token_unavailable, "answered with a page"},
        {404, "Not Found", descry::errc::token_unavailable, "the token endpoint was not found; HTTP 404; Not Found"},
        {405, "", descry::errc::token_unavailable, "the token endpoint was not found; HTTP 405"},
        {410, "<html>", descry::errc::token_unavailable, "the token endpoint was not found; HTTP 410"},
        {302, "", descry::errc::token_unavailable, "the token endpoint was not found; HTTP 302"},
        {500, R"({"error":"server_error"})", descry::errc::token_unavailable, "; service code server_error"},
    };
    for (auto const& one : table) {
        secured service;
        service.token_status = one.status;
        service.token_answer = one.body;
        auto const api = make_client(service.transport, {.credentials = refresh_grant(), .retry = {.max_attempts = 1}});
        auto const why = api.try_get<documents>({.id = "7"}).error();
        BOOST_TEST((why == one.code), why.message());
        BOOST_TEST(why.message().find(one.said) != std::string::npos, why.message());
        BOOST_TEST((one.status != 404 || why.message().find("refused") == std::string::npos));
    }
}

BOOST_AUTO_TEST_CASE(of_an_answer_only_what_is_needed_is_read)
{
    for (auto const* const answer :
         {R"({"access_token":"a1","scope":"a","Scope":"b","scope":[1],"expires_in":"3600"})",
          R"({"Access_Token":"a2","access_token":"a1","ACCESS_TOKEN":5,"token_type":{"x":null}})",
          R"({"access_token":"a1","refresh_token":7.5e3,"error":null,"expires_in":{},"error_description":17})",
          R"({"accessToken":"a1","EXPIRESIN":3599})", R"({"access_token":null,"Access_token":"a1"})"}) {
        secured service;
        service.token_answer = answer;
        BOOST_TEST(service.client().try_get<documents>({.id = "7"}).has_value(), answer);
    }
}

BOOST_AUTO_TEST_CASE(tokens_of_an_answer_are_secrets_however_they_are_spelled)
{
    for (
        auto const* const answer :
        {R"({"error":"no tok-9 nor tok-8","message":"tok-9","AccessToken":{"x":"tok-9"},"data":[{"REFRESH_TOKEN":"tok-8"}]})",
         R"({"error":"tok-9","id_token":"tok-9)", "access_token=tok-9&token_type=bearer", R"("access_token=tok-9")"})
        for (unsigned const status : {200u, 400u}) {
            secured service;
            service.token_status = status;
            service.token_answer = answer;
            service.token_headers = {{"X-Echo", "r1"}, {"WWW-Authenticate", "Basic realm=\"here\""}};
            auto const why = service.client().try_get<documents>({.id = "7"}).error();
            for (auto const* const secret : {"tok-9", "tok-8", "r1"}) {
                BOOST_TEST(why.message().find(secret) == std::string::npos, why.message());
                BOOST_TEST(why.header("X-Echo").find(secret) == std::string::npos);
            }
            BOOST_TEST(why.header("WWW-Authenticate") == "Basic realm=\"here\"");
        }
}

BOOST_AUTO_TEST_CASE(a_client_may_introduce_itself_in_a_header)
{
    auto grant = refresh_grant();
    grant.path = "/tenant/oauth2/v2.0/token";
    grant.form = {{"grant_type", "client_credentials"},
                  {"client_id", "app:1"},
                  {"client_secret", "s3 cret&more"},
                  {"scope", "https://graph.example/.default offline_access"}};
    grant.authentication = descry::client_authentication::basic;
    secured service;
    (void)service.client(grant).get<documents>({.id = "7"});
    auto const sent = service.transport->requests().at(0);
    BOOST_TEST(sent.target == "/tenant/oauth2/v2.0/token");
    BOOST_TEST(sent.body ==
               "grant_type=client_credentials&scope=https%3A%2F%2Fgraph.example%2F.default%20offline_access");
    // app%3A1:s3%20cret%26more
    BOOST_TEST(descry::find_header(sent.headers, "Authorization") == "Basic YXBwJTNBMTpzMyUyMGNyZXQlMjZtb3Jl");

    secured refusing;
    refusing.token_status = 401;
    refusing.token_answer =
        R"({"error":"invalid_client","error_description":"YXBwJTNBMTpzMyUyMGNyZXQlMjZtb3Jl, s3 cret&more"})";
    auto const why = refusing.client(grant).try_get<documents>({.id = "7"}).error();
    BOOST_TEST(why->description == "[redacted], [redacted]", why.message());
}

BOOST_AUTO_TEST_CASE(an_endpoint_that_asks_for_patience_is_given_it)
{
    secured service;
    service.token_status = 429;
    service.token_headers = {{"Retry-After", "3600"}};
    auto const api =
        make_client(service.transport, {.credentials = refresh_grant(), .timeout = std::chrono::minutes(1)});
    auto const why = api.try_get<documents>({.id = "7"}).error();
    BOOST_TEST((why == descry::errc::token_unavailable));
    BOOST_TEST((why->retry_after == std::chrono::hours(1)));
    BOOST_TEST(service.granted == 1);
}

BOOST_AUTO_TEST_CASE(a_function_may_give_the_token)
{
    secured service;
    auto const api =
        make_client(service.transport, {.credentials = descry::bearer_token_function{[] { return "a1"; }}});
    BOOST_TEST(api.try_get<documents>({.id = "7"}).has_value());

    auto const throws = make_client(
        service.transport,
        {.credentials = descry::bearer_token_function{[]() -> std::string { throw std::runtime_error("secret"); }}});
    auto const why = throws.try_get<documents>({.id = "7"}).error();
    BOOST_TEST((why == descry::errc::token_unavailable));
    BOOST_TEST(why.message().find("secret") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_empty_token_is_none)
{
    secured service;
    auto const api = make_client(service.transport, {.credentials = descry::bearer_token{""}});
    BOOST_TEST((api.try_get<documents>({.id = "7"}).error() == descry::errc::token_unavailable));
    BOOST_TEST(service.transport->requests().empty());
}

BOOST_AUTO_TEST_CASE(credentials_of_another_kind_are_refused_before_anything_is_sent)
{
    secured service;
    document value;
    value.tag = "e1";
    descry::bearer_token const app_only{"a1", descry::credential_kind::app_only};

    auto const refused =
        make_client(service.transport, {.credentials = app_only}).try_update<documents>({.id = "7"}, value).error();
    BOOST_TEST((refused == descry::errc::wrong_credential_kind));
    BOOST_TEST(refused.message() ==
               "PUT /documents/{id}: needs App+User credentials by its documentation; the option "
               "any_credential_kind relaxes this check");
    BOOST_TEST(service.transport->requests().empty());

    secured relaxed;
    BOOST_TEST(make_client(relaxed.transport, {.credentials = app_only, .any_credential_kind = true})
                   .try_update<documents>({.id = "7"}, value)
                   .has_value());
    secured reading;
    BOOST_TEST(make_client(reading.transport, {.credentials = app_only}).try_get<documents>({.id = "7"}).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
