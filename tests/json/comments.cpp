#include <descry/json.hpp>

#include <boost/test/unit_test.hpp>
#include <support/allocations.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

BOOST_AUTO_TEST_SUITE(comments)

namespace {

struct settings {
    std::optional<std::string> url;
    std::vector<int> ports;
    std::optional<bool> verbose;
    descry::extras extra;

    bool operator==(settings const&) const = default;
};
BOOST_DESCRIBE_STRUCT(settings, (), (url, ports, verbose, extra))

descry::result<settings> read(std::string_view text) { return descry::read_json<settings>(text, {.jsonc = true}); }

std::string written(std::string_view text)
{
    auto const value = read(text);
    return value ? descry::write_json(*value) : value.error().message();
}

}  // namespace

BOOST_AUTO_TEST_CASE(are_refused_by_default)
{
    for (std::string_view const text :
         {"// x\n{\"ports\":[]}", "{\"ports\":[]} // x", "{\"ports\":[/**/]}", "{\"ports\":[1,]}", "{\"ports\":[],}"}) {
        BOOST_TEST(!descry::read_json<settings>(text), text);
        BOOST_TEST(bool(read(text)), text);
    }
}

BOOST_AUTO_TEST_CASE(that_are_refused_are_named)
{
    std::string const comment = "a comment is not JSON (read_options::jsonc permits it)";
    std::string const element = "a comma after the last element is not JSON (read_options::jsonc permits it)";
    std::string const member = "a comma after the last member is not JSON (read_options::jsonc permits it)";
    struct {
        std::string_view text;  // `@` marks the place
        std::string_view pointer;
        std::string explanation;
    } const table[] = {
        {"@// x\n{}", "", comment},
        {"@/* x */{}", "", comment},
        {"@# x\n{}", "", "a comment with '#' is not JSON"},
        {"{@/**/\"ports\":[]}", "", comment},
        {"{\"ports\"@/**/:[]}", "", comment},
        {"{\"ports\":@/**/[]}", "/ports", comment},
        {"{\"url\":@/**/\"\"}", "/url", comment},
        {"{\"verbose\":@//\ntrue}", "/verbose", comment},
        {"{\"ports\":[@//\n]}", "/ports/0", comment},
        {"{\"ports\":[1@/**/]}", "/ports", comment},
        {"{\"ports\":[1 @# x\n]}", "/ports", "a comment with '#' is not JSON"},
        {"{\"ports\":[1,@/**/2]}", "/ports/1", comment},
        {"{\"ports\":[1]@// x\n}", "", comment},
        {"{\"ports\":[1]} @// x", "", comment},
        {"{\"ports\":[1]}\n@/* x", "", comment},
        {"{\"ports\":[1]} @# x", "", "a comment with '#' is not JSON"},
        {"{\"more\":[1 @/**/]}", "/more", comment},
        {"{\"more\":@/**/1}", "/more", comment},
        {"{\"ports\":[1@,]}", "/ports/1", element},
        {"{\"ports\":[1@, \r\n\t]}", "/ports/1", element},
        {"{\"ports\":[1,2]@,}", "", member},
        {"{\"ports\":[]@,\n}", "", member},
        {"{\"more\":[1@,]}", "/more", element},
        {"{\"more\":{\"a\":[]@,}}", "/more", member},
        {"{\"more\":{\"a\":1 @,}}", "/more", member},
        // A comment that is none, and commas that nothing permits.
        {"{\"ports\":[1@/2]}", "/ports", "expected ',' or ']', found '/'"},
        {"{\"ports\":[@,]}", "/ports/0", "expected an integer, found ','"},
        {"{@,}", "", "expected a name in quotes, found ','"},
        {"{\"ports\":[1,@,]}", "/ports/1", "expected an integer, found ','"},
        {"@]", "", "expected an object, found ']'"},
        {"{\"ports\":[1]} @/", "", ""},
        {"{\"ports\":[1]} @,", "", ""},
    };
    for (auto const& [marked, pointer, explanation] : table) BOOST_TEST_CONTEXT(marked)
        {
            std::string text(marked);
            auto const at = text.find('@');
            text.erase(at, 1);
            auto const read = descry::read_json<settings>(text);
            BOOST_TEST_REQUIRE(!read);
            auto const why = read.error();
            BOOST_TEST(why->pointer == pointer);
            BOOST_TEST(why->explanation == explanation);
            BOOST_TEST(why->offset.value() == at);
        }
    using numbers = std::map<std::string, std::vector<bool>>;
    BOOST_TEST(descry::read_json<numbers>(R"({"a":[true,]})").error().message() == "/a/1: " + element + " at byte 10");
    BOOST_TEST(descry::read_json<numbers>(R"({"a":[],})").error().message() == member + " at byte 7");
    descry::extras extra;
    BOOST_CHECK_EXCEPTION(extra.set("a", "1 // x"), descry::call_error,
                          [](auto const& e) { return e.error()->explanation == "a comment is not JSON"; });
}

