// Creating, patching and deleting documents.
#include "shops.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <descry/model/extras.hpp>
#include <descry/model/guid.hpp>
#include <descry/rest/changes.hpp>
#include <descry/rest/json_patch.hpp>

#include <support/data_file.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace emulator_changes {

using namespace shops;

namespace {

// A scalar that is a number.
struct ordinal {
    int value = 0;
};

struct paper_links {
    std::optional<std::string> self{};
};
BOOST_DESCRIBE_STRUCT(paper_links, (), (self))
struct paper {
    std::optional<std::string> id{};
    std::optional<paper_links> links{};
};
BOOST_DESCRIBE_STRUCT(paper, (), (id, links))
struct paper_key {
    std::string id{};
};
BOOST_DESCRIBE_STRUCT(paper_key, (), (id))

// Members that are declared in the types of maps and variants.
struct by_post {
    std::string how = "post";
    int post_code = 0;
};
BOOST_DESCRIBE_STRUCT(by_post, (), (how, post_code))
struct by_hand {
    std::string how = "hand";
    std::string full_name{};
};
BOOST_DESCRIBE_STRUCT(by_hand, (), (how, full_name))
struct letter {
    std::map<std::string, by_hand> copies_to{};
    std::variant<by_post, by_hand> sent{};
    std::optional<std::variant<std::string, by_post>> sent_from{};
};
BOOST_DESCRIBE_STRUCT(letter, (), (copies_to, sent, sent_from))

}  // namespace

namespace {

struct named_port {
    int number = 0;
    std::optional<std::string> text{};
};
BOOST_DESCRIBE_STRUCT(named_port, (), (number, text))
struct box {
    std::string box_name{};
    std::optional<std::string> text{};
    std::vector<named_port> ports{};
};
BOOST_DESCRIBE_STRUCT(box, (), (box_name, text, ports))
struct shelf {
    std::map<std::string, std::string> tags{}, labels{};
    std::vector<box> boxes{};
};
BOOST_DESCRIBE_STRUCT(shelf, (), (tags, labels, boxes))

}  // namespace

}  // namespace emulator_changes

template <>
struct descry::scalar<emulator_changes::ordinal> {
    static constexpr char const* expected = "an ordinal";
    static std::optional<emulator_changes::ordinal> read(descry::scalar_token token)
    {
        if (token.quoted) return std::nullopt;
        return emulator_changes::ordinal{std::stoi(std::string(token.text))};
    }
    static bool write(emulator_changes::ordinal const& value, std::string& out)
    {
        out += std::to_string(value.value);
        return false;
    }
};
template <>
inline constexpr auto descry::patch_style_of<& emulator_changes::shelf::tags> = descry::patch_style::whole;
template <>
inline constexpr std::string_view descry::merge_key<& emulator_changes::shelf::boxes> = "box_name";
template <>
inline constexpr std::string_view descry::merge_key<& emulator_changes::box::ports> = "number";
template <>
inline constexpr std::string_view descry::renamed<& emulator_changes::paper::links> = "_links";
template <>
inline constexpr auto descry::chosen_when<emulator_changes::by_post> =
    descry::member_is<&emulator_changes::by_post::how>("post");
template <>
inline constexpr auto descry::chosen_when<emulator_changes::by_hand> =
    descry::member_is<&emulator_changes::by_hand::how>("hand");

