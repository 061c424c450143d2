#include "files.hpp"

#include <descry/client/line_observer.hpp>
#include <descry/client/multipart.hpp>
#include <descry/client/observer.hpp>
#include <descry/client/wire_log.hpp>
#include <descry/core/base64.hpp>
#include <descry/model/sensitive.hpp>
#include <descry/testing/fake_clock.hpp>

#include <boost/test/unit_test.hpp>

#include <boost/asio/use_future.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <ostream>
#include <sstream>
#include <stdexcept>
#include <streambuf>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

using namespace call_test;
using namespace std::chrono_literals;

namespace {

struct safe_key {
    std::string owner{}, id{};
};
BOOST_DESCRIBE_STRUCT(safe_key, (), (owner, id))

struct safe {
    std::string label{}, pin_code{};
};
BOOST_DESCRIBE_STRUCT(safe, (), (label, pin_code))

struct safe_query {
    std::optional<std::string> sig{}, pin_code{}, page{};
};
BOOST_DESCRIBE_STRUCT(safe_query, (), (sig, pin_code, page))

struct keyed_form {
    std::string grant{}, api_key{}, page_token{};
};
BOOST_DESCRIBE_STRUCT(keyed_form, (), (grant, api_key, page_token))

}  // namespace

template <>
inline constexpr bool descry::sensitive<& safe_key::owner> = true;
template <>
inline constexpr bool descry::sensitive<& safe::pin_code> = true;
template <>
inline constexpr bool descry::sensitive<& safe_query::pin_code> = true;

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

struct safes : descry::resource<safe, safe_key, "/owners/{owner}/safes/{id}",
                                descry::with_query<descry::get, safe_query>, descry::create<descry::form<>, safe>> {};

struct keyed_forms
    : descry::resource<document, document_key, "/forms/{id}", descry::create<descry::form<keyed_form>, document>> {};

// The log of calls that these transports answer, with `<time>` in place of a time.
struct logged {
    std::ostringstream out{};
    descry::client api;

    explicit logged(network const& to, descry::client_options options = {}, std::size_t max_size = 8192)
        : api(make_client(to, with_log(std::move(options), max_size)))
    {
    }

    descry::client_options with_log(descry::client_options options, std::size_t max_size)
    {
        options.wrap_transport = descry::wire_log(out, max_size);
        options.headers.push_back({"User-Agent", "test"});
        return options;
    }

    std::string text() const
    {
        auto all = out.str();
        for (auto at = all.find(" after "); at != std::string::npos; at = all.find(" after ", at + 1))
            all.replace(at + 7, all.find(" ms", at) + 3 - at - 7, "<time>");
        return all;
    }
};

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
    auto const why = document_7.async_try_get(boost::asio::use_future).get().error();
    BOOST_TEST((why == descry::errc::canceled));
    BOOST_TEST(why->explanation == "the client was destroyed");
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
                             "failed GET #1 200!the resource carries no entity tag; read it before changing it"}),
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

BOOST_AUTO_TEST_CASE(a_wire_log_shows_what_is_sent_and_received)
{
    int requests = 0;
    logged log(answering([&](descry::request const&) -> descry::result<descry::response> {
                   if (++requests == 1)
                       return descry::failure(descry::errc::connection_closed, {.explanation = "it closed"});
                   if (requests == 2) return descry::response{503, {{"Retry-After", "0"}}, {}};
                   return descry::response{200,
                                           {{"ETag", "\"e2\""}, {"Set-Cookie", "session=chocolate; Path=/"}},
                                           "{\n  \"title\": \"new\"\n}"};
               }),
               {.credentials = descry::bearer_token{"t0ken-of-the-user"}});
    auto const at = log.api.at<documents>({.id = "7"}).with({.request_id = "r1", .correlation_id = "c1"});
    document changed;
    changed.title = "new";
    changed.tag = "e1";
    (void)at.update(changed);
    auto const numbered = [&](std::string const& number) {
        std::string block;
        for (auto const* const line :
             {" PUT https://documents.example/documents/7", " Authorization: [redacted]", " Accept: application/json",
              " Accept-Encoding: identity", " Request-Id: r1", " Correlation-Id: c1", " User-Agent: test",
              " If-Match: \"e1\"", " Content-Type: application/json", "", " {\"title\":\"new\",\"tag\":\"e1\"}"})
            block += '#' + number + " >" + line + '\n';
        return block;
    };
    BOOST_TEST(log.text() == numbered("1") +
                                 "#1 ! connection closed before the response was complete after <time>: it closed\n" +
                                 numbered("2") + "#2 < 503 after <time>\n#2 < Retry-After: 0\n" + numbered("3") +
                                 "#3 < 200 after <time>\n"
                                 "#3 < ETag: \"e2\"\n"
                                 "#3 < Set-Cookie: [redacted]\n"
                                 "#3 <\n"
                                 "#3 < {\n"
                                 "#3 <   \"title\": \"new\"\n"
                                 "#3 < }\n");
}

