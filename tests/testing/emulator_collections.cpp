// Documents below a path, read as a list: pages, filters and order.
#include "shops.hpp"

#include <boost/test/unit_test.hpp>

#include <descry/model/open_enum.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace emulator_collections {

using namespace shops;

namespace {

struct numbered {
    std::optional<std::int64_t> page{}, per_page{};
};
BOOST_DESCRIBE_STRUCT(numbered, (), (page, per_page))

}  // namespace

}  // namespace emulator_collections

template <>
inline constexpr descry::object_policy descry::policy_of<emulator_collections::numbered>{
    .names = descry::casing::as_declared};

namespace emulator_collections {

namespace {

struct parcel_sender {
    std::optional<std::string> city{}, note{};
};
BOOST_DESCRIBE_STRUCT(parcel_sender, (), (city, note))
struct by_road {
    std::string kind = "road", plate{};
};
BOOST_DESCRIBE_STRUCT(by_road, (), (kind, plate))

}  // namespace

}  // namespace emulator_collections

template <>
inline constexpr auto descry::chosen_when<emulator_collections::by_road> =
    descry::member_is<&emulator_collections::by_road::kind>("road");

namespace emulator_collections {

namespace {

struct parcel {
    std::optional<std::string> id{}, note{};
    std::vector<std::string> labels{};
    std::optional<parcel_sender> sender{};
    std::vector<parcel_sender> former{};
    std::optional<std::variant<by_road, descry::raw_json>> carried{};
    std::vector<std::vector<std::int64_t>> sizes{};
};
BOOST_DESCRIBE_STRUCT(parcel, (), (id, note, labels, sender, former, carried, sizes))
struct parcel_key {
    std::string id{};
};
BOOST_DESCRIBE_STRUCT(parcel_key, (), (id))
struct parcel_query {
    std::optional<std::string> note{}, city{}, labels{}, sender{}, mood{}, former{}, carried{}, sizes{};
};
BOOST_DESCRIBE_STRUCT(parcel_query, (), (note, city, labels, sender, mood, former, carried, sizes))

struct parcel_resource : descry::resource<parcel, parcel_key, "/v1/parcels/{id}", descry::get> {};
struct parcels_resource : descry::resource<std::vector<parcel>, descry::nothing, "/v1/parcels",
                                           descry::with_query<descry::get, parcel_query>> {};

struct dated {
    std::string api_version = "2026-01-01";
};
BOOST_DESCRIBE_STRUCT(dated, (), (api_version))
struct dated_parcels
    : descry::resource<std::vector<parcel>, descry::nothing, "/v1/dated", descry::with_query<descry::get, dated>> {};

// A list with required members beside its elements.
struct list_facts {
    int took = 0;
};
BOOST_DESCRIBE_STRUCT(list_facts, (), (took))
struct note_list {
    std::string object = "list";
    bool has_more = false;
    std::vector<review> data{};
    std::int64_t total_count = 0;
    list_facts facts{};
    std::optional<std::string> url{};
};
BOOST_DESCRIBE_STRUCT(note_list, (), (object, has_more, data, total_count, facts, url))
struct listed_notes : descry::resource<note_list, descry::nothing, "/v1/notes", descry::get> {};
struct listed_note : descry::resource<review, parcel_key, "/v1/notes/{id}", descry::get> {};

// Parameters in several styles.
enum class finish { matt, very_shiny };
BOOST_DESCRIBE_ENUM(finish, matt, very_shiny)
struct toy {
    std::optional<std::string> name{}, state{};
    std::optional<bool> active{};
    std::vector<std::string> tags{};
    std::optional<finish> surface{};
    std::optional<descry::open_enum<finish>> lining{};
};
BOOST_DESCRIBE_STRUCT(toy, (), (name, state, active, tags, surface, lining))
struct toy_query {
    std::optional<std::string> name{}, surface{}, lining{};
    std::optional<std::vector<std::string>> state{}, tags{};
    std::optional<bool> active{};
};
BOOST_DESCRIBE_STRUCT(toy_query, (), (name, surface, lining, state, tags, active))
struct toy_resource : descry::resource<toy, parcel_key, "/v1/toys/{id}", descry::get> {};
struct toys_resource
    : descry::resource<std::vector<toy>, descry::nothing, "/v1/toys", descry::with_query<descry::get, toy_query>> {};

struct visits_resource : descry::resource<std::vector<review>, shop_key, "/v1/shops/{shop_id}/visits",
                                          descry::with_query<descry::get, numbered>> {};

struct pages : fixture {
    pages() { seed_shops({"Two", "Three", "Four", "Five", "Six", "Seven"}); }

