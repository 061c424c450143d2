// Lists of various APIs, each with another paging policy: all elements are read.
#include "shops.hpp"

#include <boost/test/unit_test.hpp>

#include <descry/client.hpp>
#include <descry/client/pages.hpp>
#include <descry/testing/scripted_transport.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace emulator_pages {

using namespace shops;

namespace {

struct web_link {
    std::string href{};
    std::optional<std::string> title{};
};
BOOST_DESCRIBE_STRUCT(web_link, (), (href, title))

struct web_links {
    std::optional<web_link> self{}, next{};
};
BOOST_DESCRIBE_STRUCT(web_links, (), (self, next))

struct shelf {
    std::optional<std::string> name{};
    std::vector<review> value{};
    std::optional<std::string> next{}, token{};
    std::optional<web_links> links{};
    std::optional<std::int32_t> count{};
};
BOOST_DESCRIBE_STRUCT(shelf, (), (name, value, next, token, links, count))

// Lists and links in the formats of other APIs: Spring HAL, Kubernetes and GitHub.
struct hal_facts {
    std::int64_t total_elements = 0;
};
BOOST_DESCRIBE_STRUCT(hal_facts, (), (total_elements))

struct hal_list {
    std::vector<review> content{};
    web_links links{};
    hal_facts page{};
};
BOOST_DESCRIBE_STRUCT(hal_list, (), (content, links, page))

struct list_metadata {
    std::optional<std::string> resource_version{}, next{};
};
BOOST_DESCRIBE_STRUCT(list_metadata, (), (resource_version, next))

struct object_list {
    list_metadata metadata{};
    std::vector<review> items{};
};
BOOST_DESCRIBE_STRUCT(object_list, (), (metadata, items))

struct config_metadata {
    std::string name{};
    std::optional<std::string> resource_version{};
};
BOOST_DESCRIBE_STRUCT(config_metadata, (), (name, resource_version))
struct config {
    config_metadata metadata{};
    std::string data{};
};
BOOST_DESCRIBE_STRUCT(config, (), (metadata, data))
struct config_list {
    list_metadata metadata{};
    std::vector<config> items{};
};
BOOST_DESCRIBE_STRUCT(config_list, (), (metadata, items))
struct config_key {
    std::string name{};
};
BOOST_DESCRIBE_STRUCT(config_key, (), (name))
struct configs : descry::resource<config_list, descry::nothing, "/v1/configs", descry::get> {};
struct one_config
    : descry::resource<config, config_key, "/v1/configs/{name}", descry::get,
                       descry::put<descry::always<&config::metadata, &config_metadata::resource_version>>> {};

struct search_result {
    std::int64_t total_count = 0;
    std::vector<review> items{};
};
BOOST_DESCRIBE_STRUCT(search_result, (), (total_count, items))

struct note {
    std::optional<std::string> id{}, url{};
};
BOOST_DESCRIBE_STRUCT(note, (), (id, url))
struct note_key {
    std::string note_id{};
};
BOOST_DESCRIBE_STRUCT(note_key, (), (note_id))

struct paging {
    std::optional<std::int64_t> size{}, offset{};
};
BOOST_DESCRIBE_STRUCT(paging, (), (size, offset))

struct numbering {
    std::optional<std::int64_t> page{};
};
BOOST_DESCRIBE_STRUCT(numbering, (), (page))

/// A policy that a user wrote.
struct by_page {
    template <class Page>
    static std::optional<descry::next_page> after(Page const&, descry::page_view const& at)
    {
        auto const number = descry::detail::number_in(descry::detail::find_parameter(at.target, "page"));
        if (at.size == 0) return std::nullopt;
        return descry::next_page{.parameters = {{"page", std::to_string(number == 0 ? 2 : number + 1)}}};
    }
};

/// A policy that an emulator cannot support.
struct by_luck {
    template <class Page>
    static std::optional<descry::next_page> after(Page const&, descry::page_view const& at)
    {
        auto const token = at.header("Lucky-Number");
        return token.empty() ? std::nullopt : std::optional(descry::next_page{.headers = {{"Lucky-Number", "7"}}});
    }
};

using bare = std::vector<review>;
using by_text = descry::by_link<&shelf::next>;
using by_object = descry::by_link<&shelf::links, &web_links::next, &web_link::href>;
using by_body = descry::by_token<"pageToken", &shelf::token>;

template <class Next, class Query = descry::nothing>
struct in_shelf : descry::resource<shelf, shop_key, "/v1/shops/{shop_id}/shelf",
                                   descry::in_pages<descry::with_query<descry::get, Query>, &shelf::value, Next>> {};
struct hal_reviews
    : descry::resource<hal_list, shop_key, "/v1/shops/{shop_id}/hal", descry::with_query<descry::get, numbering>> {};
struct object_reviews
    : descry::resource<object_list, shop_key, "/v1/shops/{shop_id}/objects",
                       descry::in_pages<descry::get, &object_list::items,
                                        descry::by_token<"continue", &object_list::metadata, &list_metadata::next>>> {};
struct found_reviews : descry::resource<search_result, shop_key, "/v1/shops/{shop_id}/search", descry::get> {};
struct notes : descry::resource<std::vector<note>, descry::nothing, "/v1/notes", descry::create<note>> {};
struct one_note : descry::resource<note, note_key, "/v1/notes/{note_id}", descry::get> {};
struct marked_list {
    std::vector<review> data{};
    std::optional<bool> has_more{};
};
BOOST_DESCRIBE_STRUCT(marked_list, (), (data, has_more))
struct cursor {
    std::optional<int> limit{};
    std::optional<std::string> starting_after{};
};
BOOST_DESCRIBE_STRUCT(cursor, (), (limit, starting_after))
template <auto... HasMore>
struct marked
    : descry::resource<marked_list, shop_key, "/v1/shops/{shop_id}/marked",
                       descry::in_pages<descry::with_query<descry::get, cursor>, &marked_list::data,
                                        descry::by_last_element<"startingAfter", &review::text, HasMore...>>> {};
// A path outside of the prefix that links of the service may omit.
struct elsewhere : descry::resource<shelf, shop_key, "/partner/v1/{shop_id}/shelf",
                                    descry::in_pages<descry::get, &shelf::value, by_text>> {};
struct counted {
    std::optional<int> max_results{};
};
BOOST_DESCRIBE_STRUCT(counted, (), (max_results))
struct sized {
    std::optional<int> page_size{};
    std::optional<std::string> filter{}, text{};
};
BOOST_DESCRIBE_STRUCT(sized, (), (page_size, filter, text))

template <class Next, class Query = descry::nothing>
struct in_list
    : descry::resource<bare, shop_key, "/v1/shops/{shop_id}/list",
                       descry::in_pages<descry::with_query<descry::get, Query>, descry::whole_page{}, Next>> {};

struct asked {
    std::optional<std::string> text{}, start_cursor{};
    std::optional<int> page_size{}, offset{};
};
BOOST_DESCRIBE_STRUCT(asked, (), (text, start_cursor, page_size, offset))
template <class Next, class Action = descry::action<asked>>
struct in_search : descry::resource<shelf, shop_key, "/v1/shops/{shop_id}/shelf/search",
                                    descry::in_pages<Action, &shelf::value, Next>> {};
struct by_anything {
    static bool prepare_next(asked& next, shelf const& page, descry::page_view const&)
    {
        next.start_cursor = page.token;
        return page.token.has_value();
    }
};
struct by_own_offset {
    static bool prepare_next(asked& next, shelf const& page, descry::page_view const&)
    {
        next.offset = next.offset.value_or(0) + static_cast<int>(page.value.size());
        return !page.value.empty();
    }
};
struct by_own_number {
    static bool prepare_next(numbering& next, shelf const& page, descry::page_view const&)
    {
        next.page = next.page.value_or(1) + 1;
        return !page.value.empty();
    }
};

struct walks : fixture {
    std::size_t pages = 0;

