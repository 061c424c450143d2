// The text of a file, of a stream or of a temporary string is gone when its value is used.
// expected: descry::wrong::borrowed_member_would_outlive_the_text_of_which_it_is_a_view<shop::line,&shop::line::name>
// also: descry::wrong::borrowed_member_would_outlive_the_text_of_which_it_is_a_view<shop::entry,&shop::entry::text>
// also: descry::wrong::borrowed_member_would_outlive_the_text_of_which_it_is_a_view<shop::event,&shop::event::text>
// also: descry::wrong::borrowed_member_would_outlive_the_text_of_which_it_is_a_view<shop::note,&shop::note::text>
// also: descry::wrong::borrowed_member_would_outlive_the_text_of_which_it_is_a_view<shop::memo,&shop::memo::text>
#include <boost/describe/class.hpp>

#include <descry/json/file.hpp>
#include <descry/json/lines.hpp>

#include <istream>
#include <string>
#include <string_view>

namespace shop {

struct line {
    std::string_view name;
};
BOOST_DESCRIBE_STRUCT(line, (), (name))

struct entry {
    std::string_view text;
};
BOOST_DESCRIBE_STRUCT(entry, (), (text))

struct event {
    std::string_view text;
};
BOOST_DESCRIBE_STRUCT(event, (), (text))

struct note {
    std::string_view text;
};
BOOST_DESCRIBE_STRUCT(note, (), (text))

struct memo {
    std::string_view text;
};
BOOST_DESCRIBE_STRUCT(memo, (), (text))

struct owner {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(owner, (), (text))

}  // namespace shop

template <>
inline constexpr auto descry::format_of<& shop::line::name> = descry::borrowed;
template <>
inline constexpr auto descry::format_of<& shop::entry::text> = descry::borrowed;
template <>
inline constexpr auto descry::format_of<& shop::event::text> = descry::borrowed;
template <>
inline constexpr auto descry::format_of<& shop::note::text> = descry::borrowed;
template <>
inline constexpr auto descry::format_of<& shop::memo::text> = descry::borrowed;

#ifdef MISTAKE
auto file() { return descry::read_json_file<shop::line>("line.json"); }
auto lines(std::istream& in) { return descry::read_json_lines<shop::entry>(in); }
auto lines_of_file() { return descry::read_json_lines_file<shop::event>("lines.jsonl"); }
auto temporary(std::string const& text) { return descry::read_json<shop::note>(text + "}"); }
auto into(std::string const& text, shop::memo& value) { return descry::read_json_into(text + "}", value); }
#else
auto file(std::string_view text) { return descry::read_json<shop::line>(text); }
auto lines(std::string_view text) { return descry::read_json_lines<shop::entry>(text); }
auto lasting(std::string& text) { return descry::read_json<shop::note>(text); }
auto into(std::string const& text, shop::memo& value) { return descry::read_json_into(text, value); }
auto temporary(std::string const& text) { return descry::read_json<shop::owner>(text + "}"); }
auto of_literal() { return descry::read_json<shop::memo>("{}"); }
#endif
