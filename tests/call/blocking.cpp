#include "document.hpp"

#include <boost/test/unit_test.hpp>

#include <boost/asio/post.hpp>
#include <boost/asio/use_future.hpp>

#include <chrono>
#include <future>
#include <stdexcept>
#include <string>
#include <utility>

using namespace call_test;

BOOST_AUTO_TEST_SUITE(blocking)

BOOST_AUTO_TEST_CASE(get_gives_the_model)
{
    auto const to = answering(ok(std::string(stored)));
    auto const api = make_client(to);
    auto const read = api.at<documents>({.id = "7"}).get();
    BOOST_TEST(read.title.value() == "old");

    auto const sent = to->requests().at(0);
    BOOST_TEST(sent.method == "GET");
    BOOST_TEST(sent.base_url == "https://documents.example");
    BOOST_TEST(sent.target == "/documents/7");
    BOOST_TEST(sent.body == "");
    BOOST_TEST(descry::find_header(sent.headers, "Accept") == "application/json");
    BOOST_TEST(descry::find_header(sent.headers, "User-Agent") == "descry");
    BOOST_TEST(descry::find_header(sent.headers, "Request-Id").size() == 36u);
    BOOST_TEST(descry::find_header(sent.headers, "Authorization") == "");
}

BOOST_AUTO_TEST_CASE(a_client_is_not_made_for_a_url_that_is_none)
{
    auto const says = [](std::string const& what) {
        return [what](std::invalid_argument const& e) { return what == e.what(); };
    };
    for (auto const& [url, why] :
         {std::pair<char const*, char const*>{"", "is not an absolute URL"},
          {"documents.example", "is not an absolute URL"},
          {"ftp://documents.example", "is neither http nor https"},
          {"https://u:p@documents.example", "has a user name, which must be in the credentials"},
          {"https://documents.example/?a=b", "has a query or a fragment"},
          {"https://documents.example:70000", "has a port out of range"}}) {
        BOOST_CHECK_EXCEPTION(descry::client({.base_url = url}), std::invalid_argument,
                              says(std::string("descry::client: the base URL ") + why));
        descry::oauth2_grant const grant{.authority = url, .path = "/token"};
        BOOST_CHECK_EXCEPTION(descry::client({.base_url = "https://documents.example", .credentials = grant}),
                              std::invalid_argument,
                              says(std::string("descry::client: the authority of the grant ") + why));
    }
}

BOOST_AUTO_TEST_CASE(each_call_has_ids_of_its_own)
{
    auto const to = answering(ok(std::string(stored)));
    auto const api = make_client(to);
    (void)api.get<documents>({.id = "7"});
    (void)api.get<documents>({.id = "7"});
    auto const sent = to->requests();
    BOOST_TEST(descry::find_header(sent.at(0).headers, "Request-Id") !=
               descry::find_header(sent.at(1).headers, "Request-Id"));
}

BOOST_AUTO_TEST_CASE(update_sends_everything_under_the_tag_of_the_value)
{
    auto const to = answering([](descry::request const& in) {
        return ok(in.method == "GET" ? std::string(stored) : R"({"id":"7","title":"new","tag":"e2"})");
    });
    auto const api = make_client(to);
    auto value = api.get<documents>({.id = "7"});
    value.title = "new";
    auto const after = api.at<documents>({.id = "7"}).update(value);
    BOOST_TEST(after.tag.value() == "e2");

    auto const sent = to->requests().back();
    BOOST_TEST(sent.method == "PUT");
    BOOST_TEST(sent.body == R"({"id":"7","title":"new","tag":"e1","more":{"x":[1,2]}})");
    BOOST_TEST(descry::find_header(sent.headers, "If-Match") == "\"e1\"");
    BOOST_TEST(descry::find_header(sent.headers, "Content-Type") == "application/json");
}

BOOST_AUTO_TEST_CASE(an_update_without_a_tag_is_not_sent)
{
    auto const to = answering(ok(std::string(stored)));
    auto const refused = make_client(to).at<documents>({.id = "7"}).try_update(document{});
    BOOST_TEST((refused.error() == descry::errc::missing_etag));
    BOOST_TEST(refused.error()->operation == "PUT /documents/{id}");
    BOOST_TEST(to->requests().empty());
}

