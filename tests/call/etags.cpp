// Entity tags that a service sends in header fields only, and versions that are in bodies.
#include "document.hpp"
#include "fake_time.hpp"

#include <boost/test/unit_test.hpp>

#include <boost/asio/use_future.hpp>

#include <descry/client/detail/call_steps.hpp>
#include <descry/client/detail/read_after.hpp>
#include <descry/json.hpp>
#include <descry/rest/merge.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

using namespace call_test;
namespace asio = boost::asio;
using descry::errc;
using descry::etag;
using descry::detail::pointer_to;

namespace {

struct dotted_change {
    std::string version = "1";
    std::optional<bool> notify{};
    std::string fields = "id";
    std::optional<std::string> filter{};
};
BOOST_DESCRIBE_STRUCT(dotted_change, (), (version, notify, fields, filter))
struct dotted_query {
    std::string version = "2";
    std::string fields = "name";
    std::optional<std::string> filter{};
};
BOOST_DESCRIBE_STRUCT(dotted_query, (), (version, fields, filter))

}  // namespace

template <>
inline constexpr std::string_view descry::renamed<& dotted_change::fields> = "user.fields";
template <>
inline constexpr std::string_view descry::renamed<& dotted_change::filter> = "filter[of]";
template <>
inline constexpr std::string_view descry::renamed<& dotted_query::fields> = "user.fields";
template <>
inline constexpr std::string_view descry::renamed<& dotted_query::filter> = "filter[of]";

BOOST_AUTO_TEST_SUITE(etags)

namespace {

struct file {
    std::string name;
    std::string text;
    etag tag;