namespace emulator_changes {

namespace {

struct paper_resource : descry::resource<paper, paper_key, "/v1/papers/{id}", descry::get> {};
struct papers_resource
    : descry::resource<std::vector<paper>, descry::nothing, "/v1/papers", descry::get, descry::create<paper>> {};

struct letter_resource : descry::resource<letter, paper_key, "/v1/letters/{id}", descry::get, descry::put<>> {};

// One thing for each condition.
struct thing {
    std::string text{};
    std::optional<std::string> etag{};
};
BOOST_DESCRIBE_STRUCT(thing, (), (text, etag))
using thing_tag = descry::if_match<&thing::etag>;
struct guarded_thing
    : descry::resource<thing, paper_key, "/v1/things/{id}", descry::get, descry::put<descry::if_absent>,
                       descry::patch<thing_tag>, descry::remove<thing_tag>> {};
struct open_thing : descry::resource<thing, paper_key, "/v1/open/{id}", descry::get,
                                     descry::put<descry::if_match_if_present<&thing::etag>>,
                                     descry::patch<descry::if_exists>, descry::remove<descry::if_exists>> {};
struct thing_action
    : descry::resource<thing, paper_key, "/v1/things/{id}/turn",
                       descry::with_condition<descry::action<descry::nothing, descry::nothing>, thing_tag>> {};

// Has undeclared members only.
struct anything {
    descry::extras extras{};
};
BOOST_DESCRIBE_STRUCT(anything, (), (extras))
struct anything_resource : descry::resource<anything, paper_key, "/v1/anything/{id}", descry::get, descry::patch<>> {};
struct operated_resource
    : descry::resource<anything, paper_key, "/v1/operated/{id}", descry::get, descry::json_patch<>> {};
// The entity tag is in the header field only.
struct plain_thing {
    std::string text{};
    descry::etag tag{};
};
BOOST_DESCRIBE_STRUCT(plain_thing, (), (text, tag))
using plain_tag = descry::if_match<&plain_thing::tag>;
struct plain_things : descry::resource<plain_thing, paper_key, "/v1/plain/{id}", descry::get, descry::put<plain_tag>,
                                       descry::patch<plain_tag>, descry::remove<plain_tag>> {};
struct plain_list : descry::resource<std::vector<plain_thing>, descry::nothing, "/v1/plain", descry::get,
                                     descry::create<plain_thing>> {};

// The version is in the body.
struct release_meta {
    std::string version{};
};
BOOST_DESCRIBE_STRUCT(release_meta, (), (version))
struct release {
    std::string text{};
    std::optional<release_meta> meta{};
    std::optional<int> number{};
};
BOOST_DESCRIBE_STRUCT(release, (), (text, meta, number))
struct releases : descry::resource<release, paper_key, "/v1/releases/{id}", descry::get,
                                   descry::put<descry::always<&release::meta, &release_meta::version>>> {};
struct counted_releases : descry::resource<release, paper_key, "/v1/counted/{id}", descry::get,
                                           descry::patch<descry::always<&release::number>>> {};

// Paths with an extension, and a response that requires more than the request has.
struct telegram_key {
    std::string box{}, sid{};
};
BOOST_DESCRIBE_STRUCT(telegram_key, (), (box, sid))
struct box_key {
    std::string box{};
};
BOOST_DESCRIBE_STRUCT(box_key, (), (box))
struct new_telegram {
    std::string text{};
};
BOOST_DESCRIBE_STRUCT(new_telegram, (), (text))
struct telegram {
    std::string sid{}, text{}, state = "queued";
};
BOOST_DESCRIBE_STRUCT(telegram, (), (sid, text, state))
struct stored_telegram {
    std::string sid{}, self = "/";
};
BOOST_DESCRIBE_STRUCT(stored_telegram, (), (sid, self))
struct telegram_query {
    std::optional<int> max_results{};
};
BOOST_DESCRIBE_STRUCT(telegram_query, (), (max_results))
struct telegrams
    : descry::resource<std::vector<telegram>, box_key, "/v1/boxes/{box}/telegrams.json",
                       descry::with_query<descry::get, telegram_query>, descry::create<new_telegram, stored_telegram>> {
};
struct one_telegram : descry::resource<telegram, telegram_key, "/v1/boxes/{box}/telegrams/{sid}.json", descry::get,
                                       descry::or_create<descry::put<>>, descry::remove<>> {};
struct enclosures
    : descry::resource<std::vector<new_telegram>, telegram_key, "/v1/boxes/{box}/telegrams/{sid}/enclosed.json",
                       descry::get, descry::create<new_telegram>> {};

// The version is in the query.
struct blob {
    std::string text{};
    std::optional<descry::maybe_quoted<std::int64_t>> generation{};
};
BOOST_DESCRIBE_STRUCT(blob, (), (text, generation))
using generation = descry::if_match_in_query<"ifGenerationMatch", &blob::generation>;
struct blobs : descry::resource<blob, paper_key, "/v1/blobs/{id}", descry::get, descry::put<>,
                                descry::patch<generation>, descry::remove<generation>> {};

struct operated_releases
    : descry::resource<release, paper_key, "/v1/operated_releases/{id}", descry::get,
                       descry::json_patch<descry::always<&release::meta, &release_meta::version>>> {};
struct changed_in_many_ways
    : descry::resource<plain_thing, paper_key, "/v1/ways/{id}", descry::get, descry::put<plain_tag>,
                       descry::put<descry::if_absent>, descry::with_header<descry::put<plain_tag>, "Prefer", "nothing">,
                       descry::patch<plain_tag>, descry::json_patch<plain_tag>,
                       descry::patch<plain_tag, "application/vnd.thing+json">> {};
struct shelves_resource
    : descry::resource<shelf, paper_key, "/v1/shelves/{id}", descry::get, descry::patch<>, descry::strategic_merge<>> {
};
shelf random_shelf(std::mt19937& random)
{
    auto const some = [&](auto const& make) {
        std::string names = "abcd";
        std::shuffle(names.begin(), names.end(), random);
        for (char const name : names.substr(random() % 5)) make(std::string(1, name));
    };
    auto const text = [&]() { return std::string(1, static_cast<char>('x' + random() % 2)); };
    shelf out;
    some([&](auto const& name) { out.tags.emplace(name, text()); });
    some([&](auto const& name) { out.labels.emplace(name, text()); });
    some([&](auto const& name) {
        auto& made = out.boxes.emplace_back(box{name});
        if (random() % 2 == 0) made.text = text();
        some([&](auto const& port) {
            auto& with = made.ports.emplace_back(named_port{port[0]});
            if (random() % 2 == 0) with.text = text();
        });
    });
    if (random() % 8 == 0 && !out.boxes.empty()) out.boxes.push_back(out.boxes.front());
    return out;
}
struct operated_shop
    : descry::resource<shop, shop_key, "/v1/operated_shops/{shop_id}", descry::get, descry::json_patch<>> {};

// JSON with few names and values, so that two of them share some.
std::string random_json(std::mt19937& random, int levels);
std::string random_object(std::mt19937& random, int levels)
{
    std::string out;
    for (auto const* const name : {"a", "b/c", "d~e", ""})
        if (random() % 2 == 0) (out += out.empty() ? "{\"" : ",\"") += name + ("\":" + random_json(random, levels - 1));
    return out.empty() ? "{}" : out + '}';
}
std::string random_json(std::mt19937& random, int levels)
{
    auto const kind = random() % (levels == 0 ? 3 : 6);
    if (kind < 3) return std::vector<std::string>{"null", "1", "\"x\""}[kind];
    if (kind == 3) return random_object(random, levels);
    std::string out;
    for (auto size = random() % 6; size != 0; --size)
        (out += out.empty() ? '[' : ',') += random_json(random, levels - 1);
    return out.empty() ? "[]" : out + ']';
}

// A PUT that creates what does not exist, with an id that is in the path only.
using setting_tag = descry::if_match_if_present<&plain_thing::tag>;
struct settings : descry::resource<plain_thing, paper_key, "/v1/settings/{id}", descry::get,
                                   descry::or_create<descry::put<setting_tag>>> {};
struct silent_settings : descry::resource<plain_thing, paper_key, "/v1/silent/{id}", descry::get,
                                          descry::or_create<descry::with_response<descry::put<>, descry::nothing>>> {};

struct read_after : descry::resource<plain_thing, paper_key, "/v1/after/{id}", descry::get,
                                     descry::then_read<descry::put<plain_tag>>> {};

// The id is in a nested object, beside the version; an unconditional PUT has it too.
struct pod_meta {
    std::string name{};
    std::optional<std::string> version{};
};
BOOST_DESCRIBE_STRUCT(pod_meta, (), (name, version))
struct pod {
    pod_meta metadata{};
    std::optional<std::string> pod_ip{};
    descry::extras extras{};
};
BOOST_DESCRIBE_STRUCT(pod, (), (metadata, pod_ip, extras))
struct pod_key {
    std::string name{};
};
BOOST_DESCRIBE_STRUCT(pod_key, (), (name))
struct pods : descry::resource<std::vector<pod>, descry::nothing, "/v1/pods", descry::get, descry::create<pod>> {};
struct one_pod : descry::resource<pod, pod_key, "/v1/pods/{name}", descry::get, descry::or_create<descry::put<>>,
                                  descry::patch<descry::always<&pod::metadata, &pod_meta::version>>> {};

// Ids of several types.
struct ticket {
    std::int64_t id = 0, number = 0;
    descry::guid node_id{};
    std::string title{};
};
BOOST_DESCRIBE_STRUCT(ticket, (), (id, number, node_id, title))
struct ticket_key {
    std::string number{};
};
BOOST_DESCRIBE_STRUCT(ticket_key, (), (number))
struct node_key {
    descry::guid node_id{};
};
BOOST_DESCRIBE_STRUCT(node_key, (), (node_id))
struct tickets
    : descry::resource<std::vector<ticket>, descry::nothing, "/v1/tickets", descry::get, descry::create<ticket>> {};
struct one_ticket : descry::resource<ticket, ticket_key, "/v1/tickets/{number}", descry::get> {};
struct nodes
    : descry::resource<std::vector<ticket>, descry::nothing, "/v1/nodes", descry::get, descry::create<ticket>> {};
struct one_node : descry::resource<ticket, node_key, "/v1/nodes/{node_id}", descry::get> {};

struct manual_resource
    : descry::resource<new_order, shop_key, "/v1/shops/{shop_id}/manual", descry::get, descry::download<>> {};

// Documents that repeat the key of their path: of several parts, beside a member with the name of another part; a GUID
// in a string; with slashes; and members `id` that are not the key.
struct seat {
    std::optional<std::string> hall_id{}, version{};
    std::int64_t number = 0;
};
BOOST_DESCRIBE_STRUCT(seat, (), (hall_id, version, number))
struct seat_key {
    std::string version{}, hall_id{};
    std::int64_t number = 0;
};
BOOST_DESCRIBE_STRUCT(seat_key, (), (version, hall_id, number))
struct seats : descry::resource<seat, seat_key, "/{version}/halls/{hall_id}/seats/{number}", descry::get,
                                descry::or_create<descry::put<>>, descry::patch<>> {};
struct page_of_book {
    std::string path{}, text{};
};
BOOST_DESCRIBE_STRUCT(page_of_book, (), (path, text))
struct page_key {
    std::string path{};
};
BOOST_DESCRIBE_STRUCT(page_key, (), (path))
struct pages_of_book : descry::resource<page_of_book, page_key, "/v1/book/{+path}", descry::get, descry::put<>> {};
struct drafts : descry::resource<review, paper_key, "/v1/drafts/{id}", descry::get, descry::create<>,
                                 descry::or_create<descry::put<>>> {};
struct reading {
    descry::timestamp taken_at{};
    std::string text{};
};
BOOST_DESCRIBE_STRUCT(reading, (), (taken_at, text))
struct reading_key {
    std::string taken_at{};
};
BOOST_DESCRIBE_STRUCT(reading_key, (), (taken_at))
struct one_reading
    : descry::resource<reading, reading_key, "/v1/readings/{taken_at}", descry::get, descry::or_create<descry::put<>>> {
};
struct card {
    std::string card_id{};
    std::string text{};
};
BOOST_DESCRIBE_STRUCT(card, (), (card_id, text))
struct card_key {
    descry::guid card_id{};
};
BOOST_DESCRIBE_STRUCT(card_key, (), (card_id))
struct one_card
    : descry::resource<card, card_key, "/v1/cards/{card_id}", descry::get, descry::or_create<descry::put<>>> {};
struct seal : descry::resource<review, shop_key, "/v1/shops/{shop_id}/seal", descry::get, descry::put<>> {};
struct article {
    std::optional<std::int64_t> id{};
    std::string title{};
};
BOOST_DESCRIBE_STRUCT(article, (), (id, title))
struct article_key {
    std::string slug{};
};
BOOST_DESCRIBE_STRUCT(article_key, (), (slug))
struct articles
    : descry::resource<article, article_key, "/v1/articles/{slug}", descry::get, descry::or_create<descry::put<>>> {};

// Members with the name of a parameter that cannot be the key: an object, an array, a map, any JSON, another type; and
// one of another object in the document.
struct person {
    std::string name{};
    std::optional<std::string> email{};
};
BOOST_DESCRIBE_STRUCT(person, (), (name, email))
template <class Member>
struct named_project {
    Member project{};
    std::string note{};
    BOOST_DESCRIBE_CLASS(named_project, (), (project, note), (), ())
};
struct project_key {
    std::string project{};
};
BOOST_DESCRIBE_STRUCT(project_key, (), (project))
template <class Member, descry::fixed_string Path>
struct projects_with : descry::resource<named_project<Member>, project_key, Path, descry::get, descry::create<>,
                                        descry::or_create<descry::put<>>, descry::patch<>> {};
template <class Member, descry::fixed_string Path>
struct list_of_projects : descry::resource<std::vector<named_project<Member>>, descry::nothing, Path, descry::get,
                                           descry::create<named_project<Member>>> {};
struct repository {
    std::string text{};
    std::optional<person> owner{};
};
BOOST_DESCRIBE_STRUCT(repository, (), (text, owner))
struct repositories : descry::resource<repository, pod_key, "/v1/repos/{name}", descry::get, descry::create<>,
                                       descry::or_create<descry::put<>>, descry::patch<>> {};

struct list_of_repositories
    : descry::resource<std::vector<repository>, descry::nothing, "/v1/repos", descry::get, descry::create<repository>> {
};

// A member that is not declared may have the name of the key in other letter case.
struct open_draft {
    std::optional<std::string> id{}, text{};
    descry::extras extras{};
};
BOOST_DESCRIBE_STRUCT(open_draft, (), (id, text, extras))
struct open_drafts : descry::resource<open_draft, paper_key, "/v1/drafts/{id}", descry::get, descry::create<>,
                                      descry::or_create<descry::put<>>, descry::patch<>> {};
struct list_of_open_drafts : descry::resource<std::vector<open_draft>, descry::nothing, "/v1/drafts", descry::get,
                                              descry::create<open_draft>> {};
// The name of the id in requests is another one.
struct new_lot {
    std::optional<std::string> lot_id{}, text{};
};
BOOST_DESCRIBE_STRUCT(new_lot, (), (lot_id, text))
struct lot_key {
    std::string id{};
};
BOOST_DESCRIBE_STRUCT(lot_key, (), (id))
struct lots : descry::resource<std::vector<review>, descry::nothing, "/v1/lots", descry::get, descry::create<new_lot>> {
};
struct one_lot : descry::resource<review, lot_key, "/v1/lots/{id}", descry::get> {};

// A list with a required member, whose elements have no path.
struct log_list {
    std::string object = "list";
    std::vector<new_telegram> items{};
};
BOOST_DESCRIBE_STRUCT(log_list, (), (object, items))
struct log_resource
    : descry::resource<log_list, descry::nothing, "/v1/log", descry::get, descry::create<new_telegram>> {};

}  // namespace

}  // namespace emulator_changes

template <>
inline constexpr std::string_view descry::renamed<& emulator_changes::pod::pod_ip> = "podIP";
template <>
inline constexpr std::string_view descry::renamed<& emulator_changes::new_lot::lot_id> = "ID";

BOOST_FIXTURE_TEST_SUITE(emulator_changes, fixture)

BOOST_AUTO_TEST_CASE(each_change_is_under_the_condition_that_it_declares)
{
    under_test.serve<guarded_thing>();
    under_test.serve<open_thing>();
    under_test.serve<thing_action>();
    under_test.on<thing_action>([](paper_key const&) {});
    auto const status = [&](std::string method, std::string target, std::vector<descry::header> headers = {}) {
        return send_json(std::move(method), std::move(target), R"({"text":"x"})", std::move(headers)).status;
    };
    descry::header const any{"If-Match", "*"}, none{"If-None-Match", "*"}, stale{"If-Match", "\"old\""};
    BOOST_TEST(status("PUT", "/v1/things/1") == 404u);
    BOOST_TEST(status("PUT", "/v1/things/1", {none}) == 201u);
    BOOST_TEST(status("PUT", "/v1/things/1") == 428u);
    BOOST_TEST(status("PUT", "/v1/things/1", {none}) == 412u);
    BOOST_TEST(status("PUT", "/v1/things/1", {{"If-None-Match", "\"old\""}}) == 200u);
    descry::header const current{"If-Match", '"' + read<thing>(get("/v1/things/1")).etag.value() + '"'};
    BOOST_TEST(status("POST", "/v1/things/1/turn") == 428u);
    BOOST_TEST(status("POST", "/v1/things/1/turn", {stale}) == 412u);
    BOOST_TEST(status("POST", "/v1/things/1/turn", {current}) == 204u);
    BOOST_TEST(status("PATCH", "/v1/things/1") == 428u);
    BOOST_TEST(status("PATCH", "/v1/things/1", {current}) == 200u);
    BOOST_TEST(status("DELETE", "/v1/things/1") == 428u);
    BOOST_TEST(status("DELETE", "/v1/things/1", {current}) == 412u);
    BOOST_TEST(status("DELETE", "/v1/things/1", {any}) == 204u);
    BOOST_TEST(status("PATCH", "/v1/things/1", {any}) == 404u);

    under_test.seed<open_thing>({"1"}, {.text = "new"});
    BOOST_TEST(status("PUT", "/v1/open/1", {stale}) == 412u);
    BOOST_TEST(status("PUT", "/v1/open/1") == 428u);
    BOOST_TEST(status("PUT", "/v1/open/1", {any}) == 200u);
    under_test.seed_untagged<open_thing>({"2"}, {.text = "new"});
    BOOST_TEST(status("PUT", "/v1/open/2") == 200u);
    BOOST_TEST(status("PATCH", "/v1/open/1") == 428u);
    BOOST_TEST(status("PATCH", "/v1/open/1", {any}) == 200u);
    BOOST_TEST(status("DELETE", "/v1/open/1") == 428u);
    BOOST_TEST(status("DELETE", "/v1/open/1", {any}) == 204u);
}