    // The names in a list of seven, as a client reads them.
    template <class R>
    std::string walk(descry::testing::emulated_api const& api = {})
    {
        fixture of(api, {.page_size = 3});
        of.under_test.serve<R>();
        typename R::model_type seeded;
        for (auto const* text : {"a", "b", "c", "d", "e", "f", "g"}) {
            if constexpr (std::is_same_v<typename R::model_type, bare>)
                seeded.push_back({{}, text});
            else if constexpr (std::is_same_v<typename R::model_type, marked_list>)
                seeded.data.push_back({{}, text});
            else
                seeded.value.push_back({{}, text});
        }
        of.under_test.seed<R>({"one"}, seeded);
        auto const to = std::make_shared<descry::testing::scripted_transport>(std::ref(of.under_test));
        descry::client const client({.base_url = "https://shops.example", .custom_transport = to}, api.wire);
        std::string out;
        if constexpr (requires { client.at<R>({"one"}).all(asked()); })
            for (auto& each : client.at<R>({"one"}).all({.text = "no filter"})) out += each.text;
        else if constexpr (requires { client.at<R>({"one"}).all(numbering()); })
            for (auto& each : client.at<R>({"one"}).all(numbering{.page = 1})) out += each.text;
        else
            for (auto& each : client.at<R>({"one"}).all()) out += each.text;
        pages = to->requests().size();
        return out;
    }
};

}  // namespace

}  // namespace emulator_pages

