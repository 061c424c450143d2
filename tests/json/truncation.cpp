#include <boost/test/unit_test.hpp>
#include <json/billing_profile.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

BOOST_AUTO_TEST_SUITE(truncation)

namespace {

using descry::errc;

template <class T>
void check_each_beginning(std::string_view text)
{
    BOOST_TEST_REQUIRE(descry::read_json<T>(text).has_value());
    for (std::size_t length = 0; length != text.size(); ++length) {
        auto const result = descry::read_json<T>(text.substr(0, length));
        BOOST_TEST_REQUIRE(!result, "cut at byte " << length);
        BOOST_TEST((result.error() == errc::unexpected_end),
                   "cut at byte " << length << ": " << result.error().message());
        BOOST_TEST(result.error()->offset.value() == length);
    }
}

// A struct that knows nothing of the text: everything is skipped.
struct stranger {
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(stranger, (), (extra))

// Each member is of another kind than the text's.
struct mistaken {
    std::optional<bool> id, first_name, last_name, default_address;
};
BOOST_DESCRIBE_STRUCT(mistaken, (), (id, first_name, last_name, default_address))

}  // namespace

BOOST_AUTO_TEST_CASE(at_every_byte_is_told_from_text_that_is_wrong)
{
    check_each_beginning<sample::billing_profile>(sample::text);
}

BOOST_AUTO_TEST_CASE(at_every_byte_of_what_is_kept_as_it_is) { check_each_beginning<descry::raw_json>(sample::text); }

BOOST_AUTO_TEST_CASE(at_every_byte_of_unknown_members) { check_each_beginning<stranger>(sample::text); }

BOOST_AUTO_TEST_CASE(at_every_byte_of_text_with_escapes_and_longer_characters)
{
    check_each_beginning<std::string>(R"("a\n\u00e9\ud83d\ude00é€😀")");
    check_each_beginning<std::string>(
        "\"\xC2\x80\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xF0\x90\x80\x80\xF4\x8F\xBF\xBF\"");
    check_each_beginning<stranger>(R"({"😀\ud83d\ude00":"\u00e9é"})");
}

BOOST_AUTO_TEST_CASE(at_every_byte_of_words_and_of_numbers_in_a_list)
{
    check_each_beginning<descry::raw_json>("[true,false,null,-0.5e+10,10]");
    check_each_beginning<std::vector<std::optional<double>>>("[null,-0.5e+10,10]");
}

BOOST_AUTO_TEST_CASE(of_a_character_that_is_already_wrong_is_invalid_utf8)
{
    for (auto const* text : {"\"\x80", "\"\xC1", "\"\xE0\x80", "\"\xED\xA0", "\"\xF0\x8F", "\"\xF4\x90", "\"\xF5",
                             "\"\xFF", "\"\xE2\x28", "\"\xF0\x9F\x28"}) {
        auto const result = descry::read_json<std::string>(text);
        BOOST_TEST_REQUIRE(!result);
        BOOST_TEST((result.error() == errc::invalid_utf8));
        BOOST_TEST(result.error()->offset.value() == 1u);
    }
}

BOOST_AUTO_TEST_CASE(in_the_middle_of_a_value_of_the_wrong_kind_never_reads)
{
    for (std::size_t length = 0; length <= sample::text.size(); ++length)
        BOOST_TEST(!descry::read_json<mistaken>(sample::text.substr(0, length)));
}

BOOST_AUTO_TEST_SUITE_END()
