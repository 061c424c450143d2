#include <descry/rest/query.hpp>

#include <boost/test/unit_test.hpp>

#include <descry/model/date.hpp>
#include <descry/model/field_options.hpp>
#include <descry/model/open_enum.hpp>
#include <descry/model/timestamp.hpp>

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace {

enum class order { ascending, descending };
BOOST_DESCRIBE_ENUM(order, ascending, descending)

struct condition {
    std::string field, value;
    std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(condition, (), (field, value, note))

struct search {
    std::optional<std::string> text{};
    std::optional<std::int64_t> page_size{};
    std::optional<bool> include_price{};
    std::optional<descry::timestamp> since{};
    std::optional<descry::date> day{};
    std::optional<descry::open_enum<order>> sort_order{};
    std::vector<std::string> groups{};
    std::optional<condition> filter{};
};
BOOST_DESCRIBE_STRUCT(search, (), (text, page_size, include_price, since, day, sort_order, groups, filter))

struct period {
    std::string start_time;
    std::string end_time = "now";
};
BOOST_DESCRIBE_STRUCT(period, (), (start_time, end_time))

struct odd {
    std::optional<int> type{};
};
BOOST_DESCRIBE_STRUCT(odd, (), (type))

struct viewed {
    std::atomic<bool> exact{};
    std::reference_wrapper<std::vector<int> const> ids;
    char const* label = nullptr;
    std::string_view name;
    std::span<bool const> flags;
    std::reference_wrapper<std::optional<int> const> limit;
    std::filesystem::path path;
    std::variant<std::monostate, int> size;
};
BOOST_DESCRIBE_STRUCT(viewed, (), (exact, ids, label, name, flags, limit, path, size))

// The array and the object of the table of styles in OpenAPI, each member in one style.
struct colors {
    int R = 0, G = 0, B = 0;
};
BOOST_DESCRIBE_STRUCT(colors, (), (R, G, B))

struct styled {
    std::vector<std::string> color_{}, color_c{}, color_s{}, color_p{}, color_b{}, color_d{}, color_j{};
    std::optional<colors> rgb_{}, rgb_c{}, rgb_s{}, rgb_p{}, rgb_b{}, rgb_d{}, rgb_j{};
};
BOOST_DESCRIBE_STRUCT(styled, (),
                      (color_, color_c, color_s, color_p, color_b, color_d, color_j, rgb_, rgb_c, rgb_s, rgb_p, rgb_b,
                       rgb_d, rgb_j))

struct line {
    std::string price{};
    std::optional<int> quantity{};
    std::vector<int> sizes{};
};
BOOST_DESCRIBE_STRUCT(line, (), (price, quantity, sizes))

struct charges {
    std::map<std::string, std::string> metadata{};
    std::vector<line> items{};
    std::optional<line> first{};
    std::vector<std::vector<int>> grid{};
    std::variant<std::monostate, int, line> one_of{};
    std::vector<std::string> expand{};
    std::map<std::string, line> named{};
};
BOOST_DESCRIBE_STRUCT(charges, (), (metadata, items, first, grid, one_of, expand, named))

template <class Query>
std::string appended(Query const& query, std::string target = "/x", descry::query_style const& style = {})
{
    auto const& table = descry::detail::object_table_of<Query>::table;
    descry::append_query(target, table, &query, style).value();
    return target;
}

}  // namespace

template <>
inline constexpr descry::object_policy descry::policy_of<period>{.names = descry::casing::as_declared};
template <>
inline constexpr std::string_view descry::renamed<& odd::type> = "$type";

template <>
inline constexpr auto descry::style_of<& styled::color_> = descry::parameter_style::separate;
template <>
inline constexpr auto descry::style_of<& styled::color_c> = descry::parameter_style::commas;
template <>
inline constexpr auto descry::style_of<& styled::color_s> = descry::parameter_style::spaces;
template <>
inline constexpr auto descry::style_of<& styled::color_p> = descry::parameter_style::pipes;
template <>
inline constexpr auto descry::style_of<& styled::color_b> = descry::parameter_style::brackets;
template <>
inline constexpr auto descry::style_of<& styled::color_d> = descry::parameter_style::dots;
template <>
inline constexpr auto descry::style_of<& styled::color_j> = descry::parameter_style::json;
template <>
inline constexpr auto descry::style_of<& styled::rgb_> = descry::parameter_style::separate;
template <>
inline constexpr auto descry::style_of<& styled::rgb_c> = descry::parameter_style::commas;
template <>
inline constexpr auto descry::style_of<& styled::rgb_s> = descry::parameter_style::spaces;
template <>
inline constexpr auto descry::style_of<& styled::rgb_p> = descry::parameter_style::pipes;
template <>
inline constexpr auto descry::style_of<& styled::rgb_b> = descry::parameter_style::brackets;
template <>
inline constexpr auto descry::style_of<& styled::rgb_d> = descry::parameter_style::dots;
template <>
inline constexpr auto descry::style_of<& styled::rgb_j> = descry::parameter_style::json;

BOOST_AUTO_TEST_SUITE(query)

BOOST_AUTO_TEST_CASE(empty_members_are_left_out) { BOOST_TEST(appended(search{}) == "/x"); }

BOOST_AUTO_TEST_CASE(members_of_every_kind)
{
    search all;
    all.text = "a b&c=d/e?f#g+h%ä";
    all.page_size = std::numeric_limits<std::int64_t>::max();
    all.include_price = false;
    all.since = descry::timestamp::parse("2024-02-29T12:30:00+01:00").value();
    all.day = descry::date::parse("2024-02-29").value();
    all.sort_order = order::descending;
    all.groups = {"one", "t/wo"};
    BOOST_TEST(appended(all) ==
               "/x?text=a%20b%26c%3Dd%2Fe%3Ff%23g%2Bh%25%C3%A4&pageSize=9223372036854775807&includePrice=false"
               "&since=2024-02-29T12%3A30%3A00%2B01%3A00&day=2024-02-29&sortOrder=descending&groups=one&groups=t%2Fwo");
}

BOOST_AUTO_TEST_CASE(views_are_written_as_what_they_show)
{
    std::vector<int> const ids{1, 2};
    bool const flags[]{true, false};
    std::optional<int> const none, five = 5;
    descry::query_style const style{.yes = "True", .no = "False"};
    BOOST_TEST(appended(viewed{true, ids, "a b", "n", flags, five, "p", 7}, "/x", style) ==
               "/x?exact=True&ids=1&ids=2&label=a%20b&name=n&flags=True&flags=False&limit=5&path=p&size=7");
    BOOST_TEST(appended(viewed{false, ids, nullptr, "null", {}, none, "p", {}}, "/x", style) ==
               "/x?exact=False&ids=1&ids=2&name=null&path=p");
}

BOOST_AUTO_TEST_CASE(an_object_is_written_as_json_where_declared)
{
    descry::query_style const json{.objects = descry::parameter_style::json};
    BOOST_TEST(appended(search{.filter = condition{"Name", "say \"x\"", {}}}, "/x", json) ==
               "/x?filter=%7B%22field%22%3A%22Name%22%2C%22value%22%3A%22say%20%5C%22x%5C%22%22%7D");
}

BOOST_AUTO_TEST_CASE(the_type_declares_the_casing_of_names)
{
    BOOST_TEST(appended(period{"then"}) == "/x?start_time=then&end_time=now");
    BOOST_TEST(appended(odd{7}) == "/x?%24type=7");
}

BOOST_AUTO_TEST_CASE(the_service_declares_the_casing_unless_the_type_does)
{
    descry::query_style const pascal{.names = descry::casing::pascal, .objects = descry::parameter_style::json};
    search const asked{.page_size = 5, .filter = condition{"Name", "x", {}}};
    BOOST_TEST(appended(asked, "/x", pascal) ==
               "/x?PageSize=5&Filter=%7B%22Field%22%3A%22Name%22%2C%22Value%22%3A%22x%22%7D");
    BOOST_TEST(appended(search{.page_size = 5}, "/x", {.names = descry::casing::as_declared}) == "/x?page_size=5");
    BOOST_TEST(appended(period{"then"}, "/x", pascal) == "/x?start_time=then&end_time=now");
    BOOST_TEST(appended(odd{7}, "/x", pascal) == "/x?%24type=7");
}

BOOST_AUTO_TEST_CASE(a_query_is_appended_to_an_existing_one)
{
    BOOST_TEST(appended(period{"then"}, "/x?y=z") == "/x?y=z&start_time=then&end_time=now");
}

BOOST_AUTO_TEST_CASE(a_service_declares_its_spelling_of_booleans)
{
    BOOST_TEST(appended(search{.include_price = true}, "/x", {.yes = "True", .no = "False"}) == "/x?includePrice=True");
}

BOOST_AUTO_TEST_CASE(an_empty_string_is_refused)
{
    std::string target = "/x";
    period const unsaid{};
    auto const& table = descry::detail::object_table_of<period>::table;
    auto const why = descry::append_query(target, table, &unsaid).error();
    BOOST_TEST((why.code() == descry::errc::empty_query));
    BOOST_TEST(why->explanation == "start_time of the query is empty");
}

BOOST_AUTO_TEST_CASE(members_have_the_styles_of_openapi)
{
    std::vector<std::string> const color{"blue", "black", "brown"};
    colors const rgb{100, 200, 150};
    descry::query_style const plain{.names = descry::casing::as_declared};
    struct {
        styled query;
        char const* written;
    } const cases[] = {
        {{.color_ = color}, "color_=blue&color_=black&color_=brown"},
        {{.color_c = color}, "color_c=blue,black,brown"},
        {{.color_s = color}, "color_s=blue%20black%20brown"},
        {{.color_p = color}, "color_p=blue%7Cblack%7Cbrown"},
        {{.color_b = color}, "color_b%5B%5D=blue&color_b%5B%5D=black&color_b%5B%5D=brown"},
        {{.color_d = color}, "color_d=blue&color_d=black&color_d=brown"},
        {{.color_j = color}, "color_j=%5B%22blue%22%2C%22black%22%2C%22brown%22%5D"},
        {{.rgb_ = rgb}, "R=100&G=200&B=150"},
        {{.rgb_c = rgb}, "rgb_c=R,100,G,200,B,150"},
        {{.rgb_s = rgb}, "rgb_s=R%20100%20G%20200%20B%20150"},
        {{.rgb_p = rgb}, "rgb_p=R%7C100%7CG%7C200%7CB%7C150"},
        {{.rgb_b = rgb}, "rgb_b%5BR%5D=100&rgb_b%5BG%5D=200&rgb_b%5BB%5D=150"},
        {{.rgb_d = rgb}, "rgb_d.R=100&rgb_d.G=200&rgb_d.B=150"},
        {{.rgb_j = rgb}, "rgb_j=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D"},
        {{.color_c = {"a,b", "c"}}, "color_c=a%2Cb,c"},
    };
    for (auto const& each : cases) BOOST_TEST(appended(each.query, "/x", plain) == std::string("/x?") + each.written);
}

BOOST_AUTO_TEST_CASE(a_service_has_a_style_for_arrays_and_one_for_objects)
{
    charges const asked{.metadata = {{"a&b", "1"}},
                        .items = {{.price = "p1", .quantity = 2}, {.price = "p2", .sizes = {3, 4}}},
                        .first = line{.price = "p0"},
                        .grid = {{1}, {2, 3}},
                        .one_of = line{.price = "p3"},
                        .expand = {"x", "y"},
                        .named = {{"k", {.price = "p4"}}}};
    auto const decoded = [&](descry::query_style const& style) {
        return descry::percent_decode(appended(asked, "", style)).value();
    };
    BOOST_TEST(decoded({}) ==
               "?metadata[a&b]=1&items[0][price]=p1&items[0][quantity]=2&items[1][price]=p2"
               "&items[1][sizes]=3&items[1][sizes]=4&first[price]=p0&grid[0]=1&grid[1]=2&grid[1]=3"
               "&oneOf[price]=p3&expand=x&expand=y&named[k][price]=p4");
    using enum descry::parameter_style;
    BOOST_TEST(decoded({.arrays = brackets}) ==
               "?metadata[a&b]=1&items[0][price]=p1&items[0][quantity]=2&items[1][price]=p2"
               "&items[1][sizes][]=3&items[1][sizes][]=4&first[price]=p0&grid[0][]=1&grid[1][]=2&grid[1][]=3"
               "&oneOf[price]=p3&expand[]=x&expand[]=y&named[k][price]=p4");
    BOOST_TEST(decoded({.objects = dots}) ==
               "?metadata.a&b=1&items[0].price=p1&items[0].quantity=2&items[1].price=p2"
               "&items[1].sizes=3&items[1].sizes=4&first.price=p0&grid[0]=1&grid[1]=2&grid[1]=3"
               "&oneOf.price=p3&expand=x&expand=y&named.k.price=p4");
    BOOST_TEST(appended(charges{.expand = {"x", "y"}}, "/x", {.arrays = commas}) == "/x?expand=x,y");
    BOOST_TEST(appended(charges{}, "/x") == "/x");
    BOOST_TEST(appended(charges{.first = line{}, .named = {}}, "/x", {.objects = json}) ==
               "/x?first=%7B%22price%22%3A%22%22%2C%22sizes%22%3A%5B%5D%7D");
}

BOOST_AUTO_TEST_CASE(a_value_never_takes_the_place_of_another)
{
    auto const refused = [](charges const& asked, descry::query_style const& style) {
        std::string target;
        auto const& table = descry::detail::object_table_of<charges>::table;
        auto const done = descry::append_query(target, table, &asked, style);
        return done ? std::string("sent: ") + target : done.error()->explanation;
    };
    using enum descry::parameter_style;
    BOOST_TEST(refused({.metadata = {{"a][b", "1"}}}, {}) ==
               "metadata of the query has a name with a bracket or a dot: a][b");
    BOOST_TEST(refused({.metadata = {{"a.b", "1"}}}, {.objects = dots}) ==
               "metadata of the query has a name with a bracket or a dot: a.b");
    BOOST_TEST(refused({.metadata = {{"a.b", "1"}}}, {}) == "sent: ?metadata%5Ba.b%5D=1");
    BOOST_TEST(refused({.expand = {"a b", "c"}}, {.arrays = spaces}) ==
               "expand of the query has a value with the separator of its values");
    BOOST_TEST(refused({.expand = {"a|b", "c"}}, {.arrays = pipes}) ==
               "expand of the query has a value with the separator of its values");
    BOOST_TEST(refused({.grid = {{1}}}, {.arrays = commas}) ==
               "grid of the query has nested values, which its style cannot show");
    BOOST_TEST(refused({.expand = {"", "c"}}, {.arrays = commas}) == "expand of the query is empty");
    BOOST_TEST(refused({.metadata = {{"a", ""}}}, {}) == "metadata of the query is empty");
}

BOOST_AUTO_TEST_SUITE_END()
