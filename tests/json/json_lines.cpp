#include <descry/json.hpp>
#include <descry/json/lines.hpp>

#include <boost/test/unit_test.hpp>
#include <support/allocations.hpp>
#include <support/temporary_folder.hpp>

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <fstream>
#include <istream>
#include <ranges>
#include <sstream>
#include <stdexcept>
#include <streambuf>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(json_lines)

namespace {

struct event {
    std::string at;
    int count = 0;
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(event, (), (at, count, extra))

static_assert(std::ranges::input_range<descry::json_lines<event>>);
static_assert(std::ranges::view<descry::json_lines<event>>);
static_assert(!std::ranges::forward_range<descry::json_lines<event>>);
static_assert(std::same_as<std::ranges::range_value_t<descry::json_lines<event>>, descry::result<event>>);

// Each value, or the failure's message.
std::vector<std::string> all_of(descry::json_lines<int> lines)
{
    std::vector<std::string> out;
    for (descry::result<int> const& each : lines) out.push_back(each ? std::to_string(*each) : each.error().message());
    return out;
}

// The same text from all sources.
std::vector<std::string> read(std::string const& text, descry::read_options options = {})
{
    auto const out = all_of(descry::read_json_lines<int>(text, options));
    std::istringstream stream(text);
    BOOST_TEST(all_of(descry::read_json_lines<int>(stream, options)) == out, boost::test_tools::per_element());
    BOOST_TEST(stream.rdstate() == std::ios_base::eofbit);
    temporary_folder const in;
    auto const path = in / "values.jsonl";
    std::ofstream(path) << text;
    auto from_file = all_of(descry::read_json_lines_file<int>(path, options));
    for (auto& each : from_file)
        if (each.starts_with(path.string() + ": ")) each.erase(0, path.string().size() + 2);
    BOOST_TEST(from_file == out, boost::test_tools::per_element());
    return out;
}

// Has a text, and then throws.
class broken : public std::streambuf {
    std::string text_;

