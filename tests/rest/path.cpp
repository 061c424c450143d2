#include <boost/describe/enum.hpp>
#include <boost/test/unit_test.hpp>

#include <descry/model/chrono.hpp>
#include <descry/model/date.hpp>
#include <descry/model/guid.hpp>
#include <descry/model/maybe_quoted.hpp>
#include <descry/rest/detail/expand.hpp>
#include <descry/rest/resource.hpp>

#include <chrono>
#include <cstdint>
#include <string>

BOOST_AUTO_TEST_SUITE(path)

namespace {

struct thing {
    std::optional<std::string> name;
};
BOOST_DESCRIBE_STRUCT(thing, (), (name))

struct order_key {
    std::string customer_id{};
    std::int64_t line = 0;
};
BOOST_DESCRIBE_STRUCT(order_key, (), (customer_id, line))

struct order_line : descry::resource<thing, order_key, "/v1/customers/{customer_id}/lines({line})/x", descry::get> {};

struct usage_key {
    descry::guid id{};
    descry::date day{};
};
BOOST_DESCRIBE_STRUCT(usage_key, (), (id, day))

struct usage : descry::resource<thing, usage_key, "/{id}/{day}", descry::get> {};

struct line_key {
    descry::maybe_quoted<std::int64_t> line{};
    descry::maybe_quoted<descry::decimal> amount{};
};
BOOST_DESCRIBE_STRUCT(line_key, (), (line, amount))

struct line_by_numbers : descry::resource<thing, line_key, "/{line}/{amount}", descry::get> {};

enum class cycle { monthly, one_time = 7 };
BOOST_DESCRIBE_ENUM(cycle, monthly, one_time)

struct cycle_key {
    cycle of{};
    std::chrono::year_month_day since{};
    std::chrono::sys_seconds at{};
};
BOOST_DESCRIBE_STRUCT(cycle_key, (), (of, since, at))

struct cycles : descry::resource<thing, cycle_key, "/{of}/{since}/{at}", descry::get> {};

struct scope_key {
    std::string scope{}, name{};
};
BOOST_DESCRIBE_STRUCT(scope_key, (), (scope, name))

struct locks : descry::resource<thing, scope_key, "/{+scope}/providers/locks/{name}", descry::get> {};
struct file_key {
    std::string path{};
};
BOOST_DESCRIBE_STRUCT(file_key, (), (path))
struct files : descry::resource<thing, file_key, "/contents/{+path}", descry::get> {};

std::string target(order_key const& key) { return descry::expand(order_line::path, &key).value(); }

descry::failure refused(std::string id)
{
    order_key const key{.customer_id = std::move(id), .line = 1};
    auto const expanded = descry::expand(order_line::path, &key);
    BOOST_REQUIRE(expanded.has_error());
    return expanded.error();
}

}  // namespace

BOOST_AUTO_TEST_CASE(parameters_may_be_guids_and_dates)
{
    usage_key const key{.id = descry::guid("7D6A9ED1-3C8A-4B9C-9F3E-0123456789AB"), .day = {2015, 11, 23}};
    BOOST_TEST(descry::expand(usage::path, &key).value() == "/7d6a9ed1-3c8a-4b9c-9f3e-0123456789ab/2015-11-23");
}

BOOST_AUTO_TEST_CASE(enumerators_and_times_fill_them_and_have_to_have_a_text)
{
    using namespace std::chrono;
    cycle_key key{cycle::one_time, year(2016) / 2 / 29, sys_seconds(1s)};
    BOOST_TEST(descry::expand(cycles::path, &key).value() == "/one_time/2016-02-29/1970-01-01T00%3A00%3A01Z");
    key.of = cycle(3);
    BOOST_TEST((descry::expand(cycles::path, &key).error() == descry::errc::empty_key));
    key = {cycle::monthly, {}, {}};
    BOOST_TEST((descry::expand(cycles::path, &key).error() == descry::errc::empty_key));
}

BOOST_AUTO_TEST_CASE(numbers_are_written_without_quotes)
{
    line_key const key{.line = {-7, true}, .amount = {descry::decimal("1.50"), true}};
    BOOST_TEST(descry::expand(line_by_numbers::path, &key).value() == "/-7/1.50");
}

