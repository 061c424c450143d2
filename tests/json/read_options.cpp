#include <descry/json.hpp>

#include <boost/test/unit_test.hpp>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace {

struct pod {
    std::optional<std::string> pod_ip;
    std::optional<int> a_b;
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(pod, (), (pod_ip, a_b, extra))

struct exact_pod : pod {};
BOOST_DESCRIBE_STRUCT(exact_pod, (pod), ())

}  // namespace

template <>
inline constexpr descry::object_policy descry::policy_of<exact_pod>{.exact_names = true};

BOOST_AUTO_TEST_SUITE(read_options)

namespace {

struct line {
    std::string sku;
    std::optional<int> count;
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(line, (), (sku, count, extra))

struct order {
    std::string id = "none";
    std::vector<line> lines;
    std::map<std::string, int> totals;
};
BOOST_DESCRIBE_STRUCT(order, (), (id, lines, totals))

struct node {
    std::unique_ptr<node> next;
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(node, (), (next, extra))

template <class T>
std::string failure_of(std::string_view text, descry::read_options options)
{
    auto const read = descry::read_json<T>(text, options);
    BOOST_REQUIRE(!read);
    return read.error().code().message() + " at " + read.error()->pointer;
}

std::string nested(std::size_t levels, std::string const& open, std::string const& inner, std::string const& close)
{
    std::string text;
    for (std::size_t i = 0; i != levels; ++i) text += open;
    text += inner;
    for (std::size_t i = 0; i != levels; ++i) text += close;
    return text;
}

}  // namespace

BOOST_AUTO_TEST_CASE(unknown_members_are_kept_ignored_or_refused)
{
    auto const text = R"({"sku":"a","colour":"red"})";
    using descry::unknown_members;
    BOOST_TEST(descry::read_json<line>(text)->extra.find("colour") == "\"red\"");
    BOOST_TEST(descry::read_json<line>(text, {.unknown = unknown_members::ignored})->extra.members().empty());
    BOOST_TEST(failure_of<line>(text, {.unknown = unknown_members::refused}) ==
               "a member that the type does not name at /colour");
    BOOST_TEST(descry::read_json<line>(text, {.unknown = unknown_members::kept_or_refused})->extra.find("colour") ==
               "\"red\"");
    // What is ignored is checked all the same.
    BOOST_TEST(!descry::read_json<line>(R"({"sku":"a","colour":tru})", {.unknown = unknown_members::ignored}));
}

BOOST_AUTO_TEST_CASE(unknown_members_are_refused_where_no_type_could_keep_them_too)
{
    auto const text = R"({"id":"1","lines":[],"totals":{},"colour":1})";
    BOOST_TEST(descry::read_json<order>(text)->id == "1");
    for (auto const how : {descry::unknown_members::refused, descry::unknown_members::kept_or_refused})
        BOOST_TEST(failure_of<order>(text, {.unknown = how}) == "a member that the type does not name at /colour");
}

BOOST_AUTO_TEST_CASE(of_a_repeated_name_the_last_value_may_win)
{
    descry::read_options const last_wins{.repeated = descry::repeated_names::last_wins};
    auto const text = R"({"sku":"a","count":1,"sku":"b","count":null,"x":1,"y":2,"x":[3]})";
    BOOST_TEST(failure_of<line>(text, {}) == "member given twice at /sku");

    auto const read = descry::read_json<line>(text, last_wins);
    BOOST_REQUIRE(read);
    BOOST_TEST(read->sku == "b");
    BOOST_TEST(!read->count);
    BOOST_TEST(read->extra.find("x") == "[3]");
    BOOST_TEST(descry::write_json(*read) == R"({"sku":"b","count":null,"x":[3],"y":2})");
}

BOOST_AUTO_TEST_CASE(of_a_repeated_list_or_name_of_a_map_the_last_value_may_win)
{
    auto const text =
        R"({"id":"1","lines":[{"sku":"a"},{"sku":"b"}],"lines":[{"sku":"c"}],"totals":{"x":1,"y":2,"x":3}})";
    auto const read = descry::read_json<order>(text, {.repeated = descry::repeated_names::last_wins});
    BOOST_REQUIRE(read);
    BOOST_TEST(read->lines.size() == 1u);
    BOOST_TEST(read->lines.front().sku == "c");
    BOOST_TEST((read->totals == std::map<std::string, int>{{"x", 3}, {"y", 2}}));
}

BOOST_AUTO_TEST_CASE(missing_members_may_be_allowed_and_keep_what_they_had)
{
    descry::read_options const allowed{.missing = descry::missing_members::allowed};
    BOOST_TEST(failure_of<order>("{}", {}) == "required member is absent at /id");
    auto const fresh = descry::read_json<order>("{}", allowed);
    BOOST_REQUIRE(fresh);
    BOOST_TEST(fresh->id == "none");

    line existing{.sku = "kept", .count = 5, .extra = {}};
    BOOST_REQUIRE(descry::read_json_into(R"({"colour":1})", existing, allowed));
    BOOST_TEST(existing.sku == "kept");
    BOOST_TEST(!existing.count);  // absence is a value of what is optional
}

BOOST_AUTO_TEST_CASE(the_size_of_the_text_is_limited)
{
    std::string const text = R"({"sku":"a"})";
    BOOST_TEST(bool(descry::read_json<line>(text, {.max_size = text.size()})));
    BOOST_TEST(failure_of<line>(text, {.max_size = text.size() - 1}) == "more than the options allow at ");
    BOOST_TEST(bool(descry::read_json<line>("\xEF\xBB\xBF" + text, {.max_size = text.size()})));
}

BOOST_AUTO_TEST_CASE(the_elements_of_lists_maps_and_extras_are_limited)
{
    descry::read_options const two{.max_elements = 2};
    BOOST_TEST(bool(descry::read_json<std::vector<int>>("[1,2]", two)));
    BOOST_TEST(failure_of<std::vector<int>>("[1,2,3]", two) == "more than the options allow at ");
    BOOST_TEST(bool(descry::read_json<order>(R"({"id":"","lines":[],"totals":{"a":1,"b":2}})", two)));
    BOOST_TEST(failure_of<order>(R"({"id":"","lines":[],"totals":{"a":1,"b":2,"c":3}})", two) ==
               "more than the options allow at /totals");
    BOOST_TEST(bool(descry::read_json<line>(R"({"sku":"","a":1,"b":2})", two)));
    BOOST_TEST(failure_of<line>(R"({"sku":"","a":1,"b":2,"c":3})", two) == "more than the options allow at ");
    // What is not kept costs nothing.
    BOOST_TEST(bool(descry::read_json<line>(R"({"sku":"","a":1,"b":2,"c":3})",
                                            {.max_elements = 2, .unknown = descry::unknown_members::ignored})));
}

BOOST_AUTO_TEST_CASE(a_repeated_name_counts_once)
{
    descry::read_options const options{.max_elements = 1, .repeated = descry::repeated_names::last_wins};
    BOOST_TEST(bool(descry::read_json<line>(R"({"sku":"","a":1,"a":2})", options)));
    BOOST_TEST(bool(descry::read_json<std::map<std::string, int>>(R"({"a":1,"a":2})", options)));
}

BOOST_AUTO_TEST_CASE(typed_values_are_never_nested_deeper_than_the_stack_allows)
{
    descry::read_options const deep{.max_depth = 1'000'000};
    auto const levels = descry::max_typed_depth;
    auto const chain = [](std::size_t n) { return nested(n, R"({"next":)", "null", "}"); };
    BOOST_TEST(bool(descry::read_json<node>(chain(levels), deep)));
    auto const read = descry::read_json<node>(chain(levels + 1), deep);
    BOOST_REQUIRE(!read);
    BOOST_TEST((read.error().code() == descry::errc::too_deep));

    auto const unknown = R"({"x":)" + nested(500'000, "[", "", "]") + "}";
    BOOST_TEST(bool(descry::read_json<node>(unknown, deep)));
}

BOOST_AUTO_TEST_CASE(names_may_be_case_sensitive)
{
    descry::read_options const exact{.exact_names = true};
    for (auto const* text :
         {R"({"podIP":"1","aB":2})", R"({"PodIp":"1","a_b":2})", R"({"pod_ip":"1","aB":2,"ab":3})"}) {
        auto const read = descry::read_json<pod>(text, exact).value();
        BOOST_TEST(!read.pod_ip.has_value());
        BOOST_TEST(read.extra.members().size() != 0u);
        BOOST_TEST((descry::read_json<pod>(descry::write_json(read), exact).value().extra == read.extra));
        BOOST_TEST(descry::read_json<pod>(text).value().pod_ip.value() == "1");
    }
    auto const both = descry::read_json<pod>(R"({"podIP":"1","podIp":"2","podIP2":"3"})", exact).value();
    BOOST_TEST(both.pod_ip.value() == "2");
    BOOST_TEST(descry::write_json(both) == R"({"podIp":"2","podIP":"1","podIP2":"3"})");
    BOOST_TEST(
        (descry::read_json<pod>(R"({"podIp":"1","podIp":"2"})", exact).error() == descry::errc::duplicate_member));
    BOOST_TEST((descry::read_json<order>(R"({"ID":"1","lines":[],"totals":{}})", exact).error() ==
                descry::errc::missing_member));

    descry::read_options const pascal{.names = descry::casing::pascal, .exact_names = true};
    BOOST_TEST(descry::read_json<pod>(R"({"PodIp":"1"})", pascal).value().pod_ip.value() == "1");
    BOOST_TEST(!descry::read_json<pod>(R"({"podIp":"1"})", pascal).value().pod_ip.has_value());
    descry::read_options const declared{.names = descry::casing::as_declared, .exact_names = true};
    BOOST_TEST(descry::read_json<pod>(R"({"pod_ip":"1","podIp":"2"})", declared).value().pod_ip.value() == "1");
    BOOST_TEST(
        (descry::read_json<pod>(R"({"podIP":"1"})", {.unknown = descry::unknown_members::refused, .exact_names = true})
             .error() == descry::errc::unknown_member));
    BOOST_TEST(!descry::read_json<exact_pod>(R"({"podIP":"1"})").value().pod_ip.has_value());
}

BOOST_AUTO_TEST_SUITE_END()
