// Behavior that declarations do not determine: actions, jobs, files and faults.
#include "shops.hpp"

#include <boost/test/unit_test.hpp>

#include <descry/client.hpp>
#include <descry/client/multipart.hpp>
#include <descry/client/multipart_related.hpp>
#include <descry/model/date.hpp>
#include <descry/model/guid.hpp>
#include <descry/rest/job.hpp>
#include <descry/testing/scripted_transport.hpp>
#include <descry/testing/throttle.hpp>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace emulator_handlers {

using namespace shops;

namespace {

std::string const form =
    "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n"
    "\x89PNG\r\n\r\n--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n--b--\r\n";

struct hours_resource
    : descry::resource<shop, shop_key, "/v1/shops/{shop_id}/hours", descry::action<opening, shop, "PUT">> {};

struct poster {
    std::optional<std::string> id{}, name{}, media_type{}, artist{};
    std::optional<int> size{};
};
BOOST_DESCRIBE_STRUCT(poster, (), (id, name, media_type, artist, size))
struct poster_key {
    std::string shop_id{}, id{};
};
BOOST_DESCRIBE_STRUCT(poster_key, (), (shop_id, id))
struct posters : descry::resource<poster, shop_key, "/v1/shops/{shop_id}/posters", descry::upload_related<>> {};
struct replaced_posters : descry::resource<poster, shop_key, "/v1/shops/{shop_id}/posters",
                                           descry::upload_related<descry::whole_model, "PUT">> {};
struct poster_files
    : descry::resource<descry::nothing, poster_key, "/v1/shops/{shop_id}/posters/{id}", descry::download<>> {};

// Files that are uploaded to their own paths.
struct one_poster : descry::resource<descry::nothing, poster_key, "/v1/shops/{shop_id}/posters/{id}",
                                     descry::upload_related<poster, "PUT">, descry::download<>> {};
template <class Put>
using labels_with = descry::resource<descry::nothing, poster_key, "/v1/shops/{shop_id}/labels/{id}",
                                     descry::with_request<Put, descry::octets<"application/pdf">>, descry::exists,
                                     descry::download<"application/pdf">, descry::remove<>>;
struct labels : labels_with<descry::or_create<descry::put<>>> {};
struct kept_labels : labels_with<descry::put<descry::if_match<>>> {};
struct retraction {
    std::vector<std::string> reasons{};
};
BOOST_DESCRIBE_STRUCT(retraction, (), (reasons))
struct retracted_labels
    : descry::resource<descry::nothing, poster_key, "/v1/shops/{shop_id}/labels/{id}",
                       descry::download<"application/pdf">, descry::with_request<descry::remove<>, retraction>> {};

struct painter {
    std::string id{};
};
BOOST_DESCRIBE_STRUCT(painter, (), (id))
struct mural {
    std::optional<painter> by{};
};
BOOST_DESCRIBE_STRUCT(mural, (), (by))
struct murals : descry::resource<mural, shop_key, "/v1/shops/{shop_id}/murals", descry::upload_related<>> {};
struct mural_files
    : descry::resource<descry::nothing, poster_key, "/v1/shops/{shop_id}/murals/{id}", descry::download<>> {};
struct sign_resource : descry::resource<descry::nothing, shop_key, "/v1/shops/{shop_id}/sign",
                                        descry::upload<descry::nothing, "PUT">, descry::download<>> {};

struct reason {
    std::string why{};
};
BOOST_DESCRIBE_STRUCT(reason, (), (why))
struct holiday_resource
    : descry::resource<opening, shop_key, "/v1/shops/{shop_id}/holiday", descry::with_query<descry::get, reason>,
                       descry::with_query<descry::remove<>, reason>> {};
struct stickers_resource : descry::resource<descry::nothing, shop_key, "/v1/shops/{shop_id}/stickers",
                                            descry::with_query<descry::upload<page<photo>>, reason>> {};
struct alarm_resource
    : descry::resource<opening, shop_key, "/v1/shops/{shop_id}/alarm", descry::with_query<descry::remove<>, reason>> {};
struct rumour_resource
    : descry::resource<opening, shop_key, "/v1/shops/{shop_id}/rumour", descry::with_query<descry::get, reason>> {};

struct price_query {
    std::string currency{};
    std::optional<bool> sold{};
    std::vector<int> numbers{};
    std::optional<descry::date> day{};
};
BOOST_DESCRIBE_STRUCT(price_query, (), (currency, sold, numbers, day))
template <class Verb>
using priced = descry::with_query<Verb, price_query>;
struct prices_resource : descry::resource<shop, shop_key, "/v1/shops/{shop_id}/prices", priced<descry::get>,
                                          priced<descry::action<opening>>> {};
struct noise_resource : descry::resource<shop, shop_key, "/v1/shops/{shop_id}/noise", descry::get,
                                         descry::with_query<descry::exists, reason>> {};
bool is_over(import_status const&) { return true; }
struct priced_import_resource
    : descry::resource<descry::nothing, shop_key, "/v1/shops/{shop_id}/priced",
                       priced<descry::starts<descry::action<>, import_status_resource, is_over>>> {};
struct version_query {
    std::string version = "1";
};
BOOST_DESCRIBE_STRUCT(version_query, (), (version))
template <class Verb>
using versioned = descry::with_query<Verb, version_query>;
struct move_key {
    std::string shop_id{}, move{};
};
BOOST_DESCRIBE_STRUCT(move_key, (), (shop_id, move))
bool has_moved(import_status const& status) { return status.state == "finished"; }
struct move_status
    : descry::resource<import_status, move_key, "/v1/moving/{shop_id}/moves/{move}", versioned<descry::get>> {};
struct move_result : descry::resource<shop, move_key, "/v1/moving/{shop_id}/results/{move}", versioned<descry::get>> {};
struct moving_shop
    : descry::resource<
          shop, shop_key, "/v1/moving/{shop_id}", versioned<descry::get>,
          descry::result_at_location<descry::starts<versioned<descry::put<>>, move_status, has_moved, has_moved>>> {};
struct closing_shop
    : descry::resource<shop, shop_key, "/v1/moving/{shop_id}", descry::starts<versioned<descry::remove<>>>> {};

struct visit_key {
    descry::guid visit{};
    descry::date day{};
    int number = 0;
};
BOOST_DESCRIBE_STRUCT(visit_key, (), (visit, day, number))
struct visit_resource : descry::resource<std::string, visit_key, "/v1/visits/{visit}/{day}/{number}", descry::get> {};
struct lights_resource : descry::resource<bool, shop_key, "/v1/shops/{shop_id}/lights", descry::get> {};

struct note_key {
    std::string path{};
};
BOOST_DESCRIBE_STRUCT(note_key, (), (path))
struct notes_resource : descry::resource<opening, note_key, "/v1/notes/{+path}", descry::get, descry::put<>> {};
struct tags_key {
    std::string scope{}, name{};
};
BOOST_DESCRIBE_STRUCT(tags_key, (), (scope, name))
struct tags_resource : descry::resource<opening, tags_key, "/v1/{+scope}/tags/{name}", descry::get> {};

struct amount {
    std::optional<int> gte{}, lt{};
    std::optional<std::string> unit{};
    bool operator==(amount const&) const = default;
};
BOOST_DESCRIBE_STRUCT(amount, (), (gte, lt, unit))
struct bought {
    std::string price{};
    std::vector<int> sizes{};
    bool operator==(bought const&) const = default;
};
BOOST_DESCRIBE_STRUCT(bought, (), (price, sizes))
struct styled {
    std::vector<std::string> separate{}, commas{}, spaces{}, pipes{}, brackets{}, dots{}, json{};
    std::optional<amount> by_service{}, alone{}, listed{}, spaced{}, piped{}, bracketed{}, dotted{}, as_json{};
    std::vector<bought> items{};
    std::map<std::string, std::string> metadata{};
    std::optional<std::variant<int, std::string>> either{};
    std::vector<bool> flags{};
    std::optional<descry::raw_json> meta{};
    bool operator==(styled const&) const = default;
};
BOOST_DESCRIBE_STRUCT(styled, (),
                      (separate, commas, spaces, pipes, brackets, dots, json, by_service, alone, listed, spaced, piped,
                       bracketed, dotted, as_json, items, metadata, either, flags, meta))

}  // namespace

}  // namespace emulator_handlers

