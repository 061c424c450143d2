#include <descry/json.hpp>

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct settings {
    std::optional<int> timeout, connect_timeout;
    std::optional<std::string> host;
};
BOOST_DESCRIBE_STRUCT(settings, (), (timeout, connect_timeout, host))

struct strict {
    int timeout = 0;
    std::vector<int> ports;
};
BOOST_DESCRIBE_STRUCT(strict, (), (timeout, ports))

// `@` marks the place of the failure; it is removed before reading.
struct marked {
    std::string text;
    std::size_t at;

    explicit marked(std::string from) : text(std::move(from)), at(text.find('@')) { text.erase(at, 1); }

    descry::failure failure() const
    {
        auto const read = descry::read_json<settings>(text);
        BOOST_TEST_REQUIRE(!read, text);
        BOOST_TEST(read.error()->offset.value() == at, text);
        return read.error();
    }
    std::string excerpt() const { return descry::excerpt(text, failure()); }
};

std::string message_for(std::string_view text)
{
    return descry::read_json<settings>(text, {.unknown = descry::unknown_members::refused}).error().message();
}

}  // namespace

template <>
inline constexpr descry::object_policy descry::policy_of<strict>{.unknown = descry::unknown_members::refused,
                                                                 .names = descry::casing::pascal};

BOOST_AUTO_TEST_SUITE(places)

BOOST_AUTO_TEST_CASE(have_a_line_and_a_column_in_characters)
{
    struct {
        char const* text;
        std::size_t line, column;
        bool multiline;
    } const table[] = {
        {R"(@[])", 1, 1, false},
        {R"({"timeout":@"x"})", 1, 12, false},
        {"{\"timeout\":@\"x\"}\n", 1, 12, false},
        {"{\"timeout\":@\"x\"}\r\n", 1, 12, false},
        {"{\"timeout\":@\"x\"\n}", 1, 12, true},
        {"{\n  \"timeout\": @\"x\"\n}\n", 2, 14, true},
        {"{\r\n  \"timeout\": @\"x\"\r\n}\r\n", 2, 14, true},
        {"{\r\r  \"timeout\": @\"x\"\r}\r", 3, 14, true},
        {"{\n\t\"timeout\": @\"x\"}", 2, 13, true},
        {"\n\n@", 3, 1, true},
        {"{\"\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80\":1,\"timeout\":@\"x\"}", 1, 20, false},
        {"\xEF\xBB\xBF@[]", 1, 1, false},
        {"\xEF\xBB\xBF\n@[]", 2, 1, true},
        {"{\"host\":\"@\xFF\n\"}", 1, 10, true},
        {"{\"host\":\"a@\n\"}", 1, 11, true},
        {"{\"host\":@", 1, 9, false},
    };
    for (auto const& row : table) {
        auto const why = marked(row.text).failure();
        BOOST_TEST_CONTEXT(row.text)
        {
            BOOST_TEST(why->line == row.line);
            BOOST_TEST(why->column == row.column);
            BOOST_TEST(why->multiline == row.multiline);
        }
    }
}

BOOST_AUTO_TEST_CASE(are_in_the_message_of_a_text_of_several_lines)
{
    BOOST_TEST(message_for(R"({"timeout":"x"})") == "/timeout: expected an integer, found a string at byte 11");
    BOOST_TEST(message_for("{\n  \"timeout\": \"x\"\n}") ==
               "/timeout: expected an integer, found a string at line 2, column 14 (byte 15)");
    BOOST_TEST(message_for("[]\n\n") == "expected an object, found an array at line 1, column 1 (byte 0)");
}

BOOST_AUTO_TEST_CASE(of_an_unknown_member_that_is_set)
{
    descry::extras extra;
    auto const is_placed = [](descry::call_error const& e) { return e.error()->line == 2 && e.error()->column == 3; };
    BOOST_CHECK_EXCEPTION(extra.set("a", "{\n  x}"), descry::call_error, is_placed);
}

BOOST_AUTO_TEST_CASE(of_failures_without_an_offset_are_zero)
{
    descry::failure const why(descry::errc::not_found);
    BOOST_TEST(why->line == 0U);
    BOOST_TEST(why->column == 0U);
    BOOST_TEST(descry::excerpt("text", why) == "");
}

