#include <descry/json.hpp>
#include <descry/json/lines.hpp>

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <cstddef>
#include <functional>
#include <list>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace {

struct request {
    std::string_view name;
    char const* label = nullptr;
    std::span<int const> parts;
    std::span<std::byte const> key;
    std::reference_wrapper<std::string const> owner;
    std::vector<std::string_view> tags;
};
BOOST_DESCRIBE_STRUCT(request, (), (name, label, parts, key, owner, tags))

struct record {
    std::string_view name;
    std::optional<std::string_view> note;
    std::vector<std::u8string_view> tags;
    std::map<std::string, std::list<std::string_view>> groups;
};
BOOST_DESCRIBE_STRUCT(record, (), (name, note, tags, groups))

}  // namespace

template <>
inline constexpr auto descry::format_of<& record::name> = descry::borrowed;
template <>
inline constexpr auto descry::format_of<& record::note> = descry::borrowed;
template <>
inline constexpr auto descry::format_of<& record::tags> = descry::borrowed;
template <>
inline constexpr auto descry::format_of<& record::groups> = descry::borrowed;

BOOST_AUTO_TEST_SUITE(views)

BOOST_AUTO_TEST_CASE(are_written_as_what_they_show)
{
    std::vector<int> const parts{1, 2};
    std::string const owner = "o\n";
    std::byte const key[]{std::byte{1}, std::byte{255}};
    BOOST_TEST(descry::write_json(request{"n", "l", parts, key, owner, {"a", {}}}) ==
               R"({"name":"n","label":"l","parts":[1,2],"key":"Af8=","owner":"o\n","tags":["a",""]})");
    BOOST_TEST(descry::write_json(request{{}, nullptr, {}, {}, owner, {}}) ==
               R"({"name":"","label":null,"parts":[],"key":"","owner":"o\n","tags":[]})");
    BOOST_TEST(descry::write_json(std::variant<int, std::string_view>("x")) == R"("x")");
}

BOOST_AUTO_TEST_CASE(are_names_too)
{
    BOOST_TEST((descry::write_json(std::map<std::string_view, int>{{"a\n", 1}, {"", 2}}) == R"({"":2,"a\n":1})"));
    BOOST_TEST((descry::write_json(std::map<std::u8string, int>{{u8"é", 1}}) == R"({"é":1})"));
    BOOST_CHECK_THROW((descry::write_json(std::map<std::string_view, int>{{"\xFF", 1}})), descry::call_error);
}

BOOST_AUTO_TEST_CASE(are_read_as_views_of_the_text_where_they_are_borrowed)
{
    std::string const text = R"({"name":"Ada","note":null,"tags":["","a long text of more than sixteen bytes é"],)"
                             R"("groups":{"\u0061":["x"]}})";
    auto const is_in_text = [&](auto view) {
        auto const* const at = reinterpret_cast<char const*>(view.data());
        return at > text.data() && at + view.size() < text.data() + text.size();
    };
    auto const read = descry::read_json<record>(text).value();
    BOOST_TEST((read.name == "Ada" && !read.note && read.tags.size() == 2 && read.groups.at("a").front() == "x"));
    BOOST_TEST((is_in_text(read.name) && is_in_text(read.tags[0]) && is_in_text(read.tags[1])));
    BOOST_TEST(is_in_text(read.groups.at("a").front()));
    BOOST_TEST(descry::write_json(read) == R"({"name":"Ada","tags":["","a long text of more than sixteen bytes é"],)"
                                           R"("groups":{"a":["x"]}})");
}

BOOST_AUTO_TEST_CASE(are_views_of_the_text_with_its_comments)
{
    std::string const text = "\xEF\xBB\xBF{/**/\"name\":/*,*/\"Ada\",\"tags\":[\"//\",],\"groups\":{},}// end";
    auto const read = descry::read_json<record>(text, {.jsonc = true}).value();
    BOOST_TEST((read.name == "Ada" && read.name.data() == text.data() + text.find("Ada")));
    auto const* const tag = reinterpret_cast<char const*>(read.tags.at(0).data());
    BOOST_TEST((read.tags[0] == u8"//" && tag == text.data() + text.find("//\"")));
    auto const escaped = descry::read_json<record>("{/**/\"name\":\"\\n\"}", {.jsonc = true});
    BOOST_TEST(escaped.error()->explanation == "expected a string without escapes, since the member is a view of it");
}

BOOST_AUTO_TEST_CASE(are_views_of_the_text_of_which_lines_are_read)
{
    std::string const text = R"({"name":"Ada","tags":[],"groups":{}})";
    std::string const lines = "\n" + text + "\n" + text;
    std::vector<std::size_t> places;
    for (auto const& each : descry::read_json_lines<record>(lines))
        places.push_back(static_cast<std::size_t>(each->name.data() - lines.data()));
    BOOST_TEST((places == std::vector{lines.find("Ada"), lines.rfind("Ada")}));
}

BOOST_AUTO_TEST_CASE(of_text_with_escapes_do_not_exist)
{
    auto const message = [](std::string_view name, std::string_view tags) {
        auto const text = R"({"NAME":)" + std::string(name) + R"(,"tags":)" + std::string(tags) + R"(,"groups":{}})";
        auto const read = descry::read_json<record>(text);
        return read ? descry::write_json(*read) : read.error().message();
    };
    BOOST_TEST(message(R"("a\n")", "[]") ==
               "/NAME: expected a string without escapes, since the member is a view of it at byte 8");
    BOOST_TEST(message(R"("a long text of more than sixteen bytes\u0020")", "[]") ==
               "/NAME: expected a string without escapes, since the member is a view of it at byte 8");
    BOOST_TEST(message(R"("")", R"(["a","\\"])") ==
               "/tags/1: expected a string without escapes, since the member is a view of it at byte 23");
    BOOST_TEST(message("1", "[]") == "/NAME: expected a string, found a number at byte 8");
    BOOST_TEST(message("null", "[]") == "/NAME: expected a string, found null at byte 8");
}

BOOST_AUTO_TEST_CASE(an_atomic_is_read_as_well)
{
    std::atomic<int> count = 4;
    BOOST_TEST(descry::write_json(count) == "4");
    BOOST_TEST(descry::read_json_into("7", count).has_value());
    BOOST_TEST(count == 7);
    BOOST_TEST(!descry::read_json_into("\"8\"", count));
    BOOST_TEST(count == 7);
}

BOOST_AUTO_TEST_SUITE_END()
