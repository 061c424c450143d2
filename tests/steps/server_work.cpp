// What a request costs the emulator: steps are counted, not timed. The program of this folder is compiled so that each
// function counts when it is entered, and at twice the size, n log n is a little more than twice the steps.
#include <testing/shops.hpp>

#include <boost/test/unit_test.hpp>

#include <descry/beast/detail/parser.hpp>
#include <descry/core/naming.hpp>
#include <descry/rest/page.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

using namespace shops;

namespace {

thread_local std::size_t steps = 0;

}  // namespace

extern "C" {
__attribute__((no_instrument_function)) void __cyg_profile_func_enter(void*, void*) { ++steps; }
__attribute__((no_instrument_function)) void __cyg_profile_func_exit(void*, void*) {}
}

namespace {

struct pair_key {
    std::string left{}, right{};
};
BOOST_DESCRIBE_STRUCT(pair_key, (), (left, right))
struct pair_resource : descry::resource<shop, pair_key, "/v1/pairs/{left}-{right}.json", descry::get> {};

// A list that has a version, since its elements have one.
struct pod_meta {
    std::string name{};
    std::optional<std::string> version{};
};
BOOST_DESCRIBE_STRUCT(pod_meta, (), (name, version))
struct pod {
    pod_meta metadata{};
};
BOOST_DESCRIBE_STRUCT(pod, (), (metadata))
struct pod_key {
    std::string name{};
};
BOOST_DESCRIBE_STRUCT(pod_key, (), (name))
struct list_meta {
    std::optional<std::string> version{}, next{};
};
BOOST_DESCRIBE_STRUCT(list_meta, (), (version, next))
struct pod_list {
    list_meta metadata{};
    std::vector<pod> items{};
};
BOOST_DESCRIBE_STRUCT(pod_list, (), (metadata, items))
struct pod_query {
    std::optional<std::string> next{};
};
BOOST_DESCRIBE_STRUCT(pod_query, (), (next))
struct pod_resource : descry::resource<pod, pod_key, "/v1/pods/{name}", descry::get,
                                       descry::put<descry::always<&pod::metadata, &pod_meta::version>>> {};
struct pods_resource
    : descry::resource<pod_list, descry::nothing, "/v1/pods",
                       descry::in_pages<descry::with_query<descry::get, pod_query>, &pod_list::items,
                                        descry::by_token<"next", &pod_list::metadata, &list_meta::next>>> {};

// Lists with a merge key, and files with a description.
struct crate {
    std::string name{};
};
BOOST_DESCRIBE_STRUCT(crate, (), (name))
struct store_room {
    std::vector<crate> abcdefghi{};
};
BOOST_DESCRIBE_STRUCT(store_room, (), (abcdefghi))
struct store_rooms : descry::resource<store_room, pod_key, "/v1/rooms/{name}", descry::get, descry::strategic_merge<>> {
};
struct posters : descry::resource<crate, descry::nothing, "/v1/posters", descry::upload_related<>> {};

// The text n times, with each `#` in it replaced by a number that is another each time.
std::string times(std::size_t n, std::string const& text, std::string const& between = {})
{
    std::string out;
    for (std::size_t i = 0; i != n; ++i) {
        if (i != 0) out += between;
        for (char const c : text) c == '#' ? out += std::to_string(100'000 + i) : out += c;
    }
    return out;
}

std::string members(std::size_t n, std::string const& name = "u#")
{
    return R"({"name":"X",)" + times(n, '"' + name + R"(":#)", ",") + '}';
}

// The name as a member n times, each with a different case of its letters, and none as it is or in Pascal case, which
// are spellings of a declared member. Each follows a prefix.
std::string casings(std::size_t n, std::string const& name, std::string const& prefix = {})
{
    std::string out;
    for (std::size_t i = 2; i != n + 2; ++i) {
        auto cased = name;
        for (std::size_t at = 0; at != name.size(); ++at)
            if ((i >> at & 1) != 0) cased[at] = descry::to_upper(cased[at]);
        out.append(",\"").append(prefix).append(cased).append("\":1");
    }
    return out;
}

}  // namespace

template <>
inline constexpr std::string_view descry::merge_key<& store_room::abcdefghi> = "name";

namespace {

// What is done before the steps count, and the request that does.
struct work {
    char const* name;
    unsigned status;
    std::function<descry::request(std::size_t n)> make;
    std::size_t size = 2000;
    std::function<void(fixture&, std::size_t n)> before = nullptr;
};

descry::request json(std::string method, std::string target, std::string body)
{
    return {std::move(method),
            "",
            std::move(target),
            {{"Content-Type", "application/json"}, {"If-Match", "*"}},
            std::move(body)};
}

descry::request get(std::string target) { return {"GET", "", std::move(target), {}, {}}; }

descry::request upload(std::string part)
{
    return {"POST",
            "",
            "/v1/shops/one/photos",
            {{"Content-Type", "multipart/form-data; boundary=bb"}},
            "--bb\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a\"\r\n" + part + "\r\n--bb--\r\n"};
}

void seed_members(fixture& in, std::size_t n) { in.send_json("PUT", "/v1/shops/one", members(n), {{"If-Match", "*"}}); }

void seed_many(fixture& in, std::size_t n)
{
    for (std::size_t i = 0; i != n; ++i) in.seed_shops({std::to_string(i)});
}

std::vector<work> const all{
    {"POST of unknown members", 201, [](auto n) { return json("POST", "/v1/shops", members(n)); }},
    {"POST of members given twice", 400,
     [](auto n) { return json("POST", "/v1/shops", '{' + times(n, R"("u":1)", ",") + '}'); }},
    {"POST of a long text", 201,
     [](auto n) { return json("POST", "/v1/shops", R"({"name":")" + times(n, "\\u0041x") + "\"}"); }},
    {"POST of a deep value", 400, [](auto n) { return json("POST", "/v1/shops", R"({"name":)" + times(n, "[")); }},
    {"POST of what another model has some of", 201,
     [](auto n) {
         return json("POST", "/v1/shops/one/orders",
                     R"({"what":"w","inAHurry":true,)" + times(n, R"("u#":1)", ",") + '}');
     }},
    {"PUT of unknown members", 200, [](auto n) { return json("PUT", "/v1/shops/one", members(n)); }},
    {"PUT under many tags", 412,
     [](auto n) {
         auto out = json("PUT", "/v1/shops/one", R"({"name":"X"})");
         out.headers[1].value = times(n, R"("#")", ",");
         return out;
     }},
    {"PATCH of unknown members", 200, [](auto n) { return json("PATCH", "/v1/shops/one", members(n)); }},
    {"PATCH of other members than there are", 200,
     [](auto n) { return json("PATCH", "/v1/shops/one", members(n, "v#")); }, 2000, seed_members},
    {"PATCH of the members that there are", 200, [](auto n) { return json("PATCH", "/v1/shops/one", members(n)); },
     2000, seed_members},
    {"PATCH with an order of one list under many names", 400,
     [](auto n) {
         return descry::request{"PATCH",
                                "",
                                "/v1/rooms/a",
                                {{"Content-Type", "application/strategic-merge-patch+json"}},
                                R"({"x":1)" + casings(n, "abcdefghi", "$setElementOrder/") + '}'};
     },
     200,
     [](fixture& in, std::size_t n) {
         in.under_test.serve<store_rooms>();
         in.under_test.seed<store_rooms>({"a"}, {.abcdefghi = std::vector<crate>(n)});
     }},
    {"an upload with a description of many members", 201,
     [](auto n) -> descry::request {
         return {"POST",
                 "",
                 "/v1/posters",
                 {{"Content-Type", "multipart/related; boundary=bb"}},
                 "--bb\r\nContent-Type: application/json\r\n\r\n" + members(n) +
                     "\r\n--bb\r\nContent-Type: image/png\r\n\r\nPNG\r\n--bb--\r\n"};
     },
     2000, [](fixture& in, std::size_t) { in.under_test.serve<posters>(); }},
    {"many parameters nobody knows", 200, [](auto n) { return get("/v1/shops?" + times(n, "u#=#", "&")); }, 2000},
    {"one parameter many times", 200,
     [](auto n) { return get("/v1/shops/one/orders?currency=E&" + times(n, "state=#", "&") + "&state=new"); }, 2000,
     [](fixture& in, std::size_t) {
         for (std::uint32_t i = 1; i != 5; ++i) in.under_test.seed<order_resource>({"one", i}, {.number = i});
     }},
    {"a filter of many members", 400,
     [](auto n) { return get("/v1/shops?filter={" + times(n, R"("u#":1)", ",") + '}'); }, 400},
    {"a filter in many parts", 200,
     [](auto n) {
         return get(
             "/v1/shops?filter=" +
             times(n, R"({"Operator":"or","RightFilter":{"Field":"a","Value":"b","Operator":"equals"},"LeftFilter":)") +
             R"({"Field":"a","Value":"b","Operator":"equals"})" + times(n, "}"));
     },
     400},
    {"a text inside of a text", 200,
     [](auto n) {
         return get(R"(/v1/shops?filter={"Field":"name","Operator":"substring","Value":")" + times(n, "a") + R"(b"})");
     },
     2000, [](fixture& in, std::size_t n) { in.seed_shops({times(2 * n, "a")}); }},
    {"a page of many elements", 200, [](auto) { return get("/v1/shops?sortField=name"); }, 200, seed_many},
    {"many headers", 200,
     [](auto n) {
         auto out = json("PUT", "/v1/shops/one", R"({"name":"X"})");
         for (std::size_t i = 0; i != n; ++i) out.headers.push_back({"If-None-Match", '"' + std::to_string(i) + '"'});
         return out;
     }},
    {"a long segment", 404, [](auto n) { return get("/v1/shops/" + times(n, "%41-")); }},
    {"parameters that share a segment", 404, [](auto n) { return get("/v1/pairs/" + times(n, "-") + ".jso"); }, 2000,
     [](fixture& in, std::size_t) { in.under_test.serve<pair_resource>(); }},
    {"a path of many segments", 404, [](auto n) { return get("/v1/shops" + times(n, "/x")); }},
    {"a form with almost a delimiter many times", 201, [](auto n) { return upload("\r\n" + times(n, "\r\n--b")); }},
    {"a part with many fields", 201, [](auto n) { return upload(times(n, "A#: b\r\n") + "\r\n"); }},
    {"a part with many parameters", 400,
     [](auto n) { return upload("Content-Disposition: form-data" + times(n, "; p#=\"q\"") + "\r\n\r\n"); }},
    {"many fields at the token endpoint", 400,
     [](auto n) -> descry::request {
         return {"POST", "", "/token", {{"Content-Type", "application/x-www-form-urlencoded"}}, times(n, "u#=1", "&")};
     }},
    {"the next page of a query with many parameters", 200,
     [](auto n) { return get("/v1/shops?" + times(n, "u#=#", "&")); }, 1000, seed_many},
};

std::size_t steps_of(work const& each, std::size_t n)
{
    fixture in;
    if (each.before) each.before(in, n);
    auto message = each.make(n);
    if (std::string_view(each.name).starts_with("the next page"))
        message.headers.push_back(
            {"Next-Page", in.read<page<shop>>(in.under_test(message)).continuation_token.value()});
    steps = 0;
    auto const status = in.under_test(message).status;
    auto const counted = steps;
    BOOST_TEST(status == each.status, each.name << ": " << status);
    return counted;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(server_work)

BOOST_AUTO_TEST_CASE(grows_with_the_size_of_a_request)
{
    for (auto const& each : all) {
        auto const once = steps_of(each, each.size), twice = steps_of(each, 2 * each.size);
        BOOST_TEST(once > 100u, "this program has to be compiled with -finstrument-functions");
        BOOST_TEST(twice < once * 5 / 2, each.name << ": " << once << ", " << twice);
    }
}

BOOST_AUTO_TEST_CASE(of_reading_names_grows_with_their_number)
{
    auto const read = [](std::string const& members, descry::repeated_names repeated) {
        auto const text = R"({"name":"X")" + members + R"(,"employees":1})";
        steps = 0;
        auto const result = descry::read_json<shop>(text, {.repeated = repeated});
        auto const counted = steps;
        BOOST_TEST(result.has_value());
        return counted;
    };
    using enum descry::repeated_names;
    for (auto const& [name, repeated, members] :
         std::vector<std::tuple<char const*, descry::repeated_names, std::function<std::string(std::size_t)>>>{
             {"an unknown name in all casings", refused, [](auto n) { return casings(n, "abcdefghi"); }},
             {"a declared name in all casings", refused, [](auto n) { return casings(n, "employees"); }},
             {"a repeated unknown name", last_wins, [](auto n) { return times(n, R"(,"u":1)"); }},
             {"a repeated declared name", last_wins, [](auto n) { return times(n, R"(,"employees":1)"); }}}) {
        auto const once = read(members(250), repeated), twice = read(members(500), repeated);
        BOOST_TEST(twice < once * 5 / 2, name << ": " << once << ", " << twice);
    }
}

BOOST_AUTO_TEST_CASE(of_all_pages_grows_with_the_size_of_the_list)
{
    auto const read = [](std::size_t n) {
        fixture in;
        in.under_test.serve<pod_resource>();
        in.under_test.serve<pods_resource>();
        for (std::size_t i = 0; i != n; ++i) in.under_test.seed<pod_resource>({std::to_string(i)}, {});
        std::size_t pages = 0, counted = 0;
        std::string version;
        for (std::optional<std::string> next(std::in_place); next; ++pages) {
            steps = 0;
            auto const answer = in.get(next->empty() ? "/v1/pods" : "/v1/pods?next=" + *next);
            counted += steps;
            auto page = in.read<pod_list>(answer).metadata;
            BOOST_TEST((next->empty() || version == page.version.value()));
            version = page.version.value();
            next = std::move(page.next);
        }
        BOOST_TEST(pages == (n + 2) / 3);
        return counted;
    };
    auto const once = read(300), twice = read(600);
    BOOST_TEST(twice < once * 5 / 2, once << ", " << twice);
}

BOOST_AUTO_TEST_CASE(grows_with_the_size_of_its_octets)
{
    auto const parse = [](std::string const& octets) {
        boost::beast::flat_buffer buffer;
        descry::detail::request_parser parser(1 << 30, 1 << 30);
        boost::system::error_code ec;
        steps = 0;
        for (char const c : octets) {
            *static_cast<char*>(buffer.prepare(1).data()) = c;
            buffer.commit(1);
            parser.parse(buffer, ec);
        }
        return steps;
    };
    std::string const head = "PUT / HTTP/1.1\r\nHost: x\r\n", chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
    for (auto const& [name, begin, repeated] : std::vector<std::tuple<char const*, std::string, std::string>>{
             {"headers", head, "A#: b\r\n"},
             {"a folded header", head + "A: b\r\n", " c\r\n"},
             {"a long line", "GET /", "abc"},
             {"chunks", chunked, "1\r\na\r\n"},
             {"a chunk extension", chunked + "1;a=\"", "abc"},
             {"trailers", chunked + "0\r\n", "A#: b\r\n"}}) {
        auto const once = parse(begin + times(1000, repeated)), twice = parse(begin + times(2000, repeated));
        BOOST_TEST(twice < once * 5 / 2, name << ": " << once << ", " << twice);
    }
}

BOOST_AUTO_TEST_SUITE_END()