BOOST_AUTO_TEST_CASE(a_post_creates_an_item_with_a_fresh_id)
{
    auto const in = send_json("POST", "/v1/shops", R"({"name":"New","More":1})");
    BOOST_TEST(in.status == 201u);
    auto const made = read<shop>(in);
    BOOST_TEST(descry::guid::parse(made.id.value()).has_value());
    BOOST_TEST(made.name == "New");
    BOOST_TEST(made.extras.find("More") == "1");
    BOOST_TEST(made.links->self->uri == "/shops/" + *made.id);
    BOOST_TEST(find_header(in.headers, "Location") == "/shops/" + *made.id);
    BOOST_TEST(find_header(in.headers, "ETag") == '"' + made.etag.value() + '"');
    BOOST_TEST(get("/v1/shops/" + *made.id).body == in.body);
    BOOST_TEST(names_of(read<page<shop>>(get("/v1/shops"))) == "One New");
    BOOST_TEST(under_test.updates() == 1u);
}

BOOST_AUTO_TEST_CASE(no_link_is_added_to_a_created_item)
{
    descry::testing::emulator plain{{}};
    plain.serve<shops_resource>();
    plain.serve<shop_resource>();
    plain.serve<paper_resource>();
    plain.serve<papers_resource>();
    auto const make = [&](std::string target, std::string body) {
        return plain({"POST", "", std::move(target), {{"Content-Type", "application/json"}}, std::move(body)});
    };
    BOOST_TEST(read<shop>(make("/v1/shops", R"({"name":"New"})")).links.has_value() == false);
    BOOST_TEST(make("/v1/papers", R"({"id":"a"})").body == R"({"id":"a"})");
    BOOST_TEST(make("/v1/papers", R"({"id":"b","_links":{"self":"x"}})").body == R"({"id":"b","_links":{"self":"x"}})");

    under_test.serve<paper_resource>();
    under_test.serve<papers_resource>();
    BOOST_TEST(send_json("POST", "/v1/papers", R"({"id":"a"})").body == R"({"id":"a"})");
}

BOOST_AUTO_TEST_CASE(a_request_may_have_the_id_of_the_item_unless_it_is_taken)
{
    auto const in = send_json("POST", "/v1/shops", R"({"id":"two words","name":"n"})");
    BOOST_TEST(find_header(in.headers, "Location") == "/shops/two%20words");
    BOOST_TEST(get("/v1/shops/two%20words").status == 200u);
    BOOST_TEST(send_json("POST", "/v1/shops", R"({"id":"two words","name":"n"})").status == 409u);
    for (auto const* id : {R"("")", "null", R"("00000000-0000-0000-0000-000000000000")"}) {
        auto const fresh = send_json("POST", "/v1/shops", R"({"name":"n","id":)" + std::string(id) + "}");
        BOOST_TEST(descry::guid::parse(read<shop>(fresh).id.value()).has_value());
    }
}

BOOST_AUTO_TEST_CASE(a_retried_creation_creates_one_item)
{
    auto const first = send_json("POST", "/v1/shops", R"({"name":"New"})", {{"Request-Id", "r-1"}});
    auto const again = send_json("POST", "/v1/shops", R"({"name":"New"})", {{"Request-Id", "r-1"}});
    BOOST_TEST(again.status == 201u);
    BOOST_TEST(again.body == first.body);
    BOOST_TEST(find_header(again.headers, "Location") == find_header(first.headers, "Location"));
    BOOST_TEST(names_of(read<page<shop>>(get("/v1/shops"))) == "One New");
    BOOST_TEST(send_json("POST", "/v1/shops", R"({"name":"Other"})", {{"Request-Id", "r-1"}}).status == 409u);
}

BOOST_AUTO_TEST_CASE(a_created_item_has_the_members_that_its_model_shares_with_the_request)
{
    auto const first = send_json("POST", "/v1/shops/one/orders", R"({"what":"tea","inAHurry":true})");
    BOOST_TEST(first.status == 201u);
    BOOST_TEST(first.body == R"({"number":1})");
    BOOST_TEST(get("/v1/shops/one/orders/1").body == R"({"number":1,"what":"tea","state":"new"})");
    under_test.seed<order_resource>({"one", 3}, {3, "x"});
    BOOST_TEST(send_json("POST", "/v1/shops/one/orders", R"({"what":"a","inAHurry":true})").body == R"({"number":4})");
    BOOST_TEST(send_json("POST", "/v1/shops/nobody/orders", R"({"what":"a","inAHurry":true})").status == 404u);
    BOOST_TEST(send_json("POST", "/v1/shops/one/orders", R"({"what":"a"})").status == 400u);
    BOOST_TEST(send("POST", "/v1/shops/one/orders", {}, R"({"what":"a","inAHurry":true})").status == 415u);
}

BOOST_AUTO_TEST_CASE(an_item_without_a_path_becomes_an_element)
{
    under_test.serve<log_resource>();
    auto const in = send_json("POST", "/v1/shops/one/reviews", R"({"text":"good"})");
    BOOST_TEST(in.status == 201u);
    BOOST_TEST(in.body == "");
    send_json("POST", "/v1/shops/one/reviews", R"({"text":"bad","id":"7"})");
    auto const all = under_test.stored<reviews_resource>({"one"}).value();
    BOOST_TEST(all.at(0).text == "good");
    BOOST_TEST(descry::guid::parse(all.at(0).id.value()).has_value());
    BOOST_TEST(all.at(1).id.value() == "7");

    // The members that the list requires are kept.
    BOOST_TEST(get("/v1/log").body == R"({"object":"list","items":[]})");
    for (auto const* const items : {R"([{"text":"a"}])", R"([{"text":"a"},{"text":"a"}])"}) {
        BOOST_TEST(send_json("POST", "/v1/log", R"({"text":"a"})").status == 201u);
        BOOST_TEST(get("/v1/log").body == R"({"object":"list","items":)" + std::string(items) + '}');
    }
}

BOOST_AUTO_TEST_CASE(a_patch_changes_its_members)
{
    under_test.change<shop_resource>({"one"}, [](shop& s) { s.employees = 3; });
    auto const in = send_json("PATCH", "/v1/shops/one", R"({"address":{"street":"Via"},"employees":null,"More":[1.0]})",
                              {{"If-Match", "*"}});
    BOOST_TEST(in.status == 200u);
    auto const now = under_test.stored<shop_resource>({"one"}).value();
    BOOST_TEST(now.name == "One");
    BOOST_TEST(now.address->city.value() == "Rome");
    BOOST_TEST(now.address->street.value() == "Via");
    BOOST_TEST(!now.employees.has_value());
    BOOST_TEST(now.extras.find("More") == "[1.0]");
    BOOST_TEST(get("/v1/shops/one").body == in.body);
}

// A document is an object, so a patch that is none is refused: RFC 7396 would put it in the place of the document.
BOOST_AUTO_TEST_CASE(a_patch_is_applied_as_in_rfc_7396)
{
    under_test.serve<anything_resource>();
    for (auto const& fields : data_file::lines_of("merge_patch.tsv"))
        BOOST_TEST_CONTEXT(fields[0] << " with " << fields[1])
        {
            if (!fields[0].starts_with('{')) continue;
            under_test.seed<anything_resource>({"x"}, descry::read_json<anything>(fields[0]).value());
            bool const is_object = fields[1].starts_with('{');
            BOOST_TEST(send_json("PATCH", "/v1/anything/x", fields[1]).status == (is_object ? 200u : 400u));
            BOOST_TEST(get("/v1/anything/x").body == (is_object ? fields[2] : fields[0]));
        }
}

BOOST_AUTO_TEST_CASE(a_json_patch_is_applied_as_in_rfc_6902)
{
    under_test.serve<operated_resource>();
    for (auto const& fields : data_file::lines_of("json_patch.tsv"))
        BOOST_TEST_CONTEXT(fields[0] << " with " << fields[1])
        {
            under_test.seed<operated_resource>({"x"}, descry::read_json<anything>(fields[0]).value());
            bool const fits = fields[2].starts_with('{');
            auto const done =
                send("PATCH", "/v1/operated/x", {{"Content-Type", "application/json-patch+json"}}, fields[1]);
            BOOST_TEST(std::to_string(done.status) == (fits ? "200" : fields[2]));
            BOOST_TEST(get("/v1/operated/x").body == (fits ? fields[2] : fields[0]));
        }
    for (auto const* const other : {"application/json", "application/merge-patch+json"})
        BOOST_TEST(send("PATCH", "/v1/operated/x", {{"Content-Type", other}}, "[]").status == 415u);
}

BOOST_AUTO_TEST_CASE(a_json_patch_cannot_make_a_document_grow_without_limit)
{
    under_test.serve<operated_resource>();
    under_test.seed<operated_resource>({"x"}, descry::read_json<anything>(R"({"a":[1]})").value());
    std::string patch = "[";
    for (int i = 0; i != 60; ++i) patch += R"({"op":"copy","from":"","path":"/a/-"},)";
    patch.back() = ']';
    auto const type = descry::header{"Content-Type", "application/json-patch+json"};
    BOOST_TEST(send("PATCH", "/v1/operated/x", {type}, patch).status == 400u);

    // Names and digits are copied, too.
    std::string const name(100'000, 'n'), digits(100'000, '1');
    for (auto const& value : {R"({")" + name + R"(":1})", digits}) {
        patch = R"([{"op":"add","path":"/a/-","value":)" + value + '}';
        for (int i = 0; i != 2000; ++i) patch += R"(,{"op":"copy","from":"/a/1","path":"/a/-"})";
        BOOST_TEST(send("PATCH", "/v1/operated/x", {type}, patch + ']').status == 400u);
    }
}