BOOST_AUTO_TEST_CASE(members_of_the_key_are_path_parameters)
{
    BOOST_TEST(target({.customer_id = "a58ceba5", .line = -7}) == "/v1/customers/a58ceba5/lines(-7)/x");
}

BOOST_AUTO_TEST_CASE(characters_that_are_not_unreserved_are_percent_encoded)
{
    BOOST_TEST(target({.customer_id = "a/b c?d#e%&\xC3\xA9~._-", .line = 0}) ==
               "/v1/customers/a%2Fb%20c%3Fd%23e%25%26%C3%A9~._-/lines(0)/x");
    BOOST_TEST(target({.customer_id = "../..", .line = 0}) == "/v1/customers/..%2F../lines(0)/x");
    BOOST_TEST(target({.customer_id = "...", .line = 0}) == "/v1/customers/.../lines(0)/x");
}

BOOST_AUTO_TEST_CASE(an_empty_value_would_name_another_resource)
{
    auto const why = refused("");
    BOOST_TEST((why == descry::errc::empty_key));
    BOOST_TEST(why.message() == "/v1/customers/{customer_id}/lines({line})/x: customer_id is empty");
}

BOOST_AUTO_TEST_CASE(dots_and_control_characters_are_refused)
{
    BOOST_TEST((refused(".") == descry::errc::unsafe_key));
    BOOST_TEST((refused("..") == descry::errc::unsafe_key));
    BOOST_TEST((refused("a\r\nHost: b") == descry::errc::unsafe_key));
    BOOST_TEST((refused(std::string("a\0b", 3)) == descry::errc::unsafe_key));
    BOOST_TEST((refused("a\x7F") == descry::errc::unsafe_key));
}

BOOST_AUTO_TEST_CASE(a_parameter_with_a_plus_keeps_its_slashes)
{
    struct {
        char const* path;
        char const* target;
    } const cases[] = {{"README", "/contents/README"},
                       {"docs/a b/c?.md", "/contents/docs/a%20b/c%3F.md"},
                       {"/docs/a", "/contents/docs/a"},
                       {"a%2Fb/..%2F", "/contents/a%252Fb/..%252F"},
                       {"a\\..\\b/...", "/contents/a%5C..%5Cb/..."}};
    for (auto const& each : cases) {
        file_key const key{each.path};
        BOOST_TEST(descry::expand(files::path, &key).value() == each.target);
    }
}

BOOST_AUTO_TEST_CASE(a_scope_may_begin_with_the_slash_of_the_template)
{
    for (auto const* scope : {"/subscriptions/1/groups/a b", "subscriptions/1/groups/a b"}) {
        scope_key const key{scope, "a/b"};
        BOOST_TEST(descry::expand(locks::path, &key).value() == "/subscriptions/1/groups/a%20b/providers/locks/a%2Fb");
    }
}

BOOST_AUTO_TEST_CASE(no_segment_leaves_its_place)
{
    using enum descry::errc;
    struct {
        std::string path;
        descry::errc code;
        char const* why;
    } const cases[] = {{"", empty_key, "path is empty"},
                       {"/", empty_key, "path is empty"},
                       {"a//b", empty_key, "path has an empty segment"},
                       {"//a", empty_key, "path has an empty segment"},
                       {"a/", empty_key, "path has an empty segment"},
                       {"..", unsafe_key, "path would change the path"},
                       {"a/../b", unsafe_key, "path would change the path"},
                       {"/../b", unsafe_key, "path would change the path"},
                       {"a/.", unsafe_key, "path would change the path"},
                       {"a/b\r\n", unsafe_key, "path holds a control character"}};
    for (auto const& each : cases) {
        file_key const key{each.path};
        auto const why = descry::expand(files::path, &key);
        BOOST_TEST_CONTEXT(each.path)
        {
            BOOST_TEST((why.has_error() && why.error().code() == each.code));
            BOOST_TEST(why.error()->explanation == each.why);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