BOOST_AUTO_TEST_CASE(name_the_member_that_a_misspelt_one_may_stand_for)
{
    struct {
        char const *written, *suggested;
    } const table[] = {{"timout", "timeout"},
                       {"timeouts", "timeout"},
                       {"Timeot", "timeout"},
                       {"hosts", "host"},
                       {"connect_timout", "connect_timeout"},
                       {"time", ""},
                       {"h", ""},
                       {"port", ""},
                       {"", ""},
                       {"ConnectTimeot", "connectTimeout"}};
    for (auto const& [written, suggested] : table) {
        auto const message = message_for("{\"" + std::string(written) + "\":1}");
        auto const place = "/" + std::string(written) + ": ";
        BOOST_TEST(message == (*suggested ? place + "no such member (did you mean `" + suggested + "`?) at byte 1"
                                          : place + "a member that the type does not name at byte 1"));
    }
    BOOST_TEST(message_for("{\"timeou" + std::string(100, 't') + "\":1}").find("did you mean") == std::string::npos);
    BOOST_TEST(descry::read_json<strict>(R"({"Prots":[]})").error()->explanation ==
               "no such member (did you mean `Ports`?)");
    BOOST_TEST(descry::read_json<strict>(R"({"timeot":[]})").error()->explanation ==
               "no such member (did you mean `Timeout`?)");
}

BOOST_AUTO_TEST_CASE(are_shown_by_an_excerpt)
{
    struct {
        char const *text, *line, *caret;
    } const table[] = {
        {R"({"timeout":@"x"})", R"({"timeout":"x"})", "           ^"},
        {"{\n  \"timeout\": @\"x\",\n}", "  \"timeout\": \"x\",", "             ^"},
        {"{\r\n\t\"timeout\": @\"x\"\r\n}", " \"timeout\": \"x\"", "            ^"},
        {"\xEF\xBB\xBF@[]", "[]", "^"},
        {"{\n@", "", "^"},
        {"{\"host\":\"@\x1B[31m\"}", "{\"host\":\" [31m\"}", "         ^"},
        {"{\"host\":\"@\x9B\x31m\"}", "{\"host\":\"\xEF\xBF\xBD\x31m\"}", "         ^"},
        {"{\"\xC2\x9B\xE2\x80\xAE\":@x}", "{\"  \":x}", "      ^"},              // CSI, right-to-left override
        {"{\"\xE6\x97\xA5\":@x}", "{\"\xE6\x97\xA5\":x}", "      ^"},            // of two columns
        {"{\"e\xCC\x81\xC3\xA9\":@x}", "{\"e\xCC\x81\xC3\xA9\":x}", "      ^"},  // a combining accent
        {"{\"\xF0\x9F\x98\x80\":@x}", "{\"\xF0\x9F\x98\x80\":x}", "      ^"},
    };
    for (auto const& row : table) BOOST_TEST(marked(row.text).excerpt() == row.line + std::string("\n") + row.caret);

    std::string_view const null("{\0}", 3);
    BOOST_TEST(descry::excerpt(null, descry::read_json<settings>(null).error()) == "{ }\n ^");
}

BOOST_AUTO_TEST_CASE(in_a_long_line_are_shown_with_what_is_near)
{
    auto const repeated = [](std::size_t count, std::string_view text) {
        std::string out;
        for (std::size_t i = 0; i != count; ++i) out += text;
        return out;
    };
    auto const as = [](std::size_t n) { return std::string(n, 'a'); };
    std::size_t const many = 1'000'000;
    struct {
        std::string before, after, shown_before, shown_after;
    } const table[] = {
        {"{\"" + as(many) + "\":", "x" + as(many), "..." + as(34) + "\":", "x" + as(35) + "..."},
        {"{\"" + as(many) + "\":", "x}", "..." + as(68) + "\":", "x}"},
        {"", "x" + as(many), "", "x" + as(71) + "..."},
        {"{\"" + as(66) + "\":", "x}", "{\"" + as(66) + "\":", "x}"},
        {"{\"" + as(67) + "\":", "x}", "...\"" + as(67) + "\":", "x}"},
        {"{\"" + repeated(many, "\xF0\x9F\x98\x80") + "\":", "x}",  // of two columns
         "..." + repeated(34, "\xF0\x9F\x98\x80") + "\":", "x}"},
        {"{\"" + repeated(many, "\xCC\x81") + "\":", "x}", "..." + repeated(68, "\xCC\x81") + "\":", "x}"},
    };
    for (auto const& row : table) {
        auto const excerpt = marked(row.before + '@' + row.after).excerpt();
        auto const end = excerpt.find('\n');
        BOOST_TEST(excerpt.substr(0, end) == row.shown_before + row.shown_after);
        BOOST_TEST(excerpt.size() < 1000U);
    }
    BOOST_TEST(marked(table[0].before + '@' + table[0].after).excerpt().ends_with('\n' + std::string(39, ' ') + '^'));
}

BOOST_AUTO_TEST_CASE(of_another_text_are_shown_within_it)
{
    auto const why = marked("{\n  \"timeout\": @\"x\"\n}").failure();
    BOOST_TEST(descry::excerpt("", why) == "\n^");
    BOOST_TEST(descry::excerpt("{}", why) == "{}\n  ^");
}

BOOST_AUTO_TEST_SUITE_END()
