#include <descry/testing/emulator.hpp>

#include <boost/describe/class.hpp>
#include <boost/test/unit_test.hpp>

#include <descry/client.hpp>
#include <descry/json.hpp>
#include <descry/model/guid.hpp>
#include <descry/testing/scripted_transport.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace emulator {

using namespace descry::testing;
using descry::credential_kind;

namespace {

struct part {
    std::optional<std::string> street_name{};
    descry::extras extras{};
};
BOOST_DESCRIBE_STRUCT(part, (), (street_name, extras))

struct place {
    std::string name{};
    std::optional<part> address{};
    std::optional<std::string> etag{};
    descry::extras extras{};
};
BOOST_DESCRIBE_STRUCT(place, (), (name, address, etag, extras))

struct place_key {
    std::uint32_t number = 0;
};
BOOST_DESCRIBE_STRUCT(place_key, (), (number))

struct guarded : descry::resource<place, place_key, "/places/{number}", descry::get,
                                  descry::put<descry::if_match<&place::etag>, credential_kind::app_user>> {};

struct free_for_all : descry::resource<place, place_key, "/free/{number}", descry::get, descry::put<>> {};

struct read_only : descry::resource<place, place_key, "/places/{number}/past", descry::get> {};

struct sign {
    std::string text{};
};
BOOST_DESCRIBE_STRUCT(sign, (), (text))
struct signs : descry::resource<sign, place_key, "/signs/{number}", descry::get> {};

// Also matches the path of `guarded`, and is more literal.
struct no_key {};
BOOST_DESCRIBE_STRUCT(no_key, (), ())
struct home : descry::resource<place, no_key, "/places/home", descry::get> {};

struct documents_fixture {
    descry::testing::emulator under_test{
        {.wire = {.request_id_header = "Request-Id", .correlation_id_header = "Trace-Id"}}};

    documents_fixture()
    {
        under_test.serve<guarded>();
        under_test.serve<free_for_all>();
        under_test.serve<read_only>();
        under_test.serve<home>();
        under_test.seed<guarded>({1}, {.name = "one"});
        under_test.seed<free_for_all>({1}, {.name = "free"});
        under_test.seed<read_only>({1}, {.name = "past"});
        under_test.seed<home>({}, {.name = "home"});
    }

    descry::response send(std::string method, std::string target, std::vector<descry::header> headers = {},
                          std::string body = {})
    {
        return under_test({std::move(method), "", std::move(target), std::move(headers), std::move(body)});
    }

    descry::response get(std::string target) { return send("GET", std::move(target)); }

    descry::response put(std::string tag, std::string body, std::vector<descry::header> more = {})
    {
        more.push_back({"Content-Type", "application/json"});
        if (!tag.empty()) more.push_back({"If-Match", std::move(tag)});
        return send("PUT", "/places/1", std::move(more), std::move(body));
    }

    std::string tag() { return '"' + under_test.stored<guarded>({1})->etag.value() + '"'; }
};

void check_refused(descry::response const& in, unsigned status, std::string_view words = {})
{
    BOOST_TEST(in.status == status);
    BOOST_TEST(find_header(in.headers, "Content-Type") == "application/json");
    auto const body = descry::read_json<problem>(in.body);
    BOOST_REQUIRE(body.has_value());
    BOOST_TEST(body->status == status);
    BOOST_TEST(!body->detail.empty());
    BOOST_TEST(body->detail.find(words) != std::string::npos, body->detail);
}

}  // namespace

}  // namespace emulator

BOOST_FIXTURE_TEST_SUITE(emulator, documents_fixture)

BOOST_AUTO_TEST_CASE(a_seeded_document_is_read_with_its_tag)
{
    auto const in = get("/places/1");
    BOOST_TEST(in.status == 200u);
    BOOST_TEST(find_header(in.headers, "Content-Type") == "application/json");
    BOOST_TEST(find_header(in.headers, "ETag") == tag());
    BOOST_TEST(in.body == R"({"name":"one","etag":)" + tag() + "}");
}

