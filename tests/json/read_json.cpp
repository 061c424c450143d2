#include <boost/test/unit_test.hpp>
#include <json/billing_profile.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

BOOST_AUTO_TEST_SUITE(read_json)

namespace {

// Described, and nothing else said of it.
struct point {
    int x = 0;
    std::optional<int> y;
    bool operator==(point const&) const = default;
};
BOOST_DESCRIBE_STRUCT(point, (), (x, y))

struct drawing {
    std::string title;
    bool open = false;
    point origin;
    std::optional<point> centre;
    std::vector<point> corners;
    std::vector<std::vector<std::int8_t>> rows;
    std::vector<std::optional<std::string>> labels;
    std::optional<std::vector<int>> layers;
    descry::raw_json anything;
};
BOOST_DESCRIBE_STRUCT(drawing, (), (title, open, origin, centre, corners, rows, labels, layers, anything))

struct node {
    int value = 0;
    std::vector<node> children;
};
BOOST_DESCRIBE_STRUCT(node, (), (value, children))

struct nothing {};
BOOST_DESCRIBE_STRUCT(nothing, (), ())

struct only_extras {
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(only_extras, (), (extra))

struct with_default {
    std::optional<int> size = 7;
};
BOOST_DESCRIBE_STRUCT(with_default, (), (size))

template <class T>
T read(std::string_view text)
{
    return descry::read_json<T>(text).value();
}

template <class T>
descry::failure refusal(std::string_view text)
{
    auto const result = descry::read_json<T>(text);
    BOOST_TEST(!result, text << " is read");
    return result.error();
}

constexpr auto whole = R"({
    "title": "plan", "open": true, "origin": {"x": 1}, "centre": {"x": 2, "y": 3},
    "corners": [{"x": 4}, {"x": 5, "y": null}], "rows": [[], [1, -128], [127]],
    "labels": ["a", null, ""], "layers": [1, 2], "anything": {"k": [1.50, "\u0041"]}
})";

}  // namespace

BOOST_AUTO_TEST_CASE(a_struct_that_is_merely_described_is_read)
{
    auto const d = read<drawing>(whole);
    BOOST_TEST(d.title == "plan");
    BOOST_TEST(d.open);
    BOOST_TEST((d.origin == point{1, std::nullopt}));
    BOOST_TEST((d.centre == point{2, 3}));
    BOOST_TEST((d.corners == std::vector<point>{{4, std::nullopt}, {5, std::nullopt}}));
    BOOST_TEST((d.rows == std::vector<std::vector<std::int8_t>>{{}, {1, -128}, {127}}));
    BOOST_TEST((d.labels == std::vector<std::optional<std::string>>{"a", std::nullopt, ""}));
    BOOST_TEST((d.layers == std::vector<int>{1, 2}));
    BOOST_TEST(d.anything.text == R"({"k": [1.50, "\u0041"]})");
}

BOOST_AUTO_TEST_CASE(a_type_may_contain_itself_through_a_vector)
{
    auto const tree = read<node>(R"({"value":1,"children":[{"value":2,"children":[]},{"children":[],"value":3}]})");
    BOOST_TEST(tree.children.size() == 2u);
    BOOST_TEST(tree.children[1].value == 3);
}

BOOST_AUTO_TEST_CASE(the_value_need_not_be_an_object)
{
    BOOST_TEST(read<int>("42") == 42);
    BOOST_TEST(read<bool>("false") == false);
    BOOST_TEST(read<std::string>(R"("text")") == "text");
    BOOST_TEST(read<double>("0.5") == 0.5);
    BOOST_TEST((read<std::vector<int>>("[1,2]") == std::vector{1, 2}));
    BOOST_TEST((read<std::optional<int>>("null") == std::nullopt));
    BOOST_TEST((read<std::optional<int>>("1") == 1));
    BOOST_TEST(read<descry::raw_json>(" [ 1 ] ").text == "[ 1 ]");
}

BOOST_AUTO_TEST_CASE(a_struct_without_members_reads_any_object)
{
    BOOST_TEST(descry::read_json<nothing>("{}").has_value());
    BOOST_TEST(descry::read_json<nothing>(R"({"a":1})").has_value());
    BOOST_TEST((refusal<nothing>("[]") == descry::errc::unexpected_kind));
    BOOST_TEST(read<only_extras>(R"({"a":1,"B":[2]})").extra.find("B") == "[2]");
}

BOOST_AUTO_TEST_CASE(white_space_is_skipped_wherever_json_allows_it)
{
    auto const p =
        read<point>("\t\r\n {\t\r\n \"x\"\t\r\n :\t\r\n 1\t\r\n ,\t\r\n \"y\"\t\r\n :\t\r\n 2\t\r\n }\t\r\n ");
    BOOST_TEST((p == point{1, 2}));
    BOOST_TEST((read<std::vector<int>>(" [ 1 , 2 ] ") == std::vector{1, 2}));
    BOOST_TEST(read<std::vector<int>>("[ ]").empty());
}

BOOST_AUTO_TEST_CASE(nothing_else_is_white_space)
{
    for (auto const* space : {"\f", "\v", "\b", "\xC2\xA0", "\xE2\x80\xA8", "\xEF\xBB\xBF", "/**/", "//\n", "#\n"}) {
        BOOST_TEST(!descry::read_json<int>(std::string("1") + space), "after: " << space);
        BOOST_TEST(!descry::read_json<std::vector<int>>(std::string("[1") + space + "]"), "inside: " << space);
    }
    BOOST_TEST(!descry::read_json<int>(std::string_view("1\0", 2)));
    BOOST_TEST(!descry::read_json<int>(std::string_view("\0001", 2)));
}