BOOST_AUTO_TEST_CASE(a_json_patch_cannot_make_a_document_deeper_than_a_body)
{
    under_test.serve<operated_resource>();
    auto const type = descry::header{"Content-Type", "application/json-patch+json"};
    auto const nested = [&](std::string_view last, std::size_t depth) {
        under_test.seed<operated_resource>({"x"}, descry::read_json<anything>(R"({"x":{},"y":{"z":{}}})").value());
        std::string patch = "[", path = "/x";
        for (std::size_t i = 2; i != depth; ++i)
            patch += R"({"op":"add","path":")" + (path += "/x") + R"(","value":{}},)";
        patch.append(last);
        patch.replace(patch.find('#'), 1, path);
        return send("PATCH", "/v1/operated/x", {type}, patch + ']').status;
    };
    for (auto const* const last :
         {R"({"op":"add","path":"#/x","value":[]})", R"({"op":"replace","path":"#","value":{"x":{}}})",
          R"({"op":"copy","from":"/y/z","path":"#/x"})", R"({"op":"move","from":"/y/z","path":"#/x"})"}) {
        BOOST_TEST(nested(last, 63) == 200u, last);
        BOOST_TEST(nested(last, 64) == 400u, last);
    }
    BOOST_TEST(nested(R"({"op":"add","path":"#/x","value":1})", 64) == 200u);
    BOOST_TEST(nested(R"({"op":"add","path":"#/x","value":1})", 1001) == 400u);
}

BOOST_AUTO_TEST_CASE(a_difference_as_a_json_patch_leads_to_the_later_state)
{
    under_test.serve<operated_resource>();
    std::mt19937 random(6902);
    for (int i = 0; i != 2000; ++i) {
        auto const from = random_object(random, 3), to = random_object(random, 3);
        under_test.seed<operated_resource>({"x"}, descry::read_json<anything>(from).value());
        auto const patch = descry::json_patch_of(descry::raw_json{from}, descry::raw_json{to});
        auto const done = send("PATCH", "/v1/operated/x", {{"Content-Type", "application/json-patch+json"}}, patch);
        BOOST_TEST(boost::json::parse(done.body) == boost::json::parse(to),
                   from << " with " << patch << " is " << done.body);
    }
}

BOOST_AUTO_TEST_CASE(a_json_patch_has_the_names_of_the_service)
{
    fixture pascal({.wire = {.body = {.names = descry::casing::pascal}}});
    pascal.under_test.serve<operated_shop>();
    pascal.under_test.seed<operated_shop>({"two"}, {.id = "two", .name = "Two", .address = shops::address{}});
    auto const patch = [&](std::string const& body) {
        return pascal.send("PATCH", "/v1/operated_shops/two", {{"Content-Type", "application/json-patch+json"}}, body);
    };
    auto const done =
        patch(R"([{"op":"add","path":"/Address/City","value":"Rome"},{"op":"add","path":"/x","value":1}])");
    BOOST_TEST(done.body == R"({"Id":"two","Name":"Two","Address":{"City":"Rome"},"x":1})");
    BOOST_TEST(patch(R"([{"op":"replace","path":"/name","value":"Three"}])").status == 422u);
    BOOST_TEST(patch(R"([{"op":"replace","path":"/Name","value":3}])").status == 400u);
    BOOST_TEST(pascal.under_test.stored<operated_shop>({"two"})->name == "Two");
}

BOOST_AUTO_TEST_CASE(merge_patches_lead_to_the_later_state)
{
    for (auto const names : {descry::casing::camel, descry::casing::pascal}) {
        fixture shops({.wire = {.body = {.names = names}}});
        shops.under_test.serve<shelves_resource>();
        std::mt19937 random(7396);
        for (int i = 0; i != 500; ++i) {
            auto const from = random_shelf(random), to = random_shelf(random);
            auto const check = [&](char const* type, std::string const& patch) {
                shops.under_test.seed<shelves_resource>({"x"}, from);
                auto const done = shops.send("PATCH", "/v1/shelves/x", {{"Content-Type", type}}, patch);
                BOOST_TEST(done.body == descry::write_json(to, {.names = names}),
                           descry::write_json(from) << " with " << patch << " is " << done.body);
            };
            check("application/json", descry::changes(from, to, {.names = names}));
            check("application/strategic-merge-patch+json", descry::strategic_changes(from, to, {.names = names}));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_strategic_merge_patch_is_applied_as_kubernetes_documents_it)
{
    under_test.serve<shelves_resource>();
    auto const patch = [&](std::string const& body) {
        under_test.seed<shelves_resource>({"x"},
                                          {.labels = {{"k", "v"}}, .boxes = {{"a", "1"}, {"b", "2"}, {"c", "3"}}});
        auto const done =
            send("PATCH", "/v1/shelves/x", {{"Content-Type", "application/strategic-merge-patch+json"}}, body);
        if (done.status != 200) return std::to_string(done.status);
        std::string out;
        auto const now = under_test.stored<shelves_resource>({"x"}).value();
        for (auto const& each : now.boxes) out += each.box_name + each.text.value_or("");
        return out;
    };
    BOOST_TEST(patch(R"({"boxes":[{"boxName":"b","text":"9"},{"boxName":"d","ports":[]}]})") == "a1b9c3d");
    BOOST_TEST(patch(R"({"boxes":[{"$patch":"delete","boxName":"b"},{"$patch":"delete","boxName":"z"}]})") == "a1c3");
    BOOST_TEST(patch(R"({"boxes":[{"boxName":"z","ports":[]},{"$patch":"replace"}]})") == "z");
    BOOST_TEST(patch(R"({"$setElementOrder/boxes":[{"boxName":"c"},{"boxName":"a"}]})") == "c3b2a1");
    BOOST_TEST(patch(R"({"$setElementOrder/boxes":[],"$setElementOrder/Boxes":[]})") == "400");
    BOOST_TEST(patch(R"({"$setElementOrder/b_oxes":[]})") == "400");
    BOOST_TEST(patch(R"({"labels":{"$patch":"delete"}})") == "400");  // required by the model
    for (auto const* const wrong :
         {R"({"boxes":[{"text":"1"}]})", R"({"boxes":[{"boxName":"a","$patch":"merge"}]})",
          R"({"labels":{"$retainKeys":["k"]}})", R"({"$setElementOrder/labels":[]})", R"([])"})
        BOOST_TEST(patch(wrong) == "400");
}

BOOST_AUTO_TEST_CASE(several_verbs_of_one_kind_are_told_apart)
{
    under_test.serve<changed_in_many_ways>();
    auto const put = [&](std::string id, descry::header condition) {
        return send_json("PUT", "/v1/ways/" + id, R"({"text":"a"})", {std::move(condition)}).status;
    };
    BOOST_TEST(put("x", {"If-None-Match", "*"}) == 201u);
    BOOST_TEST(put("x", {"If-None-Match", "*"}) == 412u);
    BOOST_TEST(put("x", {"If-Match", "*"}) == 200u);
    BOOST_TEST(put("y", {"If-Match", "*"}) == 404u);
    BOOST_TEST(put("x", {"Accept-Language", "de"}) == 428u);
    for (auto const& [type, body, outcome] : std::vector<std::array<std::string, 3>>{
             {"application/json", R"({"text":"b"})", "200 b"},
             {"application/merge-patch+json", R"({"text":"c"})", "200 c"},
             {"application/json-patch+json", R"([{"op":"replace","path":"/text","value":"d"}])", "200 d"},
             {"application/json-patch+json", R"({"text":"e"})", "400 d"},
             {"application/vnd.thing+json; charset=utf-8", R"({"text":"f"})", "200 f"},
             {"text/plain", R"({"text":"g"})", "415 f"}}) {
        auto const done = send("PATCH", "/v1/ways/x", {{"Content-Type", type}, {"If-Match", "*"}}, body);
        auto const text = under_test.stored<changed_in_many_ways>({"x"})->text;
        BOOST_TEST(std::to_string(done.status) + ' ' + text == outcome, type);
    }
}

BOOST_AUTO_TEST_CASE(a_json_patch_tests_the_version)
{
    under_test.serve<operated_releases>();
    under_test.seed<operated_releases>({"x"}, {.text = "a", .meta = release_meta{"7"}});
    auto const patch = [&](std::string const& version) {
        return send("PATCH", "/v1/operated_releases/x", {{"Content-Type", "application/json-patch+json"}},
                    "[" + version + R"({"op":"replace","path":"/text","value":"b"}])")
            .status;
    };
    BOOST_TEST(patch("") == 428u);
    BOOST_TEST(patch(R"({"op":"test","path":"/meta/version","value":"6"},)") == 409u);
    BOOST_TEST(patch(R"({"op":"test","path":"/meta/version","value":"7"},)") == 200u);
    auto const stored = under_test.stored<operated_releases>({"x"}).value();
    BOOST_TEST(stored.text == "b");
    BOOST_TEST(stored.meta->version != "7");
}

BOOST_AUTO_TEST_CASE(undeclared_names_are_matched_exactly)
{
    for (bool const any_casing : {false, true}) {
        fixture shops({.any_casing = any_casing});
        auto const patch = [&](std::string body) {
            BOOST_TEST(shops.send_json("PATCH", "/v1/shops/one", std::move(body), {{"If-Match", "*"}}).status == 200u);
            return shops.get("/v1/shops/one").body;
        };
        patch(R"({"requiredRoles":1,"zip":{"a":1}})");
        auto const both = patch(R"({"requiredroles":2,"NAME":3,"name":"n","ZIP":4,"zip":{"A":5}})");
        for (auto const* const part : {R"("requiredRoles":1)", R"("requiredroles":2)", R"("NAME":3)", R"("name":"n")",
                                       R"("zip":{"a":1,"A":5})", R"("ZIP":4)"})
            BOOST_TEST(both.find(part) != std::string::npos, part << " is not in " << both);
    }
}

BOOST_AUTO_TEST_CASE(names_must_be_spelled_as_the_service_does)
{
    under_test.on<imports_resource>([](shop_key const&, std::vector<new_order> const&) {});
    auto const patch = [](fixture& to, std::string body) {
        return to.send_json("PATCH", "/v1/shops/one", std::move(body), {{"If-Match", "*"}});
    };
    BOOST_TEST(send_json("POST", "/v1/shops", R"({"Name":"n"})").body ==
               R"({"status":400,"detail":"The member \"Name\" is spelled \"name\" here."})");
    BOOST_TEST(patch(*this, R"({"address":{"STREET":"Via"}})").body.find("STREET") != std::string::npos);
    BOOST_TEST(send_json("POST", "/v1/shops/one/imports", R"([{"what":"tea","in_a_hurry":true}])").status == 400u);
    BOOST_TEST(get("/v1/shops?sort_field=name").body ==
               R"({"status":400,"detail":"The parameter \"sort_field\" is spelled \"sortField\" here."})");
    BOOST_TEST(under_test.updates() == 0u);

    fixture tolerant({.any_casing = true, .filters = partner_center::detail::filters});
    BOOST_TEST(tolerant.send_json("POST", "/v1/shops", R"({"Name":"n"})").status == 201u);
    BOOST_TEST(patch(tolerant, R"({"Address":{"STREET":"Via"}})").status == 200u);
    BOOST_TEST(tolerant.get("/v1/shops?sort_field=name").status == 200u);
}

BOOST_AUTO_TEST_CASE(responses_have_the_spelling_that_requests_need)
{
    fixture snake({.wire = {.body = {.names = descry::casing::as_declared}}, .envelope = {.total = "total_count"}});
    auto const orders = "/v1/shops/one/orders";
    BOOST_TEST(snake.send_json("POST", orders, R"({"what":"tea","inAHurry":true})").status == 400u);
    BOOST_TEST(snake.send_json("POST", orders, R"({"what":"tea","in_a_hurry":true})").status == 201u);
    BOOST_TEST(
        snake.get("/v1/shops/one/orders?currency=EUR").body.starts_with(R"({"total_count":1,"items":[{"number")"));
    BOOST_TEST(snake.get("/v1/shops?sortField=name").status == 400u);

    fixture pascal({.wire = {.body = {.names = descry::casing::pascal}}});
    pascal.under_test.change<shop_resource>({"one"}, [](shop& s) { s.extras.set("more", R"({"name":1})"); });
    auto const shown = pascal.get("/v1/shops/one").body;
    BOOST_TEST(shown.starts_with(R"({"Id":"one","Name":"One","Address":{"City":"Rome"},)"));
    BOOST_TEST(shown.ends_with(R"("more":{"name":1}})"));
    BOOST_TEST(pascal.send_json("PUT", "/v1/shops/one", shown, {{"If-Match", "*"}}).status == 200u);
}

BOOST_AUTO_TEST_CASE(names_within_maps_and_variants_are_spelled_too)
{
    fixture snake({.wire = {.body = {.names = descry::casing::as_declared}}});
    snake.under_test.serve<letter_resource>();
    snake.under_test.seed<letter_resource>({"1"}, {.copies_to = {{"fullName", {.full_name = "Ada"}}},
                                                   .sent = by_post{.post_code = 7},
                                                   .sent_from = by_post{.post_code = 8}});
    std::string const right = R"({"copies_to":{"fullName":{"how":"hand","full_name":"Ada"}},)"
                              R"("sent":{"how":"post","post_code":7},"sent_from":{"how":"post","post_code":8}})";
    BOOST_TEST(snake.get("/v1/letters/1").body == right);
    BOOST_TEST(snake.send_json("PUT", "/v1/letters/1", right).status == 200u);
    for (auto const* const name : {"full_name", "post_code\":7", "post_code\":8"}) {
        auto wrong = right;
        wrong.replace(right.find(name) + 4, 1, "");  // fullname, postcode
        BOOST_TEST(snake.send_json("PUT", "/v1/letters/1", wrong).status == 400u, wrong);
    }
    BOOST_TEST(snake
                   .send_json("PUT", "/v1/letters/1",
                              R"({"copies_to":{},"sent":{"how":"hand","full_name":"A"},"sent_from":"Rome"})")
                   .status == 200u);
    BOOST_TEST(snake
                   .send_json("PUT", "/v1/letters/1",
                              R"({"copies_to":{},"sent":{"how":"hand","full_name":"A"},"sent_from":7})")
                   .status == 400u);
}

BOOST_AUTO_TEST_CASE(duplicate_names_in_unknown_members_are_kept)
{
    fixture snake({.wire = {.body = {.names = descry::casing::as_declared}}});
    shop made{.id = "two", .name = "Two"};
    made.extras.set("totalCount", R"({"a":1, "a":2,"totalCount":1.50})");
    snake.under_test.seed<shop_resource>({"two"}, made);
    for (auto const* target : {"/v1/shops/two", "/v1/shops"})
        BOOST_TEST(snake.get(target).body.find(R"("totalCount":{"a":1, "a":2,"totalCount":1.50})") !=
                   std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_file_in_the_place_of_a_document_is_served_unchanged)
{
    fixture snake({.wire = {.body = {.names = descry::casing::as_declared}}});
    snake.under_test.serve<manual_resource>();
    for (auto const* type : {"application/pdf", "application/json", "text/plain; charset=utf-8"}) {
        for (auto const* octets : {"%PDF", R"({"totalCount":1)"}) {
            snake.under_test.seed_file<manual_resource>({"one"}, type, octets);
            BOOST_TEST(snake.get("/v1/shops/one/manual").body == octets);
        }
    }
    snake.under_test.seed_file<manual_resource>({"one"}, "text/plain", R"({"inAHurry":true})");
    BOOST_TEST(snake.get("/v1/shops/one/manual").body == R"({"inAHurry":true})");
    snake.under_test.seed_file<manual_resource>({"one"}, "application/vnd.shops+json", R"({"inAHurry":true})");
    BOOST_TEST(snake.get("/v1/shops/one/manual").body == R"({"in_a_hurry":true})");
}

BOOST_AUTO_TEST_CASE(null_may_keep_a_member)
{
    fixture other({.null_in_patch = descry::testing::patched_null::is_ignored});
    auto const in = other.send_json("PATCH", "/v1/shops/one", R"({"address":{"city":null,"street":"Via"},"name":null})",
                                    {{"If-Match", "*"}});
    BOOST_TEST(in.status == 200u);
    BOOST_TEST(read<shop>(in).address->city.value() == "Rome");
    BOOST_TEST(read<shop>(in).name == "One");
}

BOOST_AUTO_TEST_CASE(a_patch_has_conditions_as_a_put)
{
    auto const tag = '"' + under_test.stored<shop_resource>({"one"})->etag.value() + '"';
    auto const patch = [&](std::string if_match, std::string body = R"({"name":"n"})") {
        std::vector<descry::header> headers;
        if (!if_match.empty()) headers.push_back({"If-Match", std::move(if_match)});
        return send_json("PATCH", "/v1/shops/one", std::move(body), std::move(headers)).status;
    };
    BOOST_TEST(patch("") == 428u);
    BOOST_TEST(patch("\"stale\"") == 412u);
    BOOST_TEST(patch(tag, "[]") == 400u);
    BOOST_TEST(patch(tag, "{") == 400u);
    BOOST_TEST(patch(tag, R"({"name":7})") == 400u);
    BOOST_TEST(patch(tag, R"({"name":null})") == 400u);
    BOOST_TEST(patch(tag) == 200u);
    BOOST_TEST(patch(tag) == 412u);
    BOOST_TEST(
        send("PATCH", "/v1/shops/one", {{"Content-Type", "application/merge-patch+json"}, {"If-Match", "*"}}, "{}")
            .status == 200u);
}

BOOST_AUTO_TEST_CASE(a_document_without_a_tag_needs_no_condition_and_stays_without)
{
    under_test.seed_untagged<shop_resource>({"one"}, {.id = "one", .name = "One"});
    auto const check = [&](descry::response const& in, std::string const& name) {
        BOOST_TEST(in.status == 200u);
        BOOST_TEST(find_header(in.headers, "ETag") == "");
        BOOST_TEST(read<shop>(in).name == name);
        BOOST_TEST(!read<shop>(in).etag.has_value());
    };
    check(get("/v1/shops/one"), "One");
    check(send_json("PATCH", "/v1/shops/one", R"({"name":"Two"})"), "Two");
    check(send_json("PUT", "/v1/shops/one", R"({"id":"one","name":"Three"})"), "Three");
    check(send_json("PATCH", "/v1/shops/one", R"({"name":"Four"})", {{"If-Match", "*"}}), "Four");
    under_test.change<shop_resource>({"one"}, [](shop& s) { s.name = "Five"; });
    check(get("/v1/shops/one"), "Five");
    for (auto const* tag : {"\"\"", "\"t\""})
        BOOST_TEST(send_json("PATCH", "/v1/shops/one", "{}", {{"If-Match", tag}}).status == 412u);
    under_test.seed<shop_resource>({"one"}, {.id = "one", .name = "Six"});
    BOOST_TEST(send_json("PATCH", "/v1/shops/one", R"({"name":"Two"})").status == 428u);
}

BOOST_AUTO_TEST_CASE(the_tag_in_a_body_may_be_the_condition)
{
    fixture other({.wire = {.link_prefix = "/v1"}}, {.tag_in_body = true});
    auto const change = [&](char const* method, std::string tag, std::vector<descry::header> headers = {}) {
        return other.send_json(method, "/v1/shops/one", R"({"name":"n","etag":")" + tag + R"("})", std::move(headers))
            .status;
    };
    auto const tag = [&] { return other.under_test.stored<shop_resource>({"one"})->etag.value(); };
    auto const first = tag();
    BOOST_TEST(change("PATCH", "") == 428u);
    BOOST_TEST(change("PUT", "") == 428u);
    BOOST_TEST(change("PATCH", "stale") == 412u);
    BOOST_TEST(change("PATCH", first) == 200u);
    BOOST_TEST(change("PUT", first) == 412u);
    BOOST_TEST(change("PUT", tag()) == 200u);
    BOOST_TEST(change("PUT", tag(), {{"If-Match", "\"stale\""}}) == 412u);  // the field takes precedence
    BOOST_TEST(other.send_json("PUT", "/v1/shops/one", "{").status == 400u);
    BOOST_TEST(other.get("/v1/shops/one").status == 200u);
}

BOOST_AUTO_TEST_CASE(a_document_is_deleted_with_the_documents_below_it)
{
    under_test.seed<order_resource>({"one", 1}, {1, "x"});
    under_test.seed<reviews_resource>({"one"}, {});
    BOOST_TEST(send("DELETE", "/v1/shops/one", {{"If-Match", "\"stale\""}}).status == 412u);
    auto const in = send("DELETE", "/v1/shops/one", {{"Request-Id", "r-1"}});
    BOOST_TEST(in.status == 204u);
    BOOST_TEST(in.body == "");
    BOOST_TEST(find_header(in.headers, "Content-Type") == "");
    BOOST_TEST(send("DELETE", "/v1/shops/one", {{"Request-Id", "r-1"}}).status == 204u);
    BOOST_TEST(send("DELETE", "/v1/shops/one").status == 404u);
    BOOST_TEST(get("/v1/shops/one").status == 404u);
    BOOST_TEST(get("/v1/shops/one/orders/1").status == 404u);
    BOOST_TEST(get("/v1/shops/one/reviews").status == 404u);
    BOOST_TEST(under_test.updates() == 1u);
}

BOOST_AUTO_TEST_CASE(a_put_does_not_create)
{
    BOOST_TEST(send_json("PUT", "/v1/shops/two", R"({"name":"n"})", {{"If-Match", "*"}}).status == 404u);
    BOOST_TEST(get("/v1/shops/two").status == 404u);
}

BOOST_AUTO_TEST_CASE(the_status_reports_whether_a_document_exists)
{
    under_test.seed<order_resource>({"one", 1}, {1, "x"});
    BOOST_TEST(send("HEAD", "/V1/SHOPS/one/Orders/1").status == 200u);
    BOOST_TEST(send("HEAD", "/v1/shops/one/orders/1").body == "");
    BOOST_TEST(send("HEAD", "/v1/shops/one/orders/2").status == 404u);
}

BOOST_AUTO_TEST_CASE(a_change_of_the_key_is_refused)
{
    under_test.serve_all<boost::mp11::mp_list<operated_shop, pods, one_pod, seats, pages_of_book, drafts>>();
    under_test.seed<operated_shop>({"one"}, {.id = "one", .name = "One"});
    under_test.seed<one_pod>({"a"}, {.metadata = {.name = "a"}});
    under_test.seed<seats>({"v1", "h", 7}, {.hall_id = "h", .version = "2", .number = 7});
    under_test.seed<pages_of_book>({"a/b"}, {.path = "a/b", .text = "x"});
    under_test.seed<drafts>({"none"}, {.text = "x"});
    auto const refuse = [&](std::string method, std::string target, std::string type, std::string body,
                            std::string const& why) {
        auto const before = get(target);
        auto const done = send(std::move(method), target, {{"Content-Type", std::move(type)}, {"If-Match", "*"}}, body);
        BOOST_TEST(done.body == R"({"status":400,"detail":)" + descry::write_json(why) + '}', target << ' ' << body);
        BOOST_TEST(get(target).body == before.body);
        BOOST_TEST(find_header(get(target).headers, "ETag") == find_header(before.headers, "ETag"));
    };
    std::string const json = "application/json", patch = "application/json-patch+json";
    std::string const other = R"(The member "id" is "two" in the body, and "one" in the path.)";
    refuse("PUT", "/v1/shops/one", json, R"({"id":"two","name":"n"})", other);
    refuse("PATCH", "/v1/shops/one", json, R"({"id":"two"})", other);
    refuse("PATCH", "/v1/operated_shops/one", patch, R"([{"op":"replace","path":"/id","value":"two"}])", other);
    refuse("PUT", "/v1/pods/a", json, R"({"metadata":{"name":"b"}})",
           R"(The member "metadata.name" is "b" in the body, and "a" in the path.)");
    refuse("PUT", "/v1/halls/h/seats/7", json, R"({"number":8})",
           R"(The member "number" is "8" in the body, and "7" in the path.)");
    refuse("PUT", "/v1/halls/h/seats/7", json, R"({"hallId":"i","number":7})",
           R"(The member "hallId" is "i" in the body, and "h" in the path.)");
    refuse("PATCH", "/v1/halls/h/seats/7", json, R"({"hallId":"i"})",
           R"(The member "hallId" is "i" in the body, and "h" in the path.)");
    refuse("PUT", "/v1/book/a/b", json, R"({"path":"a/c","text":"x"})",
           R"(The member "path" is "a/c" in the body, and "a/b" in the path.)");
    refuse("PUT", "/v1/drafts/none", json, R"({"id":"some","text":"x"})",
           R"(The member "id" is "some" in the body, and "none" in the path.)");
    BOOST_TEST(under_test.updates() == 0u);

    // The same for a document that is created at its path.
    for (auto const* const method : {"PUT", "POST"}) {
        BOOST_TEST(send_json(method, "/v1/drafts/new", R"({"id":"old","text":"x"})").status == 400u);
        BOOST_TEST(get("/v1/drafts/new").status == 404u);
    }
    fixture snake({.wire = {.body = {.names = descry::casing::as_declared}}});
    snake.under_test.serve<seats>();
    snake.under_test.seed<seats>({"v1", "h", 7}, {.hall_id = "h", .number = 7});
    BOOST_TEST(snake.send_json("PUT", "/v1/halls/h/seats/7", R"({"hall_id":"i","number":7})").body.find("hall_id") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_change_without_the_key_has_that_of_its_path)
{
    under_test.serve_all<boost::mp11::mp_list<operated_shop, one_pod, seats, drafts>>();
    under_test.seed<operated_shop>({"one"}, {.id = "one", .name = "One"});
    under_test.seed<one_pod>({"a"}, {.metadata = {.name = "a"}});
    under_test.seed<seats>({"v1", "h", 7}, {.hall_id = "h", .version = "2", .number = 7});
    under_test.seed<drafts>({"none"}, {.text = "x"});
    for (auto const* const body : {R"({"name":"n"})", R"({"id":null,"name":"n"})", R"({"id":"","name":"n"})"})
        for (auto const* const method : {"PUT", "PATCH"})
            BOOST_TEST(read<shop>(send_json(method, "/v1/shops/one", body, {{"If-Match", "*"}})).id.value() == "one");
    BOOST_TEST(send("PATCH", "/v1/operated_shops/one", {{"Content-Type", "application/json-patch+json"}},
                    R"([{"op":"remove","path":"/id"}])")
                   .status == 200u);
    BOOST_TEST(under_test.stored<operated_shop>({"one"})->id.value() == "one");
    BOOST_TEST(send_json("PUT", "/v1/pods/a", R"({"metadata":{"name":""}})").status == 200u);
    BOOST_TEST(under_test.stored<one_pod>({"a"})->metadata.name == "a");
    BOOST_TEST(send_json("PUT", "/v1/halls/h/seats/7", R"({"version":"3","number":0})").body ==
               R"({"hallId":"h","version":"3","number":7})");
    BOOST_TEST(send_json("PUT", "/v1/halls/h/seats/8", R"({"number":0})").body == R"({"number":8})");
    BOOST_TEST(send_json("PUT", "/v1/drafts/none", R"({"text":"y"})").body == R"({"id":"none","text":"y"})");
    BOOST_TEST(send_json("POST", "/v1/drafts/new", R"({"text":"y"})").body == R"({"id":"new","text":"y"})");

    // Other texts of zeros and dashes than a GUID are ids.
    auto const put = [&](std::string id) {
        return send_json("PUT", "/v1/drafts/new", R"({"id":")" + id + R"(","text":"y"})").status;
    };
    BOOST_TEST(put("00000000-0000-0000-0000-000000000000") == 200u);
    BOOST_TEST(under_test.stored<drafts>({"new"})->id.value() == "new");
    for (auto const* const id : {"0", "-", "00"}) BOOST_TEST(put(id) == 400u, id);
}

BOOST_AUTO_TEST_CASE(octets_that_are_not_utf_8_are_refused)
{
    under_test.serve_all<boost::mp11::mp_list<drafts, one_pod, blobs>>();
    BOOST_TEST(send_json("PUT", "/v1/drafts/%FF", R"({"text":"y"})").status == 400u);
    BOOST_TEST(send_json("PUT", "/v1/pods/%C3", R"({"metadata":{"name":""}})").status == 400u);
    BOOST_TEST(send_json("PUT", "/v1/blobs/a?ifGenerationMatch=%FF", R"({"text":"y"})").status == 400u);
    BOOST_TEST(send_json("PUT", "/v1/drafts/\xFF", R"({"text":"y"})").status == 400u);
    BOOST_TEST(send_json("PUT", "/v1/drafts/%C3%A9", R"({"text":"y"})").body == "{\"id\":\"\xC3\xA9\",\"text\":\"y\"}");
}

BOOST_AUTO_TEST_CASE(a_member_that_cannot_hold_the_key_is_not_the_key)
{
    using people = std::vector<person>;
    using texts = std::map<std::string, std::string>;
    under_test.serve_all<boost::mp11::mp_list<
        projects_with<person, "/v1/a/{project}">, projects_with<people, "/v1/b/{project}">,
        projects_with<texts, "/v1/c/{project}">, projects_with<descry::raw_json, "/v1/d/{project}">,
        projects_with<bool, "/v1/e/{project}">, projects_with<std::optional<person>, "/v1/f/{project}">,
        projects_with<std::int64_t, "/v1/g/{project}">, articles>>();
    std::string const some[][2] = {{"a", R"({"name":"ann"})"}, {"b", R"([{"name":"ann"}])"},
                                   {"c", R"({"name":"ann"})"}, {"d", R"({"name":"ann"})"},
                                   {"d", R"("text")"},         {"e", "true"},
                                   {"f", R"({"name":"ann"})"}, {"g", "7"}};
    int number = 0;
    for (auto const& [place, value] : some)
        for (auto const* const created_by : {"PUT", "POST"}) {
            BOOST_TEST_CONTEXT(place << ' ' << value << ' ' << created_by)
            {
                auto const target = "/v1/" + place + "/p" + std::to_string(++number);
                auto const body = [&project = value](char const* note) {
                    return R"({"project":)" + project + R"(,"note":")" + note + R"("})";
                };
                BOOST_TEST(send_json(created_by, target, body("1")).body == body("1"));
                BOOST_TEST(send_json("PUT", target, body("2")).body == body("2"));
                BOOST_TEST(send_json("PATCH", target, R"({"note":"3"})").body == body("3"));
                BOOST_TEST(send_json("PATCH", target, R"({"project":)" + value + '}').body == body("3"));
            }
        }
    BOOST_TEST(send_json("PUT", "/v1/f/p", R"({"note":"x"})").body == R"({"note":"x"})");
    BOOST_TEST(send_json("PUT", "/v1/articles/1,%22title%22:%22y%22", R"({"title":"x"})").body == R"({"title":"x"})");
}

BOOST_AUTO_TEST_CASE(the_key_may_be_in_any_member_for_numbers)
{
    under_test.serve_all<boost::mp11::mp_list<
        projects_with<double, "/v1/a/{project}">, list_of_projects<double, "/v1/a">,
        projects_with<ordinal, "/v1/b/{project}">, list_of_projects<ordinal, "/v1/b">,
        projects_with<descry::decimal, "/v1/c/{project}">, list_of_projects<descry::decimal, "/v1/c">>>();
    for (std::string const list : {"/v1/a", "/v1/b", "/v1/c"}) BOOST_TEST_CONTEXT(list)
        {
            auto const body = [](char const* project) {
                return R"({"project":)" + std::string(project) + R"(,"note":""})";
            };
            auto const at = list + "/1000";
            auto const why = R"(The member \"project\" is \"8\" in the body, and \"1000\" in the path.)";
            for (auto const* const method : {"PUT", "POST"}) {
                auto const refused = send_json(method, at, body("8"));
                BOOST_TEST(refused.status == 400u);
                BOOST_TEST(refused.body.find(why) != std::string::npos, refused.body);
            }
            BOOST_TEST(send_json("PUT", at, body("1000")).status == 201u);
            BOOST_TEST(send_json("PUT", at, body("1000")).status == 200u);
            for (auto const* const method : {"PUT", "PATCH"}) {
                BOOST_TEST(send_json(method, at, body("8")).status == 400u);
                BOOST_TEST(send_json(method, at, body("0")).body == get(at).body);
            }
            BOOST_TEST(get(at).body.find(R"("project":1)") != std::string::npos);
            BOOST_TEST(send_json("PUT", list + "/text", body("8")).status == 201u);  // which it cannot be

            BOOST_TEST(find_header(send_json("POST", list, body("5")).headers, "Location") == list.substr(3) + "/5");
            auto const made = send_json("POST", list, body("0"));
            BOOST_TEST(find_header(made.headers, "Location") == list.substr(3) + "/4");
            BOOST_TEST(made.body == body("4"));
        }
}

BOOST_AUTO_TEST_CASE(a_member_of_an_object_that_may_be_absent_is_not_the_id_of_a_created_document)
{
    under_test.serve_all<boost::mp11::mp_list<repositories, list_of_repositories>>();
    for (std::string const body :
         {R"({"text":"x","owner":{"name":"octocat"}})", R"({"text":"x","owner":{"name":""}})", R"({"text":"x"})"}) {
        auto const made = send_json("POST", "/v1/repos", body);
        auto const location = find_header(made.headers, "Location");
        BOOST_TEST(made.status == 201u);
        BOOST_TEST(made.body == body);
        BOOST_TEST_REQUIRE(location.starts_with("/repos/"));
        BOOST_TEST(descry::guid::parse(location.substr(7)).has_value());
        BOOST_TEST(get("/v1" + std::string(location)).body == body);
    }
}

BOOST_AUTO_TEST_CASE(a_member_of_a_nested_object_is_the_key_if_the_stored_document_shows_it)
{
    under_test.serve_all<boost::mp11::mp_list<repositories, one_pod>>();
    std::string const owned = R"({"text":"x","owner":{"name":"octocat","email":"o@example.com"}})";
    for (auto const* const created_by : {"PUT", "POST"}) {
        auto const at = "/v1/repos/by" + std::string(created_by);
        BOOST_TEST(send_json(created_by, at, R"({"text":"x"})").body == R"({"text":"x"})");
        BOOST_TEST(send_json("PUT", at, R"({"text":"y"})").body == R"({"text":"y"})");
        BOOST_TEST(send_json("PATCH", at, R"({"text":"z"})").body == R"({"text":"z"})");
        BOOST_TEST(send_json("PUT", at, owned).body == owned);
        BOOST_TEST(send_json("PUT", at, owned).body == owned);
        BOOST_TEST(send_json("PATCH", at, R"({"owner":null})").body == R"({"text":"x"})");
        BOOST_TEST(send_json(created_by, at + '2', owned).body == owned);
        BOOST_TEST(send_json("PUT", at + '2', R"({"text":"x","owner":{"name":""}})").body ==
                   R"({"text":"x","owner":{"name":""}})");
    }
    under_test.seed<repositories>({"shown"}, {.text = "x", .owner = person{"shown", {}}});
    BOOST_TEST(send_json("PUT", "/v1/repos/shown", owned).status == 400u);
    BOOST_TEST(send_json("PUT", "/v1/repos/shown", R"({"text":"y","owner":{"name":""}})").body ==
               R"({"text":"y","owner":{"name":"shown"}})");
    BOOST_TEST(send_json("PUT", "/v1/repos/shown", R"({"text":"y"})").body == R"({"text":"y"})");

    // Also of an object that each document has.
    BOOST_TEST(read<pod>(send_json("PUT", "/v1/pods/new", R"({"metadata":{"name":"old"}})")).metadata.name == "old");
    BOOST_TEST(read<pod>(send_json("PUT", "/v1/pods/new", R"({"metadata":{"name":"new"}})")).metadata.name == "new");
    BOOST_TEST(send_json("PUT", "/v1/pods/new", R"({"metadata":{"name":"old"}})").status == 400u);
}

BOOST_AUTO_TEST_CASE(an_undeclared_member_is_not_the_key)
{
    fixture exact({.wire = {.exact_names = true}});
    exact.under_test.serve_all<boost::mp11::mp_list<open_drafts, list_of_open_drafts>>();
    for (std::string const value : {R"("x")", R"("")", "0", "null", R"({"a":1})"})
        for (auto const* const name : {"ID", "i_d"}) {
            auto const other = '"' + std::string(name) + "\":" + value;
            auto const body = [&](char const* id) { return R"({"id":")" + std::string(id) + R"(",)" + other + '}'; };
            BOOST_TEST_CONTEXT(other)
            {
                exact.under_test.erase<open_drafts>({"a"});
                exact.under_test.erase<open_drafts>({"b"});
                BOOST_TEST(exact.send_json("PUT", "/v1/drafts/a", '{' + other + '}').body == body("a"));
                BOOST_TEST(exact.send_json("PUT", "/v1/drafts/a", '{' + other + '}').body == body("a"));
                BOOST_TEST(exact.send_json("PATCH", "/v1/drafts/a", R"({"id":null})").body == body("a"));
                BOOST_TEST(exact.send_json("POST", "/v1/drafts/b", '{' + other + '}').body == body("b"));
                auto const made = exact.send_json("POST", "/v1/drafts", '{' + other + '}');
                BOOST_TEST(made.status == 201u);
                BOOST_TEST(descry::guid::parse(exact.read<open_draft>(made).id.value()).has_value());
                BOOST_TEST(made.body.find(other) != std::string::npos);
            }
        }
}

BOOST_AUTO_TEST_CASE(the_id_of_a_request_may_have_another_name_than_in_the_document)
{
    under_test.serve_all<boost::mp11::mp_list<lots, one_lot>>();
    auto const made = send_json("POST", "/v1/lots", R"({"ID":"a","text":"x"})");
    BOOST_TEST(find_header(made.headers, "Location") == "/lots/a");
    BOOST_TEST(get("/v1/lots/a").body == R"({"id":"a","text":"x"})");
    BOOST_TEST(send_json("POST", "/v1/lots", R"({"ID":"a","text":"x"})").status == 409u);
}

BOOST_AUTO_TEST_CASE(a_key_may_be_spelled_in_several_ways)
{
    under_test.require_guid("id");
    under_test.serve_all<boost::mp11::mp_list<drafts, pages_of_book, one_node>>();
    under_test.seed<pages_of_book>({"a/b"}, {.path = "/a/b", .text = "x"});
    std::string const id = "A58CEBA5-60ac-48e4-a0bc-2a855811807a", lower = "a58ceba5-60ac-48e4-a0bc-2a855811807a";
    for (auto const& [path, body] : {std::pair(id, lower), std::pair(lower, id), std::pair(id, id)})
        BOOST_TEST(send_json("PUT", "/v1/drafts/" + path, R"({"id":")" + body + R"(","text":"x"})").status < 300u);
    BOOST_TEST(under_test.stored<drafts>({lower})->id.value() == id);
    BOOST_TEST(send_json("PUT", "/v1/drafts/" + id, R"({"id":"7","text":"x"})").status == 400u);
    for (auto const* const path : {"a/b", "/a/b"})
        BOOST_TEST(send_json("PUT", "/v1/book/a/b", R"({"path":")" + std::string(path) + R"(","text":"x"})").status ==
                   200u);
}

// By the declaration of the member, or of the path parameter.
BOOST_AUTO_TEST_CASE(a_key_has_the_texts_of_its_type)
{
    under_test.serve_all<boost::mp11::mp_list<one_reading, one_card, drafts>>();
    auto const status = [&](std::string target, std::string name, std::string value) {
        auto const body = "{\"" + name + "\":\"" + value + R"(","text":"x"})";
        return send_json("PUT", std::move(target), body).status;
    };
    std::string const at = "/v1/readings/2026-05-01T12:00:00Z";
    BOOST_TEST(status(at, "takenAt", "2026-05-01T12:00:00Z") == 201u);
    BOOST_TEST(status(at, "takenAt", "2026-05-01T14:00:00+02:00") == 200u);
    BOOST_TEST(status(at, "takenAt", "2026-05-01T14:00:00Z") == 400u);

    std::string const upper = "A58CEBA5-60AC-48E4-A0BC-2A855811807A", lower = "a58ceba5-60ac-48e4-a0bc-2a855811807a";
    BOOST_TEST(status("/v1/cards/" + lower, "cardId", upper) == 201u);
    BOOST_TEST(status("/v1/cards/" + lower, "cardId", "B" + lower.substr(1)) == 400u);
    BOOST_TEST(status("/v1/drafts/" + lower, "id", upper) == 400u);  // a string has one text for each value
}

BOOST_AUTO_TEST_CASE(an_id_that_is_not_the_key_may_be_changed)
{
    under_test.serve_all<boost::mp11::mp_list<seats, seal, articles, drafts>>();
    under_test.seed<seats>({"v1", "h", 7}, {.hall_id = "other", .version = "2", .number = 7});
    under_test.seed<seal>({"one"}, {.id = "9", .text = "x"});
    under_test.seed<articles>({"first"}, {.id = 12, .title = "x"});
    under_test.seed<drafts>({"1"}, {.id = "internal", .text = "x"});
    BOOST_TEST(send_json("PUT", "/v1/halls/h/seats/7", R"({"hallId":"i","version":"3","number":7})").status == 200u);
    BOOST_TEST(send_json("PUT", "/v1/shops/one/seal", R"({"id":"8","text":"x"})").status == 200u);
    BOOST_TEST(send_json("PUT", "/v1/shops/one/seal", R"({"text":"x"})").body == R"({"text":"x"})");
    BOOST_TEST(send_json("PUT", "/v1/articles/first", R"({"id":13,"title":"x"})").status == 200u);
    BOOST_TEST(send_json("PUT", "/v1/articles/second", R"({"id":14,"title":"x"})").status == 201u);
    BOOST_TEST(send_json("PUT", "/v1/articles/third", R"({"title":"x"})").body == R"({"title":"x"})");
    BOOST_TEST(send_json("PUT", "/v1/drafts/1", R"({"id":"renamed","text":"x"})").status == 200u);
}

BOOST_AUTO_TEST_CASE(an_id_conforms_to_the_rules_for_its_parameter)
{
    descry::testing::emulator strict;
    strict.require_guid("shop_id");
    strict.serve_all<resources>();
    auto const post = [&](std::string body) {
        return strict({"POST", "", "/v1/shops", {{"Content-Type", "application/json"}}, std::move(body)}).status;
    };
    BOOST_TEST(post(R"({"name":"n","id":"two"})") == 400u);
    BOOST_TEST(post(R"({"name":"n"})") == 201u);
}

BOOST_AUTO_TEST_CASE(a_duplicate_name_is_refused_at_every_depth)
{
    std::string const body = R"({"name":"One","more":{"a":1,"a":2}})";
    auto const made = send_json("POST", "/v1/shops", body);
    BOOST_TEST(made.status == 400u);
    BOOST_TEST(made.body.find("/more/a") != std::string::npos);
    auto const tag = "\"" + under_test.stored<shop_resource>({"one"})->etag.value() + "\"";
    BOOST_TEST(send_json("PUT", "/v1/shops/one", body, {{"If-Match", tag}}).status == 400u);
    BOOST_TEST(send_json("PATCH", "/v1/shops/one", body, {{"If-Match", tag}}).status == 400u);

    // Seeded JSON is served unchanged, and its members are found.
    under_test.seed<shop_resource>({"two"}, descry::read_json<shop>(body).value());
    BOOST_TEST(get("/v1/shops/two").body.find(R"({"a":1,"a":2})") != std::string::npos);
    BOOST_TEST(get("/v1/shops?sortField=name").status == 200u);
}

BOOST_AUTO_TEST_CASE(an_entity_tag_may_be_in_the_header_only)
{
    under_test.serve<plain_things>();
    under_test.serve<plain_list>();
    under_test.seed<plain_things>({"1"}, {.text = "a", .tag = {}});
    auto const read = get("/v1/plain/1");
    auto const tag = std::string(descry::find_header(read.headers, "ETag"));
    BOOST_TEST(read.body == R"({"text":"a"})");
    BOOST_TEST(tag.starts_with('"'));
    BOOST_TEST(under_test.stored<plain_things>({"1"}).value().tag.value() == tag);
    BOOST_TEST(send_json("PUT", "/v1/plain/1", R"({"text":"b"})", {}).status == 428u);
    auto const put = send_json("PUT", "/v1/plain/1", R"({"text":"b"})", {{"If-Match", tag}});
    BOOST_TEST(put.body == R"({"text":"b"})");
    auto const changed = std::string(descry::find_header(put.headers, "ETag"));
    BOOST_TEST(changed != tag);
    BOOST_TEST(send_json("PATCH", "/v1/plain/1", R"({"text":"c"})", {{"If-Match", tag}}).status == 412u);
    BOOST_TEST(send_json("PATCH", "/v1/plain/1", R"({"text":"c"})", {{"If-Match", changed}}).status == 200u);
    auto const made = send_json("POST", "/v1/plain", R"({"text":"new"})", {});
    BOOST_TEST(made.status == 201u);
    BOOST_TEST(made.body == R"({"text":"new"})");
    BOOST_TEST(!descry::find_header(made.headers, "ETag").empty());
    BOOST_TEST(get("/v1/plain").body == R"([{"text":"c"},{"text":"new"}])");
}

BOOST_AUTO_TEST_CASE(a_version_may_be_in_the_body)
{
    under_test.serve<releases>();
    under_test.serve<counted_releases>();
    under_test.seed<releases>({"1"}, {.text = "a"});
    under_test.seed<counted_releases>({"1"}, {.text = "a"});
    under_test.seed<counted_releases>({"2"}, {.text = "a", .number = 8});

    auto const status = [&](std::string method, std::string target, release const& body) {
        return send_json(std::move(method), std::move(target), descry::write_json(body)).status;
    };
    auto state = read<release>(get("/v1/releases/1"));
    auto const first = state.meta.value().version;
    BOOST_TEST(!first.empty());
    BOOST_TEST(status("PUT", "/v1/releases/1", state) == 200u);
    BOOST_TEST(status("PUT", "/v1/releases/1", state) == 409u);
    BOOST_TEST(status("PUT", "/v1/releases/1", {.text = "b"}) == 428u);
    BOOST_TEST(read<release>(get("/v1/releases/1")).meta.value().version != first);

    state = read<release>(get("/v1/releases/1"));
    under_test.change<releases>({"1"}, [](release& r) { r.text = "by another client"; });
    BOOST_TEST(status("PUT", "/v1/releases/1", state) == 409u);

    BOOST_TEST(status("PATCH", "/v1/counted/1", {.text = "b", .number = 1}) == 200u);
    BOOST_TEST(status("PATCH", "/v1/counted/1", {.text = "c", .number = 1}) == 409u);
    BOOST_TEST(read<release>(get("/v1/counted/1")).number.value() == 2);
    BOOST_TEST(status("PATCH", "/v1/counted/2", {.text = "b", .number = 8}) == 200u);
    BOOST_TEST(read<release>(get("/v1/counted/2")).number.value() == 9);
}

BOOST_AUTO_TEST_CASE(a_path_may_have_an_extension)
{
    under_test.serve<telegrams>();
    under_test.serve<one_telegram>();
    under_test.serve<enclosures>();
    under_test.seed<one_telegram>({"a", "1"}, {.sid = "1", .text = "old"});
    BOOST_TEST(get("/v1/boxes/a/telegrams.json").body == R"([{"sid":"1","text":"old","state":"queued"}])");

    auto const made = send_json("POST", "/v1/boxes/a/telegrams.json", R"({"text":"new"})");
    BOOST_TEST(made.status == 201u);
    auto const sid = read<stored_telegram>(made).sid;
    BOOST_TEST(made.body == R"({"sid":")" + sid + R"(","self":"/"})");
    BOOST_TEST(descry::find_header(made.headers, "Location") == "/boxes/a/telegrams/" + sid + ".json");
    BOOST_TEST(under_test.stored<one_telegram>({"a", sid})->text == "new");
    BOOST_TEST(read<std::vector<telegram>>(get("/v1/boxes/a/telegrams.json?maxResults=1")).size() == 1u);

    BOOST_TEST(send_json("PUT", "/v1/boxes/a/telegrams/7.json", R"({"sid":"","text":"t","state":"s"})").status == 201u);
    BOOST_TEST(under_test.stored<one_telegram>({"a", "7"})->sid == "7");
    BOOST_TEST(send_json("POST", "/v1/boxes/a/telegrams/7/enclosed.json", R"({"text":"b"})").status == 201u);
    BOOST_TEST(send_json("POST", "/v1/boxes/a/telegrams/8/enclosed.json", R"({"text":"b"})").status == 404u);
    BOOST_TEST(send_json("DELETE", "/v1/boxes/a/telegrams/7.json", {}).status == 204u);
    BOOST_TEST(get("/v1/boxes/a/telegrams/7/enclosed.json").status == 404u);
}

BOOST_AUTO_TEST_CASE(a_version_may_be_in_the_query)
{
    under_test.serve<blobs>();
    under_test.seed<blobs>({"1"}, {.text = "a", .generation = {{7, true}}});
    auto const status = [&](std::string method, std::string target, std::string body) {
        return send_json(std::move(method), "/v1/blobs/1" + target, std::move(body)).status;
    };
    BOOST_TEST(status("PATCH", "", R"({"text":"b"})") == 428u);
    BOOST_TEST(status("PATCH", "?ifGenerationMatch=6", R"({"text":"b"})") == 412u);
    BOOST_TEST(status("PATCH", "?ifGenerationMatch=7", R"({"text":"b"})") == 200u);
    BOOST_TEST(status("PATCH", "?ifGenerationMatch=7", R"({"text":"c"})") == 412u);
    BOOST_TEST(get("/v1/blobs/1").body == R"({"text":"b","generation":"8"})");
    BOOST_TEST(status("PUT", "", R"({"text":"d","generation":"1"})") == 200u);  // that in the body is not compared
    BOOST_TEST(under_test.stored<blobs>({"1"})->generation.value() == 9);
    under_test.change<blobs>({"1"}, [](blob& b) { b.text = "by another client"; });
    BOOST_TEST(status("DELETE", "?ifGenerationMatch=9", {}) == 412u);
    BOOST_TEST(status("DELETE", "?ifGenerationMatch=10", {}) == 204u);
}

BOOST_AUTO_TEST_CASE(a_put_creates_where_it_is_declared)
{
    under_test.serve<settings>();
    under_test.serve<silent_settings>();
    auto const put = [&](std::string target, std::vector<descry::header> headers = {}) {
        return send_json("PUT", std::move(target), R"({"text":"x"})", std::move(headers));
    };
    BOOST_TEST(put("/v1/settings/1", {{"If-Match", "\"old\""}}).status == 412u);
    BOOST_TEST(put("/v1/settings/1", {{"If-Match", "*"}}).status == 412u);
    auto const made = put("/v1/settings/1");
    BOOST_TEST(made.status == 201u);
    BOOST_TEST(made.body == R"({"text":"x"})");
    auto const tag = std::string(descry::find_header(made.headers, "ETag"));
    BOOST_TEST(put("/v1/settings/1").status == 428u);
    BOOST_TEST(put("/v1/settings/1", {{"If-Match", tag}}).status == 200u);
    BOOST_TEST(put("/v1/settings/1", {{"If-Match", tag}}).status == 412u);
    BOOST_TEST(put("/v1/settings/1", {{"If-None-Match", "*"}}).status == 412u);
    BOOST_TEST(send_json("PUT", "/v1/settings/2", R"({"text":1})").status == 400u);
    BOOST_TEST(get("/v1/settings/2").status == 404u);
    BOOST_TEST(put("/v1/silent/1").status == 201u);
    auto const changed = put("/v1/silent/1");
    BOOST_TEST(changed.status == 204u);
    BOOST_TEST(changed.body == "");
    BOOST_TEST(under_test.updates() == 4u);
}

BOOST_AUTO_TEST_CASE(a_change_that_is_followed_by_a_read_has_no_state)
{
    under_test.serve<read_after>();
    under_test.seed<read_after>({"1"}, {.text = "a", .tag = {}});
    auto const put = [&](std::vector<descry::header> headers) {
        headers.push_back({"If-Match", "*"});
        return send_json("PUT", "/v1/after/1", R"({"text":"b"})", std::move(headers));
    };
    auto const in = put({});
    BOOST_TEST(in.status == 204u);
    BOOST_TEST(in.body == "");
    BOOST_TEST(descry::find_header(in.headers, "ETag") == "");
    BOOST_TEST(put({{"Prefer", "return=representation"}}).body == R"({"text":"b"})");
}

BOOST_AUTO_TEST_CASE(an_id_and_a_version_may_be_in_a_nested_object)
{
    under_test.serve<pods>();
    under_test.serve<one_pod>();
    auto const post = [&](std::string body) { return send_json("POST", "/v1/pods", std::move(body)); };
    BOOST_TEST(descry::find_header(post(R"({"metadata":{"name":"a"}})").headers, "Location") == "/pods/a");
    BOOST_TEST(post(R"({"metadata":{"name":"a"}})").status == 409u);
    auto const fresh = read<pod>(post(R"({"metadata":{"name":""}})"));
    BOOST_TEST(descry::guid::parse(fresh.metadata.name).has_value());
    BOOST_TEST(get("/v1/pods/" + fresh.metadata.name).status == 200u);

    // An unconditional PUT may omit the version, but must not have an old one.
    auto const put = [&](pod_meta metadata) {
        auto const name = metadata.name.empty() ? std::string("b") : metadata.name;
        return send_json("PUT", "/v1/pods/" + name, descry::write_json(pod{.metadata = std::move(metadata)}));
    };
    auto const before = read<pod>(get("/v1/pods/a")).metadata;
    BOOST_TEST(put(before).status == 200u);
    auto const refused = put(before);
    BOOST_TEST(refused.status == 409u);
    BOOST_TEST(put({.name = "a"}).status == 200u);
    BOOST_TEST(read<pod>(get("/v1/pods/a")).metadata.version.value() != before.version.value());
    BOOST_TEST(put({.name = "c", .version = "7"}).status == 409u);  // of a pod that does not exist
    auto const made = put({});
    BOOST_TEST(made.status == 201u);
    BOOST_TEST(read<pod>(made).metadata.name == "");  // is not known to be the key
    BOOST_TEST(read<pod>(get("/v1/pods/b")).metadata.version.has_value());
}

BOOST_AUTO_TEST_CASE(a_fresh_id_has_the_type_of_its_member)
{
    under_test.serve_all<boost::mp11::mp_list<tickets, one_ticket, nodes, one_node>>();
    auto const post = [&](std::string target, ticket const& sent) {
        return send_json("POST", std::move(target), descry::write_json(sent));
    };
    for (std::int64_t number = 1; number != 3; ++number) {
        auto const made = read<ticket>(post("/v1/tickets", {.title = "x"}));
        BOOST_TEST(made.number == number);
        BOOST_TEST(made.id == number);
        BOOST_TEST(get("/v1/tickets/" + std::to_string(number)).status == 200u);
    }
    BOOST_TEST(read<ticket>(post("/v1/tickets", {.id = 70, .number = 5})).id == 70);
    under_test.seed<one_ticket>({"3"}, {.number = 3});
    BOOST_TEST(read<ticket>(post("/v1/tickets", {})).number == 6);

    auto const made = read<ticket>(post("/v1/nodes", {.title = "x"}));
    BOOST_TEST(made.id == 1);
    BOOST_TEST((made.node_id != descry::guid()));
    BOOST_TEST(read<ticket>(get("/v1/nodes/" + made.node_id.to_string())).title == "x");
}

BOOST_AUTO_TEST_CASE(names_may_differ_by_case)
{
    fixture exact({.wire = {.exact_names = true}});
    exact.under_test.serve<pods>();
    exact.under_test.serve<one_pod>();
    auto const status = [&](std::string method, std::string target, std::string body) {
        return exact.send_json(std::move(method), std::move(target), std::move(body)).status;
    };
    std::string const other = R"({"metadata":{"name":"a"},"podIp":"other"})";
    BOOST_TEST(status("POST", "/v1/pods", other) == 201u);
    BOOST_TEST(!exact.under_test.stored<one_pod>({"a"})->pod_ip.has_value());
    BOOST_TEST(status("PUT", "/v1/pods/a", R"({"metadata":{"name":"a"},"podIP":"own","podIp":"other"})") == 200u);
    auto const stored = exact.under_test.stored<one_pod>({"a"}).value();
    BOOST_TEST(stored.pod_ip.value() == "own");
    auto const version = R"({"metadata":{"version":)" + descry::write_json(stored.metadata.version) + '}';
    BOOST_TEST(status("PATCH", "/v1/pods/a", version + R"(,"podIp":"third"})") == 200u);
    auto const patched = exact.get("/v1/pods/a");
    BOOST_TEST(patched.body.find(R"("podIP":"own")") != std::string::npos);
    BOOST_TEST(patched.body.find(R"("podIp":"third")") != std::string::npos);
    BOOST_TEST(status("PUT", "/v1/pods/a", R"({"Metadata":{"name":"a"}})") == 400u);  // metadata is missing
    BOOST_TEST(status("PUT", "/v1/pods/a", R"({"metadata":{"name":"a","Name":"b"}})") == 200u);
}

BOOST_AUTO_TEST_SUITE_END()