template <>
inline constexpr std::string_view descry::renamed<& emulator_pages::list_metadata::next> = "continue";

BOOST_FIXTURE_TEST_SUITE(emulator_pages, walks)

BOOST_AUTO_TEST_CASE(links_are_where_the_policy_follows_them)
{
    BOOST_TEST(walk<in_shelf<by_text>>() == "abcdefg");
    BOOST_TEST(pages == 3u);
    BOOST_TEST((walk<in_shelf<by_text, paging>>()) == "abcdefg");
    BOOST_TEST(pages == 3u);
    BOOST_TEST((walk<in_shelf<by_object, numbering>>()) == "abcdefg");
    BOOST_TEST(pages == 3u);
    BOOST_TEST(walk<in_list<descry::by_link_header>>() == "abcdefg");
    BOOST_TEST(pages == 3u);
}

BOOST_AUTO_TEST_CASE(tokens_are_where_the_policy_reads_them)
{
    BOOST_TEST(walk<in_shelf<by_body>>() == "abcdefg");
    BOOST_TEST(pages == 3u);
    BOOST_TEST((walk<in_shelf<by_body, paging>>()) == "abcdefg");
    BOOST_TEST(pages == 3u);
    BOOST_TEST(walk<in_list<descry::by_header<"Token">>>() == "abcdefg");
    BOOST_TEST(pages == 3u);
}

BOOST_AUTO_TEST_CASE(places_are_counted_by_the_names_of_the_policy)
{
    BOOST_TEST((walk<in_shelf<descry::by_offset<"skip", "top">>>()) == "abcdefg");
    BOOST_TEST(pages == 4u);
    BOOST_TEST((walk<in_shelf<descry::by_offset<"skip", "top", &shelf::count>>>()) == "abcdefg");
    BOOST_TEST(pages == 3u);
    BOOST_TEST((walk<in_list<by_page, numbering>>()) == "abcdefg");
    BOOST_TEST(pages == 4u);
}

