// The texts of JSONTestSuite with descry's verdicts.
#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>
#include <descry/json.hpp>
#include <descry/json/boost_json.hpp>
#include <support/data_file.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(json_test_suite)

namespace {

enum class verdict { refused, accepted };

// The texts that RFC 8259 leaves to the implementation.
std::map<std::string_view, verdict> const decisions{
    // A number is kept as its text, whatever its size. A double may be too small for it, and is then zero.
    {"i_number_double_huge_neg_exp", verdict::accepted},
    {"i_number_huge_exp", verdict::accepted},
    {"i_number_neg_int_huge_exp", verdict::accepted},
    {"i_number_pos_double_huge_exp", verdict::accepted},
    {"i_number_real_neg_overflow", verdict::accepted},
    {"i_number_real_pos_overflow", verdict::accepted},
    {"i_number_real_underflow", verdict::accepted},
    {"i_number_too_big_neg_int", verdict::accepted},
    {"i_number_too_big_pos_int", verdict::accepted},
    {"i_number_very_big_negative_int", verdict::accepted},
    // A surrogate without its other half is no character, and has no UTF-8.
    {"i_object_key_lone_2nd_surrogate", verdict::refused},
    {"i_string_1st_surrogate_but_2nd_missing", verdict::refused},
    {"i_string_1st_valid_surrogate_2nd_invalid", verdict::refused},
    {"i_string_incomplete_surrogate_and_escape_valid", verdict::refused},
    {"i_string_incomplete_surrogate_pair", verdict::refused},
    {"i_string_incomplete_surrogates_escape_valid", verdict::refused},
    {"i_string_invalid_lonely_surrogate", verdict::refused},
    {"i_string_invalid_surrogate", verdict::refused},
    {"i_string_inverted_surrogates_U+1D11E", verdict::refused},
    {"i_string_lone_second_surrogate", verdict::refused},
    // Texts are UTF-8 (RFC 8259, 8.1).
    {"i_string_UTF-16LE_with_BOM", verdict::refused},
    {"i_string_UTF-8_invalid_sequence", verdict::refused},
    {"i_string_UTF8_surrogate_U+D800", verdict::refused},
    {"i_string_invalid_utf-8", verdict::refused},
    {"i_string_iso_latin_1", verdict::refused},
    {"i_string_lone_utf8_continuation_byte", verdict::refused},
    {"i_string_not_in_unicode_range", verdict::refused},
    {"i_string_overlong_sequence_2_bytes", verdict::refused},
    {"i_string_overlong_sequence_6_bytes", verdict::refused},
    {"i_string_overlong_sequence_6_bytes_null", verdict::refused},
    {"i_string_truncated-utf-8", verdict::refused},
    {"i_string_utf16BE_no_BOM", verdict::refused},
    {"i_string_utf16LE_no_BOM", verdict::refused},
    // A byte order mark is skipped.
    {"i_structure_UTF-8_BOM_empty_object", verdict::accepted},
    // Deeper than read_options::max_depth.
    {"i_structure_500_nested_arrays", verdict::refused},
};

verdict expected(std::string const& name)
{
    if (name.starts_with("i_")) return decisions.at(name);
    return name.starts_with("y_") ? verdict::accepted : verdict::refused;
}

// What read_options::jsonc adds: comments, and a comma after the last value.
std::set<std::string_view> const is_jsonc{"n_array_extra_comma",
                                          "n_array_number_and_comma",
                                          "n_object_trailing_comma",
                                          "n_object_trailing_comment",
                                          "n_object_trailing_comment_slash_open",
                                          "n_structure_object_with_comment"};

// What a boost::json::value cannot hold: numbers that are too large for a double, and names that are repeated.
std::set<std::string_view> const not_a_value{"i_number_huge_exp",
                                             "i_number_neg_int_huge_exp",
                                             "i_number_pos_double_huge_exp",
                                             "i_number_real_neg_overflow",
                                             "i_number_real_pos_overflow",
                                             "y_object_duplicated_key",
                                             "y_object_duplicated_key_and_value"};

std::string_view trimmed(std::string_view text)
{
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    return text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
}

}  // namespace

BOOST_AUTO_TEST_CASE(each_text_has_its_verdict)
{
    std::map<char, int> counts;
    for (auto const& fields : data_file::lines_of("json_test_suite.tsv")) {
        auto const& name = fields.at(0);
        std::string text;
        for (auto times = fields.size() == 3 ? std::stoi(fields[2]) : 1; times != 0; --times) text += fields.at(1);
        ++counts[name[0]];
        BOOST_TEST_CONTEXT(name)
        {
            auto const kept = descry::read_json<descry::raw_json>(text);
            BOOST_TEST(kept.has_value() == (expected(name) == verdict::accepted));
            if (kept) BOOST_TEST(kept->text == trimmed(text));
            auto const lenient = descry::read_json<descry::raw_json>(text, {.jsonc = true});
            BOOST_TEST(lenient.has_value() == (kept || is_jsonc.contains(name)));

            auto const value = descry::read_json<boost::json::value>(text);
            BOOST_TEST(value.has_value() == (kept && !not_a_value.contains(name)));
            // Boost.JSON 1.81 rounds doubles otherwise.
            if (value && !name.starts_with("i_number")) BOOST_TEST((*value == boost::json::parse(trimmed(text))));
        }
    }
    BOOST_TEST(counts['y'] == 95);
    BOOST_TEST(counts['n'] == 188);
    BOOST_TEST(counts['i'] == static_cast<int>(decisions.size()));
}

BOOST_AUTO_TEST_CASE(nested_arrays_are_limited_by_the_option)
{
    auto const text = std::string(500, '[') + std::string(500, ']');
    BOOST_TEST((descry::read_json<descry::raw_json>(text).error() == descry::errc::too_deep));
    BOOST_TEST((descry::read_json<descry::raw_json>(text, {.max_depth = 500}).value().text == text));
}

BOOST_AUTO_TEST_SUITE_END()