BOOST_AUTO_TEST_CASE(one_leading_byte_order_mark_is_skipped)
{
    BOOST_TEST(read<int>("\xEF\xBB\xBF 1") == 1);
    BOOST_TEST((refusal<int>("\xEF\xBB\xBF\xEF\xBB\xBF"
                             "1") == descry::errc::syntax_error));
    BOOST_TEST((refusal<int>("\xEF\xBB\xBF") == descry::errc::unexpected_end));
    BOOST_TEST((refusal<int>("\xEF\xBB") == descry::errc::syntax_error));
    BOOST_TEST((refusal<int>(" \xEF\xBB\xBF"
                             "1") == descry::errc::syntax_error));
}

BOOST_AUTO_TEST_CASE(offsets_count_the_byte_order_mark)
{
    BOOST_TEST(refusal<int>("\xEF\xBB\xBFx")->offset.value() == 3u);
}

BOOST_AUTO_TEST_CASE(nothing_may_follow_the_value)
{
    for (auto const* text : {"1 1", "1,", "1]", "1}", "1\"\"", "1:"})
        BOOST_TEST((refusal<int>(text) == descry::errc::trailing_content), text);
    for (auto const* text : {R"({"x":1} x)", R"({"x":1}{"x":1})", R"({"x":1}})", R"({"x":1},)"}) {
        auto const why = refusal<point>(text);
        BOOST_TEST((why == descry::errc::trailing_content), text);
        BOOST_TEST(why->pointer.empty());
    }
}

BOOST_AUTO_TEST_CASE(an_empty_text_is_no_value)
{
    for (auto text : {std::string_view(), std::string_view(""), std::string_view(" \n")}) {
        BOOST_TEST((refusal<point>(text) == descry::errc::unexpected_end));
        BOOST_TEST((refusal<descry::raw_json>(text) == descry::errc::unexpected_end));
        BOOST_TEST((refusal<std::optional<int>>(text) == descry::errc::unexpected_end));
    }
}

BOOST_AUTO_TEST_CASE(a_member_that_is_not_optional_has_to_be_there)
{
    BOOST_TEST((refusal<point>(R"({"y":1})") == descry::errc::missing_member));
    BOOST_TEST((refusal<point>("{}") == descry::errc::missing_member));
    BOOST_TEST((refusal<node>(R"({"value":1})") == descry::errc::missing_member));
}

BOOST_AUTO_TEST_CASE(null_is_for_optionals_only)
{
    BOOST_TEST((read<point>(R"({"x":1,"y":null})") == point{1, std::nullopt}));
    BOOST_TEST((refusal<point>(R"({"x":null})") == descry::errc::unexpected_null));
    BOOST_TEST((refusal<int>("null") == descry::errc::unexpected_null));
    BOOST_TEST((refusal<std::string>("null") == descry::errc::unexpected_null));
    BOOST_TEST((refusal<bool>("null") == descry::errc::unexpected_null));
    BOOST_TEST((refusal<point>("null") == descry::errc::unexpected_null));
    BOOST_TEST((refusal<std::vector<int>>("null") == descry::errc::unexpected_null));
    BOOST_TEST((refusal<std::vector<int>>("[null]") == descry::errc::unexpected_null));
    BOOST_TEST(read<descry::raw_json>("null").text == "null");
}

BOOST_AUTO_TEST_CASE(a_used_object_keeps_nothing_of_what_it_held)
{
    drawing d = read<drawing>(whole);
    descry::read_json_into(
        R"({"title":"","open":false,"origin":{"x":9},"corners":[],"rows":[[5]],"labels":[],"anything":0})", d)
        .value();
    BOOST_TEST(d.title.empty());
    BOOST_TEST(!d.open);
    BOOST_TEST((d.origin == point{9, std::nullopt}));
    BOOST_TEST(!d.centre);
    BOOST_TEST(d.corners.empty());
    BOOST_TEST((d.rows == std::vector<std::vector<std::int8_t>>{{5}}));
    BOOST_TEST(d.labels.empty());
    BOOST_TEST(!d.layers);
    BOOST_TEST(d.anything.text == "0");
}

BOOST_AUTO_TEST_CASE(a_used_object_keeps_neither_unknown_members_nor_presence)
{
    auto profile = read<sample::billing_profile>(sample::text);
    descry::read_json_into(R"({"defaultAddress":{},"links":{}})", profile).value();
    BOOST_TEST(descry::write_json(profile) == R"({"defaultAddress":{},"links":{}})");
}

BOOST_AUTO_TEST_CASE(an_object_can_be_read_again_after_a_failure)
{
    auto profile = read<sample::billing_profile>(sample::text);
    BOOST_TEST(!descry::read_json_into(R"({"firstName":"x","lastName":"y","z":1,"credit":"no"})", profile));
    descry::read_json_into(R"({"revision":1})", profile).value();
    BOOST_TEST(descry::write_json(profile) == R"({"revision":1})");
}

BOOST_AUTO_TEST_CASE(an_optional_that_is_absent_is_empty_whatever_its_default)
{
    BOOST_TEST(!read<with_default>("{}").size);
    BOOST_TEST(!read<with_default>(R"({"size":null})").size);
}

BOOST_AUTO_TEST_CASE(the_result_does_not_refer_to_the_text)
{
    auto text = std::make_unique<std::string>(sample::text);
    auto const profile = read<sample::billing_profile>(*text);
    text.reset();
    BOOST_TEST(*profile.id == "0c1f");
    BOOST_TEST(profile.extra.find("amount") == "123456789012345678901234567890.10");
}

BOOST_AUTO_TEST_SUITE_END()