BOOST_AUTO_TEST_CASE(the_last_element_is_the_cursor_where_the_policy_says_so)
{
    BOOST_TEST(walk<marked<&marked_list::has_more>>() == "abcdefg");
    BOOST_TEST(pages == 3u);
    BOOST_TEST(walk<marked<>>() == "abcdefg");
    BOOST_TEST(pages == 4u);

    using listed = marked<&marked_list::has_more>;
    under_test.serve<listed>();
    under_test.seed<listed>({"one"}, {.data = {{{}, "a"}, {{}, "b"}, {{}, "c"}}});
    BOOST_TEST(get("/v1/shops/one/marked?limit=2").body == R"({"data":[{"text":"a"},{"text":"b"}],"hasMore":true})");
    BOOST_TEST(get("/v1/shops/one/marked?limit=2&startingAfter=b").body ==
               R"({"data":[{"text":"c"}],"hasMore":false})");
    BOOST_TEST(get("/v1/shops/one/marked?startingAfter=x").status == 400u);
    BOOST_TEST(get("/v1/shops/one/marked?startingAfter=%FF").status == 400u);
}

BOOST_AUTO_TEST_CASE(a_search_by_post_has_its_cursor_where_the_policy_writes_it)
{
    using by_cursor = descry::by_token_in_body<&asked::start_cursor, &shelf::token>;
    for (auto const names : {descry::casing::camel, descry::casing::as_declared}) {
        descry::testing::emulated_api const api{.wire = {.body = {.names = names}}};
        BOOST_TEST(walk<in_search<by_cursor>>(api) == "abcdefg");
        BOOST_TEST(pages == 3u);
        BOOST_TEST((walk<in_search<by_cursor, descry::action<descry::form<asked>>>>(api)) == "abcdefg");
        BOOST_TEST(pages == 3u);
        BOOST_TEST((walk<in_search<descry::by_offset_in_body<&asked::offset>>>(api)) == "abcdefg");
        BOOST_TEST(pages == 4u);
        BOOST_TEST((walk<in_search<descry::by_offset_in_body<&asked::offset, &shelf::count>>>(api)) == "abcdefg");
        BOOST_TEST(pages == 3u);
        BOOST_TEST((walk<in_search<by_text>>(api)) == "abcdefg");
        BOOST_TEST(pages == 3u);
        BOOST_TEST(walk<in_search<by_anything>>(api) == "abcdefg");
        BOOST_TEST(walk<in_search<by_own_offset>>(api) == "abcdefg");
        BOOST_TEST(pages == 4u);
        BOOST_TEST((walk<in_search<by_own_number, descry::action<numbering>>>(api)) == "abcdefg");
        BOOST_TEST(pages == 4u);
        BOOST_TEST((walk<in_search<by_text, descry::action<numbering>>>(api)) == "abcdefg");
        BOOST_TEST(pages == 3u);
    }
    under_test.serve<in_search<by_cursor>>();
    under_test.seed<in_search<by_cursor>>({"one"}, {.value = {{{}, "a"}, {{}, "b"}, {{}, "c"}}});
    auto const post = [&](std::string body) {
        return send_json("POST", "/v1/shops/one/shelf/search", std::move(body));
    };
    auto const first = read<shelf>(post(R"({"pageSize":2})"));
    BOOST_TEST(first.value.size() == 2u);
    auto const second = read<shelf>(post(R"({"pageSize":2,"startCursor":")" + first.token.value() + "\"}"));
    BOOST_TEST(second.value.at(0).text == "c");
    BOOST_TEST(!second.token.has_value());
    BOOST_TEST(post(R"({"startCursor":"none"})").status == 400u);
    BOOST_TEST(post(R"({"page_size":2})").status == 400u);
    BOOST_TEST(post("{").status == 400u);
    BOOST_TEST(under_test.updates() == 0u);
}

BOOST_AUTO_TEST_CASE(the_first_supported_policy_is_used)
{
    BOOST_TEST((walk<in_shelf<descry::by_any_of<by_luck, by_body, by_text>>>()) == "abcdefg");
    BOOST_TEST(pages == 3u);
}

BOOST_AUTO_TEST_CASE(members_for_all_lists_of_an_api_lose_no_element_of_others)
{
    descry::testing::emulated_api const api{.wire = {.link_prefix = "/v1"}, .continuation_header = "Next-Page"};
    BOOST_TEST(walk<in_shelf<by_text>>(api) == "abcdefg");
    BOOST_TEST(walk<in_shelf<by_body>>(api) == "abcdefg");
    BOOST_TEST(pages == 3u);
    BOOST_TEST(walk<in_list<by_luck>>(api) == "abcdefg");
    BOOST_TEST(pages == 1u);
}