    page<shop> read_page(std::string target, std::string token = {})
    {
        std::vector<descry::header> headers;
        if (!token.empty()) headers.push_back({"next-page", std::move(token)});
        return read<page<shop>>(send("GET", std::move(target), std::move(headers)));
    }

    std::string names(std::string target) { return names_of(read_page(std::move(target))); }
};

}  // namespace

}  // namespace emulator_collections

template <>
inline constexpr auto descry::style_of<& emulator_collections::toy_query::state> = descry::parameter_style::commas;
template <>
inline constexpr auto descry::style_of<& emulator_collections::toy_query::tags> = descry::parameter_style::brackets;

BOOST_FIXTURE_TEST_SUITE(emulator_collections, pages)

BOOST_AUTO_TEST_CASE(a_collection_is_read_in_pages_by_its_links)
{
    auto const first = read_page("/v1/shops");
    BOOST_TEST(names_of(first) == "One Two Three");
    BOOST_TEST(first.total_count.value() == 7);
    BOOST_TEST(first.links->self->uri == "/shops");
    BOOST_TEST(!first.links->previous.has_value());
    auto const& next = first.links->next.value();
    BOOST_TEST(next.uri == "/shops?seekOperation=Next");
    BOOST_TEST(next.method == "GET");
    BOOST_TEST(next.headers.at(0).key == "Next-Page");
    BOOST_TEST(next.headers.at(0).value == first.continuation_token.value());

    auto const second = read_page("/v1" + next.uri, next.headers.at(0).value);
    BOOST_TEST(names_of(second) == "Four Five Six");
    auto const last = read_page("/v1" + second.links->next->uri, second.continuation_token.value());
    BOOST_TEST(names_of(last) == "Seven");
    BOOST_TEST(!last.links->next.has_value());
    BOOST_TEST(last.links->previous->uri == "/shops?seekOperation=Previous");
    BOOST_TEST(names_of(read_page("/v1/shops?seekOperation=Previous", *last.continuation_token)) == "Four Five Six");
    BOOST_TEST(names_of(read_page("/v1/shops?seekOperation=First", *last.continuation_token)) == "One Two Three");
    BOOST_TEST(names_of(read_page("/v1/shops?seekOperation=Last", *second.continuation_token)) == "Seven");
}

BOOST_AUTO_TEST_CASE(a_page_may_be_smaller_but_not_larger)
{
    BOOST_TEST(names("/v1/shops?size=2") == "One Two");
    BOOST_TEST(names("/v1/shops?size=99") == "One Two Three");
    BOOST_TEST(names("/v1/shops?size=0") == "One Two Three");
    BOOST_TEST(get("/v1/shops?size=x").status == 400u);
    BOOST_TEST(get("/v1/shops?size=%2").status == 400u);
}