BOOST_AUTO_TEST_CASE(are_allowed_wherever_white_space_is)
{
    std::string const plain = R"({"url":"a","ports":[1,2],"verbose":true,"more":{"x":[null,1.50,"\"/*"]}})";
    auto const expected = read(plain).value();
    std::vector<std::string> const tokens{"{", "\"url\"",  ":", "\"a\"",     ",",     "\"ports\"",   ":", "[",
                                          "1", ",",        "2", "]",         ",",     "\"verbose\"", ":", "true",
                                          ",", "\"more\"", ":", "{",         "\"x\"", ":",           "[", "null",
                                          ",", "1.50",     ",", R"("\"/*")", "]",     "}",           "}"};
    for (std::string const comment :
         {"/**/", "/* a */", "//\n", "// a\r", "// a /* \r\n", "/***/", "/* // */", "/* \n */", "/* \" */", "/*/*/",
          "/* [ { , */", "/*\xFF*/", "/* \xC3\xA4 */", "// \xE2\x82\xAC\n"})
        for (std::size_t place = 0; place <= tokens.size(); ++place) {
            std::string text;
            for (std::size_t i = 0; i <= tokens.size(); ++i) {
                if (i == place) text += comment;
                if (i != tokens.size()) text += tokens[i];
            }
            auto const value = read(text);
            BOOST_TEST_REQUIRE(bool(value), text);
            BOOST_TEST(value->ports == expected.ports);
            BOOST_TEST(value->extra.find("more").find("comment") == std::string_view::npos);
        }
    using namespace std::string_literals;
    BOOST_TEST(written("{\"ports\":[1/*\0*/]}"s) == R"({"ports":[1]})");
    BOOST_TEST(written("\xEF\xBB\xBF// x\n{\"ports\":[1]}// no line break") == R"({"ports":[1]})");
}

BOOST_AUTO_TEST_CASE(in_strings_are_text)
{
    BOOST_TEST(written(R"({"url":"https://a/*b*/","ports":[],"a//b":"\\"/* "*/})") ==
               R"({"url":"https://a/*b*/","ports":[],"a//b":"\\"})");
    BOOST_TEST(written(R"({"url":"\"// ","ports":[1]})") == R"({"url":"\"// ","ports":[1]})");
    BOOST_TEST(written(R"({"url":",]","ports":[1]})") == R"({"url":",]","ports":[1]})");
}

BOOST_AUTO_TEST_CASE(are_spaces_in_values_that_are_kept_as_text)
{
    BOOST_TEST(written("{\"ports\":[],\"more\":[1,/*a*/2,// b\n]}") == "{\"ports\":[],\"more\":[1,     2     \n]}");
    BOOST_TEST(descry::read_json<descry::raw_json>("[1,/**/]", {.jsonc = true})->text == "[1     ]");
}

BOOST_AUTO_TEST_CASE(and_a_comma_after_the_last_value_are_allowed)
{
    for (std::string_view const text :
         {"{\"ports\":[1,2,],}", "{\"ports\":[1,2 , ] ,\n}", "{\"ports\":[1,2,/*,*/]/**/,//,\n}"})
        BOOST_TEST(written(text) == R"({"ports":[1,2]})");
    BOOST_TEST(written(R"({"ports":[],"more":[[],{"a":"b",},[{},],],})") ==
               R"({"ports":[],"more":[[],{"a":"b" },[{} ] ]})");
}

BOOST_AUTO_TEST_CASE(but_no_other_comma_and_no_other_slash_are)
{
    struct {
        char const *text, *message;
    } const table[] = {
        {R"({,})", "expected a name in quotes, found ',' at byte 1"},
        {R"({"ports":[,]})", "/ports/0: expected an integer, found ',' at byte 10"},
        {R"({"ports":[/**/,/**/]})", "/ports/0: expected an integer, found ',' at byte 14"},
        {R"({"ports":[1,,2]})", "/ports/1: expected an integer, found ',' at byte 12"},
        {R"({"ports":[1,,]})", "/ports/1: expected an integer, found ',' at byte 12"},
        {R"({"ports":[1],,})", "expected a name in quotes, found ',' at byte 13"},
        {R"({"ports":,})", "/ports: expected an array, found ',' at byte 9"},
        {R"({"ports",})", "expected ':', found '}' at byte 9"},
        {R"({"ports":[]},)", "something follows the value at byte 12"},
        {R"({"ports":[1/2]})", "/ports: expected ',' or ']', found '/' at byte 11"},
        {R"({"ports":[1 / /**/ 2]})", "/ports: expected ',' or ']', found '/' at byte 12"},
        {R"({"ports":[1/**/2]})", "/ports: expected ',' or ']', found '2' at byte 15"},
        {R"({"verbose":tr/**/ue})", "/verbose: expected a JSON value, found 't' at byte 11"},
        {R"({"ports":[]}/)", "something follows the value at byte 12"},
        {R"(# x)", "a comment with '#' is not JSON at byte 0"},
        {R"({"ports":[]}# x)", "a comment with '#' is not JSON at byte 12"},
        {"/**/", "the text has no value at byte 4"},
        {"//", "the text has no value at byte 2"},
    };
    for (auto const& [text, message] : table) BOOST_TEST(written(text) == message, text << ": " << written(text));
}