    int_type underflow() override { throw std::runtime_error("lost"); }

public:
    explicit broken(std::string text) : text_(std::move(text))
    {
        setg(text_.data(), text_.data(), text_.data() + text_.size());
    }
};

using strings = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_CASE(are_read_one_by_one)
{
    std::string_view const text = "{\"at\":\"a\",\"count\":1}\n{\"at\":\"b\",\"count\":2}\n";
    std::string seen;
    for (descry::result<event> const& each : descry::read_json_lines<event>(text))
        seen += each->at + std::to_string(each->count);
    BOOST_TEST(seen == "a1b2");
}

BOOST_AUTO_TEST_CASE(end_with_a_line_break_or_the_text)
{
    struct {
        std::string text;
        strings values;
    } const table[] = {
        {"", {}},
        {"\n", {}},
        {"1", {"1"}},
        {"1\n", {"1"}},
        {"1\n2", {"1", "2"}},
        {"1\r\n2\r\n", {"1", "2"}},
        {"1\r\n2\r", {"1", "2"}},
        {"\n\r\n \t\n1\n\n2\n \n", {"1", "2"}},
        {"\xEF\xBB\xBF"
         "1\n2",
         {"1", "2"}},
        {"\xEF\xBB\xBF\n1", {"1"}},
        {" 1 \n", {"1"}},
    };
    for (auto const& [text, values] : table) BOOST_TEST(read(text) == values, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(of_comments_are_blank)
{
    descry::read_options const jsonc{.jsonc = true};
    BOOST_TEST(read("\xEF\xBB\xBF// a\n1 // b\n /* c */ // d\r\n\n/**/2", jsonc) == (strings{"1", "2"}),
               boost::test_tools::per_element());
    strings const expected{"a comment has no end at line 1, column 1 (byte 0)",
                           "expected an integer, found ',' at line 3, column 6 (byte 15)"};
    BOOST_TEST(read("/* a\n// b\n/**/ ,\n", jsonc) == expected, boost::test_tools::per_element());
    BOOST_TEST(read("// a").size() == 1U);
    BOOST_TEST(read("// a", {.max_size = 3, .jsonc = true}).size() == 1U);
}

BOOST_AUTO_TEST_CASE(that_are_no_values_do_not_end_the_range)
{
    auto const values = read("1\n\nx\n\"a\"\r\n2 3\n[\n4\n\xFF\n\r\r x\n5");
    strings const expected{"1",
                           "expected an integer, found 'x' at line 3, column 1 (byte 3)",
                           "expected an integer, found a string at line 4, column 1 (byte 5)",
                           "something follows the value at line 5, column 3 (byte 12)",
                           "the text ends in the middle of a value at line 6, column 2 (byte 15)",
                           "4",
                           "expected an integer, found byte 255 at line 8, column 1 (byte 18)",
                           "expected an integer, found 'x' at line 9, column 4 (byte 23)",
                           "5"};
    BOOST_TEST(values == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(have_a_number_and_the_place_of_a_failure)
{
    std::string_view const text = "{\"at\":\"a\",\"count\":1}\n\n{\"at\":\"\xC3\xA4\",\"count\":\"x\"}\n";
    auto lines = descry::read_json_lines<event>(text);
    auto each = lines.begin();
    BOOST_TEST(lines.line() == 1U);
    BOOST_TEST(bool(*each));
    ++each;
    BOOST_TEST(lines.line() == 3U);
    auto const why = each->error();
    BOOST_TEST(why->pointer == "/count");
    BOOST_TEST(why->line == 3U);
    BOOST_TEST(why->column == 19U);
    BOOST_TEST(*why->offset == text.find("\"x\""));
    BOOST_TEST(descry::excerpt(text, why) == "{\"at\":\"\xC3\xA4\",\"count\":\"x\"}\n                  ^");
    ++each;
    BOOST_TEST((each == lines.end()));
}

BOOST_AUTO_TEST_CASE(of_the_first_line_have_its_number_in_a_failure)
{
    BOOST_TEST(read("x").front() == "expected an integer, found 'x' at line 1, column 1 (byte 0)");
}

BOOST_AUTO_TEST_CASE(begin_with_nothing_of_the_line_before)
{
    std::string_view const text = "{\"at\":\"a\",\"count\":1,\"x\":2}\n{\"at\":\"b\"}\n{}";
    std::vector<std::string> written;
    for (auto const& each : descry::read_json_lines<event>(text, {.missing = descry::missing_members::allowed}))
        written.push_back(descry::write_json(*each));
    strings const expected{R"({"at":"a","count":1,"x":2})", R"({"at":"b","count":0})", R"({"at":"","count":0})"};
    BOOST_TEST(written == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(may_be_limited_in_size)
{
    auto const too_large = [](std::size_t line, std::size_t byte) {
        return "more than the options allow at line " + std::to_string(line) + ", column 1 (byte " +
               std::to_string(byte) + ")";
    };
    descry::read_options const three{.max_size = 3};
    BOOST_TEST(read("123\n1234\n 12\n", three) == (strings{"123", too_large(2, 4), "12"}),
               boost::test_tools::per_element());
    BOOST_TEST(read("123\r\n1234\r\n", three) == (strings{"123", too_large(2, 5)}), boost::test_tools::per_element());
    BOOST_TEST(read("\xEF\xBB\xBF"
                    "123\n\xEF\xBB\xBF"
                    "1234\n",
                    three) == (strings{"123", too_large(2, 10)}),
               boost::test_tools::per_element());
    BOOST_TEST(read("   \n        1\n          \n1", three) == (strings{too_large(2, 4), too_large(3, 14), "1"}),
               boost::test_tools::per_element());
    BOOST_TEST(read(std::string(300'000, '1') + "\n2", three) == (strings{too_large(1, 0), "2"}),
               boost::test_tools::per_element());
    BOOST_TEST(read("1\n\n2", {.max_size = 0}) == (strings{too_large(1, 0), too_large(3, 3)}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(that_are_too_large_are_not_kept_in_memory)
{
    std::istringstream in(std::string(10'000'000, '1') + "\n2\n");
    allocations::limit const limited(100'000);
    auto const values = all_of(descry::read_json_lines<int>(in, {.max_size = 1000}));
    BOOST_TEST(values.size() == 2U);
}

BOOST_AUTO_TEST_CASE(for_which_memory_is_exhausted_do_not_end_the_range)
{
    std::istringstream in("1\n" + std::string(10'000'000, '1') + "\n2\n");
    allocations::limit const limited(100'000);
    BOOST_TEST(all_of(descry::read_json_lines<int>(in)) == (strings{"1", "not enough memory at line 2", "2"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(are_read_from_a_stream_no_further_than_each_ends)
{
    std::stringstream in("1\n2\nrest");
    {
        auto lines = descry::read_json_lines<int>(in);
        auto each = lines.begin();
        BOOST_TEST(each->value() == 1);
        BOOST_TEST(in.tellg() == 2);
        BOOST_TEST((++each)->value() == 2);
    }
    std::string rest;
    in >> rest;
    BOOST_TEST(rest == "rest");
}

BOOST_AUTO_TEST_CASE(end_with_the_failure_of_the_stream)
{
    broken buffer("1\n2\n3");
    std::istream in(&buffer);
    BOOST_TEST(all_of(descry::read_json_lines<int>(in)) == (strings{"1", "2", "the stream failed at line 3"}),
               boost::test_tools::per_element());
    BOOST_TEST(in.bad());

    std::ifstream missing("/nowhere");
    BOOST_TEST(all_of(descry::read_json_lines<int>(missing)) == strings{"the stream failed"},
               boost::test_tools::per_element());
    std::istream none(nullptr);
    auto lines = descry::read_json_lines<int>(none);
    BOOST_TEST((lines.begin()->error().code() == std::errc::io_error));

    std::istringstream read_already("1");
    int value = 0;
    while (read_already >> value) continue;
    BOOST_TEST(all_of(descry::read_json_lines<int>(read_already)).empty());
}

BOOST_AUTO_TEST_CASE(of_files_that_cannot_be_read_are_one_failure)
{
    BOOST_TEST(all_of(descry::read_json_lines_file<int>("/nowhere")) ==
                   strings{"/nowhere: cannot be read: No such file or directory"},
               boost::test_tools::per_element());
    auto folder = descry::read_json_lines_file<int>("/");
    BOOST_TEST((folder.begin()->error().code() == std::errc::is_a_directory));
    temporary_folder const in;
    auto const path = in / "values.jsonl";
    std::ofstream(path) << "x";
    BOOST_TEST(all_of(descry::read_json_lines_file<int>(path)).front().starts_with(path.string() + ": expected"));
}

BOOST_AUTO_TEST_CASE(are_a_range_for_views_and_algorithms)
{
    std::string_view const text = "1\nx\n2\n";
    auto lines = descry::read_json_lines<int>(text);
    BOOST_TEST(std::ranges::count_if(lines, [](auto const& each) { return each.has_value(); }) == 2);
#if !defined(__clang__) || __clang_major__ >= 16  // clang 14 does not compile the views of libstdc++
    int sum = 0;
    for (auto const value : descry::read_json_lines<int>(text) | std::views::filter([](auto const& each) {
                                return each.has_value();
                            }) | std::views::transform([](auto const& each) { return *each; }))
        sum += value;
    BOOST_TEST(sum == 3);
#endif
    auto moved = std::move(lines);
    BOOST_TEST((moved.begin() == moved.end()));
    std::vector<event> kept;
    for (auto& each : descry::read_json_lines<event>("{\"at\":\"a\",\"count\":1}")) kept.push_back(std::move(*each));
    BOOST_TEST(kept.front().at == "a");
}

BOOST_AUTO_TEST_CASE(are_written)
{
    std::vector<event> const events{{"a\n", 1, {}}, {"b", 2, {}}};
    std::string const expected = "{\"at\":\"a\\n\",\"count\":1}\n{\"at\":\"b\",\"count\":2}\n";
    BOOST_TEST(descry::write_json_lines(events) == expected);
    BOOST_TEST(descry::write_json_lines(events, {.indent = 2}) == expected);
    BOOST_TEST(descry::write_json_lines(std::vector<bool>{true, false}) == "true\nfalse\n");
    std::ostringstream out;
    std::string text = "[]\n";
    for (auto const& each : events) {
        descry::write_json_line(each, out, {.indent = 2});
        descry::write_json_line(each, text);
    }
    BOOST_TEST(out.str() == expected);
    BOOST_TEST(text == "[]\n" + expected);
}

BOOST_AUTO_TEST_CASE(are_one_line_each_whatever_was_read)
{
    auto value = descry::read_json<event>("{\"at\":\"a\",\"count\":1,\"x\":{\r\n\"y\": [1,\n2]\r}}").value();
    std::string out;
    descry::write_json_line(value, out);
    descry::write_json_line(descry::raw_json{"[\n]"}, out);
    BOOST_TEST(out == "{\"at\":\"a\",\"count\":1,\"x\":{  \"y\": [1, 2] }}\n[ ]\n");
}

BOOST_AUTO_TEST_CASE(are_not_written_in_part)
{
    std::string text = "1\n";
    std::ostringstream out;
    BOOST_CHECK_THROW(descry::write_json_line(std::string("\xFF"), text), descry::call_error);
    BOOST_CHECK_THROW(descry::write_json_line(std::string("\xFF"), out), descry::call_error);
    BOOST_TEST(text == "1\n");
    BOOST_TEST(out.str() == "");
}

BOOST_AUTO_TEST_SUITE_END()