    bool operator==(file const&) const = default;
};
BOOST_DESCRIBE_STRUCT(file, (), (name, text, tag))

struct new_file {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(new_file, (), (name))

using file_tag = descry::if_match<&file::tag>;
struct files : descry::resource<file, document_key, "/files/{id}", descry::get, descry::put<file_tag>,
                                descry::remove<file_tag>> {};
struct patched_files : descry::resource<file, document_key, "/files/{id}", descry::get, descry::patch<file_tag>> {};
struct shared_files : descry::resource<file, document_key, "/files/{id}", descry::get, descry::put<>> {};
struct folder : descry::resource<std::vector<file>, descry::nothing, "/files", descry::get, descry::create<file>> {};
struct named_files : descry::resource<file, descry::nothing, "/files", descry::create<new_file, file>> {};

struct read_files
    : descry::resource<
          file, document_key, "/files/{id}", descry::get,
          descry::then_read<descry::with_header<descry::put<file_tag>, "Prefer", "return=representation">>> {};
struct read_shared_files
    : descry::resource<file, document_key, "/files/{id}", descry::get, descry::then_read<descry::put<>>> {};
struct read_patched
    : descry::resource<file, document_key, "/files/{id}", descry::get, descry::then_read<descry::patch<file_tag>>> {};

struct half_tagged_files : descry::resource<file, document_key, "/files/{id}", descry::get,
                                            descry::put<descry::if_match_if_present<&file::tag>>> {};
struct turn {
    std::string version;
};
BOOST_DESCRIBE_STRUCT(turn, (), (version))
struct turned_files : descry::resource<file, document_key, "/files/{id}/turn",
                                       descry::with_condition<descry::action<turn>, descry::if_match<&turn::version>>,
                                       descry::put<file_tag>> {};

// Changes with queries of their own.
struct change_query {
    std::optional<bool> overwrite{};
    std::optional<std::string> api_version{};
    std::vector<std::string> fields{};
};
BOOST_DESCRIBE_STRUCT(change_query, (), (overwrite, api_version, fields))
struct reading_query {
    std::string api_version = "1";
    std::vector<std::string> fields{"name", "text"};
    std::optional<std::string> locale = "en";
};
BOOST_DESCRIBE_STRUCT(reading_query, (), (api_version, fields, locale))
struct overwritten_files
    : descry::resource<file, document_key, "/files/{id}", descry::get,
                       descry::then_read<descry::with_query<descry::put<>, change_query>, descry::nothing>> {};
struct queried_files
    : descry::resource<file, document_key, "/files/{id}", descry::with_query<descry::get, reading_query>,
                       descry::then_read<descry::with_query<descry::put<>, change_query>, reading_query>> {};

struct dotted_files
    : descry::resource<file, document_key, "/files/{id}", descry::with_query<descry::get, dotted_query>,
                       descry::then_read<descry::with_query<descry::put<>, dotted_change>, dotted_query>> {};

// A tag in a member of a member.
struct about {
    etag tag;
};
BOOST_DESCRIBE_STRUCT(about, (), (tag))
struct described_file {
    std::string name;
    about meta;
};
BOOST_DESCRIBE_STRUCT(described_file, (), (name, meta))
struct described_files : descry::resource<described_file, document_key, "/files/{id}", descry::get,
                                          descry::put<descry::if_match<&described_file::meta, &about::tag>>> {};

// A service that compares the version in the body of a change, and answers a conflict with 409.
struct object_meta {
    std::string name;
    std::string resource_version;
};
BOOST_DESCRIBE_STRUCT(object_meta, (), (name, resource_version))
struct deployment {
    std::optional<object_meta> metadata;
    int replicas = 0;
    descry::extras extras;
};
BOOST_DESCRIBE_STRUCT(deployment, (), (metadata, replicas, extras))
using version = descry::always<&deployment::metadata, &object_meta::resource_version>;
struct deployments : descry::resource<deployment, document_key, "/deployments/{id}", descry::get, descry::put<version>,
                                      descry::patch<version, "application/merge-patch+json">> {};
struct whole_deployments
    : descry::resource<deployment, document_key, "/deployments/{id}", descry::get, descry::patch_whole<version>> {};

struct patched_deployments
    : descry::resource<deployment, document_key, "/deployments/{id}", descry::get, descry::patch<version>> {};

// The version is a number.
struct issue {
    std::string title;
    std::optional<int> version;
};
BOOST_DESCRIBE_STRUCT(issue, (), (title, version))
struct issues : descry::resource<issue, document_key, "/issues/{id}", descry::get,
                                 descry::patch<descry::always<&issue::version>>> {};

// The version of a state goes in the query; the rest of it has a query of its own.
struct blob {
    std::string text;
    std::optional<descry::maybe_quoted<std::int64_t>> generation{};
};
BOOST_DESCRIBE_STRUCT(blob, (), (text, generation))
struct blob_query {
    std::optional<std::string> fields{}, if_generation_match{};
};
BOOST_DESCRIBE_STRUCT(blob_query, (), (fields, if_generation_match))
using generation = descry::if_match_in_query<"ifGenerationMatch", &blob::generation>;
template <class Verb>
using queried = descry::with_query<Verb, blob_query>;
struct blobs : descry::resource<blob, document_key, "/blobs/{id}", queried<descry::get>,
                                queried<descry::put<generation>>, queried<descry::patch<generation>>> {};
struct plain_blobs : descry::resource<blob, document_key, "/blobs/{id}", descry::get, descry::patch<generation>,
                                      descry::remove<generation>> {};
struct new_text {
    std::string text;
    std::optional<int> generation;
};
BOOST_DESCRIBE_STRUCT(new_text, (), (text, generation))
struct texts_of_blobs
    : descry::resource<
          blob, document_key, "/blobs/{id}",
          descry::with_request<descry::put<descry::if_match_in_query<"ifGenerationMatch", &new_text::generation>>,
                               new_text>> {};
struct moved_blobs : descry::resource<blob, document_key, "/blobs/{id}", descry::starts<descry::patch<generation>>> {};

// The names are written as declared.
struct row {
    std::string title;
    std::optional<int> row_version;
};
BOOST_DESCRIBE_STRUCT(row, (), (title, row_version))

}  // namespace
BOOST_AUTO_TEST_SUITE_END()

template <>
inline constexpr descry::object_policy descry::policy_of<etags::row>{.names = descry::casing::as_declared};

BOOST_AUTO_TEST_SUITE(etags)

namespace {

struct row_version : descry::always<&row::row_version> {};
struct rows : descry::resource<row, document_key, "/rows/{id}", descry::get, descry::put<row_version>,
                               descry::patch<row_version>> {};

bool is_conflict(descry::failure_details const& why)
{
    return why.status == 409 && why.body.find(R"("reason":"Conflict")") != std::string::npos;
}

struct cluster {
    int version = 1;
    int replicas = 1;
    int faster = 0;            // the number of changes by another client
    bool lose_answer = false;  // of the next change

    std::string state() const
    {
        return R"({"metadata":{"name":"a","resourceVersion":")" + std::to_string(version) + R"("},"replicas":)" +
               std::to_string(replicas) + R"(,"more":1})";
    }

    network to = answering([this](descry::request const& in) -> descry::result<descry::response> {
        if (in.method == "GET") return ok(state());
        if (faster > 0) --faster, ++version;
        auto const sent = descry::read_json<descry::raw_json>(in.body).value().text;
        if (sent.find(R"("resourceVersion":")" + std::to_string(version) + '"') == std::string::npos)
            return descry::response{409, {}, R"({"reason":"Conflict"})"};
        auto const begin = sent.find(R"("replicas":)");
        if (begin != std::string::npos) replicas = std::stoi(sent.substr(begin + 11));
        ++version;
        if (std::exchange(lose_answer, false)) return descry::failure(errc::connection_closed);
        return ok(state());
    });
    descry::client api{{.base_url = "https://cluster.example", .retry = {.base_delay = {}}, .custom_transport = to},
                       {.is_conflict = is_conflict}};
    descry::bound<deployments> at = api.at<deployments>({"a"});
};

// A service that compares the version in the query of a change.
struct blob_service {
    std::int64_t generation = 1;
    int faster = 0;            // the number of changes by another client
    bool lose_answer = false;  // of the next change
    std::string text = "a";