BOOST_AUTO_TEST_CASE(without_an_end_are_an_error_where_they_begin)
{
    struct {
        char const *text, *message;
    } const table[] = {
        {"/*", "a comment has no end at byte 0"},
        {"/*/", "a comment has no end at byte 0"},
        {"{\"ports\":[1, /* 2]}", "/ports/1: a comment has no end at byte 13"},
        {"{\"ports\":[]} /* *", "a comment has no end at byte 13"},
        {"{\n/* x\n\n", "a comment has no end at line 2, column 1 (byte 2)"},
        {"{\"ports\":[x /*", "/ports/0: expected an integer, found 'x' at byte 10"},  // the first error
    };
    for (auto const& [text, message] : table) {
        BOOST_TEST(written(text) == message);
        BOOST_TEST((read(text).error() == descry::errc::unexpected_end) ==
                   (std::string_view(message).find("no end") != std::string_view::npos));
    }
}

BOOST_AUTO_TEST_CASE(do_not_move_the_place_of_an_error)
{
    std::string_view const text = "// \xC3\xA4\n{ /* \xE2\x82\xAC\n\n*/ /* \xC3\xA4 */ \"verbose\": 1,\n}";
    auto const why = read(text).error();
    BOOST_TEST(*why->offset == text.find("1"));
    BOOST_TEST(why->line == 4U);
    BOOST_TEST(why->column == 23U);
    BOOST_TEST(descry::excerpt(text, why) == "*/ /* \xC3\xA4 */ \"verbose\": 1,\n" + std::string(22, ' ') + '^');
}

BOOST_AUTO_TEST_CASE(change_nothing_where_there_are_none)
{
    std::string const text = R"( {"url":"a\"\\","ports":[1, 2],"x":{"y":[{},[]]}} )";
    for (std::size_t size = 0; size <= text.size(); ++size)
        for (char const* end : {"", "x", "\"", "]", "}"}) {
            auto const cut = text.substr(0, size) + end;
            auto const comma = cut.find_last_of(',');
            auto const after = cut.find_first_not_of(' ', comma + 1);
            if (comma != cut.npos && after != cut.npos && (cut[after] == ']' || cut[after] == '}')) continue;
            auto const strict = descry::read_json<settings>(cut);
            auto const liberal = read(cut);
            BOOST_TEST_REQUIRE(strict.has_value() == liberal.has_value(), cut);
            if (strict)
                BOOST_TEST((*strict == *liberal), cut);
            else
                BOOST_TEST(strict.error().message() == liberal.error().message(), cut);
        }
}

BOOST_AUTO_TEST_CASE(count_for_the_size_of_the_text)
{
    std::string const text = "{\"ports\":[]}/**/";
    BOOST_TEST(bool(descry::read_json<settings>(text, {.max_size = text.size(), .jsonc = true})));
    auto const longer = descry::read_json<settings>(text, {.max_size = text.size() - 1, .jsonc = true});
    BOOST_TEST((longer.error() == descry::errc::too_large));
}

BOOST_AUTO_TEST_CASE(are_not_copied_in_a_text_that_is_too_large)
{
    std::string const text = "\xEF\xBB\xBF{\"ports\":[]}//" + std::string(1'000'000, ' ');
    allocations::limit const limited(100'000);
    for (std::size_t const size : {std::size_t{0}, text.size() - 4}) {
        auto const read = descry::read_json<settings>(text, {.max_size = size, .jsonc = true});
        BOOST_TEST((read.error() == descry::errc::too_large));
    }
}

BOOST_AUTO_TEST_CASE(may_run_out_of_memory)
{
    std::string const text = "{\"ports\":[1,/*" + std::string(100, ' ') + "*/2,],\"x\":x}";
    for (std::size_t number = 1;; ++number) {
        allocations::failure_of_one const fails(number);
        auto const value = read(text);
        BOOST_TEST_REQUIRE(!value);
        if (!fails.has_come()) break;
        BOOST_TEST((value.error() == descry::errc::not_enough_memory));
    }
}

BOOST_AUTO_TEST_SUITE_END()