template <>
inline constexpr auto descry::style_of<& emulator_handlers::styled::separate> = descry::parameter_style::separate;
template <>
inline constexpr auto descry::style_of<& emulator_handlers::styled::commas> = descry::parameter_style::commas;
template <>
inline constexpr auto descry::style_of<& emulator_handlers::styled::spaces> = descry::parameter_style::spaces;
template <>
inline constexpr auto descry::style_of<& emulator_handlers::styled::pipes> = descry::parameter_style::pipes;
template <>
inline constexpr auto descry::style_of<& emulator_handlers::styled::brackets> = descry::parameter_style::brackets;
template <>
inline constexpr auto descry::style_of<& emulator_handlers::styled::dots> = descry::parameter_style::dots;
template <>
inline constexpr auto descry::style_of<& emulator_handlers::styled::json> = descry::parameter_style::json;
template <>
inline constexpr auto descry::style_of<& emulator_handlers::styled::alone> = descry::parameter_style::separate;
template <>
inline constexpr auto descry::style_of<& emulator_handlers::styled::listed> = descry::parameter_style::commas;
template <>
inline constexpr auto descry::style_of<& emulator_handlers::styled::spaced> = descry::parameter_style::spaces;
template <>
inline constexpr auto descry::style_of<& emulator_handlers::styled::piped> = descry::parameter_style::pipes;
template <>
inline constexpr auto descry::style_of<& emulator_handlers::styled::bracketed> = descry::parameter_style::brackets;
template <>
inline constexpr auto descry::style_of<& emulator_handlers::styled::dotted> = descry::parameter_style::dots;
template <>
inline constexpr auto descry::style_of<& emulator_handlers::styled::as_json> = descry::parameter_style::json;

BOOST_FIXTURE_TEST_SUITE(emulator_handlers, fixture)

namespace {

using counted_opening = descry::action<opening, descry::text<>>;
using shown_opening = descry::action<descry::nothing, opening>;
using opening_by_form = descry::create<descry::form<opening>, opening>;
using opening_of_text = descry::create<descry::text<>, opening>;
struct ways_to_open : descry::resource<opening, descry::nothing, "/v1/ways", shown_opening, counted_opening,
                                       opening_by_form, opening_of_text, descry::upload<opening>> {};
using opening_by_default = descry::create<opening>;
struct ways_by_default : descry::resource<opening, descry::nothing, "/v1/ways", opening_of_text, opening_by_default> {};

struct styled_resource
    : descry::resource<bool, descry::nothing, "/v1/styled", descry::with_query<descry::get, styled>> {};

}  // namespace

BOOST_AUTO_TEST_CASE(an_action_has_the_defined_effect)
{
    under_test.on<opening_resource>([&](shop_key const& key, opening const& hours) {
        under_test.change<shop_resource>(key, [&](shop& s) { s.name += " from " + hours.from; });
        return under_test.stored<shop_resource>(key).value();
    });
    auto const in = send_json("POST", "/v1/shops/one/open", R"({"from":"8","to":"9"})", {{"Request-Id", "r-1"}});
    BOOST_TEST(in.status == 200u);
    BOOST_TEST(find_header(in.headers, "Content-Type") == "application/json");
    BOOST_TEST(read<shop>(in).name == "One from 8");
    send_json("POST", "/v1/shops/one/open", R"({"from":"8","to":"9"})", {{"Request-Id", "r-1"}});
    BOOST_TEST(under_test.stored<shop_resource>({"one"})->name == "One from 8");
    BOOST_TEST(send_json("POST", "/v1/shops/one/open", R"({"from":8})").status == 400u);
    BOOST_TEST(send("POST", "/v1/shops/one/open", {}, R"({"from":"8","to":"9"})").status == 415u);
}

BOOST_AUTO_TEST_CASE(an_action_may_have_another_method)
{
    under_test.serve<hours_resource>();
    BOOST_TEST(send_json("PUT", "/v1/shops/one/hours", R"({"from":"8","to":"9"})").status == 404u);
    under_test.on<hours_resource>(
        [](shop_key const& key, opening const& hours) { return shop{.name = key.shop_id + " from " + hours.from}; });
    BOOST_TEST(read<shop>(send_json("PUT", "/v1/shops/one/hours", R"({"from":"8","to":"9"})")).name == "one from 8");
    BOOST_TEST(send_json("POST", "/v1/shops/one/hours", R"({"from":"8","to":"9"})").status == 405u);
}