BOOST_AUTO_TEST_CASE(a_document_that_was_not_modified_is_not_sent)
{
    for (auto const& matching : {tag(), "\"old\", W/" + tag(), std::string("*")}) {
        auto const in = send("GET", "/places/1", {{"If-None-Match", matching}});
        BOOST_TEST(in.status == 304u, matching);
        BOOST_TEST(in.body == "");
        BOOST_TEST(find_header(in.headers, "ETag") == tag());
        BOOST_TEST(find_header(in.headers, "Content-Type") == "");
    }
    BOOST_TEST(send("GET", "/places/1", {{"If-None-Match", "\"old\""}}).status == 200u);
    BOOST_TEST(send("GET", "/places/2", {{"If-None-Match", "*"}}).status == 404u);

    // A client gets a result of its own, which is no error of the service.
    descry::client const client{
        {.base_url = "https://places.example",
         .custom_transport = std::make_shared<descry::testing::scripted_transport>(std::ref(under_test))}};
    auto const read = client.at<guarded>({1}).with({.headers = {{"If-None-Match", tag()}}}).try_get();
    BOOST_TEST_REQUIRE(!read.has_value());
    BOOST_TEST((read.error() == descry::errc::not_modified));
    BOOST_TEST(read.error()->status == 304u);
    BOOST_TEST(!read.error().is_transient());
}

BOOST_AUTO_TEST_CASE(a_head_is_a_get)
{
    auto const in = send("HEAD", "/places/1");
    BOOST_TEST(in.status == 200u);
    BOOST_TEST(find_header(in.headers, "ETag") == tag());
}

BOOST_AUTO_TEST_CASE(an_update_replaces_the_document_and_gives_it_a_new_tag)
{
    auto const before = tag();
    auto const in = put(before, R"({"name":"two","address":{"streetName":"x"}})");
    BOOST_TEST(in.status == 200u);
    BOOST_TEST(tag() != before);
    BOOST_TEST(find_header(in.headers, "ETag") == tag());
    BOOST_TEST(in.body == R"({"name":"two","address":{"streetName":"x"},"etag":)" + tag() + "}");
    BOOST_TEST(get("/places/1").body == in.body);
}

BOOST_AUTO_TEST_CASE(equal_content_gets_a_new_tag_too)
{
    auto const before = tag();
    BOOST_TEST(put(before, get("/places/1").body).status == 200u);
    BOOST_TEST(tag() != before);
    check_refused(put(before, R"({"name":"x"})"), 412);
}

BOOST_AUTO_TEST_CASE(unknown_members_are_kept_at_every_depth)
{
    BOOST_TEST(
        put("*", R"({"name":"n","address":{"Deep":{"A":[1.10,null]},"streetName":null},"Top":12345678901234567890})")
            .status == 200u);
    BOOST_TEST(get("/places/1").body ==
               R"({"name":"n","address":{"streetName":null,"Deep":{"A":[1.10,null]}},"etag":)" + tag() +
                   R"(,"Top":12345678901234567890})");
}

BOOST_AUTO_TEST_CASE(a_tag_in_the_body_is_ignored)
{
    BOOST_TEST(put(tag(), R"({"name":"n","etag":"mine"})").status == 200u);
    BOOST_TEST(tag() != "\"mine\"");
    check_refused(put("\"mine\"", R"({"name":"n"})"), 412);
}

BOOST_AUTO_TEST_CASE(a_conditional_update_needs_a_condition)
{
    check_refused(put("", R"({"name":"n"})"), 428);
    BOOST_TEST(under_test.updates() == 0u);
}

BOOST_AUTO_TEST_CASE(a_condition_that_does_not_hold_changes_nothing)
{
    auto const before = tag();
    for (auto const& condition : {std::string("\"stale\""), "W/" + before, std::string("stale"), "\"a\", W/" + before})
        check_refused(put(condition, R"({"name":"n"})"), 412);
    BOOST_TEST(tag() == before);
    BOOST_TEST(under_test.updates() == 0u);
}

BOOST_AUTO_TEST_CASE(a_star_or_a_list_with_the_tag_holds)
{
    BOOST_TEST(put("*", R"({"name":"n"})").status == 200u);
    BOOST_TEST(put("\"a\", " + tag(), R"({"name":"n"})").status == 200u);
}