BOOST_AUTO_TEST_CASE(envelopes_and_links_are_those_of_the_api)
{
    std::vector<review> const all{{{}, "a"}, {{}, "b"}, {{}, "c"}, {{}, "d"}};

    fixture hal(
        {.envelope = {
             .elements = "content", .total = "page.totalElements", .self = "links.self", .next = "links.next"}});
    hal.under_test.serve<hal_reviews>();
    hal.under_test.seed<hal_reviews>({"one"}, {.content = all});
    BOOST_TEST(hal.get("/v1/shops/one/hal").body ==
               R"({"content":[{"text":"a"},{"text":"b"},{"text":"c"}],)"
               R"("links":{"self":{"href":"/v1/shops/one/hal"},"next":{"href":"/v1/shops/one/hal?page=2"}},)"
               R"("page":{"totalElements":4}})");
    BOOST_TEST(hal.get("/v1/shops/one/hal?page=2").body ==
               R"({"content":[{"text":"d"}],"links":{"self":{"href":"/v1/shops/one/hal?page=2"}},)"
               R"("page":{"totalElements":4}})");

    fixture kubernetes({.envelope = {.token = "metadata.continue"}});
    kubernetes.under_test.serve<object_reviews>();
    kubernetes.under_test.seed<object_reviews>({"one"}, {.metadata = {.resource_version = "7"}, .items = all});
    auto const first = read<object_list>(kubernetes.get("/v1/shops/one/objects"));
    BOOST_TEST(first.items.size() == 3u);
    BOOST_TEST(first.metadata.resource_version.value() == "7");
    BOOST_TEST(kubernetes.get("/v1/shops/one/objects?continue=" + first.metadata.next.value()).body ==
               R"({"metadata":{"resourceVersion":"7"},"items":[{"text":"d"}]})");

    fixture empty({.envelope = {.token = "metadata.continue"}});
    empty.under_test.serve_all<boost::mp11::mp_list<configs, one_config>>();
    auto const version = [&] { return read<config_list>(empty.get("/v1/configs")).metadata.resource_version.value(); };
    auto const none = version();
    BOOST_TEST(!none.empty());
    empty.under_test.seed<one_config>({"a"}, {.metadata = {"a", {}}});
    auto const one = version();
    BOOST_TEST(one != none);
    BOOST_TEST(version() == one);
    empty.under_test.change<one_config>({"a"}, [](auto& held) { held.data = "x"; });
    BOOST_TEST(version() != one);

    descry::service const as_declared{.body = {.names = descry::casing::as_declared}};
    fixture github({.wire = as_declared, .envelope = {.total = "total_count"}, .link_of_created = "url"});
    github.under_test
        .serve_all<boost::mp11::mp_list<found_reviews, in_list<descry::by_link_header, numbering>, notes, one_note>>();
    github.under_test.seed<found_reviews>({"one"}, {.items = {all[0]}});
    BOOST_TEST(github.get("/v1/shops/one/search").body == R"({"total_count":1,"items":[{"text":"a"}]})");
    github.under_test.seed<in_list<descry::by_link_header, numbering>>({"one"}, all);
    auto const bare = github.get("/v1/shops/one/list");
    BOOST_TEST(bare.body == R"([{"text":"a"},{"text":"b"},{"text":"c"}])");
    BOOST_TEST(find_header(bare.headers, "Link") == R"(</v1/shops/one/list?page=2>; rel="next")");
    BOOST_TEST(github.send_json("POST", "/v1/notes", R"({"id":"n"})").body == R"({"id":"n","url":"/v1/notes/n"})");
}