BOOST_AUTO_TEST_CASE(a_handler_may_use_the_query)
{
    under_test.serve<prices_resource>();
    under_test.on<prices_resource, descry::verb_kind::get>([](shop_key const& key, price_query const& asked) {
        return shop{.name = key.shop_id + ' ' + asked.currency + (asked.sold ? *asked.sold ? " sold" : " left" : "")};
    });
    under_test.on<prices_resource>([](shop_key const&, opening const& hours, price_query const& asked) {
        std::string out = hours.from;
        for (auto const number : asked.numbers) out += ' ' + std::to_string(number);
        return shop{.name = out + (asked.day ? ' ' + asked.day->to_string() : "")};
    });
    std::string const prices = "/v1/shops/one/prices";
    auto const name = [](descry::response const& in) { return read<shop>(in).name; };
    BOOST_TEST(name(get(prices + "?currency=EUR")) == "one EUR");
    BOOST_TEST(name(get(prices + "?currency=%C2%A3+1&sold=True")) == "one \xC2\xA3 1 sold");
    BOOST_TEST(name(get(prices + "?currency=EUR&sold=false")) == "one EUR left");
    auto const post = [&](std::string query) {
        return send_json("POST", prices + "?currency=EUR" + query, R"({"from":"8","to":"9"})");
    };
    BOOST_TEST(name(post("&numbers=2&day=2015-11-23&numbers=-1")) == "8 2 -1 2015-11-23");
    for (auto const* const wrong : {"&numbers=x", "&numbers=1&numbers=", "&day=today", "&sold=perhaps"})
        BOOST_TEST(post(wrong).status == 400u, wrong);
    BOOST_TEST(post("&day=2015-11-23&day=2015-11-24").status == 400u);
    // A function that does not accept the query is called without it.
    under_test.on<prices_resource>([](shop_key const& key, opening const&) { return shop{.name = key.shop_id}; });
    BOOST_TEST(name(post("&numbers=x")) == "one");
}

BOOST_AUTO_TEST_CASE(a_query_is_read_with_the_literals_of_the_service)
{
    fixture terse({.wire = {.query = {.yes = "1", .no = "0"}}});
    terse.under_test.serve<prices_resource>();
    terse.under_test.on<prices_resource, descry::verb_kind::get>(
        [](shop_key const&, price_query const& asked) { return shop{.name = asked.sold.value() ? "sold" : "left"}; });
    auto const to = std::make_shared<descry::testing::scripted_transport>(std::ref(terse.under_test));
    descry::client const client({.base_url = "https://shops.example", .custom_transport = to},
                                {.query = {.yes = "1", .no = "0"}});
    auto const prices = client.at<prices_resource>({"one"});
    BOOST_TEST(prices.get({.currency = "EUR", .sold = true}).name == "sold");
    BOOST_TEST(prices.get({.currency = "EUR", .sold = false}).name == "left");
    BOOST_TEST(terse.get("/v1/shops/one/prices?currency=EUR&sold=true").status == 400u);
}

BOOST_AUTO_TEST_CASE(undeclared_parameters_are_an_array_if_they_have_its_indexes)
{
    under_test.serve<styled_resource>();
    std::string seen;
    under_test.on<styled_resource, descry::verb_kind::get>([&](descry::nothing, styled const& query) {
        seen = query.meta.value().text;
        return true;
    });
    for (auto const& [query, json] :
         std::vector<std::pair<std::string, std::string>>{{"meta[0]=a&meta[1]=b", R"(["a","b"])"},
                                                          {"meta[1]=b&meta[0]=a", R"(["a","b"])"},
                                                          {"meta[]=a&meta[]=b", R"(["a","b"])"},
                                                          {"meta[1]=a&meta[x]=b", R"({"1":"a","x":"b"})"},
                                                          {"meta[1]=a", R"({"1":"a"})"},
                                                          {"meta[0]=a&meta[00]=b", R"({"0":"a","00":"b"})"}}) {
        BOOST_TEST(get("/v1/styled?" + query).status == 200u, query);
        BOOST_TEST(seen == json);
    }
}

BOOST_AUTO_TEST_CASE(texts_that_are_not_utf_8_are_refused)
{
    under_test.serve_all<boost::mp11::mp_list<prices_resource, ways_to_open, posters>>();
    under_test.on<prices_resource>(
        [](shop_key const& key, opening const&, price_query const&) { return shop{.name = key.shop_id}; });
    under_test.on<ways_to_open, opening_by_form>([](descry::nothing, opening const& of) { return of; });
    BOOST_TEST(send_json("POST", "/v1/shops/one/prices?currency=%FF", R"({"from":"8","to":"9"})").status == 400u);
    BOOST_TEST(send_json("POST", "/v1/shops/one/prices?currency=E&%FF=", R"({"from":"8","to":"9"})").status == 400u);
    for (auto const* const body : {"from=%FF&to=9", "from=8&to=9&%FF=", "from=\xFF&to=9"})
        BOOST_TEST(send("POST", "/v1/ways", {{"Content-Type", "application/x-www-form-urlencoded"}}, body).status ==
                   400u);
    BOOST_TEST(send("POST", "/v1/ways", {{"Content-Type", "text/plain"}}, "\xFF").status == 400u);
    std::string const part =
        "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"\xFF\"\r\n\r\nx\r\n--b--\r\n";
    BOOST_TEST(
        send("POST", "/v1/shops/one/photos", {{"Content-Type", "multipart/form-data; boundary=b"}}, part).status ==
        400u);

    // The description of a refusal may quote what is no text.
    under_test.on<closing_resource>([](shop_key const&) { throw descry::testing::fault(402, "No \xFF\xC3\xA9."); });
    BOOST_TEST(send("POST", "/v1/shops/one/close").body == "{\"status\":402,\"detail\":\"No \xEF\xBF\xBD\xC3\xA9.\"}");
}