    network to = answering([this](descry::request const& in) -> descry::result<descry::response> {
        auto const state = [this] {
            return ok(R"({"text":")" + text + R"(","generation":")" + std::to_string(generation) + R"("})");
        };
        auto const at = in.target.find("ifGenerationMatch=");
        if (in.method == "GET") return at == std::string::npos ? state() : descry::response{412, {}, {}};
        if (faster > 0) --faster, ++generation;
        if (at == std::string::npos) return descry::response{400, {}, {}};
        if (in.target.substr(at + 18) != std::to_string(generation)) return descry::response{412, {}, {}};
        if (in.method != "DELETE") text = descry::read_json<blob>(in.body).value().text;
        ++generation;
        if (std::exchange(lose_answer, false)) return descry::failure(errc::connection_closed);
        return in.method == "DELETE" ? descry::response{204, {}, {}} : state();
    });
    descry::client api = make_client(to, {.retry = {.base_delay = {}}});
    std::string sent() const { return to->requests().back().target; }
};

// A service that stores the body it gets, and sends its entity tag in the field only.
struct file_service {
    std::string text = R"({"name":"a","text":"0"})";
    int version = 1;
    std::string prefix{};     // W/
    bool has_content = true;  // in responses to changes
    bool has_tag = true;      // the same

    std::string tag() const { return prefix + '"' + std::to_string(version) + '"'; }

