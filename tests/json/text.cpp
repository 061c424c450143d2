#include <descry/json.hpp>
#include <descry/json/detail/utf8.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

BOOST_AUTO_TEST_SUITE(text)

namespace {

struct note {
    std::optional<std::string> text;
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(note, (), (text, extra))

// Alone and followed by blanks: near the end of what is read, text goes another way.
descry::result<std::string> read(std::string_view json)
{
    auto alone = descry::read_json<std::string>(json);
    auto const followed = descry::read_json<std::string>(std::string(json) + std::string(200, ' '));
    bool const same = alone ? followed && *followed == *alone
                            : !followed && followed.error().code() == alone.error().code() &&
                                  followed.error()->offset == alone.error()->offset;
    if (!same) BOOST_ERROR("read otherwise when blanks follow: " << json);
    return alone;
}

bool refused(std::string_view json, descry::errc why, std::size_t offset)
{
    auto const result = read(json);
    return !result && result.error() == why && result.error()->offset == offset;
}

std::string in_quotes(std::string_view content) { return '"' + std::string(content) + '"'; }

constexpr std::string_view well_formed[] = {
    "\x7F",              // the last of one byte
    "\xC2\x80",          // first and last of two bytes
    "\xDF\xBF",          //
    "\xE0\xA0\x80",      // of three, and on both sides of the surrogates
    "\xED\x9F\xBF",      //
    "\xEE\x80\x80",      //
    "\xEF\xBF\xBF",      //
    "\xF0\x90\x80\x80",  // of four
    "\xF4\x8F\xBF\xBF",  //
};

constexpr std::string_view malformed[] = {
    "\x80",                      // a continuation alone
    "\xBF",                      //
    "\xC0\x80",                  // overlong forms
    "\xC1\xBF",                  //
    "\xE0\x80\x80",              //
    "\xE0\x9F\xBF",              //
    "\xF0\x80\x80\x80",          //
    "\xF0\x8F\xBF\xBF",          //
    "\xED\xA0\x80",              // surrogates
    "\xED\xBF\xBF",              //
    "\xED\xA0\xBD\xED\xB8\x80",  // a pair of them (CESU-8)
    "\xF4\x90\x80\x80",          // above U+10FFFF
    "\xF5\x80\x80\x80",          //
    "\xF8\x88\x80\x80\x80",      //
    "\xFE",                      //
    "\xFF",                      //
    "\xC2",                      // cut off
    "\xE2\x82",                  //
    "\xF0\x9F\x98",              //
    "\xC2\x41",                  // continued wrongly
    "\xE2\x41\x82",              //
    "\xE2\x82\x41",              //
    "\xF0\x9F\x98\x41",          //
    "\xC2\xC2\x80",              //
};

// So that the place in a block of 16 bytes takes every value, and in a window of 64, with some before and after.
constexpr std::size_t places = 80;

}  // namespace

BOOST_AUTO_TEST_CASE(escapes_stand_for_their_characters)
{
    BOOST_TEST(read(R"("\"\\\/\b\f\n\r\t")").value() == "\"\\/\b\f\n\r\t");
    BOOST_TEST(read(R"("\u0041\u00e9\u20AC\uffff")").value() == "A\xC3\xA9\xE2\x82\xAC\xEF\xBF\xBF");
    BOOST_TEST(read(R"("\u0000")").value() == std::string(1, '\0'));
    BOOST_TEST(read(R"("\ud83d\ude00")").value() == "\xF0\x9F\x98\x80");
    BOOST_TEST(read(R"("\uD800\uDC00\uDBFF\uDFFF")").value() == "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF");
    BOOST_TEST(read(R"("\\u0041")").value() == "\\u0041");
}

BOOST_AUTO_TEST_CASE(each_code_point_can_be_escaped)
{
    for (std::uint32_t point = 0; point != 0x10000; ++point) {
        if (point >= 0xD800 && point <= 0xDFFF) continue;
        char escape[16];
        std::snprintf(escape, sizeof escape, "\"\\u%04x\"", static_cast<unsigned>(point));
        auto const text = read(escape).value();
        auto const length = descry::detail::utf8_length(text.data(), text.data() + text.size());
        if (length != text.size() || length != (point < 0x80 ? 1u : point < 0x800 ? 2u : 3u)) BOOST_ERROR(escape);
    }
}

BOOST_AUTO_TEST_CASE(escapes_stand_at_every_place_of_a_block)
{
    for (std::size_t before = 0; before != places; ++before) {
        auto const run = std::string(before, 'x');
        BOOST_TEST(read(in_quotes(run + "\\n" + run)).value() == run + "\n" + run);
        BOOST_TEST(read(in_quotes("\\t" + run + "\\u20AC" + run + "\\ud83d\\ude00" + run + "\\\\\\\"")).value() ==
                   "\t" + run + "\xE2\x82\xAC" + run + "\xF0\x9F\x98\x80" + run + "\\\"");
        BOOST_TEST(read(in_quotes(run + "\\ud83d\\ude00\\\"")).value() == run + "\xF0\x9F\x98\x80\"");
    }
}

BOOST_AUTO_TEST_CASE(escapes_stand_at_every_place_of_a_long_string)
{
    std::pair<std::string, std::string> const escapes[] = {{"\\n", "\n"},
                                                           {"\\\\\\\"", "\\\""},
                                                           {"\\u0041", "A"},
                                                           {"\\u20ac", "\xE2\x82\xAC"},
                                                           {"\\ud83d\\ude00", "\xF0\x9F\x98\x80"},
                                                           {"\xC3\xA9", "\xC3\xA9"}};
    std::string const rest(300, 'z');
    for (std::size_t before = 0; before != places; ++before)
        for (auto const& [escape, character] : escapes) {
            auto const run = std::string(before, 'x');
            BOOST_TEST(read(in_quotes("\\t" + run + escape + escape + rest)).value() ==
                       "\t" + run + character + character + rest);
            for (auto const* wrong : {"\\x", "\\ud800", "\\u00g0", "\x80", "\x1F"})
                BOOST_TEST(!read(in_quotes("\\t" + run + escape + wrong + rest)));
        }
}

BOOST_AUTO_TEST_CASE(other_escapes_are_refused)
{
    for (auto const* json :
         {R"("\x41")", R"("\a")", R"("\'")", R"("\U0041")", R"("\0")", "\"\\\n\"", R"("\ ")", "\"\\\xC3\xA9\"",
          R"("\u004")", R"("\u00g0")", R"("\u 041")", R"("\u+041")", R"("\u-041")"})
        BOOST_TEST(refused(json, descry::errc::invalid_escape, 1), json);
}

BOOST_AUTO_TEST_CASE(a_surrogate_does_not_stand_alone)
{
    for (auto const* json :
         {R"("\ud800")", R"("\udbff")", R"("\udc00")", R"("\udfff")", R"("\ud800x")", R"("\ud800\n")",
          R"("\ud800\u0041")", R"("\ud800\ud800")", R"("\udc00\ud800")", R"("\ud800\\udc00")"})
        BOOST_TEST(refused(json, descry::errc::invalid_escape, 1), json);
    BOOST_TEST(refused(R"("\ud83d\ude00\ude00")", descry::errc::invalid_escape, 13));
}

BOOST_AUTO_TEST_CASE(control_characters_have_to_be_escaped)
{
    for (int c = 0; c != 0x20; ++c)
        for (std::size_t before = 0; before != places; ++before) {
            auto const content = std::string(before, 'x') + static_cast<char>(c) + std::string(20, 'y');
            if (!refused(in_quotes(content), descry::errc::syntax_error, before + 1) ||
                !refused(in_quotes("\\n" + content), descry::errc::syntax_error, before + 3))
                BOOST_ERROR("byte " << c << " at " << before);
        }
}

BOOST_AUTO_TEST_CASE(del_is_no_control_character_to_json) { BOOST_TEST(read("\"\x7F\"").value() == "\x7F"); }

BOOST_AUTO_TEST_CASE(well_formed_utf8_is_read_and_written_at_every_place_of_a_block)
{
    for (auto const bytes : well_formed)
        for (std::size_t before = 0; before != places; ++before) {
            auto const content = std::string(before, 'x') + std::string(bytes) + "y" + std::string(bytes);
            BOOST_TEST(read(in_quotes(content)).value() == content);
            BOOST_TEST(descry::write_json(content) == in_quotes(content));
        }
}

BOOST_AUTO_TEST_CASE(malformed_utf8_is_refused_in_a_value_at_every_place_of_a_block)
{
    for (auto const bytes : malformed)
        for (std::size_t before = 0; before != places; ++before)
            for (auto const* after : {"", "y", "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy"})
                BOOST_TEST(refused(in_quotes(std::string(before, 'x') + std::string(bytes) + after),
                                   descry::errc::invalid_utf8, before + 1));
}

BOOST_AUTO_TEST_CASE(malformed_utf8_is_refused_after_an_escape)
{
    for (auto const bytes : malformed)
        for (std::size_t before = 0; before != places; ++before)
            BOOST_TEST(refused(in_quotes("\\n" + std::string(before, 'x') + std::string(bytes)),
                               descry::errc::invalid_utf8, before + 3));
}

BOOST_AUTO_TEST_CASE(malformed_utf8_is_refused_in_names_and_in_what_is_unknown)
{
    for (auto const bytes : malformed)
        for (std::size_t before = 0; before != places; ++before) {
            auto const content = in_quotes(std::string(before, 'x') + std::string(bytes));
            for (auto const& json : {"{" + content + ":1}", "{\"u\":" + content + "}", "{\"u\":{" + content + ":1}}",
                                     "{\"u\":[1," + content + "]}", "{\"text\":" + content + "}"}) {
                auto const result = descry::read_json<note>(json);
                BOOST_TEST((!result && result.error() == descry::errc::invalid_utf8), json);
            }
            BOOST_TEST(!descry::read_json<descry::raw_json>(content));
        }
}

BOOST_AUTO_TEST_CASE(malformed_utf8_outside_of_text_is_refused)
{
    for (auto const bytes : malformed) {
        BOOST_TEST(!descry::read_json<note>(std::string(bytes) + "{}"));
        BOOST_TEST(!descry::read_json<note>("{}" + std::string(bytes)));
        BOOST_TEST(!descry::read_json<note>("{" + std::string(bytes) + "}"));
    }
}

BOOST_AUTO_TEST_CASE(malformed_utf8_is_not_written)
{
    for (auto const bytes : malformed)
        for (std::size_t before = 0; before != places; ++before)
            BOOST_CHECK_EXCEPTION(descry::write_json(std::string(before, 'x') + std::string(bytes)), descry::call_error,
                                  [](descry::call_error const& e) { return e.error() == descry::errc::invalid_utf8; });
}

BOOST_AUTO_TEST_CASE(is_written_with_the_escapes_it_needs_and_no_others)
{
    BOOST_TEST(descry::write_json(std::string("\"\\/\b\f\n\r\t\x7F'<>&")) == "\"\\\"\\\\/\\b\\f\\n\\r\\t\x7F'<>&\"");
    BOOST_TEST(descry::write_json(std::string("\0\x01\x0B\x1F", 4)) == R"("\u0000\u0001\u000b\u001f")");
}

BOOST_AUTO_TEST_CASE(of_any_bytes_below_128_makes_the_round_trip_at_every_place)
{
    for (int c = 0; c != 0x80; ++c)
        for (std::size_t before = 0; before != places; ++before) {
            auto const content = std::string(before, 'x') + static_cast<char>(c) + "\xC3\xA9" + static_cast<char>(c);
            if (read(descry::write_json(content)).value() != content) BOOST_ERROR("byte " << c << " at " << before);
        }
}

BOOST_AUTO_TEST_CASE(may_be_long)
{
    auto const content = std::string(1'000'000, 'x') + "\n" + std::string(1'000'000, '\t');
    BOOST_TEST((read(descry::write_json(content)).value() == content));
}

BOOST_AUTO_TEST_SUITE_END()