BOOST_AUTO_TEST_CASE(only_a_response_that_shows_a_state_reads_the_next_one)
{
    under_test.serve<rumour_resource>();
    under_test.seed_states<rumour_resource>({"one"}, {{"1", ""}, {"2", ""}, {"3", ""}});
    std::string const target = "/v1/shops/one/rumour?why=x";
    BOOST_TEST(get("/v1/shops/one/rumour").status == 400u);
    BOOST_TEST(send("HEAD", target).status == 200u);
    BOOST_TEST(send("GET", target, {{"If-None-Match", "*"}}).status == 304u);
    for (auto const* const from : {"1", "2", "3", "3"}) BOOST_TEST(read<opening>(get(target)).from == from);

    under_test.seed_states<reviews_resource>({"one"}, {{{{}, "1"}}, {{{}, "2"}}});
    BOOST_TEST(send("HEAD", "/v1/shops/one/reviews").status == 200u);
    for (auto const* const text : {"1", "2", "2"})
        BOOST_TEST(get("/v1/shops/one/reviews").body == R"([{"text":")" + std::string(text) + R"("}])");
}

BOOST_AUTO_TEST_CASE(whether_something_exists_may_need_a_query)
{
    under_test.serve<noise_resource>();
    under_test.seed<noise_resource>({"one"}, {.name = "loud"});
    BOOST_TEST(send("HEAD", "/v1/shops/one/noise").status == 400u);
    BOOST_TEST(send("HEAD", "/v1/shops/one/noise?why=x").status == 200u);
    BOOST_TEST(send("HEAD", "/v1/shops/two/noise?why=x").status == 404u);
}

BOOST_AUTO_TEST_CASE(the_states_of_a_job_may_depend_on_the_query)
{
    under_test.serve<priced_import_resource>();
    under_test.job<priced_import_resource, import_status_resource>(
        [](shop_key const&, price_query const& asked, auto const&) {
            return std::vector<import_status>{{.state = asked.currency}};
        });
    auto const in = send("POST", "/v1/shops/one/priced?currency=EUR");
    BOOST_TEST(in.status == 202u);
    BOOST_TEST(read<import_status>(get("/v1" + std::string(find_header(in.headers, "Location")))).state == "EUR");
}

BOOST_AUTO_TEST_CASE(bare_values_are_documents_too)
{
    under_test.serve<lights_resource>();
    under_test.seed<lights_resource>({"one"}, true);
    BOOST_TEST(get("/v1/shops/one/lights").body == "true");
    under_test.change<lights_resource>({"one"}, [](bool& on) { on = false; });
    BOOST_TEST(get("/v1/shops/one/lights").body == "false");
    under_test.seed_states<lights_resource>({"one"}, {true, false});
    BOOST_TEST(get("/v1/shops/one/lights").body == "true");
    BOOST_TEST(get("/v1/shops/one/lights").body == "false");
}

