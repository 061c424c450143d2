#include "document.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

using namespace call_test;

BOOST_AUTO_TEST_SUITE(failures)

namespace {

struct count {
    int star_count = 0;
};
BOOST_DESCRIBE_STRUCT(count, (), (star_count))

struct own_detail {
    std::string code;
    std::optional<std::string> field;
};
BOOST_DESCRIBE_STRUCT(own_detail, (), (code, field))
struct own_error {
    std::string message;
    std::vector<own_detail> errors;
    std::optional<int> level;
};
BOOST_DESCRIBE_STRUCT(own_error, (), (message, errors, level))
struct optional_error {
    std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(optional_error, (), (reason))
struct strict_error {
    int fault = 0;
    std::string reason, trace = "none";
    std::optional<own_detail> first;
};
BOOST_DESCRIBE_STRUCT(strict_error, (), (fault, reason, trace, first))
struct tagged_documents
    : descry::resource<document, document_key, "/documents/{id}", descry::get, descry::put<document_tag>> {};
struct new_documents
    : descry::resource<document, document_key, "/documents/{id}", descry::get, descry::put<descry::if_absent>> {};
struct present_documents
    : descry::resource<document, document_key, "/documents/{id}", descry::get, descry::put<descry::if_exists>> {};
std::string code_of(own_error const& why) { return why.errors.empty() ? std::string() : why.errors[0].code; }

descry::failure failed(descry::response in, descry::client_options options = {})
{
    options.retry.max_attempts = 1;
    return make_client(answering(std::move(in)), std::move(options)).try_get<documents>({.id = "7"}).error();
}

void check(std::string body, std::string const& code, std::string const& description)
{
    BOOST_TEST_CONTEXT(body)
    {
        auto const why = failed({403, {{"Content-Type", "application/problem+json"}}, body});
        BOOST_TEST(why->service_code == code);
        BOOST_TEST(why->description == description);
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE(each_status_has_its_code)
{
    std::pair<unsigned, descry::errc> const table[] = {
        {301, descry::errc::unexpected_status},   {400, descry::errc::bad_request},
        {401, descry::errc::unauthorized},        {403, descry::errc::forbidden},
        {404, descry::errc::not_found},           {405, descry::errc::method_not_allowed},
        {406, descry::errc::not_acceptable},      {408, descry::errc::request_timeout},
        {409, descry::errc::state_conflict},      {412, descry::errc::conflict},
        {418, descry::errc::client_error},        {428, descry::errc::precondition_required},
        {429, descry::errc::too_many_requests},   {500, descry::errc::server_error},
        {503, descry::errc::service_unavailable}, {504, descry::errc::gateway_timeout},
    };
    for (auto const& [status, code] : table) {
        auto const why = failed({status, {}, ""});
        BOOST_TEST((why == code), status << " gave " << why.message());
        BOOST_TEST(why->status == status);
    }
}

BOOST_AUTO_TEST_CASE(a_refused_condition_is_named)
{
    auto const message = [](unsigned status, auto const& change) {
        auto const api = make_client(answering({status, {}, ""}));
        auto out = change(api).error().message();
        return out.substr(0, out.find("; request id"));
    };
    auto const put = [](auto resource) {
        return [=](descry::client const& api) {
            return api.at<decltype(resource)>({"7"}).try_update(document{"7", "new", "e1", {}});
        };
    };
    std::string const operation = "PUT /documents/{id}: ";
    BOOST_TEST(message(412, put(tagged_documents())) ==
               operation + "the resource was changed since it was read; HTTP 412");
    BOOST_TEST(message(412, put(new_documents())) == operation + "the resource exists already; HTTP 412");
    BOOST_TEST(message(412, put(present_documents())) == operation + "the resource does not exist; HTTP 412");
    BOOST_TEST(message(409, put(new_documents())) ==
               operation + "the request conflicts with the state of the resource; HTTP 409");
    BOOST_TEST(message(428, put(present_documents())) ==
               operation + "the service requires a precondition, such as If-Match; HTTP 428");

    // A lost response to a creation: whether it was carried out is not known, although the resource exists.
    auto const to = answering([sent = 0](descry::request const& in) mutable -> descry::result<descry::response> {
        if (in.method == "GET") return descry::response{403, {}, ""};
        if (++sent == 1) return descry::failure(descry::errc::connection_closed);
        return descry::response{412, {}, ""};
    });
    auto const why = put(new_documents())(make_client(to)).error();
    BOOST_TEST((why == descry::errc::outcome_unknown));
    BOOST_TEST(why.message().starts_with(operation + why.code().message() + "; HTTP 412"), why.message());
}

BOOST_AUTO_TEST_CASE(a_failed_answer_keeps_its_body_and_ids)
{
    auto const to = answering(descry::response{
        500, {{"request-id", "r9"}, {"Correlation-Id", "c1"}, {"Retry-After", "7"}}, "<html>down</html>"});
    auto const api = make_client(to, {.retry = {.max_attempts = 1}});
    auto const why = api.at<documents>({.id = "7"}).with({.request_id = "r1"}).try_get().error();
    BOOST_TEST((why == descry::errc::server_error));
    BOOST_TEST(why->body == "<html>down</html>");
    BOOST_TEST(why->request_id == "r1");
    BOOST_TEST(why->correlation_id == "c1");
    BOOST_TEST((why->retry_after == std::chrono::seconds(7)));
    BOOST_TEST(why.message() == "GET /documents/{id}: the service failed; HTTP 500; request id r1; correlation id c1");
}

BOOST_AUTO_TEST_CASE(a_failed_answer_keeps_its_headers_without_secrets)
{
    std::string const challenge = R"(Bearer error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ==")";
    descry::response const answer{302,
                                  {{"Location", "/elsewhere?token=s3cret"},
                                   {"WWW-Authenticate", challenge},
                                   {"X-RateLimit-Remaining", "0"},
                                   {"Set-Cookie", "session=1"},
                                   {"ETag", "\"e2\""}},
                                  "gone"};
    auto const head = std::make_shared<descry::response_head>();
    auto const api = make_client(answering(answer), {.credentials = descry::bearer_token{"s3cret"}});
    auto const why = api.at<documents>({.id = "7"}).with({.head = head}).try_get().error();
    for (auto const& [name, value] : {std::pair{"location", std::string("/elsewhere?token=[redacted]")},
                                      {"www-authenticate", challenge},
                                      {"X-RateLimit-Remaining", "0"},
                                      {"Set-Cookie", "[redacted]"},
                                      {"etag", "\"e2\""},
                                      {"Retry-After", ""}}) {
        BOOST_TEST(why.header(name) == value);
        BOOST_TEST(descry::find_header(head->headers, name) == value);
    }
    BOOST_TEST(head->status == 302u);
    BOOST_TEST(head->body_size == 4u);
    BOOST_TEST(why.message().find("elsewhere") == std::string::npos);
    BOOST_TEST(descry::failure(descry::errc::canceled).header("ETag") == "");

    auto const unread = make_client(answering({201, {{"Location", "/documents/8"}}, "<html>"}))
                            .at<documents>({.id = "7"})
                            .with({.head = head})
                            .try_get()
                            .error();
    BOOST_TEST(unread.header("Location") == "/documents/8");
    BOOST_TEST(head->status == 201u);
}

BOOST_AUTO_TEST_CASE(a_failure_keeps_so_many_headers_and_no_more)
{
    descry::response many{404, {{"First", std::string(descry::max_failure_header_bytes, 'x')}}, {}};
    for (int i = 0; i != 1000; ++i) many.headers.push_back({"N", std::to_string(i)});
    auto const why = failed(many);
    BOOST_TEST(why->headers.size() == descry::max_failure_headers);
    BOOST_TEST(why.header("First") == "");
    BOOST_TEST(why.header("N") == "0");
}

BOOST_AUTO_TEST_CASE(a_problem_says_what_is_wrong)  // RFC 9457
{
    check(R"({"type":"https://example.com/no-credit","title":"No credit.","status":403,"detail":"It costs 50."})",
          "https://example.com/no-credit", "It costs 50.");
    check(R"({"type":"about:blank","title":"Forbidden","status":403})", "", "Forbidden");
    check(R"({"title":"Forbidden","detail":[1]})", "", "Forbidden");
    check(R"({"status":403,"detail":"There is no such resource."})", "", "There is no such resource.");
}

BOOST_AUTO_TEST_CASE(an_error_may_be_a_text_or_one_of_several)
{
    check(R"({"error":"There is no such thing."})", "", "There is no such thing.");
    check(R"({"error":"invalid_grant","error_description":"It has expired."})", "invalid_grant", "It has expired.");
    check(R"({"error":"Not Found","message":"Gone.","code":7})", "7", "Gone.");
    check(R"({"error":null,"message":"Gone."})", "", "Gone.");
    check(R"({"errors":[{"code":"a1","detail":"One."},{"code":"b2"}]})", "a1", "One.");
    check(R"({"message":"Validation Failed","errors":[{"code":"missing_field"}]})", "missing_field",
          "Validation Failed");
    check(R"({"errors":["One.","Two."]})", "", "One.");
    check(R"({"errors":[]})", "", "");
    check(R"([{"errorCode":"X","code":1,"message":"One."},{"code":2}])", "1", "One.");
    check(R"({"errorMessages":["One.","Two."],"errors":{}})", "", "One.");
    check(R"({"errors":"Not Found"})", "", "Not Found");
    check(R"({"errors":{"code":"a","message":"One."}})", "a", "One.");
    check(R"({"errors":{"code":"a"}})", "a", "");
    check(R"({"errorMessages":[],"errors":{"level":7,"summary":"It is missing.","x":"No."}})", "", "level: 7");
    check(R"({"errors":{"name":["It is missing.","It is short."]}})", "", "name: It is missing.");
    check(R"({"message":{"base":[],"name":["It is missing."],"tags":["No."]}})", "", "name: It is missing.");
    check(R"({"errors":{"password":["hunter22 is too short"],"access_token":"ya29","name":["It is short."]}})", "",
          "name: It is short.");
    check(R"({"code":"E1","detail":{"request_id":"abc"}})", "E1", "");
    check(R"({"error":{"message":{"lang":"en","value":"No."}}})", "", "No.");
    check(R"([])", "", "");
}

BOOST_AUTO_TEST_CASE(a_long_body_is_cut)
{
    BOOST_TEST(failed({500, {}, std::string(100'000, 'x')})->body.size() == descry::max_failure_body);
}

BOOST_AUTO_TEST_CASE(a_body_of_very_many_members_is_searched_up_to_a_limit)
{
    std::string body = R"({"code":"900")";
    for (int i = 0; i != 2000; ++i) body += ",\"m" + std::to_string(i) + "\":0";
    body += R"(,"description":"too late"})";
    auto const why = failed({500, {}, body});
    BOOST_TEST(why->service_code == "900");
    BOOST_TEST(why->description == "");
    BOOST_TEST(why->body.starts_with(body.substr(0, 1000)));
}

BOOST_AUTO_TEST_CASE(code_and_words_are_found_in_the_forms_of_many_services)
{
    check(R"({"error":{"code":"Request_BadRequest","message":{"lang":"en-US","value":"It is invalid."}}})",
          "Request_BadRequest", "It is invalid.");
    check(R"({"odata.error":{"code":"X","message":{"lang":"en","value":"No."}}})", "X", "No.");
    check(R"({"errorCode":"E0000011","errorSummary":"Invalid token.","errorCauses":[]})", "E0000011", "Invalid token.");
    check(R"({"detail":[{"loc":["body","name"],"msg":"field required","type":"value_error.missing"}]})",
          "value_error.missing", "field required");
    check(R"({"detail":["One.","Two."]})", "", "One.");
    check(R"("No such customer.")", "", "No such customer.");
    check(
        "{\"error\":{\"code\":\"BadRequest\",\"message\":\"Bad.\",\"innererror\":{\"code\":\"PasswordError\","
        "\"innerError\":{\"code\":\"PasswordTooShort\",\"minLength\":6}}}}",
        "PasswordTooShort", "Bad.");
    check(R"({"error":{"code":"a","message":"b","innererror":{"message":"c","innererror":{"date":"d"}}}})", "a", "b");
    check(R"({"kind":"Status","status":"Failure","message":"No.","reason":"NotFound","code":403})", "NotFound", "No.");
    check(R"({"error":{"code":403,"message":"No.","status":"PERMISSION_DENIED"}})", "PERMISSION_DENIED", "No.");
    check(R"({"error":{"code":403,"message":"No.","errors":[{"reason":"forbidden","message":"x"}]}})", "forbidden",
          "No.");
    check(R"({"code":403,"message":"No.","errors":[{"reason":"It is closed."}]})", "403", "No.");
    check(R"({"code":403,"message":"No.","status":"error"})", "403", "No.");
    check(R"({"code":403,"message":"No.","reason":"It is closed."})", "403", "No.");
    check(R"({"code":20403,"message":"No.","reason":"Closed"})", "20403", "No.");
    check(R"({"error":{"innererror":{"innererror":{"code":"PasswordTooShort","message":"Bad."}}}})", "PasswordTooShort",
          "Bad.");
    check(R"({"error":{"code":"a","message":"b","innererror":{"type":"System.Exception","message":"c"}}})", "a", "b");
    check("\xEF\xBB\xBF{\"code\":1,\"message\":\"m\"}", "1", "m");
    check("<html><title>Forbidden</title></html>", "", "");
    check("\n <?xml version='1.0'?><a/>", "", "");
}

BOOST_AUTO_TEST_CASE(a_service_may_declare_its_errors)
{
    auto const why_of = [](descry::service const& api, std::string body) {
        descry::client const client({.base_url = "https://a.example",
                                     .retry = {.max_attempts = 1},
                                     .custom_transport = answering({422, {}, body})},
                                    api);
        return client.try_get<documents>({.id = "7"}).error();
    };
    std::string const body =
        R"({"message":"Invalid.","errors":[{"code":"taken","field":"s3cret"}],"level":7,"code":"x"})";
    descry::service const by_function{.read_error = descry::read_error<own_error, code_of, &own_error::message>};
    auto const why = why_of(by_function, body);
    BOOST_TEST(why->service_code == "taken");
    BOOST_TEST(why->description == "Invalid.");
    BOOST_TEST(why.as<own_error>().value().errors.at(0).field.value() == "s3cret");
    BOOST_TEST(!why.as<count>());

    descry::service const by_member{.read_error = descry::read_error<own_error, &own_error::level, nullptr>};
    BOOST_TEST(why_of(by_member, body)->service_code == "7");
    BOOST_TEST(why_of(by_member, body)->description == "");
    descry::service const by_none{.read_error = descry::read_error<own_error, nullptr, &own_error::level>};
    BOOST_TEST(why_of(by_none, body)->service_code == "");
    BOOST_TEST(why_of(by_none, body)->description == "7");

    static constexpr auto throws = [](own_error const&) -> std::string { throw std::out_of_range("no"); };
    descry::service const by_exception{.read_error = descry::read_error<own_error, throws, nullptr>};
    BOOST_TEST(why_of(by_exception, body)->service_code == "x");
    descry::service const lenient{.read_error = descry::read_error<optional_error, &optional_error::reason, nullptr>};
    BOOST_TEST(why_of(lenient, body)->service_code == "x");
    BOOST_TEST(why_of(lenient, R"({"reason":"r"})")->service_code == "r");

    auto const other = why_of(by_function, R"({"code":"proxy","message":7})");
    BOOST_TEST(other->service_code == "proxy");
    BOOST_TEST(other->description == "7");
    for (auto const* const none : {"", "<html>", "[]", "7"}) BOOST_TEST(!why_of(by_function, none).as<own_error>());
    BOOST_TEST(!descry::failure(descry::errc::canceled).as<own_error>());
}

BOOST_AUTO_TEST_CASE(an_error_without_a_required_member_has_its_code)
{
    static constexpr auto inner_code = [](strict_error const& why) { return why.first.value().code; };
    constexpr auto by_members = descry::read_error<strict_error, &strict_error::fault, &strict_error::reason>;
    constexpr auto by_function = descry::read_error<strict_error, inner_code, &strict_error::trace>;
    constexpr auto by_element = descry::read_error<own_error, code_of, &own_error::message>;
    struct {
        bool (*read)(std::string_view, descry::read_options const&, descry::failure_details&);
        char const *body, *code, *description;
    } const cases[] = {
        {by_members, R"({"fault":7,"reason":"r"})", "7", "r"},
        {by_members, R"({"fault":7,"trace":"t"})", "7", ""},
        {by_members, R"({"reason":"r","code":"x"})", "", "r"},
        {by_members, R"({"code":"x","message":"m"})", "x", "m"},            // the error of a proxy
        {by_members, R"({"fault":"7","reason":"r","code":"x"})", "x", ""},  // another type
        {by_function, R"({"first":{"code":"c"},"reason":"r"})", "c", ""},
        {by_function, R"({"fault":7,"code":"x"})", "x", ""},
        {by_element, R"({"errors":[{"code":"c"}]})", "c", ""},
        {by_element, R"({"message":"m"})", "", "m"},
    };
    for (auto const& [read, body, code, description] : cases) {
        descry::client const client({.base_url = "https://a.example", .custom_transport = answering({422, {}, body})},
                                    {.read_error = read});
        auto const why = client.try_get<documents>({.id = "7"}).error();
        BOOST_TEST(why->service_code == code, body);
        BOOST_TEST(why->description == description, body);
        BOOST_TEST(!why.as<strict_error>());
    }
}

BOOST_AUTO_TEST_CASE(names_in_errors_are_as_case_sensitive_as_those_in_results)
{
    std::string const body = R"({"Reason":"proxy","code":"c"})";
    for (bool const exact : {false, true}) {
        descry::client const client(
            {.base_url = "https://a.example", .custom_transport = answering({422, {}, body})},
            {.exact_names = exact, .read_error = descry::read_error<optional_error, &optional_error::reason, nullptr>});
        auto const why = client.try_get<documents>({.id = "7"}).error();
        BOOST_TEST(why->service_code == (exact ? "c" : "proxy"));
        BOOST_TEST(why.as<optional_error>()->reason.has_value() == !exact);
    }
    descry::client const pascal({.base_url = "https://a.example", .custom_transport = answering({422, {}, body})},
                                {.body = {.names = descry::casing::pascal}, .exact_names = true});
    BOOST_TEST(pascal.try_get<documents>({.id = "7"}).error().as<optional_error>()->reason.value() == "proxy");
}

BOOST_AUTO_TEST_CASE(of_an_own_error_secrets_are_redacted)
{
    auto const why =
        failed({403, {}, R"({"message":"not s3cret","errors":[]})"}, {.credentials = descry::bearer_token{"s3cret"}});
    BOOST_TEST(why.as<own_error>().value().message == "not [redacted]");
}

BOOST_AUTO_TEST_CASE(what_is_temporary_or_a_conflict_is_seen_in_the_body)
{
    static descry::service const api{
        .is_conflict = [](descry::failure_details const& why) { return why.body.find("Conflict") != why.body.npos; },
        .is_transient =
            [](descry::failure_details const& why) { return find_header(why.headers, "X-Retry") == "yes"; }};
    struct {
        descry::response first;
        descry::errc code;
        std::size_t attempts;
    } const cases[] = {
        {{409, {}, R"({"reason":"Conflict"})"}, descry::errc::conflict, 1},
        {{409, {}, R"({"reason":"AlreadyExists"})"}, descry::errc::state_conflict, 1},
        {{409, {{"X-Retry", "yes"}}, {}}, descry::errc::state_conflict, 2},
    };
    for (auto const& [first, code, attempts] : cases) {
        auto const to = answering(first);
        descry::client const client({.base_url = "https://a.example",
                                     .retry = {.max_attempts = 2, .base_delay = std::chrono::milliseconds(0)},
                                     .custom_transport = to},
                                    api);
        BOOST_TEST((client.try_get<documents>({.id = "7"}).error() == code));
        BOOST_TEST(to->requests().size() == attempts);
    }
}

BOOST_AUTO_TEST_CASE(a_service_may_report_a_status_in_the_body)
{
    static constexpr auto status_of = [](descry::failure_details const& got) -> unsigned {
        auto const in_body = descry::read_json<count>(got.body);
        return in_body ? static_cast<unsigned>(in_body->star_count) : got.status;
    };
    static descry::service const api{.request_id_header = "Request-Id", .status_of = status_of};
    struct {
        unsigned status;
        std::string body;
        std::optional<descry::errc> code;
        std::size_t attempts;
        bool maybe_done;
    } const cases[] = {
        {200, R"({"starCount":404,"error":"no_such","message":"Not here."})", descry::errc::not_found, 1, false},
        {200, R"({"starCount":401})", descry::errc::unauthorized, 1, false},
        {200, R"({"starCount":412})", descry::errc::conflict, 1, false},
        {200, R"({"starCount":429})", descry::errc::too_many_requests, 2, false},
        {200, R"({"starCount":503})", descry::errc::service_unavailable, 2, true},
        {500, R"({"starCount":400})", descry::errc::bad_request, 1, false},
        {500, R"({"starCount":200,"id":"7","tag":"e1"})", std::nullopt, 1, false},
        {200, R"({"id":"7","tag":"e1"})", std::nullopt, 1, false},
    };
    for (auto const& [status, body, code, attempts, maybe_done] : cases) {
        BOOST_TEST_CONTEXT(status << ' ' << body)
        {
            auto const to = answering({status, {}, body});
            descry::client const client({.base_url = "https://a.example",
                                         .retry = {.max_attempts = 2, .base_delay = std::chrono::milliseconds(0)},
                                         .custom_transport = to},
                                        api);
            document const sent{.id = "7", .title = {}, .tag = "e1", .extras = {}};
            auto const put = client.at<documents>({.id = "7"}).try_update(sent);
            BOOST_TEST(to->requests().size() == attempts);
            BOOST_REQUIRE(put.has_value() == !code);
            if (put) continue;
            BOOST_TEST((put.error() == *code));
            BOOST_TEST(put.error()->maybe_done == maybe_done);
            BOOST_TEST(put.error()->body == body);
            if (code == descry::errc::not_found)
                BOOST_TEST(put.error().message().starts_with(
                    "PUT /documents/{id}: not found, reported in a response with status 200; HTTP 404; "
                    "service code no_such; Not here"));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_body_with_a_fault_keeps_what_can_be_read)
{
    check("{\"code\":\"900\",\"description\":\"M\xFCller\"}", "900", "M\xEF\xBF\xBDller");
    check("{\"code\":\"900\",\"description\":\"a\nb\\qc\"}", "900", "a bqc");
    check(R"({"code":"900","description":"It is go)", "900", "It is go");
    check("{\"code\":\"900\",\"description\":\"M\xC3", "900", "M\xEF\xBF\xBD");
    check(R"({"code":"900","description":"all","mo)", "900", "all");
    check(R"({"error":{"code":"900","message":"all"})", "900", "all");
    check(R"({"code":"900","description":"all",})", "900", "all");
    check(R"({"code":"900","description":"all"} trailing)", "900", "all");
    check(R"({"code":"900","description":"all","data":[1,,2]})", "900", "all");
    check("{\"code\":\"900\",\"description\":\"all\",\"data\":\"\xFF\"}", "900", "all");
    // One structural character is wrong, superfluous or missing.
    check(R"({"x":1,,"code":"900","description":"all"})", "900", "all");
    check(R"({"error":{"x":1;"code":"900","message":"all"}})", "900", "all");
    check(R"({"x":[1},"code"="900","description":"all"})", "", "");
    check(R"({"x":[1},"code":"900","description":"all"})", "900", "all");
    check(R"({"x":1 "code":"900","description":"all"})", "900", "all");
    check(R"({"code" "900","description":"all"})", "900", "all");
    check(R"([{"code":"900"}:{"x":1}])", "900", "");
    check("", "", "");
    check("{", "", "");
    check("\"", "", "");
    check(R"({"\)", "", "");
}

BOOST_AUTO_TEST_CASE(a_body_that_is_still_encoded_is_said_to_be)
{
    for (auto const& [status, body, said] :
         {std::tuple{206u, "\x1F\x8B\x08", "expected an object, found byte 31, in a body encoded as gzip"},
          {200u, "{\"id\":\"\xFF\"}", "invalid UTF-8, in a body encoded as gzip"}}) {
        auto const why = failed({status, {{"Content-Encoding", "gzip"}}, body});
        BOOST_TEST(why->explanation == said);
    }
}

BOOST_AUTO_TEST_CASE(plain_text_is_the_words)
{
    for (auto const& [type, body, description] :
         {std::tuple{"text/plain; charset=utf-8", "404 page not found\n", "404 page not found"},
          {"TEXT/PLAIN", "no", "no"},
          {"application/json", "Too many requests", "Too many requests"},
          {"", "Not yet", "Not yet"},
          {"text/plain", "M\xFCller", "M\xEF\xBF\xBDller"},
          {"text/plain", R"("name" is required)", R"("name" is required)"},
          {"", "[AUTH] no such key", "[AUTH] no such key"},
          {"", R"(["a", b] is no list)", R"(["a", b] is no list)"},
          {"application/json", "{id} was not found", "{id} was not found"},
          {"text/plain", R"("name")", "name"},
          {"text/html", "[AUTH] no such key", ""},
          {"text/html", "plain words", ""},
          {"application/octet-stream", "octets", ""},
          {"text/plain", "\x1F\x8B\x08", ""},
          {"text/plain", "<html>", ""}}) {
        auto const why = failed({403, {{"Content-Type", type}}, body});
        BOOST_TEST(why->description == description, body);
        BOOST_TEST(why->service_code == "");
    }
    // A secret is recognized at every position, also in a long text.
    std::string const secret(100'000, 's');
    for (auto const& body : {"no " + secret, R"({"code":"\q","description":"no )" + secret + "\"}"})
        BOOST_TEST(failed({403, {}, body}, {.credentials = descry::bearer_token{secret}})->description ==
                   "no [redacted]");
    auto const why = failed({403, {}, "no " + std::string(100'000, 'x')});
    BOOST_TEST(why->description.size() == descry::max_failure_text);
    BOOST_TEST(failed({403, {}, "not s3cret"}, {.credentials = descry::bearer_token{"s3cret"}})->description ==
               "not [redacted]");
}

BOOST_AUTO_TEST_CASE(an_answer_that_does_not_fit_says_where)
{
    auto const why = failed(ok(R"({"id":"7","title":17})"));
    BOOST_TEST((why == descry::errc::unexpected_kind));
    BOOST_TEST(why->status == 200u);
    BOOST_TEST(why->pointer == "/title");
    BOOST_TEST(why->offset.value() == 18u);
    BOOST_TEST(why->body == R"({"id":"7","title":17})");
    BOOST_TEST(!why->request_id.empty());

    auto const below = failed(ok("{\n \"id\": \"7\",\n \"title\": 17\n}"));
    BOOST_TEST(below->line == 3u);
    BOOST_TEST(below->column == 11u);
    BOOST_TEST(below.message().find(" at line 3, column 11 (byte 24)") != std::string::npos);
}

// A caller cannot set the options of reading a response.
BOOST_AUTO_TEST_CASE(a_comment_in_an_answer_is_refused_without_an_option_that_permits_it)
{
    BOOST_TEST(failed(ok("{\"id\":\"7\"} // x"))->explanation == "a comment is not JSON");
    BOOST_TEST(failed(ok("{\"id\":\"7\",}"))->explanation == "a comma after the last member is not JSON");
}

BOOST_AUTO_TEST_CASE(a_member_that_is_missing_is_named_as_the_service_spells_it)
{
    struct counted : descry::resource<count, document_key, "/counts/{id}", descry::get> {};
    auto const missing = [](descry::casing names) {
        descry::client const api({.base_url = "https://documents.example", .custom_transport = answering(ok("{}"))},
                                 {.body = {.names = names}});
        return api.try_get<counted>({"7"}).error()->pointer;
    };
    BOOST_TEST(missing(descry::casing::camel) == "/starCount");
    BOOST_TEST(missing(descry::casing::as_declared) == "/star_count");
    BOOST_TEST(missing(descry::casing::pascal) == "/StarCount");
}

BOOST_AUTO_TEST_CASE(an_answer_that_is_not_json_is_a_failure)
{
    BOOST_TEST((failed(ok("<html>")) == descry::errc::syntax_error));
    BOOST_TEST((failed(ok(R"({"id":"7","ti)")) == descry::errc::unexpected_end));
    auto const empty = failed(ok(""));
    BOOST_TEST((empty == descry::errc::unexpected_end));
    BOOST_TEST(!empty->offset.has_value());
    BOOST_TEST(empty->line == 0U);
    BOOST_TEST(empty.message().starts_with("GET /documents/{id}: the response has no body; HTTP 200; request id "));
    auto const blank = failed(ok("\r\n"));
    BOOST_TEST((blank == descry::errc::unexpected_end));
    BOOST_TEST(blank->explanation == "the text has no value");
}

BOOST_AUTO_TEST_CASE(a_failure_below_names_the_call)
{
    auto const to = answering([](descry::request const&) -> descry::result<descry::response> {
        return descry::failure(descry::errc::connection_refused, {.explanation = "nobody listens"});
    });
    auto const why = make_client(to).try_get<documents>({.id = "7"}).error();
    BOOST_TEST((why == descry::errc::connection_refused));
    BOOST_TEST(why->operation == "GET /documents/{id}");
    BOOST_TEST(why->request_id == descry::find_header(to->requests().at(0).headers, "Request-Id"));
}

BOOST_AUTO_TEST_CASE(a_token_that_the_service_echoes_is_taken_out)
{
    auto const why = failed({500, {{"Request-Id", "for secret-token"}}, "you sent: Bearer secret-token, secret-token"},
                            {.credentials = descry::bearer_token{"secret-token"}});
    BOOST_TEST(why->body == "you sent: Bearer [redacted], [redacted]");
    BOOST_TEST(why.message().find("secret-token") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_token_is_taken_out_however_it_is_escaped_and_whatever_is_wrong_with_the_body)
{
    for (std::string const spelled :
         {"tok/en+1", R"(tok\/en\u002b1)", "tok%2Fen%2b1", "tok/en 1", "tok&#47;en&#x2b;1", "tok%252Fen%252B1"})
        for (std::string const end : {"\"}", "\",\"a\":1,\"a\":2}", "\"} x", "\",\"b\":\"\xFF\"}", "</p>"}) {
            auto const why = failed({403, {{"X-Echo", spelled}}, "{\"message\":\"no " + spelled + end},
                                    {.credentials = descry::bearer_token{"tok/en+1"}});
            BOOST_TEST(why->body == "{\"message\":\"no [redacted]" + end);
            BOOST_TEST(why.message().find("tok") == std::string::npos, why.message());
            BOOST_TEST(why.header("X-Echo") == "[redacted]");
        }
    auto const large = failed({500, {}, R"("tok\/en\u002b1)" + std::string(2'000'000, ' ') + '"'},
                              {.credentials = descry::bearer_token{"tok/en+1"}});
    BOOST_TEST(large->body.starts_with("\"[redacted]  "));
    BOOST_TEST(large->body.size() <= descry::max_failure_body);
    BOOST_TEST(failed({500, {{"Location", "https://u:p@h/"}}, "//u:p@h"}).header("Location") ==
               "https://[redacted]@h/");
}

BOOST_AUTO_TEST_CASE(credentials_in_an_answer_are_taken_out_whoever_they_belong_to)
{
    BOOST_TEST(failed({500, {}, R"({"accessToken":"x","password":"y","id":"z"})"})->body ==
               R"({"accessToken":"[redacted]","password":"[redacted]","id":"z"})");
    for (auto const* const body : {R"({"accessToken":"x")", R"({"access\u005ftoken":"x")", "?refresh%5Ftoken=x",
                                   R"({"password":"x"} y)", R"({"id":1,"id":2,"Authorization" : "x"})"})
        BOOST_TEST(failed({500, {}, body})->body == "[redacted]");
    BOOST_TEST(failed({500, {}, "Authorization needs a password."})->body == "Authorization needs a password.");
}

BOOST_AUTO_TEST_CASE(parameters_of_urls_are_taken_out_by_their_names)
{
    auto const why = failed(
        {410,
         {{"Location", "/x?sig=s3cret-sig"}},
         R"({"message":"gone: /x?sig=s3cret-sig&page=2","next":"https:\/\/h\/y?page_token=p1\u0026token=tok-1234",)"
         R"("docs":"/z?code=&q=what?"})"});
    BOOST_TEST(why->body == R"({"message":"gone: /x?sig=redacted&page=2",)"
                            R"("next":"https://h/y?page_token=p1&token=redacted","docs":"/z?code=&q=what?"})");
    BOOST_TEST(why->description == "gone: /x?sig=redacted&page=2");
    BOOST_TEST(why.header("Location") == "/x?sig=s3cret-sig");  // may have to be followed
    auto const plain = failed({410, {}, "see /x?signature=s3cret-sig for more"});
    BOOST_TEST(plain->body == "see /x?signature=redacted for more");
    auto const cut = failed({410, {}, "/x?key=" + std::string(4'000'000, 'k')});
    BOOST_TEST(cut->body == "/x?key=redacted");
}

BOOST_AUTO_TEST_CASE(a_code_in_a_link_to_the_documentation_is_that_of_the_error)
{
    auto const why = failed(
        {409,
         {},
         R"({"error":{"code":"StaleResource","message":"see https://docs.example/errors?code=StaleResource"}})"});
    BOOST_TEST(why->service_code == "StaleResource");
    BOOST_TEST(why->body ==
               R"({"error":{"code":"StaleResource","message":"see https://docs.example/errors?code=redacted"}})");
}

BOOST_AUTO_TEST_CASE(credentials_of_a_request_are_taken_out_of_the_words)
{
    auto const account = descry::read_json<document>(R"({"id":"7","tag":"e1","password":"p4ss word"})").value();
    auto const api = make_client(answering({400, {}, R"({"code":"1","description":"p4ss+word is too short"})"}));
    auto const why = api.at<documents>({.id = "7"}).try_update(account).error();
    BOOST_TEST(why->description == "[redacted] is too short");
    BOOST_TEST(why.message().find("p4ss") == std::string::npos);
}

// A search that begins anew at each octet would take a million times eight million steps.
BOOST_AUTO_TEST_CASE(a_body_of_one_letter_and_a_long_token_of_it_take_no_time)
{
    std::string const token(1'000'000, 'a');
    auto const why = failed({500, {}, std::string(8'000'000, 'a')}, {.credentials = descry::bearer_token{token}});
    BOOST_TEST(why->body == "[redacted]");
}

BOOST_AUTO_TEST_CASE(what_headers_hold_of_secrets_is_taken_out_whoever_gave_them)
{
    auto const to = answering([](descry::request const& asked) {
        std::string echo;
        for (auto const& [name, value] : asked.headers) echo += name + '=' + value + ' ';
        return descry::response{500, {}, echo};
    });
    auto const api =
        make_client(to, {.credentials = descry::bearer_token{"from-client"},
                         .headers = {{"X-Shop-Access-Token", "shop-1"}, {"Cookie", "a=1; b=2"}, {"X-Locale", "de-DE"}},
                         .retry = {.max_attempts = 1}});
    auto const why =
        api.at<documents>({.id = "7"}).with({.headers = {{"Authorization", "Basic dTpw"}}}).try_get().error();
    BOOST_TEST(why->body.find("Authorization=Basic [redacted] ") != std::string::npos, why->body);
    BOOST_TEST(why->body.find("X-Shop-Access-Token=[redacted] ") != std::string::npos, why->body);
    BOOST_TEST(why->body.find("Cookie=[redacted] ") != std::string::npos, why->body);
    BOOST_TEST(why->body.find("X-Locale=de-DE ") != std::string::npos, why->body);
    BOOST_TEST(descry::find_header(to->requests().at(0).headers, "Authorization") == "Basic dTpw");
}

BOOST_AUTO_TEST_CASE(a_mark_is_not_looked_into_for_more_of_a_secret)
{
    auto const why = failed({500, {}, "actactactact, an attend"}, {.credentials = descry::bearer_token{"ctactact"}});
    BOOST_TEST(why->body == "a[redacted], an attend");
}

BOOST_AUTO_TEST_CASE(ids_are_those_that_were_sent_whatever_is_taken_out_elsewhere)
{
    auto const to = answering(descry::response{500, {{"Request-Id", "r-s3"}, {"Correlation-Id", "c-s3"}}, "s3"});
    auto const api = make_client(to, {.credentials = descry::bearer_token{"s3"}, .retry = {.max_attempts = 1}});
    auto const why =
        api.at<documents>({.id = "7"}).with({.request_id = "r-s3", .correlation_id = "c-s3"}).try_get().error();
    BOOST_TEST(why->body == "[redacted]");
    BOOST_TEST(why->request_id == "r-s3");
    BOOST_TEST(why->correlation_id == "c-s3");
    auto const other = api.at<documents>({.id = "7"}).try_get().error();
    BOOST_TEST(other->request_id == descry::find_header(to->requests().back().headers, "Request-Id"));
    BOOST_TEST(other->correlation_id == "c-[redacted]");
}

BOOST_AUTO_TEST_CASE(a_token_at_the_cut_of_a_body_is_taken_out_whole)
{
    std::string const token(1000, 's');
    auto const why = failed({500, {}, std::string(descry::max_failure_body - 500, 'x') + token + "y"},
                            {.credentials = descry::bearer_token{token}});
    BOOST_TEST(why->body.find("ss") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_message_is_one_line)
{
    descry::failure const why(descry::errc::bad_request, {.status = 400, .description = "no\r\n2026 INFO forged\x7F"});
    BOOST_TEST(why.message() == "bad request; HTTP 400; no  2026 INFO forged ");
    auto const said = [](std::string description) {
        return descry::failure(descry::errc::bad_request, {.description = std::move(description)}).message();
    };
    for (std::string const control :
         {"\u0080", "\u0085", "\u009B", "\u009F", "\u2028", "\u2029", "\u061C", "\u200E", "\u200F", "\u202A", "\u202B",
          "\u202C", "\u202D", "\u202E", "\u2066", "\u2067", "\u2068", "\u2069"})
        BOOST_TEST(said("a" + control + control + "b") == "bad request; a  b", control);
    for (std::string const other : {"\u00A0", "\u061B", "\u061D", "\u200D", "\u2010", "\u2027", "\u202F", "\u2065",
                                    "\u206A", "\u00E9", "\u20AC", "\xC2", "\xE2\x80", "\xD8"})
        BOOST_TEST(said("a" + other) == "bad request; a" + other);
}

BOOST_AUTO_TEST_SUITE_END()
