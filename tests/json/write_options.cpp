#include <descry/json.hpp>

#include <boost/test/unit_test.hpp>

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

BOOST_AUTO_TEST_SUITE(write_options)

namespace {

struct part {
    std::optional<std::string> part_number;
    std::vector<int> sizes;
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(part, (), (part_number, sizes, extra))

struct machine {
    std::optional<part> main_part;
    std::map<std::string, part> others;
};
BOOST_DESCRIBE_STRUCT(machine, (), (main_part, others))

struct node {
    std::unique_ptr<node> next;
};
BOOST_DESCRIBE_STRUCT(node, (), (next))

}  // namespace

BOOST_AUTO_TEST_CASE(names_are_written_in_each_casing)
{
    part const p{"7", {}, {}};
    BOOST_TEST(descry::write_json(p) == R"({"partNumber":"7","sizes":[]})");
    BOOST_TEST(descry::write_json(p, {.names = descry::casing::pascal}) == R"({"PartNumber":"7","Sizes":[]})");
    BOOST_TEST(descry::write_json(p, {.names = descry::casing::as_declared}) == R"({"part_number":"7","sizes":[]})");
}

BOOST_AUTO_TEST_CASE(empty_members_are_written_as_they_were_read_or_left_out_or_as_null)
{
    auto const null = descry::read_json<part>(R"({"partNumber":null,"sizes":[]})").value();
    auto const absent = descry::read_json<part>(R"({"sizes":[]})").value();
    auto const written = [](part const& p, descry::empty_members empty) {
        return descry::write_json(p, {.empty = empty});
    };
    std::string const with = R"({"partNumber":null,"sizes":[]})";
    std::string const without = R"({"sizes":[]})";
    using descry::empty_members;
    BOOST_TEST(written(null, empty_members::as_read) == with);
    BOOST_TEST(written(absent, empty_members::as_read) == without);
    BOOST_TEST(written(null, empty_members::left_out) == without);
    BOOST_TEST(written(absent, empty_members::left_out) == without);
    BOOST_TEST(written(null, empty_members::as_null) == with);
    BOOST_TEST(written(absent, empty_members::as_null) == with);
}

BOOST_AUTO_TEST_CASE(without_extras_empty_members_are_left_out_unless_null_is_asked_for)
{
    BOOST_TEST(descry::write_json(machine{}) == R"({"others":{}})");
    BOOST_TEST(descry::write_json(machine{}, {.empty = descry::empty_members::as_null}) ==
               R"({"mainPart":null,"others":{}})");
}

BOOST_AUTO_TEST_CASE(values_are_indented)
{
    machine m{part{"7", {1, 2}, {}}, {{"a \"b\"", part{{}, {}, {}}}}};
    m.main_part->extra.set("raw", R"({"x": 1})");
    BOOST_TEST(descry::write_json(m, {.indent = 2}) == R"({
  "mainPart": {
    "partNumber": "7",
    "sizes": [
      1,
      2
    ],
    "raw": {"x": 1}
  },
  "others": {
    "a \"b\"": {
      "sizes": []
    }
  }
})");
    BOOST_TEST(descry::write_json(machine{}, {.indent = 1}) == "{\n \"others\": {}\n}");
    BOOST_TEST(descry::write_json(std::vector<int>{}, {.indent = 4}) == "[]");
}

BOOST_AUTO_TEST_CASE(values_of_each_kind_are_indented)
{
    auto const indented = [](auto const& value) { return descry::write_json(value, {.indent = 2}); };
    BOOST_TEST(indented(std::tuple(1, std::string("a"))) == "[\n  1,\n  \"a\"\n]");
    BOOST_TEST(indented(std::set<int>{1, 2}) == "[\n  1,\n  2\n]");
    BOOST_TEST(indented(std::vector<std::map<int, bool>>{{{1, true}}, {}}) == "[\n  {\n    \"1\": true\n  },\n  {}\n]");
    BOOST_TEST(indented(std::variant<int, std::vector<int>>(std::vector<int>{1})) == "[\n  1\n]");
    BOOST_TEST(indented(std::tuple<>()) == "[]");
    BOOST_TEST(indented(std::set<int>()) == "[]");
    BOOST_TEST(indented(std::optional<int>()) == "null");
    BOOST_TEST(indented(std::vector<descry::raw_json>{{"{\"x\":[1,\n2]}"}, {"7"}}) ==
               "[\n  {\"x\":[1,\n2]},\n  7\n]");  // as it was read
}

BOOST_AUTO_TEST_CASE(unknown_members_of_an_indented_text_are_written_as_they_were_indented)
{
    std::string const text = "{\n  \"sizes\": [],\n  \"more\": {\n    \"x\": [\n      1\n    ]\n  }\n}";
    BOOST_TEST(descry::write_json(descry::read_json<part>(text).value(), {.indent = 2}) == text);
}

BOOST_AUTO_TEST_CASE(what_is_indented_reads_back)
{
    machine const m{part{std::string(100, 'x'), std::vector<int>(100, 7), {}}, {}};
    for (std::size_t const indent : {1U, 4U, 200U}) {
        auto const read = descry::read_json<machine>(descry::write_json(m, {.indent = indent}));
        BOOST_REQUIRE(read);
        BOOST_TEST(descry::write_json(*read) == descry::write_json(m));
    }
}

BOOST_AUTO_TEST_CASE(values_nested_deeper_than_the_stack_allows_are_refused)
{
    auto const chain = [](std::size_t levels) {
        node first;
        for (std::size_t i = 1; i < levels; ++i) first.next = std::make_unique<node>(std::move(first));
        return first;
    };
    std::string out;
    descry::write_json_into(chain(descry::max_typed_depth), out);
    BOOST_TEST(bool(descry::read_json<node>(out, {.max_depth = descry::max_typed_depth})));
    auto const too_deep = [](descry::call_error const& e) { return e.code() == descry::errc::too_deep; };
    BOOST_CHECK_EXCEPTION(descry::write_json_into(chain(descry::max_typed_depth + 1), out), descry::call_error,
                          too_deep);
    BOOST_TEST(out.empty());
}

BOOST_AUTO_TEST_SUITE_END()