BOOST_AUTO_TEST_CASE(an_action_may_have_no_response_or_refuse)
{
    seed_shops({"two"});
    under_test.on<closing_resource>([](shop_key const& key) {
        if (key.shop_id != "one")
            throw descry::testing::fault(descry::testing::refusal::key_taken, "That shop is closed.");
    });
    BOOST_TEST(send("POST", "/v1/shops/one/close").status == 204u);
    BOOST_TEST(send("POST", "/v1/shops/two/close").status == 409u);
    BOOST_TEST(send("POST", "/v1/shops/nobody/close").status == 404u);
    for (unsigned const status : {402u, 422u, 507u}) {
        under_test.on<closing_resource>([status](shop_key const&) {
            throw descry::testing::fault(status, "Pay first.", {{"Retry-After", "9"}});
        });
        auto const in = send("POST", "/v1/shops/one/close");
        BOOST_TEST(in.status == status);
        BOOST_TEST(in.body == R"({"status":)" + std::to_string(status) + R"(,"detail":"Pay first."})");
        BOOST_TEST(find_header(in.headers, "Retry-After") == "9");
    }
    BOOST_CHECK_THROW(descry::testing::fault(200, ""), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(an_undefined_action_is_not_found)
{
    auto const in = send("POST", "/v1/shops/one/close");
    BOOST_TEST(in.status == 404u);
    BOOST_TEST(in.body.find("not defined") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_effect_of_any_verb_may_be_defined)
{
    under_test.on<shop_resource, descry::verb_kind::get>([](shop_key const& key) { return shop{.name = key.shop_id}; });
    BOOST_TEST(read<shop>(get("/v1/shops/anybody")).name == "anybody");
    under_test.on<order_resource, descry::verb_kind::get>([](order_key const& key) {
        return order{key.number, "told"};
    });
    BOOST_TEST(read<order>(get("/v1/shops/one/orders/12")).number == 12);
    BOOST_TEST(get("/v1/shops/one/orders/x").status == 404u);
}

BOOST_AUTO_TEST_CASE(several_verbs_of_one_method_are_told_apart_by_their_content)
{
    under_test.serve<ways_to_open>();
    under_test.on<ways_to_open, shown_opening>([](descry::nothing) { return opening{"shown", ""}; });
    under_test.on<ways_to_open, counted_opening>(
        [](descry::nothing, opening const& of) { return "counted " + of.from; });
    under_test.on<ways_to_open, opening_by_form>([](descry::nothing, opening const& of) {
        return opening{"form", of.from};
    });
    under_test.on<ways_to_open, opening_of_text>([](descry::nothing, std::string const& of) {
        return opening{"text", of};
    });
    under_test.on<ways_to_open, descry::upload<opening>>(
        [](descry::nothing, std::vector<descry::testing::form_part> const& of) {
            return opening{"upload", of.at(0).content};
        });
    auto const to = std::make_shared<descry::testing::scripted_transport>(std::ref(under_test));
    descry::client const client({.base_url = "https://shops.example", .custom_transport = to});
    auto const at = client.at<ways_to_open>({});
    BOOST_TEST(at.invoke().from == "shown");
    BOOST_TEST(at.by<counted_opening>().invoke({"8", "9"}) == "counted 8");
    BOOST_TEST(at.create({"8", "9"}).to == "8");
    BOOST_TEST(at.by<opening_of_text>().create("all day").to == "all day");
    descry::multipart week;
    week.field("day", "monday");
    BOOST_TEST(at.upload(week).to == "monday");

    descry::service const forms{.requests = descry::body_coding::form};
    fixture stripe({.wire = forms});
    stripe.under_test.serve<ways_by_default>();
    stripe.under_test.on<ways_by_default, opening_of_text>([](descry::nothing, std::string const& of) {
        return opening{"text", of};
    });
    stripe.under_test.on<ways_by_default, opening_by_default>([](descry::nothing, opening const& of) {
        return opening{"form", of.to};
    });
    auto const stripe_to = std::make_shared<descry::testing::scripted_transport>(std::ref(stripe.under_test));
    descry::client const other({.base_url = "https://shops.example", .custom_transport = stripe_to}, forms);
    BOOST_TEST(other.at<ways_by_default>({}).by<opening_by_default>().create({"8", "9"}).to == "9");
    BOOST_TEST(other.at<ways_by_default>({}).create("all day").to == "all day");
}

BOOST_AUTO_TEST_CASE(no_handler_is_called_below_an_absent_document)
{
    under_test.on<order_resource, descry::verb_kind::get>([](order_key const& key) {
        return order{key.number, "told"};
    });
    BOOST_TEST(get("/v1/shops/nobody/orders/12").status == 404u);
    BOOST_TEST(get("/v1/shops/one/orders/12").status == 200u);
    // A defined operation exists for each key.
    under_test.on<shop_resource, descry::verb_kind::get>([](shop_key const& key) { return shop{.name = key.shop_id}; });
    BOOST_TEST(get("/v1/shops/nobody/orders/12").status == 200u);
    BOOST_TEST(get("/v1/shops/nobody/orders?currency=EUR").status == 200u);
}

BOOST_AUTO_TEST_CASE(a_job_proceeds_with_each_poll)
{
    under_test.job<imports_resource, import_status_resource>(
        [&](shop_key const& key, std::vector<new_order> const& given, import_key const& status) {
            under_test.seed<order_resource>({key.shop_id, 7}, {7, given.at(0).what});
            BOOST_TEST(status.shop_id == "one");
            std::vector<import_status> out;
            for (auto const* state : {"queued", "running", "finished"}) out.push_back({status.run, state});
            return out;
        });
    auto const started = send_json("POST", "/v1/shops/one/imports", R"([{"what":"tea","inAHurry":true}])");
    BOOST_TEST(started.status == 202u);
    BOOST_TEST(started.body == "");
    std::string const place(find_header(started.headers, "Location"));
    BOOST_TEST(place.starts_with("/shops/one/imports/"));
    for (auto const* state : {"queued", "running", "finished", "finished"})
        BOOST_TEST(read<import_status>(get("/v1" + place)).state == state);
    BOOST_TEST(read<order>(get("/v1/shops/one/orders/7")).what == "tea");
}

BOOST_AUTO_TEST_CASE(a_job_is_run_as_a_client_of_its_declaration_expects)
{
    struct {
        char const* field;
        descry::testing::job_polls polls;
        unsigned status = 202;
    } const cases[] = {
        {"Azure-AsyncOperation", descry::testing::job_polls::status},
        {"Azure-AsyncOperation", descry::testing::job_polls::status, 201},
        {"Operation-Location", descry::testing::job_polls::status},
        {"Location", descry::testing::job_polls::result},
        {"Location", descry::testing::job_polls::nothing},
    };
    for (auto const& [field, polls, status] : cases) BOOST_TEST_CONTEXT(field)
        {
            fixture of(descry::testing::emulated_api{});
            auto& emulator = of.under_test;
            emulator.serve_all<boost::mp11::mp_list<moving_shop, closing_shop, move_status, move_result>>();
            emulator.seed<moving_shop>({"one"}, {.id = "one", .name = "One"});
            auto const change = [&](shop_key const& key, shop const& wanted) {
                emulator.change<moving_shop>(key, [&](shop& stored) { stored.name = wanted.name; });
            };
            if (polls == descry::testing::job_polls::status)
                emulator.job<moving_shop, move_status>(
                    [&](shop_key const& key, shop const& wanted, move_key const&) {
                        change(key, wanted);
                        return std::vector<import_status>{{.state = "running"}, {.state = "finished"}};
                    },
                    {.field = field, .status = status});
            else
                emulator.job<moving_shop, move_result>(
                    [&](shop_key const& key, shop const& wanted, move_key const&) {
                        change(key, wanted);
                        return std::vector<shop>{{}, {}, wanted};
                    },
                    {.field = field, .polls = polls});
            emulator.job<closing_shop, move_result>(
                [&](shop_key const& key, move_key const&) {
                    emulator.erase<moving_shop>(key);
                    return std::vector<shop>(2);
                },
                {.polls = descry::testing::job_polls::nothing});

            auto const to = std::make_shared<descry::testing::scripted_transport>(std::ref(emulator));
            descry::client const client({.base_url = "https://shops.example", .custom_transport = to});
            descry::polling const at_once{std::chrono::milliseconds(0), std::chrono::milliseconds(0)};
            auto const moved = client.at<moving_shop>({"one"}).start({.id = "one", .name = "Two"}, {.version = "7"});
            BOOST_TEST(moved.location().ends_with("?version=7"), moved.location());
            BOOST_TEST(moved.try_first().has_value() == (status == 201));
            if (status == 201) BOOST_TEST(moved.first().name == "Two");
            BOOST_TEST(moved.with(at_once).finish(std::chrono::hours(1)).name == "Two");
            // A status is not read without the query that it requires.
            BOOST_TEST(of.get(moved.location().substr(0, moved.location().find('?'))).status == 400u);
            client.at<closing_shop>({"one"}).start().with(at_once).finish(std::chrono::hours(1));
            BOOST_TEST(client.at<moving_shop>({"one"}).try_get().error()->status == 404u);
        }
}

BOOST_AUTO_TEST_CASE(a_change_may_be_accepted_and_made_later)
{
    under_test.seed_untagged<shop_resource>({"one"}, {.id = "one", .name = "One"});
    under_test.job<shop_resource, shop_resource>([&](shop_key const& key, shop const& wanted, shop_key const&) {
        auto const before = under_test.stored<shop_resource>(key).value();
        auto after = before;
        after.name = wanted.name;
        return std::vector<shop>{before, after};
    });
    auto const in = send_json("PATCH", "/v1/shops/one", R"({"name":"Two"})");
    BOOST_TEST(in.status == 202u);
    BOOST_TEST(find_header(in.headers, "Location") == "/shops/one");
    BOOST_TEST(in.body == "");
    for (auto const* name : {"One", "Two", "Two"}) {
        auto const shown = get("/v1/shops/one");
        BOOST_TEST(read<shop>(shown).name == name);
        BOOST_TEST(find_header(shown.headers, "ETag") == "");
    }
}

BOOST_AUTO_TEST_CASE(a_file_is_downloaded_unchanged)
{
    std::string const octets("\x89PNG\0\r\n", 7);
    under_test.seed_file<logo_resource>({"one"}, "image/png", octets);
    auto const in = send("GET", "/v1/shops/one/logo", {{"Accept", "image/png"}});
    BOOST_TEST(in.status == 200u);
    BOOST_TEST(find_header(in.headers, "Content-Type") == "image/png");
    BOOST_TEST(!find_header(in.headers, "ETag").empty());
    BOOST_TEST(in.body == octets);
    BOOST_TEST(get("/v1/shops/two/logo").status == 404u);
}

BOOST_AUTO_TEST_CASE(a_file_may_be_removed_with_a_model)
{
    under_test.serve<retracted_labels>();
    std::vector<std::string> reasons;
    under_test.on<retracted_labels, descry::verb_kind::remove>(
        [&](poster_key const&, retraction const& given) { reasons = given.reasons; });
    auto const in = send("DELETE", "/v1/shops/one/labels/a", {{"Content-Type", "application/json"}},
                         R"({"reasons":["it was printed with another date"]})");
    BOOST_TEST(in.status == 204u);
    BOOST_TEST(reasons.at(0) == "it was printed with another date");
}

BOOST_AUTO_TEST_CASE(an_uploaded_file_can_be_downloaded)
{
    auto const in = send("POST", "/v1/shops/one/photos", {{"Content-Type", "multipart/form-data; boundary=b"}}, form);
    BOOST_TEST(in.status == 201u);
    auto const said = read<page<photo>>(in);
    BOOST_TEST(said.total_count.value() == 1);
    BOOST_TEST(said.items.at(0).file_name == "a.png");
    BOOST_TEST(said.items.at(0).size == 6);
    auto const file = get("/v1/shops/one/photos/" + said.items.at(0).photo_id);
    BOOST_TEST(file.body == "\x89PNG\r\n");
    BOOST_TEST(find_header(file.headers, "Content-Type") == "image/png");
    BOOST_TEST(send("POST", "/v1/shops/one/photos", {{"Content-Type", "application/json"}}, "{}").status == 415u);
    BOOST_TEST(
        send("POST", "/v1/shops/two/photos", {{"Content-Type", "multipart/form-data; boundary=b"}}, form).status ==
        404u);
}

BOOST_AUTO_TEST_CASE(a_file_is_uploaded_with_its_description)
{
    under_test.serve_all<boost::mp11::mp_list<posters, poster_files, replaced_posters, murals, mural_files>>();
    auto const to = std::make_shared<descry::testing::scripted_transport>(std::ref(under_test));
    descry::client const client({.base_url = "https://shops.example", .custom_transport = to});
    auto const at = client.at<posters>({"one"});
    auto const said = at.upload(
        descry::multipart_related().json(poster{.name = "p.png", .artist = "ann"}).file("\x89PNG\r\n", "image/png"));
    BOOST_TEST(said.name.value() == "p.png");
    BOOST_TEST(said.artist.value() == "ann");
    BOOST_TEST(said.media_type.value() == "image/png");
    BOOST_TEST(said.size.value() == 6);
    auto const file = get("/v1/shops/one/posters/" + said.id.value());
    BOOST_TEST(file.body == "\x89PNG\r\n");
    BOOST_TEST(find_header(file.headers, "Content-Type") == "image/png");
    BOOST_TEST(
        send("POST", "/v1/shops/one/posters", {{"Content-Type", "multipart/form-data; boundary=b"}}, form).status ==
        415u);
    auto const own = descry::multipart_related().json(poster{.id = "mine", .name = "m"}).file("GIF", "image/gif");
    BOOST_TEST(at.upload(own).id.value() == "mine");
    BOOST_TEST(get("/v1/shops/one/posters/mine").body == "GIF");

    // A POST creates, and so does not replace. Another method may.
    auto const later = descry::multipart_related().json(poster{.id = "mine", .name = "m"}).file("PNG", "image/png");
    auto const taken = at.try_upload(later).error();
    BOOST_TEST(taken->status == 409u);
    BOOST_TEST(taken->description == "There is a file of that key already.");
    BOOST_TEST(get("/v1/shops/one/posters/mine").body == "GIF");
    BOOST_TEST(client.at<replaced_posters>({"one"}).upload(later).id.value() == "mine");
    BOOST_TEST(get("/v1/shops/one/posters/mine").body == "PNG");

    // Of two files with the id of the description, one would be lost.
    auto const two = [](std::optional<std::string> id) {
        auto out = descry::multipart_related().json(poster{.id = std::move(id)});
        return std::move(out).file("1", "image/gif").file("2", "image/gif");
    };
    BOOST_TEST(at.try_upload(two("twin")).error()->status == 400u);
    BOOST_TEST(get("/v1/shops/one/posters/twin").status == 404u);
    auto const twice = client.at<replaced_posters>({"one"}).try_upload(two("mine")).error();
    BOOST_TEST(twice->status == 400u);
    BOOST_TEST(twice->description == "Two files of the body have the same id.");
    BOOST_TEST(get("/v1/shops/one/posters/mine").body == "PNG");
    BOOST_TEST(get("/v1/shops/one/posters/" + at.upload(two({})).id.value()).body == "1");

    // The id in an object that may be absent is not that of the file.
    auto const painted = descry::multipart_related().json(mural{painter{"ann"}}).file("PNG", "image/png");
    BOOST_TEST(client.at<murals>({"one"}).upload(painted).by->id == "ann");
    BOOST_TEST(get("/v1/shops/one/murals/ann").status == 404u);
    under_test.on<posters>([](shop_key const&, std::vector<descry::testing::form_part> const& parts) {
        return poster{.id = parts.at(1).content, .name = parts.at(0).media_type};
    });
    BOOST_TEST(at.upload(descry::multipart_related().json(poster{}).file("x")).id.value() == "x");
}

BOOST_AUTO_TEST_CASE(a_file_is_uploaded_to_its_own_path)
{
    under_test.serve_all<boost::mp11::mp_list<posters, one_poster, sign_resource>>();
    auto const to = std::make_shared<descry::testing::scripted_transport>(std::ref(under_test));
    descry::client const client({.base_url = "https://shops.example", .custom_transport = to});
    auto const at = client.at<one_poster>({"one", "mine"});
    auto const upload = [](poster const& about, std::string content) {
        return descry::multipart_related().json(about).file(std::move(content), "image/png");
    };
    BOOST_TEST(at.try_upload(upload({.id = "yours"}, "PNG")).error()->status == 400u);
    BOOST_TEST(get("/v1/shops/one/posters/mine").status == 404u);
    BOOST_TEST(get("/v1/shops/one/posters/yours").status == 404u);

    for (std::string const content : {"PNG", "PNG2"}) {
        auto const said = at.upload(upload({.artist = "ann"}, content));
        BOOST_TEST(said.id.value() == "mine");
        BOOST_TEST(said.artist.value() == "ann");
        auto const file = get("/v1/shops/one/posters/mine");
        BOOST_TEST(file.body == content);
        BOOST_TEST(find_header(file.headers, "Content-Type") == "image/png");
    }
    BOOST_TEST(at.upload(upload({.id = "mine"}, "PNG")).id.value() == "mine");
    auto const own = client.at<posters>({"one"}).upload(upload({.id = "other"}, "GIF")).id;
    BOOST_TEST(get("/v1/shops/one/posters/" + own.value()).body == "GIF");
    BOOST_TEST(at.try_upload(upload({}, "1").file("2", "image/png")).error()->status == 400u);

    auto const put = [&](std::string path) {
        return send("PUT", std::move(path), {{"Content-Type", "multipart/form-data; boundary=b"}}, form).status;
    };
    BOOST_TEST(put("/v1/shops/two/sign") == 404u);
    BOOST_TEST(put("/v1/shops/one/sign") == 201u);
    BOOST_TEST(put("/v1/shops/one/sign") == 204u);
    BOOST_TEST(get("/v1/shops/one/sign").body == "\x89PNG\r\n");
    BOOST_TEST(find_header(get("/v1/shops/one/sign").headers, "Content-Type") == "image/png");
}

BOOST_AUTO_TEST_CASE(octets_are_put_in_place_of_a_file)
{
    under_test.serve<labels>();
    auto const to = std::make_shared<descry::testing::scripted_transport>(std::ref(under_test));
    descry::client const client({.base_url = "https://shops.example", .custom_transport = to});
    auto const at = client.at<labels>({"one", "a"});
    std::string const path = "/v1/shops/one/labels/a";
    BOOST_TEST(!at.exists());
    for (auto const octets : {std::string_view("%PDF\xFF\0\x80", 7), std::string_view("{}"), std::string_view()}) {
        at.update(std::string(octets));
        BOOST_TEST(at.exists());
        auto const file = get(path);
        BOOST_TEST(file.body == octets);
        BOOST_TEST(find_header(file.headers, "Content-Type") == "application/pdf");
    }
    BOOST_TEST(client.at<labels>({"two", "a"}).try_update("x").error()->status == 404u);
    BOOST_TEST(send("PUT", path, {{"Content-Type", "text/plain"}}, "x").status == 415u);
    at.remove();
    BOOST_TEST(!at.exists());
    BOOST_TEST(get(path).status == 404u);
}

BOOST_AUTO_TEST_CASE(a_file_is_replaced_under_its_entity_tag)
{
    under_test.serve<kept_labels>();
    std::string const path = "/v1/shops/one/labels/a";
    auto const put = [&](std::string if_match) {
        return send("PUT", path, {{"Content-Type", "application/pdf"}, {"If-Match", std::move(if_match)}}, "new");
    };
    BOOST_TEST(put("\"x\"").status == 404u);
    under_test.seed_file<kept_labels>({"one", "a"}, "application/pdf", "old");
    std::string const tag(find_header(get(path).headers, "ETag"));
    BOOST_TEST(put("\"x\"").status == 412u);
    BOOST_TEST(send("PUT", path, {{"Content-Type", "application/pdf"}}, "new").status == 428u);
    BOOST_TEST(get(path).body == "old");
    auto const in = put(tag);
    BOOST_TEST(in.status == 204u);
    BOOST_TEST(get(path).body == "new");
    BOOST_TEST(find_header(get(path).headers, "ETag") == find_header(in.headers, "ETag"));

    std::string seen;
    under_test.on<kept_labels, descry::verb_kind::put>(
        [&](poster_key const&, std::string const& octets) { seen = octets; });
    BOOST_TEST(send("PUT", path, {{"Content-Type", "application/pdf"}, {"If-Match", "*"}}, "\xFF").status == 204u);
    BOOST_TEST(seen == "\xFF");
}

BOOST_AUTO_TEST_CASE(the_effect_of_an_upload_may_be_defined)
{
    std::string seen;
    under_test.on<photos_resource>([&](shop_key const&, std::vector<descry::testing::form_part> const& parts) {
        for (auto const& part : parts) seen += part.name + ' ';
        return page<photo>{.total_count = 0};
    });
    BOOST_TEST(
        send("POST", "/v1/shops/one/photos", {{"Content-Type", "multipart/form-data; boundary=b"}}, form).status ==
        201u);
    BOOST_TEST(seen == "files note ");
}

BOOST_AUTO_TEST_CASE(a_required_parameter_must_not_be_missing)
{
    under_test.serve_all<boost::mp11::mp_list<holiday_resource, stickers_resource, alarm_resource, rumour_resource>>();
    under_test.on<alarm_resource, descry::verb_kind::remove>([](shop_key const&) {});
    under_test.on<rumour_resource, descry::verb_kind::get>([](shop_key const&) { return opening{}; });
    under_test.seed<holiday_resource>({"one"}, {});
    std::vector<descry::header> const multipart{{"Content-Type", "multipart/form-data; boundary=b"}};
    for (std::string const query : {"", "?why=fun"}) {
        auto const status = [&](unsigned otherwise) { return query.empty() ? 400u : otherwise; };
        BOOST_TEST(send("GET", "/v1/shops/one/holiday" + query).status == status(200));
        BOOST_TEST(send("DELETE", "/v1/shops/one/holiday" + query).status == status(204));
        BOOST_TEST(send("POST", "/v1/shops/one/stickers" + query, multipart, form).status == status(201));
        BOOST_TEST(send("DELETE", "/v1/shops/one/alarm" + query).status == status(204));
        BOOST_TEST(send("GET", "/v1/shops/one/rumour" + query).status == status(200));
    }
}

BOOST_AUTO_TEST_CASE(every_nth_request_may_be_throttled)
{
    fixture slow({.wire = {.request_id_header = "Request-Id"}}, {.before = descry::testing::throttle_every(3, 7)});
    BOOST_TEST(slow.get("/v1/shops/one").status == 200u);
    BOOST_TEST(slow.send("POST", "/token").status == 400u);
    BOOST_TEST(slow.get("/v1/shops/one").status == 200u);
    auto const third = slow.send("GET", "/v1/shops/one", {{"Request-Id", "r-1"}});
    BOOST_TEST(third.status == 429u);
    BOOST_TEST(find_header(third.headers, "Retry-After") == "7");
    BOOST_TEST(find_header(third.headers, "Request-Id") == "r-1");
    BOOST_TEST(slow.get("/v1/shops/one").status == 200u);
    BOOST_CHECK_THROW(descry::testing::throttle_every(0), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(the_first_requests_may_get_other_responses)
{
    fixture odd({}, {.before = descry::testing::respond_first_with(
                         {descry::response{503, {}, {}}, std::nullopt, descry::response{200, {}, "{"}})});
    BOOST_TEST(odd.get("/v1/shops/one").status == 503u);
    BOOST_TEST(odd.get("/v1/shops/one").status == 200u);
    BOOST_TEST(odd.get("/v1/shops/one").body == "{");
    BOOST_TEST(odd.get("/v1/shops/one").status == 200u);
}

BOOST_AUTO_TEST_CASE(a_key_may_have_members_of_any_type)
{
    under_test.serve<visit_resource>();
    under_test.on<visit_resource>([](visit_key const& key) {
        return key.visit.to_string() + ' ' + key.day.to_string() + ' ' + std::to_string(key.number);
    });
    auto const id = "a58ceba5-60ac-48e4-a0bc-2a855811807a";
    auto const in = get("/v1/visits/" + std::string(id) + "/2026-02-03/7");
    BOOST_TEST(in.body == '"' + std::string(id) + " 2026-02-03 7\"");
}

BOOST_AUTO_TEST_CASE(a_key_may_keep_its_slashes)
{
    under_test.serve<notes_resource>();
    under_test.serve<tags_resource>();
    under_test.seed<notes_resource>({"/a b/c"}, {"8", "9"});
    under_test.on<tags_resource, descry::verb_kind::get>([](tags_key const& key) {
        return opening{key.scope, key.name};
    });
    descry::client const api{
        {.base_url = "https://shops.example",
         .custom_transport = std::make_shared<descry::testing::scripted_transport>(
             [&](descry::request const& in) -> descry::result<descry::response> { return under_test(in); })}};
    BOOST_TEST(api.at<notes_resource>({"a b/c"}).get().to == "9");
    BOOST_TEST(api.at<notes_resource>({"/a b/c"}).update({"7", "10"}).to == "10");
    BOOST_TEST(under_test.stored<notes_resource>({"a b/c"})->to == "10");
    BOOST_TEST(api.at<notes_resource>({"a b"}).try_get().error()->status == 404u);
    BOOST_TEST(get("/v1/notes/a%20b%2Fc").status == 404u);
    auto const tag = api.at<tags_resource>({"/notes/a b", "x/y"}).get();
    BOOST_TEST(tag.from == "notes/a b");
    BOOST_TEST(tag.to == "x/y");
}

BOOST_AUTO_TEST_CASE(a_query_is_read_in_the_styles_in_which_it_is_written)
{
    std::vector<std::string> const texts{"1", "x,y", "z"};
    amount const range{.gte = 5, .lt = {}, .unit = "EUR"};
    styled const asked{.separate = texts,
                       .commas = texts,
                       .spaces = texts,
                       .pipes = texts,
                       .brackets = texts,
                       .dots = texts,
                       .json = texts,
                       .by_service = range,
                       .alone = range,
                       .listed = range,
                       .spaced = range,
                       .piped = range,
                       .bracketed = range,
                       .dotted = range,
                       .as_json = range,
                       .items = {{"p1", {}}, {"7", {1, 2}}},
                       .metadata = {{"a b", "7"}, {"b", "x=y&z"}},
                       .either = "text",
                       .flags = {true, false}};
    for (auto const style : {descry::parameter_style::brackets, descry::parameter_style::dots}) {
        descry::service const wire{.query = {.yes = "True", .no = "False", .objects = style}};
        descry::testing::emulator styles{{.wire = wire}};
        styles.serve<styled_resource>();
        styles.on<styled_resource, descry::verb_kind::get>([&](descry::nothing, styled const& query) {
            if (query.separate.empty()) return query == styled{};
            BOOST_TEST(descry::write_json(query) == descry::write_json(asked));
            return query == asked;
        });
        descry::client const api{
            {.base_url = "https://styles.example",
             .custom_transport = std::make_shared<descry::testing::scripted_transport>(
                 [&](descry::request const& in) -> descry::result<descry::response> { return styles(in); })},
            wire};
        BOOST_TEST(api.at<styled_resource>({}).get(asked));
        BOOST_TEST(api.at<styled_resource>({}).get());
        BOOST_TEST(styles({"GET", "", "/v1/styled?bracketed%5Bgte%5D=x", {}, {}}).status == 400u);
        BOOST_TEST(styles({"GET", "", "/v1/styled?bracketed=x", {}, {}}).status == 400u);
        BOOST_TEST(styles({"GET", "", "/v1/styled?asJson=%7B%22gte%22", {}, {}}).status == 400u);
        BOOST_TEST(styles({"GET", "", "/v1/styled?listed=gte", {}, {}}).status == 400u);
        // No value is left out.
        for (std::string const query :
             {"commas=x&commas=y", "commas[]=x", "spaces=x&spaces[]=y", "pipes[0]=x", "listed=gte,5&listed=lt,6",
              "listed[gte]=5", "asJson={}&asJson[gte]=5", "json=[]&json[]=x", "brackets[][x]=1", "meta=1&meta[x]=2"})
            BOOST_TEST(styles({"GET", "", "/v1/styled?" + query, {}, {}}).status == 400u, query);
        std::string deep = "/v1/styled?metadata";
        for (int i = 0; i != 100'000; ++i) deep += "[a]";
        BOOST_TEST(styles({"GET", "", deep + "=x", {}, {}}).status == 400u);
    }
}

BOOST_AUTO_TEST_SUITE_END()