BOOST_AUTO_TEST_CASE(a_tag_that_would_break_its_header_is_not_sent)
{
    auto const to = answering(ok(std::string(stored)));
    document value;
    value.tag = "e1\", \"e2";
    BOOST_TEST((make_client(to).at<documents>({.id = "7"}).try_update(value).error() == descry::errc::unsafe_header));
    BOOST_TEST(to->requests().empty());
}

BOOST_AUTO_TEST_CASE(a_value_that_has_no_json_form_is_not_sent)
{
    auto const to = answering(ok(std::string(stored)));
    document value;
    value.tag = "e1";
    value.title = "\xFF";
    auto const refused = make_client(to).at<documents>({.id = "7"}).try_update(value);
    BOOST_TEST((refused.error() == descry::errc::invalid_utf8));
    BOOST_TEST(refused.error()->pointer == "/title");
    BOOST_TEST(to->requests().empty());
}

BOOST_AUTO_TEST_CASE(an_update_answered_without_a_body_was_stored_as_sent)
{
    auto const to = answering(descry::response{204, {{"ETag", "\"e9\""}}, ""});
    document value;
    value.title = "new";
    value.tag = "e1";
    auto const after = make_client(to).at<documents>({.id = "7"}).update(value);
    BOOST_TEST(after.title.value() == "new");
    BOOST_TEST(after.tag.value() == "\"e9\"");
}

BOOST_AUTO_TEST_CASE(the_tag_of_a_model_without_one_is_that_of_the_answer)
{
    auto const to = answering(descry::response{200, {{"etag", "\"h1\""}}, R"({"id":"7"})"});
    auto const api = make_client(to);
    auto const read = api.get<documents>({.id = "7"});
    BOOST_TEST(read.tag.value() == "\"h1\"");
    (void)api.at<documents>({.id = "7"}).update(read);
    BOOST_TEST(descry::find_header(to->requests().back().headers, "If-Match") == "\"h1\"");
}

BOOST_AUTO_TEST_CASE(only_what_changes_nothing_may_be_repeated_by_the_transport)
{
    auto const to = answering(ok(std::string(stored)));
    auto const api = make_client(to);
    (void)api.at<documents>({.id = "7"}).update(api.get<documents>({.id = "7"}));
    BOOST_TEST(to->requests().at(0).idempotent);
    BOOST_TEST(!to->requests().at(1).idempotent);  // it is retried by the layer that counts attempts
}

BOOST_AUTO_TEST_CASE(no_timeout_at_all)
{
    auto const to = answering(ok(std::string(stored)));
    auto const api = make_client(to, {.timeout = std::chrono::milliseconds::max()});
    BOOST_TEST(api.try_get<documents>({.id = "7"}).has_value());
}

BOOST_AUTO_TEST_CASE(an_empty_key_is_not_sent)
{
    auto const to = answering(ok(std::string(stored)));
    auto const refused = make_client(to).try_get<documents>({.id = ""});
    BOOST_TEST((refused.error() == descry::errc::empty_key));
    BOOST_TEST(refused.error().message() == "GET /documents/{id}: id is empty");
    BOOST_TEST(to->requests().empty());
}

BOOST_AUTO_TEST_CASE(a_call_that_outlives_its_client_is_canceled)
{
    auto const document_7 = make_client(answering(ok(std::string(stored)))).at<documents>({.id = "7"});
    auto const why = document_7.try_get().error();
    BOOST_TEST((why == descry::errc::canceled));
    BOOST_TEST(why->explanation == "the client was destroyed");
}

BOOST_AUTO_TEST_CASE(get_throws_the_failure)
{
    auto const to = answering(descry::response{404, {}, ""});
    auto const api = make_client(to);
    BOOST_CHECK_EXCEPTION((void)api.get<documents>({.id = "7"}), descry::call_error, [](descry::call_error const& e) {
        return e.error() == descry::errc::not_found && e.error()->status == 404;
    });
}

BOOST_AUTO_TEST_CASE(a_blocking_call_on_the_thread_of_the_client_is_refused)
{
    auto const to = answering(ok(std::string(stored)));
    auto const api = make_client(to);
    auto const document_7 = api.at<documents>({.id = "7"});
    std::promise<descry::result<document>> refused;
    document_7.async_try_get(
        [&](descry::result<document> const& first) { refused.set_value(first ? document_7.try_get() : first); });
    auto const why = refused.get_future().get();
    BOOST_REQUIRE(why.has_error());
    BOOST_TEST((why.error() == descry::errc::blocking_call_refused));
    BOOST_TEST(why.error()->explanation.find("async_") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