BOOST_AUTO_TEST_CASE(an_unconditional_update_may_still_have_a_condition)
{
    auto const free = [&](std::vector<descry::header> headers) {
        headers.push_back({"Content-Type", "application/json"});
        return send("PUT", "/free/1", headers, R"({"name":"n"})");
    };
    BOOST_TEST(free({}).status == 200u);
    check_refused(free({{"If-Match", "\"stale\""}}), 412);
    auto const current = free({});
    BOOST_TEST(current.body == R"({"name":"n"})");
    BOOST_TEST(free({{"If-Match", std::string(find_header(current.headers, "ETag"))}}).status == 200u);
}

BOOST_AUTO_TEST_CASE(a_body_that_does_not_fit_is_refused_with_its_place)
{
    auto const before = tag();
    check_refused(put(tag(), ""), 400, "at byte 0");
    check_refused(put(tag(), R"({"name":)"), 400, "at byte 8");
    check_refused(put(tag(), "{\"name\":\"n\",\n}"), 400,
                  "a comma after the last member is not JSON at line 1, column 12");
    check_refused(put(tag(), "null"), 400);
    check_refused(put(tag(), "[]"), 400);
    check_refused(put(tag(), R"({"name":"n"} x)"), 400);
    check_refused(put(tag(), R"({})"), 400, "/name");
    check_refused(put(tag(), R"({"name":"n","address":{"streetName":7}})"), 400,
                  "/address/streetName: expected a string");
    check_refused(put(tag(), R"({"name":"n","address":{"streetName":7}})"), 400, "at byte 36");
    BOOST_TEST(tag() == before);
}

BOOST_AUTO_TEST_CASE(a_body_has_to_be_declared_as_json)
{
    for (auto const* type : {"text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1"})
        check_refused(send("PUT", "/places/1", {{"Content-Type", type}, {"If-Match", tag()}}, R"({"name":"n"})"), 415);
    check_refused(send("PUT", "/places/1", {{"If-Match", tag()}}, R"({"name":"n"})"), 415);
    BOOST_TEST(send("PUT", "/places/1", {{"content-type", "Application/Json; charset=utf-8"}, {"if-match", tag()}},
                    R"({"name":"n"})")
                   .status == 200u);
}

BOOST_AUTO_TEST_CASE(the_response_to_another_method_has_the_allowed_ones)
{
    auto const in = send("DELETE", "/places/1");
    check_refused(in, 405);
    BOOST_TEST(find_header(in.headers, "Allow") == "GET, HEAD, PUT");
    auto const put_past = send("PUT", "/places/1/past");
    check_refused(put_past, 405);
    BOOST_TEST(find_header(put_past.headers, "Allow") == "GET, HEAD");
    check_refused(send("get", "/places/1"), 405);
}

BOOST_AUTO_TEST_CASE(unknown_paths_and_keys_are_not_found)
{
    for (auto const* target :
         {"/", "", "*", "/places", "/places/", "/places/2", "/places/1//", "/places/x", "/places/%31%32"})
        check_refused(get(target), 404);
    check_refused(send("PUT", "/places/2", {{"Content-Type", "application/json"}}, "{}"), 404);
    check_refused(get("/places/%4"), 400);
}

BOOST_AUTO_TEST_CASE(targets_come_in_many_spellings)
{
    for (auto const* target :
         {"/places/1", "/PLACES/1", "/places/%31", "/places/1?x=y", "/places/1/", "http://host:1/places/1"})
        BOOST_TEST(get(target).status == 200u, target);
}

BOOST_AUTO_TEST_CASE(the_more_literal_path_wins)
{
    BOOST_TEST(descry::read_json<place>(get("/places/home").body)->name == "home");
}