    network to = answering([this](descry::request const& in) -> descry::result<descry::response> {
        if (in.method == "GET") return descry::response{200, {{"ETag", tag()}}, text};
        if (descry::find_header(in.headers, "If-Match") != tag()) return descry::response{412, {}, {}};
        if (in.method == "PUT") text = in.body;
        ++version;
        descry::response out{has_content ? 200u : 204u, {}, has_content ? text : std::string()};
        if (has_tag) out.headers.push_back({"ETag", tag()});
        return out;
    });
    descry::client api = make_client(to);
};

std::string sent_tag(network const& to)
{
    return std::string(descry::find_header(to->requests().back().headers, "If-Match"));
}

}  // namespace

static_assert(!std::is_convertible_v<std::string, etag>);

BOOST_AUTO_TEST_CASE(is_no_member_of_json)
{
    file const f{.name = "a", .text = "b", .tag = etag("\"1\"")};
    BOOST_TEST(descry::write_json(f) == R"({"name":"a","text":"b"})");
    auto const read = descry::read_json<file>(R"({"name":"a","text":"b","tag":"2"})").value();
    BOOST_TEST(read.tag.empty());
    BOOST_TEST((etag("W/\"1\"") != etag("\"1\"")));
    BOOST_TEST(etag("W/\"1\"").value() == "W/\"1\"");
    BOOST_TEST(!etag("\"\"").empty());
}

BOOST_AUTO_TEST_CASE(is_that_of_each_response_and_sent_as_it_was_received)
{
    for (auto const* const prefix : {"", "W/"})
        for (bool const has_content : {true, false}) {
            file_service service{.prefix = prefix, .has_content = has_content};
            auto const at = service.api.at<files>({"7"});
            auto f = at.get();
            for (auto const* const text : {"1", "2", "3"}) {
                auto const before = service.tag();
                f.text = text;
                f = at.update(f);
                BOOST_TEST(sent_tag(service.to) == before);
                BOOST_TEST(f.tag.value() == service.tag());
                BOOST_TEST(f.text == text);
            }
            f = at.modify([](file& m) { m = {.name = "b", .text = m.text + "!", .tag = etag("\"0\"")}; });
            BOOST_TEST(f.text == "3!");
            f = at.async_update(f, asio::use_future).get();
            BOOST_TEST(f.tag.value() == service.tag());

            auto const patched = service.api.at<patched_files>({"7"});
            auto const read = patched.get();
            auto wanted = read;
            wanted.text = "4";
            wanted.tag = {};
            f = patched.patch(read, wanted);
            BOOST_TEST(f.tag.value() == service.tag());
            BOOST_TEST(service.to->requests().back().body == R"({"text":"4"})");
            f = patched.modify([](file& m) { m.text = "5"; });
            BOOST_TEST(f.tag.value() == service.tag());
            at.remove(at.get());
        }
}

BOOST_AUTO_TEST_CASE(that_is_not_in_quotes_is_sent_as_it_was_received)
{
    for (std::string const tag : {"abc", "\"\"", "\"a\"b\"", "W/x"}) {
        auto const to = answering({200, {{"ETag", tag}}, R"({"name":"a","text":"b"})"});
        auto const api = make_client(to);
        auto const at = api.at<files>({"7"});
        at.update(at.get());
        BOOST_TEST(sent_tag(to) == tag);
    }
    auto const to = answering({204, {}, {}});
    auto const why =
        make_client(to).at<files>({"7"}).try_update({.name = {}, .text = {}, .tag = etag("\"1\"\r\nX: 1")}).error();
    BOOST_TEST((why == errc::unsafe_header));
    BOOST_TEST(to->requests().empty());
}

BOOST_AUTO_TEST_CASE(is_cleared_if_a_response_has_none)
{
    for (bool const has_content : {true, false}) {
        file_service service{.has_content = has_content, .has_tag = false};
        auto const at = service.api.at<files>({"7"});
        auto const f = at.update(at.get());
        BOOST_TEST(f.tag.empty());
        BOOST_TEST((at.try_update(f).error() == errc::missing_etag));
        auto const read_again = at.get();
        BOOST_TEST(read_again.tag.value() == service.tag());
    }
}

BOOST_AUTO_TEST_CASE(is_that_of_the_response_without_a_condition_too)
{
    file_service service;
    BOOST_TEST(service.api.at<shared_files>({"7"}).get().tag.value() == "\"1\"");
    BOOST_TEST((descry::operation_for<shared_files, descry::verb_kind::put>().condition == descry::precondition::none));
}

BOOST_AUTO_TEST_CASE(is_that_of_what_was_created)
{
    std::string const tag = "\"1\"";
    for (unsigned const status : {200u, 201u, 204u})
        for (std::string_view const body : {R"({"name":"a","text":"b"})", ""}) {
            auto const to = answering({status, {{"ETag", tag}}, std::string(body)});
            auto const api = make_client(to);
            file const fresh{.name = "a", .text = "b", .tag = etag("\"0\"")};
            file const created{.name = "a", .text = "b", .tag = etag(tag)};
            auto const made = api.at<folder>({}).try_create(fresh);
            BOOST_TEST((made && *made == created));
            if (body.empty())
                BOOST_TEST((api.at<named_files>({}).try_create({"a"}).error() == errc::state_not_read));
            else
                BOOST_TEST((api.at<named_files>({}).create({"a"}) == created));
        }
}

BOOST_AUTO_TEST_CASE(of_a_list_is_not_that_of_its_elements)
{
    auto const to = answering({200, {{"ETag", "\"1\""}}, R"([{"name":"a","text":"b"}])"});
    BOOST_TEST(make_client(to).at<folder>({}).get().at(0).tag.empty());
}

BOOST_AUTO_TEST_CASE(may_be_in_a_member)
{
    file_service service;
    service.text = R"({"name":"a","meta":{}})";
    auto const at = service.api.at<described_files>({"7"});
    auto f = at.get();
    BOOST_TEST(f.meta.tag.value() == "\"1\"");
    f = at.update(f);
    BOOST_TEST(f.meta.tag.value() == "\"2\"");
    BOOST_TEST(service.text == R"({"name":"a","meta":{}})");
}

BOOST_AUTO_TEST_CASE(in_the_body_gives_way_to_another_one_in_the_field)
{
    struct {
        std::string_view in_field, in_body, is;
    } const cases[] = {
        {"", "1", "1"},         {"\"1\"", "1", "1"},   {"\"1\"", "\\\"1\\\"", "\"1\""},   {"\"2\"", "1", "\"2\""},
        {"\"2\"", "", "\"2\""}, {"W/\"1\"", "1", "1"}, {"\"1\"", "W/\\\"1\\\"", "\"1\""},
    };
    for (auto const& [in_field, in_body, is] : cases) {
        auto const body = R"({"id":"7","tag":")" + std::string(in_body) + R"("})";
        auto const to = answering({200, {{"ETag", std::string(in_field)}}, body});
        auto const api = make_client(to);
        auto const at = api.at<documents>({"7"});
        auto const read = at.get();
        BOOST_TEST(read.tag.value() == is);
        BOOST_TEST(at.update(read).tag.value() == is);
    }
}

BOOST_AUTO_TEST_CASE(of_the_present_state_is_that_of_the_merged_one)
{
    file const base{.name = "a", .text = "1", .tag = etag("\"1\"")};
    file const mine{.name = "a", .text = "2", .tag = etag("\"1\"")};
    file const theirs{.name = "b", .text = "1", .tag = etag("\"2\"")};
    auto const both = descry::merge(base, mine, theirs);
    BOOST_TEST(both.conflicts.empty());
    BOOST_TEST((both.value == file{.name = "b", .text = "2", .tag = etag("\"2\"")}));
}

BOOST_AUTO_TEST_CASE(in_the_body_is_always_sent)
{
    cluster service;
    auto const read = service.at.get();
    auto wanted = read;
    wanted.replicas = 3;
    auto const patched = service.at.patch(read, wanted);
    BOOST_TEST(service.to->requests().back().body == R"({"replicas":3,"metadata":{"resourceVersion":"1"}})");
    BOOST_TEST(descry::find_header(service.to->requests().back().headers, "If-Match") == "");
    BOOST_TEST(patched.metadata->resource_version == "2");

    wanted = patched;
    wanted.replicas = 4;
    BOOST_TEST(service.at.update(wanted).metadata->resource_version == "3");
    BOOST_TEST(service.to->requests().back().body ==
               R"({"metadata":{"name":"a","resourceVersion":"2"},"replicas":4,"more":1})");
    BOOST_TEST((service.at.try_update(wanted).error() == errc::conflict));
    BOOST_TEST((service.at.try_patch(read, wanted).error() == errc::conflict));

    auto const whole = service.api.at<whole_deployments>({"a"});
    auto const before = whole.get();
    wanted.metadata = {.name = "b", .resource_version = "1"};
    whole.patch(before, wanted);
    BOOST_TEST(service.to->requests().back().body ==
               R"({"metadata":{"name":"b","resourceVersion":"3"},"replicas":4,"more":1})");
}

BOOST_AUTO_TEST_CASE(in_the_body_is_that_of_the_state_that_modify_read)
{
    cluster service{.faster = 2};
    auto const patch_or_put = [&](auto change) { return service.at.modify(change); };
    auto const after = patch_or_put([](deployment& d) { d = {.metadata = {}, .replicas = 7, .extras = {}}; });
    BOOST_TEST(after.replicas == 7);
    BOOST_TEST(after.metadata->resource_version == "4");
    BOOST_TEST(service.to->requests().back().body == R"({"replicas":7,"metadata":{"resourceVersion":"3"}})");
    BOOST_TEST(service.to->requests().size() == 6u);
}

BOOST_AUTO_TEST_CASE(in_the_body_makes_a_change_safe_to_retry)
{
    for (bool const puts : {true, false}) {
        cluster service{.lose_answer = true};
        auto const read = service.at.get();
        auto wanted = read;
        wanted.replicas = 5;
        auto const after = puts ? service.at.try_update(wanted) : service.at.try_patch(read, wanted);
        BOOST_TEST(after.has_value());  // the state that was read afterwards is the one that was sent
        BOOST_TEST(after->metadata->resource_version == "2");
        BOOST_TEST(service.version == 2);
    }
}

BOOST_AUTO_TEST_CASE(in_the_body_is_required)
{
    cluster service;
    auto const read = service.at.get();
    for (auto const& metadata : {std::optional<object_meta>(), std::optional(object_meta{"a", ""})}) {
        deployment const without{.metadata = metadata, .replicas = 1, .extras = {}};
        BOOST_TEST((service.at.try_update(without).error() == errc::missing_etag));
        BOOST_TEST((service.at.try_patch(without, read).error() == errc::missing_etag));
    }
    BOOST_TEST(service.to->requests().size() == 1u);

    auto const to = answering({200, {}, R"({"title":"a","version":8})"});
    auto const api = make_client(to);
    auto const at = api.at<issues>({"1"});
    BOOST_TEST(at.patch({.title = "a", .version = 7}, {.title = "b", .version = {}}).version.value() == 8);
    BOOST_TEST(to->requests().back().body == R"({"title":"b","version":7})");
    BOOST_TEST((at.try_patch({}, {.title = "b", .version = 7}).error() == errc::missing_etag));
}

BOOST_AUTO_TEST_CASE(in_the_query_is_that_of_the_state)
{
    blob_service service;
    auto const at = service.api.at<blobs>({"7"});
    auto const read = at.get({.fields = "text"});
    auto wanted = read;
    wanted.text = "b";
    auto const put = at.update(wanted, {.fields = "text"});
    BOOST_TEST(service.sent() == "/blobs/7?fields=text&ifGenerationMatch=1");
    BOOST_TEST(put.generation.value() == 2);
    BOOST_TEST((at.try_update(wanted).error() == errc::conflict));

    wanted = {.text = "c", .generation = 9};
    BOOST_TEST(at.patch(put, wanted).generation.value() == 3);
    BOOST_TEST(service.sent() == "/blobs/7?ifGenerationMatch=2");
    BOOST_TEST((at.try_update(put, {.if_generation_match = "3"}).has_value()));  // the caller's own takes precedence
    BOOST_TEST(service.sent() == "/blobs/7?ifGenerationMatch=3");

    auto const with_field = at.with({.headers = {{"If-Match", "*"}}});  // a condition beside it, not in place of it
    BOOST_TEST((with_field.try_update(put).error() == errc::conflict));
    BOOST_TEST(service.sent() == "/blobs/7?ifGenerationMatch=2");

    auto const plain = service.api.at<plain_blobs>({"7"});
    auto const before = plain.get();
    BOOST_TEST((plain.try_remove(put).error() == errc::conflict));
    plain.remove(before);
    BOOST_TEST(service.sent() == "/blobs/7?ifGenerationMatch=4");
    plain.for_state(plain.get()).remove();

    auto const sent = service.to->requests().size();
    BOOST_TEST((plain.try_remove().error() == errc::missing_etag));
    BOOST_TEST((plain.try_patch({.text = "a"}, before).error() == errc::missing_etag));
    BOOST_TEST((at.try_update({.text = "a"}).error() == errc::missing_etag));
    BOOST_TEST(service.to->requests().size() == sent);
}

BOOST_AUTO_TEST_CASE(in_the_query_is_that_of_the_state_of_the_request)
{
    auto const to = answering(ok(R"({"text":""})"));
    auto const api = make_client(to);
    auto const texts = api.at<texts_of_blobs>({"7"});
    texts.update({.text = "a", .generation = 3});
    BOOST_TEST(to->requests().back().target == "/blobs/7?ifGenerationMatch=3");
    BOOST_TEST(
        (texts.for_state(blob{.text = "a", .generation = 4}).try_update({"a", {}}).error() == errc::missing_etag));

    (void)api.at<moved_blobs>({"7"}).start({.text = "a", .generation = 5});
    BOOST_TEST(to->requests().back().target == "/blobs/7?ifGenerationMatch=5");
    BOOST_TEST(to->requests().back().body.find(R"("text":"a")") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(in_the_query_makes_a_change_safe_to_repeat)
{
    blob_service service{.faster = 2};
    auto const at = service.api.at<blobs>({"7"});
    BOOST_TEST(at.modify([](blob& b) { b = {.text = b.text + "!"}; }).text == "a!");
    BOOST_TEST(service.sent() == "/blobs/7?ifGenerationMatch=3");
    BOOST_TEST(service.to->requests().size() == 6u);

    service.lose_answer = true;
    auto const read = at.get();
    auto const after = at.try_update({.text = "sent", .generation = read.generation}, {.fields = "text"});
    BOOST_REQUIRE(after.has_value());  // read afterwards, without the condition
    BOOST_TEST(after->text == "sent");
    BOOST_TEST(after->generation.value() == 5);
    BOOST_TEST(service.sent() == "/blobs/7?fields=text");
}

BOOST_AUTO_TEST_CASE(that_the_response_lacks_is_read_in_the_same_call)
{
    struct {
        bool has_content, has_tag;
        std::size_t requests;
    } const cases[] = {{false, false, 2}, {false, true, 2}, {true, false, 2}, {true, true, 1}};
    for (auto const& [has_content, has_tag, requests] : cases) {
        file_service service{.has_content = has_content, .has_tag = has_tag};
        auto const at = service.api.at<read_files>({"7"});
        auto const patched = service.api.at<read_patched>({"7"});
        auto f = at.get();
        auto const sent = [&](auto call) {
            auto const before = service.to->requests().size();
            f = call();
            BOOST_TEST(f.tag.value() == service.tag());
            return service.to->requests().size() - before;
        };
        f.text = "1";
        BOOST_TEST(sent([&] { return at.update(f); }) == requests);
        BOOST_TEST(sent([&] { return at.async_update(f, asio::use_future).get(); }) == requests);
        BOOST_TEST(sent([&] { return at.modify([](file& m) { m.text = "2"; }); }) == requests + 1);
        BOOST_TEST(f.text == "2");
        auto const read = f;
        BOOST_TEST(sent([&] { return patched.patch(read, read); }) == requests);
        auto const put = service.to->requests().at(1);
        BOOST_TEST(put.method == "PUT");
        BOOST_TEST(descry::find_header(put.headers, "Prefer") == "return=representation");
    }
}

BOOST_AUTO_TEST_CASE(after_a_change_are_read_with_a_query_of_their_own)
{
    auto const to = answering([](descry::request const& in) -> descry::response {
        return in.method == "GET" ? ok(R"({"name":"a","text":"new"})") : descry::response{204, {}, {}};
    });
    auto const api = make_client(to);
    auto const read_at = [&](auto const& at, change_query const& query) {
        BOOST_TEST(at.update({.name = "a", .text = "b", .tag = {}}, query).text == "new");
        BOOST_TEST(at.async_update({.name = "a", .text = "b", .tag = {}}, query, asio::use_future).get().text == "new");
        auto const sent = to->requests();
        BOOST_TEST(sent.back().target == sent.at(sent.size() - 3).target);
        return sent.back().target;
    };
    auto const plain = api.at<overwritten_files>({"7"});
    BOOST_TEST(read_at(plain, {.overwrite = true, .api_version = {}, .fields = {}}) == "/files/7");
    auto const queried = api.at<queried_files>({"7"});
    BOOST_TEST(read_at(queried, {.overwrite = true, .api_version = "2", .fields = {"tag", "id"}}) ==
               "/files/7?apiVersion=2&fields=tag&fields=id&locale=en");
    BOOST_TEST(read_at(queried, {.overwrite = {}, .api_version = {}, .fields = {}}) ==
               "/files/7?apiVersion=1&fields=name&fields=text&locale=en");
    auto const dotted = api.at<dotted_files>({"7"});
    (void)dotted.update({.name = "a", .text = "b", .tag = {}}, {.notify = true, .filter = "x"});
    BOOST_TEST(to->requests().back().target == "/files/7?version=1&user.fields=id&filter%5Bof%5D=x");
}

BOOST_AUTO_TEST_CASE(that_cannot_be_read_after_a_change_is_a_failure_of_what_was_done)
{
    auto const to = answering([](descry::request const& in) -> descry::result<descry::response> {
        return in.method == "GET" ? descry::response{404, {}, {}} : descry::response{204, {}, {}};
    });
    auto const api = make_client(to);
    file const f{.name = "a", .text = "b", .tag = etag("\"1\"")};
    auto const why = api.at<read_files>({"7"}).try_update(f).error();
    BOOST_TEST((why == errc::state_not_read));
    BOOST_TEST(why->status == 404u);
    BOOST_TEST((why->cause == errc::not_found));
    BOOST_TEST(why->maybe_done);
    BOOST_TEST(to->requests().size() == 2u);
}

BOOST_AUTO_TEST_CASE(header_fields_of_a_verb_replace_those_of_the_client_and_give_way_to_those_of_a_call)
{
    auto const to = answering({200, {}, R"({"name":"a","text":"b"})"});
    auto const api = make_client(to, {.headers = {{"Prefer", "client"}, {"Accept", "client"}}});
    file const f{.name = "a", .text = "b", .tag = etag("\"1\"")};
    auto const at = api.at<read_files>({"7"});
    static_cast<void>(at.try_update(f));
    BOOST_TEST(descry::find_header(to->requests().at(0).headers, "Prefer") == "return=representation");
    BOOST_TEST(descry::find_header(to->requests().at(1).headers, "Prefer") == "client");
    static_cast<void>(at.with({.headers = {{"Prefer", "call"}}}).try_update(f));
    BOOST_TEST(descry::find_header(to->requests().at(2).headers, "Prefer") == "call");
}

BOOST_AUTO_TEST_CASE(a_failed_read_after_a_change_never_looks_like_a_failed_change)
{
    for (unsigned const status : {412u, 429u, 403u, 503u, 401u}) {
        auto const head = std::make_shared<descry::response_head>();
        bool was_put = false;
        auto const to = answering([&](descry::request const& in) -> descry::result<descry::response> {
            if (in.method == "PUT") {
                was_put = true;
                return descry::response{204, {{"X-Change", "1"}}, {}};
            }
            if (!was_put) return descry::response{200, {{"ETag", "\"1\""}}, R"({"name":"a","text":"b"})"};
            return descry::response{status, {{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "0"}}, {}};
        });
        auto const api = make_client(to, {.retry = {.max_attempts = 1}});
        auto const at = api.at<read_files>({"7"}).with({.head = head});
        int changes = 0;
        auto const why = at.try_modify([&](file&) { ++changes; }).error();
        BOOST_TEST((why == errc::state_not_read), status);
        BOOST_TEST(why->maybe_done);
        BOOST_TEST(!why.is_throttled());
        BOOST_TEST(!why.is_conflict());
        BOOST_TEST(!why.is_transient());
        BOOST_TEST(changes == 1);
        BOOST_TEST(to->requests().size() == 3u);
        BOOST_TEST(head->status == 204u);
        was_put = false;
        BOOST_TEST((at.async_try_modify([](file&) {}, asio::use_future).get().error() == errc::state_not_read));
    }
}

BOOST_AUTO_TEST_CASE(a_change_that_is_only_accepted_is_not_read_after)
{
    auto const to = answering([n = 0](descry::request const& in) mutable -> descry::result<descry::response> {
        if (in.method == "PUT") return descry::response{202, {{"Location", "/files/7"}}, {}};
        auto const text = ++n < 3 ? "old" : "new";
        return descry::response{200, {{"ETag", "\"1\""}}, R"({"name":"a","text":")" + std::string(text) + R"("})"};
    });
    auto const api = make_client(to);
    auto const at = api.at<read_files>({"7"});
    auto const before = at.get();
    auto after = before;
    after.text = "new";
    auto const job = at.start_update(before, after);
    BOOST_TEST(job.has_status());
    BOOST_TEST(job.with({.initial_interval = std::chrono::milliseconds(1)}).wait(std::chrono::hours(1)).text == "new");
    BOOST_TEST((at.try_update(after).error() == errc::accepted));
}

BOOST_AUTO_TEST_CASE(each_response_to_a_change_tells_whether_it_is_read_after)
{
    using descry::detail::is_read_after;
    using next = descry::detail::call_steps::next;
    auto const& put = descry::operation_for<read_files, descry::verb_kind::put>();
    auto const& plain = descry::operation_for<files, descry::verb_kind::put>();
    file model;
    descry::detail::started_job job;
    descry::detail::result_place const into{.model = pointer_to(model)},
        of_job{.model = pointer_to(model), .job = &job}, nowhere{};
    BOOST_TEST(is_read_after(put, into, 204, false, ""));
    BOOST_TEST(is_read_after(put, into, 204, false, "\"1\""));
    BOOST_TEST(is_read_after(put, into, 200, true, ""));
    BOOST_TEST(!is_read_after(put, into, 200, true, "\"1\""));
    BOOST_TEST(!is_read_after(put, into, 202, false, ""));
    BOOST_TEST(!is_read_after(put, of_job, 204, false, ""));
    BOOST_TEST(!is_read_after(put, nowhere, 204, false, ""));
    BOOST_TEST(!is_read_after(plain, into, 204, false, ""));

    fake_time time;
    auto change = time.attempts(descry::operation_for<read_shared_files, descry::verb_kind::put>(), pointer_to(model));
    auto const read = descry::detail::read_after_change(time.shared.context, change.call());
    BOOST_TEST(read.value().message.method == "GET");
    BOOST_TEST((descry::detail::state_not_read(descry::failure(errc::not_found)) == errc::state_not_read));

    auto made = descry::detail::prepared_call(change.call());
    descry::detail::call_steps call(time.shared, std::move(made), nullptr, into, time.now + std::chrono::seconds(10));
    BOOST_TEST((call.start() == next::token && call.got_token(std::string("a")) == next::send));
    BOOST_TEST(!call.may_have_side_effects());
    BOOST_TEST((call.got_response(descry::response{204, {}, {}}) == next::token));
    BOOST_TEST(call.may_have_side_effects());
    BOOST_TEST((call.got_token(std::string("a")) == next::send && call.message().method == "GET"));
    BOOST_TEST((call.got_response(descry::response{404, {}, {}}) == next::done));
    BOOST_TEST((call.outcome().error() == errc::state_not_read && call.outcome().error()->maybe_done));
}

BOOST_AUTO_TEST_CASE(stays_that_of_the_state_for_a_service_that_does_not_always_send_one)
{
    file_service service{.has_content = false, .has_tag = false};
    auto const at = service.api.at<half_tagged_files>({"7"});
    auto const f = at.update(at.get());
    BOOST_TEST(f.tag.value() == "\"1\"");
    BOOST_TEST((at.try_update(f).error() == errc::conflict));
}

BOOST_AUTO_TEST_CASE(of_a_request_is_another_one_than_that_of_the_state)
{
    auto const to = answering({200, {}, R"({"name":"a","text":"b"})"});
    auto const api = make_client(to);
    api.at<turned_files>({"7"}).invoke({.version = "abc"});
    BOOST_TEST(sent_tag(to) == "\"abc\"");
    file const read{.name = {}, .text = {}, .tag = etag("abc")};
    api.at<turned_files>({"7"}).for_state(read).invoke({.version = "x"});
    BOOST_TEST(sent_tag(to) == "abc");
}

BOOST_AUTO_TEST_CASE(in_the_body_may_have_any_spelling)
{
    for (bool const puts : {true, false}) {
        auto const to = answering([&, n = 0](descry::request const& in) mutable -> descry::result<descry::response> {
            if (in.method == "GET") return ok(R"({"title":"b","row_version":8})");
            if (n++ == 0) return descry::failure(errc::connection_closed);
            return descry::response{409, {}, R"({"reason":"Conflict"})"};
        });
        descry::client const api({.base_url = "https://a.example", .retry = {.base_delay = {}}, .custom_transport = to},
                                 {.is_conflict = is_conflict});
        auto const at = api.at<rows>({"1"});
        auto const after = puts ? at.try_update({.title = "b", .row_version = 7})
                                : at.try_patch({.title = "a", .row_version = 7}, {.title = "b", .row_version = 7});
        BOOST_TEST(after.has_value());
        BOOST_TEST(to->requests().at(0).body == R"({"title":"b","row_version":7})");
    }
}

BOOST_AUTO_TEST_CASE(in_the_body_is_that_of_the_state_that_modify_patches)
{
    cluster service{.faster = 1};
    auto const at = service.api.at<patched_deployments>({"a"});
    auto const after = at.modify([](deployment& d) { d.replicas = 7; });
    BOOST_TEST(after.replicas == 7);
    BOOST_TEST(service.to->requests().back().body == R"({"replicas":7,"metadata":{"resourceVersion":"2"}})");
}

BOOST_AUTO_TEST_SUITE_END()
