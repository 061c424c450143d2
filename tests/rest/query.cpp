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

BOOST_AUTO_TEST_CASE(an_object_is_written_as_json)
{
    BOOST_TEST(appended(search{.filter = condition{"Name", "say \"x\"", {}}}) ==
               "/x?filter=%7B%22field%22%3A%22Name%22%2C%22value%22%3A%22say%20%5C%22x%5C%22%22%7D");
}

BOOST_AUTO_TEST_CASE(the_type_declares_the_casing_of_names)
{
    BOOST_TEST(appended(period{"then"}) == "/x?start_time=then&end_time=now");
    BOOST_TEST(appended(odd{7}) == "/x?%24type=7");
}

BOOST_AUTO_TEST_CASE(the_service_declares_the_casing_unless_the_type_does)
{
    descry::query_style const pascal{.names = descry::casing::pascal};
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

BOOST_AUTO_TEST_SUITE_END()