BOOST_AUTO_TEST_CASE(ids_are_echoed_or_generated)
{
    auto const echoed = send("GET", "/nowhere", {{"request-id", "r-1"}, {"Trace-Id", "c-1"}});
    BOOST_TEST(find_header(echoed.headers, "Request-Id") == "r-1");
    BOOST_TEST(find_header(echoed.headers, "Trace-Id") == "c-1");

    for (auto const* unsafe : {"", "a\r\nSet-Cookie: b", "a\x7F"}) {
        auto const made = send("GET", "/places/1", {{"Request-Id", unsafe}});
        BOOST_TEST(descry::guid::parse(find_header(made.headers, "Request-Id")).has_value());
        BOOST_TEST(descry::guid::parse(find_header(made.headers, "Trace-Id")).has_value());
    }
}

BOOST_AUTO_TEST_CASE(a_retried_update_gets_the_same_response_and_is_made_once)
{
    auto const before = tag();
    auto const first = put(before, R"({"name":"n"})", {{"Request-Id", "r-1"}, {"Trace-Id", "c-1"}});
    auto const again = put(before, R"({"name":"n"})", {{"Request-Id", "r-1"}, {"Trace-Id", "c-2"}});
    BOOST_TEST(again.status == 200u);
    BOOST_TEST(again.body == first.body);
    BOOST_TEST(find_header(again.headers, "ETag") == find_header(first.headers, "ETag"));
    BOOST_TEST(find_header(again.headers, "Trace-Id") == "c-2");
    BOOST_TEST(under_test.updates() == 1u);

    check_refused(put(tag(), R"({"name":"other"})", {{"Request-Id", "r-1"}}), 409);
    BOOST_TEST(put(tag(), R"({"name":"other"})", {{"Request-Id", "r-2"}}).status == 200u);
    BOOST_TEST(under_test.updates() == 2u);
}

BOOST_AUTO_TEST_CASE(a_refused_update_may_be_corrected_with_its_id)
{
    check_refused(put("\"stale\"", R"({"name":"n"})", {{"Request-Id", "r-1"}}), 412);
    BOOST_TEST(put(tag(), R"({"name":"m"})", {{"Request-Id", "r-1"}}).status == 200u);
}

BOOST_AUTO_TEST_CASE(updates_without_ids_are_all_made)
{
    BOOST_TEST(put("*", R"({"name":"n"})").status == 200u);
    BOOST_TEST(put("*", R"({"name":"n"})").status == 200u);
    BOOST_TEST(under_test.updates() == 2u);
}

BOOST_AUTO_TEST_CASE(a_document_may_be_changed_without_a_request)
{
    auto const before = tag();
    under_test.change<guarded>({1}, [](place& p) { p.name = "changed"; });
    BOOST_TEST(under_test.stored<guarded>({1})->name == "changed");
    BOOST_TEST(tag() != before);
    check_refused(put(before, R"({"name":"n"})"), 412);
    BOOST_CHECK_THROW(under_test.change<guarded>({2}, [](place&) {}), std::out_of_range);
}

BOOST_AUTO_TEST_CASE(stored_documents_can_be_looked_at)
{
    BOOST_TEST(!under_test.stored<guarded>({2}).has_value());
    under_test.seed<guarded>({2}, {.name = "two"});
    BOOST_TEST(under_test.stored<guarded>({2})->name == "two");
    BOOST_TEST(get("/places/2").status == 200u);
}

BOOST_AUTO_TEST_CASE(a_document_may_be_seeded_as_it_is_written)
{
    under_test.seed_json<guarded>({1}, R"({"Name":"written","address":{"streetName":"Main"}})");
    auto const out = under_test.stored<guarded>({1}).value();
    BOOST_TEST(out.name == "written");
    BOOST_TEST(out.address->street_name.value() == "Main");
    BOOST_TEST(!out.etag->empty());

    for (auto const* const refused : {"", "[]", R"({"name":7})"})
        BOOST_CHECK_THROW(under_test.seed_json<guarded>({1}, refused), descry::call_error);
    BOOST_TEST(under_test.stored<guarded>({1})->name == "written");

    // Members that nobody declared are kept, as a client keeps them, unless the model has no place for them.
    under_test.serve<signs>();
    BOOST_CHECK_THROW(under_test.seed_json<signs>({1}, R"({"text":"x","nobody":1})"), descry::call_error);
    under_test.seed_json<guarded>({1}, R"({"name":"x","nobody":[1.50],"address":{"Deep":null}})");
    BOOST_TEST(get("/places/1").body ==
               R"({"name":"x","address":{"Deep":null},"etag":)" + tag() + R"(,"nobody":[1.50]})");
}