BOOST_AUTO_TEST_CASE(a_page_has_at_least_one_element)
{
    BOOST_CHECK_THROW(descry::testing::emulator({}, {.page_size = 0}), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(pages_show_the_collection_as_it_was_at_the_first_page)
{
    auto const first = read_page("/v1/shops?size=2");
    under_test.erase<shop_resource>({"One"});
    under_test.erase<shop_resource>({"one"});
    BOOST_TEST(names_of(read_page("/v1/shops?seekOperation=Next", *first.continuation_token)) == "Three Four");
    BOOST_TEST(names("/v1/shops?size=2") == "Two Three");
}

BOOST_AUTO_TEST_CASE(a_token_is_valid_for_its_collection_and_query_only)
{
    auto const token = read_page("/v1/shops?size=2").continuation_token.value();
    auto const with = [&](std::string target, std::string given) {
        return send("GET", std::move(target), {{"Next-Page", std::move(given)}}).status;
    };
    BOOST_TEST(with("/v1/shops?seekOperation=Next", token) == 200u);
    BOOST_TEST(with("/v1/shops?size=2&seekOperation=Next", token) == 200u);
    BOOST_TEST(with("/v1/shops?size=1&seekOperation=Next", token) == 400u);
    BOOST_TEST(with("/v1/shops?seekOperation=Next&filter=x", token) == 400u);
    BOOST_TEST(with("/v1/shops?seekOperation=PageIndex", token) == 400u);
    BOOST_TEST(with("/v1/shops?seekOperation=Next", token + "0") == 400u);
    BOOST_TEST(with("/v1/shops/one/orders?currency=EUR", token) == 400u);
    BOOST_TEST(get("/v1/shops?seekOperation=Next").status == 400u);
}

BOOST_AUTO_TEST_CASE(pages_may_follow_by_offset)
{
    for (unsigned i = 1; i != 6; ++i) under_test.seed<order_resource>({"one", i}, {i, "o", i % 2 ? "new" : "done"});
    auto const first = read<page<order>>(get("/v1/shops/one/orders?currency=EUR&size=2"));
    BOOST_TEST(first.items.size() == 2u);
    BOOST_TEST(!first.continuation_token.has_value());
    BOOST_TEST(first.links->next->uri == "/shops/one/orders?currency=EUR&size=2&offset=2");
    BOOST_TEST(first.links->next->headers.empty());
    auto const last = read<page<order>>(get("/v1/shops/one/orders?currency=EUR&size=2&offset=4"));
    BOOST_TEST(last.items.at(0).number == 5);
    BOOST_TEST(!last.links->next.has_value());
    BOOST_TEST(last.links->previous->uri == "/shops/one/orders?currency=EUR&size=2&offset=2");
    BOOST_TEST(read<page<order>>(get("/v1/shops/one/orders?currency=EUR&offset=9")).items.empty());
}

BOOST_AUTO_TEST_CASE(a_parameter_that_is_not_optional_is_needed)
{
    auto const in = get("/v1/shops/one/orders");
    BOOST_TEST(in.status == 400u);
    BOOST_TEST(in.body.find("currency") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_parameter_named_as_a_member_selects)
{
    for (unsigned i = 1; i != 6; ++i) under_test.seed<order_resource>({"one", i}, {i, "o", i % 2 ? "new" : "done"});
    BOOST_TEST(read<page<order>>(get("/v1/shops/one/orders?currency=EUR&state=Done")).items.size() == 2u);
    BOOST_TEST(read<page<order>>(get("/v1/shops/one/orders?currency=EUR&state=new")).items.size() == 3u);
    BOOST_TEST(read<page<order>>(get("/v1/shops/one/orders?currency=EUR&state=new&state=done")).items.size() == 3u);
}

BOOST_AUTO_TEST_CASE(an_element_without_the_member_is_not_selected)
{
    under_test.serve<parcel_resource>();
    under_test.serve<parcels_resource>();
    under_test.seed<parcel_resource>({"a"},
                                     {.id = "a", .note = "fragile", .labels = {"red", "big"}, .sizes = {{1, 2}, {3}}});
    under_test.seed<parcel_resource>({"b"}, {.id = "b", .sender = parcel_sender{.city = "Rome", .note = "fragile"}});
    auto const ids = [&](std::string query) {
        std::string out;
        for (auto const& each : read<std::vector<parcel>>(get("/v1/parcels" + query))) out += each.id.value();
        return out;
    };
    BOOST_TEST(ids("?note=fragile") == "a");  // not the note of the sender
    BOOST_TEST(ids("?note=nonesuch") == "");
    BOOST_TEST(ids("?note=*") == "ab");
    BOOST_TEST(ids("?city=rome") == "b");
    BOOST_TEST(ids("?city=oslo") == "");
    BOOST_TEST(ids("?labels=big") == "a");
    BOOST_TEST(ids("?labels=small") == "");
    BOOST_TEST(ids("?sizes=3") == "a");
}

BOOST_AUTO_TEST_CASE(a_parameter_selects_by_its_value_as_it_is_declared)
{
    fixture terse({.wire = {.query = {.yes = "1", .no = "0"}}});
    terse.under_test.serve<toy_resource>();
    terse.under_test.serve<toys_resource>();
    terse.under_test.seed<toy_resource>({"a"}, {.name = "ab", .state = "x", .active = true, .tags = {"t", "u,v"}});
    terse.under_test.seed<toy_resource>({"b"}, {.name = "a_b", .state = "y", .active = false, .tags = {"w"}});
    terse.under_test.seed<toy_resource>({"c"},
                                        {.name = "c", .surface = finish::very_shiny, .lining = finish::very_shiny});
    auto const names = [&](std::string const& query) {
        auto const in = terse.get("/v1/toys?" + query);
        if (in.status != 200) return std::to_string(in.status);
        std::string out;
        for (auto const& each : read<std::vector<toy>>(in)) (out += out.empty() ? "" : " ") += each.name.value();
        return out;
    };
    for (auto const& [query, selected] :
         std::vector<std::pair<std::string, std::string>>{{"state=x,z", "ab"},
                                                          {"state=Y,x", "ab a_b"},
                                                          {"state=x&state=y", "400"},
                                                          {"tags%5B%5D=t", "ab"},
                                                          {"tags[]=w&tags[]=u,v", "ab a_b"},
                                                          {"tags[]=u", ""},
                                                          {"active=1", "ab"},
                                                          {"active=0", "a_b"},
                                                          {"active=true", "400"},
                                                          {"active=*", "ab a_b c"},
                                                          {"name=ab", "ab"},
                                                          {"name=AB&name=c", "ab c"},
                                                          {"name=a_b", "a_b"},
                                                          {"surface=very_shiny", "c"},
                                                          {"surface=veryShiny", "c"},
                                                          {"lining=veryshiny", "c"},
                                                          {"name[x]=ab", "501"}})
        BOOST_TEST(names(query) == selected, query << ": " << names(query));
}

BOOST_AUTO_TEST_CASE(a_parameter_of_unknown_effect_is_refused)
{
    static constexpr std::pair<std::string_view, std::string_view> selecting[] = {{"mood", ""}, {"sender", "note"}};
    fixture told({.selecting = selecting});
    for (auto* const of : {static_cast<fixture*>(this), &told}) {
        of->under_test.serve<parcel_resource>();
        of->under_test.serve<parcels_resource>();
        of->under_test.serve<dated_parcels>();
        of->under_test.seed<parcel_resource>({"a"}, {.id = "a", .note = "fragile"});
        of->under_test.seed<parcel_resource>({"b"}, {.id = "b"});
    }
    // No member has this name, or one that is no value; a nested parameter; one of a list without elements.
    for (auto const* query : {"mood=good", "sender=x", "former=x", "carried=road", "note[gte]=5", "note=x&mood=bad"}) {
        auto const in = get(std::string("/v1/parcels?") + query);
        BOOST_TEST(in.status == 501u, query);
    }
    BOOST_TEST(get("/v1/parcels?mood=good").body.find("parameter mood") != std::string::npos);
    BOOST_TEST(get("/v1/parcels?mood=*").status == 200u);
    BOOST_TEST(read<std::vector<parcel>>(told.get("/v1/parcels?mood=good")).size() == 2u);
    BOOST_TEST(read<std::vector<parcel>>(told.get("/v1/parcels?sender=fragile")).size() == 1u);
    BOOST_TEST(told.get("/v1/parcels?former=x").status == 501u);

    // A required parameter is no choice.
    BOOST_TEST(get("/v1/dated?apiVersion=2026-01-01").status == 200u);
}

BOOST_AUTO_TEST_CASE(a_list_has_the_members_that_its_model_requires)
{
    under_test.serve<listed_notes>();
    under_test.serve<listed_note>();
    BOOST_TEST(get("/v1/notes").body ==
               R"({"object":"list","hasMore":false,"data":[],"totalCount":0,"facts":{"took":0}})");
    under_test.seed<listed_note>({"a"}, {.text = "x"});
    BOOST_TEST(get("/v1/notes").body ==
               R"({"object":"list","hasMore":false,"data":[{"text":"x"}],"totalCount":1,"facts":{"took":0}})");
}

BOOST_AUTO_TEST_CASE(a_filter_selects_by_fields_near_the_top)
{
    auto const filtered = [&](std::string filter) {
        std::string target = "/v1/shops?filter=";
        descry::append_percent_encoded(target, filter);
        return names(std::move(target));
    };
    BOOST_TEST(filtered(R"({"Field":"Name","Value":"t","Operator":"starts_with"})") == "Two Three");
    BOOST_TEST(filtered(R"({"Field":"City","Value":"rome","Operator":"equals"})") == "One");
    BOOST_TEST(
        names("/v1/shops?filter=%7B%22Field%22:%22Name%22,%22Value%22:%22x+y%22,%22Operator%22:%22equals%22%7D") == "");
    BOOST_TEST(get("/v1/shops?filter=name").status == 400u);
    BOOST_TEST(get("/v1/shops?filter=%7B%7D").status == 400u);
}

BOOST_AUTO_TEST_CASE(elements_may_be_sorted)
{
    BOOST_TEST(names("/v1/shops?sortField=Name") == "Five Four One");
    BOOST_TEST(names("/v1/shops?sortField=Name&sortDirection=Descending") == "Two Three Six");

    // Numbers precede other texts, in any order of the elements.
    std::vector<std::string> some{"10", "2a", "9"};
    do {
        fixture numbers;
        numbers.under_test.erase<shop_resource>({"one"});
        numbers.seed_shops(some);
        BOOST_TEST(names_of(read<page<shop>>(numbers.get("/v1/shops?sortField=Name"))) == "9 10 2a");
    } while (std::next_permutation(some.begin(), some.end()));
}

BOOST_AUTO_TEST_CASE(an_empty_collection_has_no_elements_and_needs_an_owner)
{
    auto const none = read<page<order>>(get("/v1/shops/one/orders?currency=EUR"));
    BOOST_TEST(none.items.empty());
    BOOST_TEST(none.total_count.value() == 0);
    BOOST_TEST(get("/v1/shops/nobody/orders?currency=EUR").status == 404u);
    BOOST_TEST(get("/v1/shops/one/reviews").body == "[]");
    BOOST_TEST(get("/v1/shops/nobody/reviews").status == 404u);
}

BOOST_AUTO_TEST_CASE(the_more_literal_path_is_no_element)
{
    under_test.seed<best_shop_resource>({}, {.name = "Best"});
    BOOST_TEST(read<shop>(get("/v1/shops/best")).name == "Best");
    BOOST_TEST(read_page("/v1/shops").total_count.value() == 7);
}

BOOST_AUTO_TEST_CASE(a_bare_list_has_its_links_in_a_field)
{
    std::vector<review> all;
    for (char const* text : {"a", "b", "c", "d"}) all.push_back({{}, text});
    under_test.seed<reviews_resource>({"one"}, all);
    auto const first = get("/v1/shops/one/reviews");
    BOOST_TEST(first.body == R"([{"text":"a"},{"text":"b"},{"text":"c"}])");
    auto const token = find_header(first.headers, "Next-Page");
    BOOST_TEST(!token.empty());
    auto const second = send("GET", "/v1/shops/one/reviews", {{"Next-Page", std::string(token)}});
    BOOST_TEST(second.body == R"([{"text":"d"}])");
    BOOST_TEST(find_header(second.headers, "Next-Page").empty());
    BOOST_TEST(under_test.stored<reviews_resource>({"one"})->size() == 4u);
}

BOOST_AUTO_TEST_CASE(pages_may_have_numbers_and_a_bare_list_links)
{
    under_test.serve<visits_resource>();
    std::vector<review> all;
    for (char const* text : {"a", "b", "c", "d", "e"}) all.push_back({{}, text});
    under_test.seed<visits_resource>({"one"}, all);
    auto const page_of = [&](std::string query) {
        auto const in = get("/v1/shops/one/visits" + query);
        std::string out;
        for (auto const& each : read<std::vector<review>>(in)) out += each.text;
        return out + ' ' + std::string(find_header(in.headers, "Link"));
    };
    BOOST_TEST(page_of("?per_page=2") == R"(ab </shops/one/visits?per_page=2&page=2>; rel="next")");
    BOOST_TEST(
        page_of("?page=2&per_page=2") ==
        R"(cd </shops/one/visits?per_page=2&page=3>; rel="next", </shops/one/visits?per_page=2&page=1>; rel="prev")");
    BOOST_TEST(page_of("?page=2") == R"(de </shops/one/visits?page=1>; rel="prev")");
    BOOST_TEST(page_of("?page=3") == R"( </shops/one/visits?page=2>; rel="prev")");
    BOOST_TEST(page_of("?page=0&per_page=99") == R"(abc </shops/one/visits?per_page=99&page=2>; rel="next")");
    BOOST_TEST(page_of("?page=18446744073709551615").starts_with(" <"));
    BOOST_TEST(get("/v1/shops/one/visits?page=x").status == 400u);
}

BOOST_AUTO_TEST_CASE(a_collection_may_be_created_when_it_is_first_read)
{
    int made = 0;
    under_test.seed_later<reviews_resource>({"one"}, [&] {
        ++made;
        return std::vector<review>{{{}, "later"}};
    });
    BOOST_TEST(made == 0);
    BOOST_TEST(get("/v1/shops/one/reviews").body == R"([{"text":"later"}])");
    BOOST_TEST(get("/v1/shops/one/reviews").body == R"([{"text":"later"}])");
    BOOST_TEST(made == 1);
}

BOOST_AUTO_TEST_CASE(without_a_field_for_tokens_there_is_one_page)
{
    fixture other({}, {.page_size = 3});
    other.seed_shops({"Two", "Three", "Four"});
    auto const all = other.get("/v1/shops");
    BOOST_TEST(read<page<shop>>(all).items.size() == 4u);
}

BOOST_AUTO_TEST_SUITE_END()