BOOST_AUTO_TEST_CASE(links_may_lead_outside_of_the_root_of_the_service)
{
    BOOST_TEST(walk<elsewhere>({.wire = {.link_prefix = "/v1"}}) == "abcdefg");
    BOOST_TEST(pages == 3u);
}

BOOST_AUTO_TEST_CASE(the_parameter_for_the_size_of_pages_is_one_that_is_declared)
{
    using listed = in_shelf<by_text, sized>;
    under_test.serve<listed>();
    under_test.seed<listed>({"one"}, {.value = {{{}, "a"}, {{}, "b"}, {{}, "c"}}});
    BOOST_TEST(read<shelf>(get("/v1/shops/one/shelf?pageSize=2")).value.size() == 2u);
    BOOST_TEST(read<shelf>(get("/v1/shops/one/shelf")).value.size() == 3u);
}

BOOST_AUTO_TEST_CASE(the_parameter_for_the_size_of_pages_may_be_declared)
{
    using listed = in_shelf<by_text, counted>;
    fixture google({.size_parameter = "maxResults"});
    google.under_test.serve<listed>();
    google.under_test.seed<listed>({"one"}, {.value = {{{}, "a"}, {{}, "b"}, {{}, "c"}}});
    BOOST_TEST(read<shelf>(google.get("/v1/shops/one/shelf?maxResults=2")).value.size() == 2u);
    BOOST_TEST(google.get("/v1/shops/one/shelf?maxResults=x").status == 400u);
}

BOOST_AUTO_TEST_CASE(a_filter_is_that_of_partner_center_only_where_the_api_has_it)
{
    using listed = in_shelf<by_text, sized>;
    fixture plain(descry::testing::emulated_api{});
    for (auto* const of : {static_cast<fixture*>(this), &plain}) {
        of->under_test.serve<listed>();
        of->under_test.seed<listed>({"one"}, {.value = {{{}, "a"}, {{}, "b"}}});
    }
    std::string const asked = "/v1/shops/one/shelf?filter=text%20eq%20'a'";
    BOOST_TEST(get(asked).status == 400u);
    BOOST_TEST(plain.get(asked).status == 501u);
    auto const in = plain.get("/v1/shops/one/shelf?text=b");
    BOOST_TEST(in.status == 200u);
    BOOST_TEST(read<shelf>(in).value.size() == 1u);
}

BOOST_AUTO_TEST_CASE(links_have_the_names_of_the_service)
{
    descry::testing::emulated_api const api{.wire = {.body = {.names = descry::casing::pascal}}};
    BOOST_TEST((walk<in_shelf<by_text, paging>>(api)) == "abcdefg");
    BOOST_TEST((walk<in_shelf<by_object, numbering>>(api)) == "abcdefg");
    BOOST_TEST((walk<in_list<descry::by_link_header, numbering>>(api)) == "abcdefg");
    BOOST_TEST(pages == 3u);
}

BOOST_AUTO_TEST_CASE(a_page_has_the_other_members_of_its_model)
{
    using listed = in_shelf<by_object>;
    under_test.serve<listed>();
    under_test.seed<listed>({"one"}, {.name = "new", .value = {{{}, "a"}, {{}, "b"}, {{}, "c"}, {{}, "d"}}});
    auto const first = get("/v1/shops/one/shelf");
    auto const shown = read<shelf>(first);
    BOOST_TEST(shown.name.value() == "new");
    BOOST_TEST(shown.links->self->href == "/shops/one/shelf");
    BOOST_TEST(shown.links->next->href.starts_with("/shops/one/shelf?continuationToken="));
    auto const last = read<shelf>(get("/v1" + shown.links->next->href));
    BOOST_TEST(last.name.value() == "new");
    BOOST_TEST(last.value.at(0).text == "d");
    BOOST_TEST(!last.links->next.has_value());
    BOOST_TEST(under_test.stored<listed>({"one"})->name.value() == "new");
    BOOST_TEST(get("/v1/shops/one/shelf?continuationToken=x").status == 400u);
}

BOOST_AUTO_TEST_SUITE_END()