BOOST_AUTO_TEST_CASE(a_resource_is_served_before_it_is_seeded)
{
    descry::testing::emulator empty;
    BOOST_CHECK_THROW(empty.seed<guarded>({1}, {}), std::logic_error);
}

BOOST_AUTO_TEST_CASE(a_resource_is_served_before_the_first_request)
{
    send("POST", "/token");  // reads no resource
    under_test.require_guid("other");
    under_test.serve<signs>();
    BOOST_TEST(get("/places/1").status == 200u);
    BOOST_CHECK_THROW(under_test.serve<signs>(), std::logic_error);
    BOOST_CHECK_THROW(under_test.require_guid("number"), std::logic_error);

    // The effect of an operation may change.
    for (auto const* const text : {"a", "b"}) {
        under_test.on<signs, descry::verb_kind::get>([text](place_key) { return sign{text}; });
        BOOST_TEST(get("/signs/1").body == descry::write_json(sign{text}));
    }
}

BOOST_AUTO_TEST_CASE(requests_are_counted_and_shown)
{
    std::vector<std::string> seen;
    descry::testing::emulator shown({}, {.on_exchange = [&](descry::request const& out, descry::response const& in) {
                                        seen.push_back(out.method + ' ' + out.target + ' ' + std::to_string(in.status));
                                    }});
    shown.serve<guarded>();
    shown.seed<guarded>({1}, {.name = "one"});
    shown({"GET", "", "/places/1", {}, ""});
    shown({"POST", "", "/token", {}, ""});
    shown({"PUT", "", "/places/1", {{"If-Match", "*"}, {"Content-Type", "application/json"}}, R"({"name":"n"})"});
    BOOST_TEST(shown.requests() == 3u);
    BOOST_TEST(shown.updates() == 1u);
    BOOST_TEST(shown.token_requests() == 1u);
    BOOST_TEST(seen == (std::vector<std::string>{"GET /places/1 200", "POST /token 400", "PUT /places/1 200"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_bearer_token_is_required_if_the_api_needs_one)
{
    descry::testing::emulator strict({.wire = {.needs_credentials = true}});
    strict.serve<guarded>();
    strict.seed<guarded>({1}, {.name = "one"});
    auto const as = [&](std::string method, std::string const& token) {
        return strict({std::move(method),
                       "",
                       "/places/1",
                       {{"Authorization", "Bearer " + token}, {"If-Match", "*"}, {"Content-Type", "application/json"}},
                       R"({"name":"n"})"});
    };
    auto const none = strict({"GET", "", "/places/1", {}, ""});
    check_refused(none, 401);
    BOOST_TEST(find_header(none.headers, "WWW-Authenticate") == "Bearer");
    check_refused(as("GET", "made-up"), 401);

    BOOST_TEST(as("GET", strict.issue_token(credential_kind::app_only)).status == 200u);
    BOOST_TEST(as("GET", strict.issue_token(credential_kind::app_user)).status == 200u);
    check_refused(as("PUT", strict.issue_token(credential_kind::app_only)), 403, "a user");
    BOOST_TEST(as("PUT", strict.issue_token(credential_kind::app_user)).status == 200u);
    BOOST_TEST(as("PUT", strict.issue_token(credential_kind::any)).status == 200u);
}

BOOST_AUTO_TEST_CASE(a_token_expires)
{
    descry::testing::emulator brief({.wire = {.needs_credentials = true}},
                                    {.tokens = {.lifetime = std::chrono::seconds(0)}});
    brief.serve<guarded>();
    brief.seed<guarded>({1}, {.name = "one"});
    auto const token = brief.issue_token(credential_kind::app_user);
    check_refused(brief({"GET", "", "/places/1", {{"Authorization", "Bearer " + token}}, ""}), 401, "expired");
}

BOOST_AUTO_TEST_SUITE_END()