BOOST_AUTO_TEST_CASE(a_wire_log_has_the_time_of_the_clock_of_the_client)
{
    auto const time = std::make_shared<descry::testing::fake_clock>();
    auto const network = std::make_shared<descry::testing::scripted_transport>(
        [&](descry::request const&) {
            time->advance(1500ms);
            return ok(std::string(stored));
        },
        time);
    std::ostringstream out;
    auto const api = make_client(network, {.wrap_transport = descry::wire_log(out)});
    (void)api.get<documents>({.id = "7"});
    (void)api.async_get<documents>({.id = "7"}, boost::asio::use_future).get();
    BOOST_TEST(out.str().find("#1 < 200 after 1500 ms\n") != std::string::npos);
    BOOST_TEST(out.str().find("#2 < 200 after 1500 ms\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_wire_log_shows_no_secret)
{
    using descry::client_authentication;
    std::vector<std::pair<std::string, std::string>> const form{{"grant_type", "refresh_token"},
                                                                {"client_id", "app"},
                                                                {"client_secret", "s3cret of&app"},
                                                                {"refresh_token", "s3cret-refresh-1"},
                                                                {"device_code", "s3cret-device"}};
    auto const grant = [&](client_authentication how) {
        return descry::oauth2_grant{
            .authority = "https://login.example", .path = "/token", .form = form, .authentication = how};
    };
    for (descry::credentials const& given : std::vector<descry::credentials>{
             descry::no_credentials{}, descry::bearer_token{"s3cret-token"}, descry::basic{"u", "s3cret-basic"},
             descry::bearer_token_function{[] { return std::string("s3cret-token"); }},
             grant(client_authentication::form), grant(client_authentication::basic)}) {
        for (bool const is_async : {false, true}) {
            // The service repeats everything that it got, in fields and in the body.
            auto const echoing = answering([](descry::request const& sent) -> descry::result<descry::response> {
                if (sent.target == "/token")
                    return ok(R"({"access_token":"s3cret-token","refresh_token":"s3cret-refresh-2","expires_in":9})");
                std::string all = sent.target + ' ' + sent.body;
                for (auto const& h : sent.headers) all += '|' + h.value;
                return descry::response{
                    200,
                    {{"X-Echo", all},
                     {"Location",
                      "https://u:s3cret-pw@x.example/?access_token=s3cret-other&X-Goog-Signature=s3cret-goog"
                      "&X-Amz-Security-Token=s3cret-amz&sas_token=s3cret-sas"},
                     {"Set-Cookie", "a=s3cret-cookie; Path=/"},
                     {"Content-Type", "application/json"}},
                    R"({"label":")" + std::string(descry::find_header(sent.headers, "Authorization")) +
                        R"(","pinCode":"s3cret-pin"})"};
            });
            logged log(echoing,
                       {.credentials = given,
                        .headers = {{"X-Api-Key", "s3cret-key"},
                                    {"Cookie", "a=s3cret-c1; b=\"s3cret-c2\""},
                                    {"X-Basic-Authorization", "Basic " + descry::base64_encode("u:s3cret-basic")}}});
            auto const at = log.api.at<safes>({.owner = "s3cret owner", .id = "9"});
            safe_query const query{.sig = "s3cret-sig", .pin_code = "s3cret&pin", .page = "p2"};
            if (is_async) {
                (void)at.async_get(query, boost::asio::use_future).get();
                (void)at.async_create({"open", "s3cret pin"}, boost::asio::use_future).get();
            } else {
                (void)at.get(query);
                (void)at.create({"open", "s3cret pin"});
            }
            auto const text = log.text();
            BOOST_TEST(text.find("s3cret") == std::string::npos, text);
            BOOST_TEST(text.find(descry::base64_encode("u:s3cret-basic")) == std::string::npos, text);
            BOOST_TEST(text.find("page=p2") != std::string::npos, text);
            BOOST_TEST(text.find("/safes/9") != std::string::npos, text);
            BOOST_TEST(text.find("label=open") != std::string::npos, text);
            bool const has_grant = std::holds_alternative<descry::oauth2_grant>(given);
            BOOST_TEST((text.find("POST https://login.example/token") != std::string::npos) == has_grant, text);
            BOOST_TEST((text.find("grant_type=refresh_token") != std::string::npos) == has_grant, text);
        }
    }
}

// The names are those of services: Vault, Kubernetes, Microsoft Graph, Amazon, Google, Okta and GitHub.
BOOST_AUTO_TEST_CASE(a_wire_log_shows_no_member_with_the_name_of_a_secret)
{
    for (std::string const name :
         {"token", "client_token", "apiKey", "api-key", "webhook_secret", "secretText", "SecretString",
          "privateKeyData", "secret_access_key", "newPassword", "passphrase", "primaryConnectionString", "asyncToken",
          "homepage_token", "restart-token", "asynctoken"}) {
        logged log(answering(ok("{\"" + name + R"(":"s3cret-9/8","all":{")" + name +
                                R"(":["s3cret-7",null,true,["s3cret-6"]],"n":1},"e":"s3cret-9%2F8"})")));
        (void)log.api.at<documents>({.id = "7"}).try_get();
        auto const text = log.text();
        BOOST_TEST(text.find("s3cret") == std::string::npos, text);
        BOOST_TEST(text.find(R"("n":1},"e":"[redacted]"})") != std::string::npos, text);
    }
    logged lines(answering(ok("{\"a\":1}\n{\"a\":2,\"token\" : \"s3cret\"}\n")));
    (void)lines.api.at<documents>({.id = "7"}).try_get();
    BOOST_TEST(lines.text().find("s3cret") == std::string::npos);

    logged form(answering(ok("{}")));
    (void)form.api.at<keyed_forms>({.id = "7"}).try_create({.grant = "g", .api_key = "s3cret", .page_token = "p2"});
    BOOST_TEST(form.text().find(" > grant=g&apiKey=[redacted]&pageToken=p2\n") != std::string::npos, form.text());
}

BOOST_AUTO_TEST_CASE(a_wire_log_shows_what_only_sounds_like_a_secret)
{
    std::string const body =
        R"({"pagingToken":"a1","scroll_token":"a2","bookmarkToken":"a3","$skiptoken":"a4","nextpagetoken":"a5",)"
        R"("nextPageToken":"p2","continuation_token":"c3","NextToken":"n4","syncToken":"s5","newStartPageToken":"6",)"
        R"("token_type":"Bearer","max_tokens":7,"tokenEndpoint":"/t","secretName":"s8","key":"PROJ-9","publicKey":"k",)"
        R"("signature":"pgp","code":"c","requiresPassword":true,"password_policy":"strong","apiKeyId":"id",)"
        R"("volumes":[{"secret":{"secretName":"tls","mode":420}}],"serviceAccountToken":{"path":"token"}})";
    logged log(answering(descry::response{200,
                                          {{"Content-Type", "application/json"},
                                           {"X-Next-Page-Token", "p2"},
                                           {"x-ms-continuation-token", "c3"},
                                           {"X-Token-Expires", "9"},
                                           {"X-Idempotency-Key", "i1"},
                                           {"Access-Control-Allow-Credentials", "true"},
                                           {"X-Secret-Name", "n"}},
                                          body}));
    (void)log.api.at<documents>({.id = "7"}).try_get();
    BOOST_TEST(log.text().find("redacted") == std::string::npos, log.text());
    BOOST_TEST(log.text().find(body) != std::string::npos, log.text());
}

BOOST_AUTO_TEST_CASE(fields_of_a_service_are_secret_by_name_or_by_declaration)
{
    static constexpr std::string_view declared[] = {"X-Tenant-Pin", "X-Reply-Pin"};
    static constexpr descry::service api{.secret_headers = declared};
    auto const echoing = answering([](descry::request const& sent) -> descry::response {
        std::string all;
        for (auto const& h : sent.headers) all += h.value + '|';
        return {500, {{"X-Reply-Pin", "s3cret-reply"}}, "you sent " + all + " and get s3cret-reply"};
    });
    std::ostringstream out;
    descry::client const client({.base_url = "https://documents.example",
                                 .headers = {{"X-Vault-Token", "s3cret-vault"},
                                             {"PRIVATE-TOKEN", "s3cret-lab"},
                                             {"DD-API-KEY", "s3cret-dog"},
                                             {"DD-Application-Key", "s3cret-app"},
                                             {"X-Tenant-Pin", "s3cret-pin"},
                                             {"X-Plain", "plain"}},
                                 .retry = {.max_attempts = 1},
                                 .custom_transport = echoing,
                                 .wrap_transport = descry::wire_log(out)},
                                api);
    auto const why = client.try_get<documents>({.id = "7"}).error();
    auto const seen = out.str();
    for (auto const* const sent : {"s3cret-vault", "s3cret-lab", "s3cret-dog", "s3cret-app", "s3cret-pin"}) {
        BOOST_TEST(why->body.find(sent) == std::string::npos, why->body);
        BOOST_TEST(seen.find(sent) == std::string::npos, seen);
    }
    BOOST_TEST(why.header("X-Reply-Pin") == "[redacted]");
    BOOST_TEST(seen.find("s3cret-reply") == std::string::npos, seen);
    BOOST_TEST(seen.find("X-Plain: plain") != std::string::npos, seen);
}

BOOST_AUTO_TEST_CASE(members_that_only_look_like_secrets_may_be_declared_readable)
{
    static constexpr std::string_view declared[] = {"token", "pass_phrase", "password", "access_token"};
    static constexpr descry::service api{.readable_members = declared};
    struct seen {
        descry::failure why;
        std::string log;
    };
    auto const call = [](descry::service const& of, std::string body) -> seen {
        std::ostringstream out;
        descry::client const client({.base_url = "https://documents.example",
                                     .headers = {{"X-Token", "s3cret-field"}},
                                     .retry = {.max_attempts = 1},
                                     .custom_transport = answering({500, {}, std::move(body)}),
                                     .wrap_transport = descry::wire_log(out)},
                                    of);
        document const sent{"7", "new", "e1", descry::read_json<document>(R"({"token":"noun"})")->extras};
        auto const why = client.at<documents>({"7"}).try_update(sent).error();
        return {why, out.str()};
    };
    // What is sent and what is received, in any casing, in JSON that was cut too.
    std::string const body =
        R"({"Token":"verb","tokens":[{"token":["a","noun"],"passPhrase":"x y"}],"text":"the noun"})";
    auto const shown = call(api, body);
    BOOST_TEST(shown.why->body == body);
    BOOST_TEST(shown.log.find(body) != std::string::npos, shown.log);
    BOOST_TEST(shown.log.find(R"("token":"noun")") != std::string::npos, shown.log);
    auto const cut = std::string(R"({"token":"verb","text":"a)");
    BOOST_TEST(call(api, cut).why->body == cut);
    BOOST_TEST(call(api, R"({"errors":{"token":["is no word"]}})").why->description == "token: is no word");

    // Without the declaration they are secrets, as is each occurrence of their values.
    auto const hidden = call({}, body);
    BOOST_TEST(hidden.why->body.find("noun") == std::string::npos, hidden.why->body);
    BOOST_TEST(hidden.log.find("verb") == std::string::npos, hidden.log);
    BOOST_TEST(call({}, cut).why->body == "[redacted]");
    BOOST_TEST(call({}, R"({"errors":{"token":["is no word"]}})").why->description == "");

    // Credentials remain secret, and so do values that are secret elsewhere, parameters and fields.
    auto const kept = call(api, R"({"password":"s3cret-1","access_token":"s3cret-2","token":"s3cret-field",)"
                                R"("secret":"s3cret-3"})");
    BOOST_TEST(kept.why->body.find("s3cret") == std::string::npos, kept.why->body);
    BOOST_TEST(kept.log.find("s3cret") == std::string::npos, kept.log);
    BOOST_TEST(call(api, R"({"next":"/x?token=s3cret-4"})").log.find("s3cret") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_wire_log_is_bounded_and_shows_no_octets_of_files)
{
    auto const last = [](logged const& log) {
        auto const text = log.text();
        return text.substr(text.find(" < 200"));
    };
    auto const of = [&](descry::response const& in, std::size_t max_size = 8192) {
        logged log(answering(in), {}, max_size);
        (void)log.api.at<documents>({.id = "7"}).try_get();
        return last(log);
    };
    auto const body = R"({"title":")" + std::string(100, 'x') + R"("})";
    BOOST_TEST(of({200, {}, body}, 15) ==
               " < 200 after <time>\n#1 <\n#1 < {\"title\":\"xxxxx\n#1 < [97 more octets]\n");
    BOOST_TEST(of({200, {}, "\"\xC3\xBC\xC3\xBC\""}, 4) ==
               " < 200 after <time>\n#1 <\n#1 < \"\xC3\xBC\n#1 < [3 more octets]\n");
    BOOST_TEST(of({200, {{"A", "1"}, {"B", std::string(20, 'b')}, {"C", "2"}}, "{}"}, 16) ==
               " < 200 after <time>\n#1 < A: 1\n#1 < [2 more fields]\n#1 <\n#1 < {}\n");
    BOOST_TEST(of({200, {}, std::string("\xFF\x00\x01", 3)}) == " < 200 after <time>\n#1 <\n#1 < [3 octets]\n");
    BOOST_TEST(of({200, {}, "a\x1B[31m\tb\r\n\nc"}) == " < 200 after <time>\n#1 <\n#1 < a [31m b\n#1 <\n#1 < c\n");

    logged files(answering(pdf("%PDF-1")));
    recording_sink sink;
    (void)files.api.at<statements>({.id = "7"}).download(sink);
    BOOST_TEST(last(files).ends_with("\n#1 <\n#1 < [6 octets]\n"));
    BOOST_TEST(sink.body == "%PDF-1");
    descry::multipart form;
    form.file("file", "a.txt", "text of the file", "text/plain");
    (void)files.api.at<attachments>({.id = "7"}).try_upload(form);
    BOOST_TEST(files.text().find("text of the file") == std::string::npos);
    BOOST_TEST(files.text().find(" octets]", files.text().find("#2 > [")) != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_wire_log_writes_whole_messages_and_disturbs_no_call)
{
    std::ostringstream out;
    auto const log = descry::wire_log(out);
    {
        auto const one = make_client(answering(ok(std::string(stored))), {.wrap_transport = log});
        auto const other = make_client(answering(ok(std::string(stored))), {.wrap_transport = log});
        std::vector<std::thread> threads;
        for (auto const* const api : {&one, &other, &one, &other})
            threads.emplace_back([api] {
                for (int i = 0; i != 50; ++i) (void)api->at<documents>({.id = "7"}).get();
            });
        for (auto& each : threads) each.join();
    }
    // Lines of one message are together: a block has one number and one direction.
    int blocks = 0;
    std::string before;
    std::istringstream lines(out.str());
    for (std::string line; std::getline(lines, line);) {
        auto const begin = line.substr(0, line.find_first_of("<>") + 1);
        blocks += begin != std::exchange(before, begin);
    }
    BOOST_TEST(blocks == 4 * 50 * 2);

    struct failing_buffer : std::streambuf {
        int_type overflow(int_type) override { throw std::runtime_error("the disk is full"); }
    } buffer;
    std::ostream broken(&buffer);
    broken.exceptions(std::ios_base::badbit);
    auto const api = make_client(answering(ok(std::string(stored))), {.wrap_transport = descry::wire_log(broken)});
    BOOST_TEST(api.at<documents>({.id = "7"}).get().title.value() == "old");
    BOOST_TEST(api.at<documents>({.id = "7"}).async_get(boost::asio::use_future).get().title.value() == "old");
}

BOOST_AUTO_TEST_SUITE_END()
