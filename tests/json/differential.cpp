#include <boost/test/unit_test.hpp>
#include <descry/json/boost_json.hpp>
#include <json/oracle.hpp>
#include <support/data_file.hpp>

#include <limits>
#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(differential)

namespace {

namespace json = boost::json;

using oracle::by_boost;
using oracle::disagreement;
using oracle::repeats_a_name;

}  // namespace

BOOST_AUTO_TEST_CASE(agrees_on_texts_picked_by_hand)
{
    using namespace std::string_view_literals;
    for (auto const text :
         {// values
          ""sv, " "sv, "null"sv, "true"sv, "false"sv, "nul"sv, "nulll"sv, "True"sv, "NULL"sv, "\"\""sv, "{}"sv, "[]"sv,
          " [ ] "sv, "\t\r\n1\t\r\n"sv, "1 2"sv, "{}{}"sv, "[]]"sv, "]"sv, "}"sv, ","sv, ":"sv, "undefined"sv,
          // white space that is none, and bytes outside of text
          "\f1"sv, "1\v"sv,
          "\xC2\xA0"
          "1"sv,
          "1\0"sv, "\0"sv, "[1,\0]"sv, "\x01"sv, "\x7F"sv, "\xFF"sv,
          "\xE2\x80\xA8"
          "1"sv,
          // numbers
          "0"sv, "-0"sv, "00"sv, "01"sv, "-01"sv, "-"sv, "--1"sv, "+1"sv, "1."sv, ".1"sv, "1.0"sv, "1.e1"sv, "1e1"sv,
          "1E+1"sv, "1e-1"sv, "1e"sv, "1e+"sv, "1ee1"sv, "1e1.5"sv, "0e0"sv, "0.0e-0"sv, "-0.0"sv, "1e999"sv,
          "-1e999"sv, "1e-999"sv, "1e000001"sv, "0x1"sv, "1_0"sv, "1,0"sv, "NaN"sv, "-NaN"sv, "Infinity"sv,
          "-Infinity"sv, "1a"sv, "- 1"sv, "9223372036854775807"sv, "9223372036854775808"sv, "-9223372036854775808"sv,
          "-9223372036854775809"sv, "18446744073709551615"sv, "18446744073709551616"sv,
          "123456789012345678901234567890.123456789e-5"sv,
          // lists and objects
          "[1]"sv, "[1,]"sv, "[,1]"sv, "[1 2]"sv, "[1,,2]"sv, "[1"sv, "[1,"sv, "["sv, "[1}"sv, "[[]"sv, "[:1]"sv,
          "[\"a\":1]"sv, R"({"a":1})"sv, R"({"a":1,})"sv, R"({,"a":1})"sv, R"({"a"})"sv, R"({"a":})"sv, R"({"a" 1})"sv,
          R"({a:1})"sv, R"({'a':1})"sv, R"({1:1})"sv, R"({"a":1 "b":2})"sv, R"({"a":1,,"b":2})"sv, R"({"a":1]})"sv,
          R"({"a")"sv, R"({"a":)"sv, R"({"a":1)"sv, R"({"a":1,)"sv, R"({"a"::1})"sv, R"({"a":1:2})"sv, R"({null:1})"sv,
          R"({"":1})"sv, R"({"a":{"b":[{}]}})"sv, "{\"a\"\n:\t1\r}"sv, R"({"a":1}})"sv,
          // comments
          "/**/1"sv, "1//"sv, "[1/**/]"sv, "{/**/}"sv, "#1"sv,
          // text
          R"("a)"sv, R"("a\")"sv, R"("\")"sv, R"("\\")"sv, R"("\"")"sv, R"("\/\b\f\n\r\t")"sv, R"("\a")"sv,
          R"("\x41")"sv, R"("\u0041")"sv, R"("\u004")"sv, R"("\u")"sv, R"("\u00zz")"sv, R"("\U0041")"sv,
          R"("\u0000")"sv, R"("\uFFFF")"sv, R"("\ud83d\ude00")"sv, R"("\uD83D\uDE00")"sv, "'a'"sv, "\"\n\""sv,
          "\"\t\""sv, "\"\0\""sv, "\"\x1F\""sv, "\"\x7F\""sv,
          // surrogates that stand alone: both refuse
          R"("\ud800")"sv, R"("\udc00")"sv, R"("\ud800x")"sv, R"("\ud800\n")"sv, R"("\ud800\u0041")"sv,
          R"("\ud800\ud800")"sv, R"("\udc00\ud800")"sv, R"("\ud800\)"sv, R"("\ud800\u)"sv, R"({"\ud800":1})"sv,
          // UTF-8
          "\"\xC3\xA9\""sv, "\"\xE2\x82\xAC\""sv, "\"\xF0\x9F\x98\x80\""sv, "\"\xF4\x8F\xBF\xBF\""sv,
          "\"\xEF\xBF\xBE\""sv, "\"\x80\""sv, "\"\xC0\x80\""sv, "\"\xC1\xBF\""sv, "\"\xE0\x9F\xBF\""sv,
          "\"\xED\xA0\x80\""sv, "\"\xF0\x8F\xBF\xBF\""sv, "\"\xF4\x90\x80\x80\""sv, "\"\xF5\x80\x80\x80\""sv,
          "\"\xFE\""sv, "\"\xC3\""sv, "\"\xE2\x82\""sv, "\"\xF0\x9F\x98\""sv, "\"\xC3("sv, "{\"\xFF\":1}"sv,
          "{\"\xC3\xA9\":1}"sv, "\"\xEF\xBB\xBF\""sv})
        BOOST_TEST(disagreement(text) == "", text);
}

BOOST_AUTO_TEST_CASE(agrees_on_the_texts_of_json_test_suite)
{
    for (auto const& fields : data_file::lines_of("json_test_suite.tsv"))
        if (fields.size() == 2) BOOST_TEST(disagreement(fields[1]) == "", fields[0]);
}

BOOST_AUTO_TEST_CASE(agrees_on_every_beginning_of_a_document)
{
    for (std::size_t length = 0; length <= sample::text.size(); ++length)
        BOOST_TEST(disagreement(sample::text.substr(0, length)) == "");
}

BOOST_AUTO_TEST_CASE(agrees_on_every_single_byte_in_every_kind_of_place)
{
    for (int c = 0; c != 256; ++c) {
        auto const byte = std::string(1, static_cast<char>(c));
        for (auto const& text : {byte,
                                 "1" + byte,
                                 byte + "1",
                                 "[1" + byte + "2]",
                                 "[" + byte + "]",
                                 "{" + byte + "}",
                                 "{\"a\"" + byte + "1}",
                                 "{\"a\":" + byte + "}",
                                 "{\"a\":1" + byte + "\"b\":2}",
                                 "\"" + byte + "\"",
                                 "\"\\" + byte + "\"",
                                 "\"\\u00" + byte + "1\"",
                                 "\"0123456789abcde" + byte + "\"",
                                 "\"\xC3" + byte + "\"",
                                 "\"\xE2" + byte + "\x82\"",
                                 "\"\xF0\x9F" + byte + "\x80\"",
                                 "1e" + byte,
                                 "-" + byte,
                                 "0" + byte,
                                 "1." + byte,
                                 "tru" + byte,
                                 "\"\\ud83d\\" + byte + "de00\""})
            BOOST_TEST(disagreement(text) == "", text);
    }
}

BOOST_AUTO_TEST_CASE(agrees_on_the_depth_where_it_is_limited)
{
    for (std::size_t limit = 1; limit != 40; ++limit)
        for (std::size_t levels = 1; levels != 40; ++levels) {
            auto const text = std::string(levels, '[') + std::string(levels, ']');
            json::parse_options options;
            options.max_depth = limit;
            json::error_code error;
            json::parse(text, error, {}, options);
            BOOST_TEST(descry::read_json<descry::raw_json>(text, {.max_depth = limit}).has_value() == !error);
        }
}

// The documented list of disagreements.

BOOST_AUTO_TEST_CASE(differs_on_the_byte_order_mark_which_we_skip)
{
    BOOST_TEST(!by_boost("\xEF\xBB\xBF{}"));
    BOOST_TEST(descry::read_json<oracle::stranger>("\xEF\xBB\xBF{}").has_value());
}

BOOST_AUTO_TEST_CASE(differs_on_depth_which_we_limit_to_64_and_boost_to_32)
{
    auto const text = std::string(40, '[') + std::string(40, ']');
    json::error_code error;
    json::parse(text, error);
    BOOST_TEST((error == json::error::too_deep));
    BOOST_TEST(descry::read_json<descry::raw_json>(text).has_value());
}

BOOST_AUTO_TEST_CASE(differs_on_repeated_names_which_we_refuse_in_typed_objects)
{
    for (auto const* text : {R"({"a":1,"a":2})", R"({"id":1,"id":2})", R"({"ID":1,"iD":2})"}) {
        BOOST_TEST(by_boost(text).has_value());
        BOOST_TEST(repeats_a_name<oracle::profile_of_anything>(text));
    }
    // What is kept as it is keeps them too.
    BOOST_TEST(descry::read_json<oracle::stranger>(R"({"u":{"a":1,"a":2}})").value().extra.find("u") ==
               R"({"a":1,"a":2})");
}

BOOST_AUTO_TEST_CASE(differs_on_exponents_beyond_an_int_which_we_accept_where_the_number_fits)
{
    for (auto const* text : {"1e2147483648", "1e-2147483648", "0e99999999999", "1e99999999999"}) {
        BOOST_TEST(!by_boost(text));
        BOOST_TEST(descry::read_json<descry::raw_json>(text).value().text == text);
    }
    for (auto const* text : {"1e-2147483648", "1e-99999999999", "0e99999999999"}) {
        BOOST_TEST(descry::read_json<double>(text).value() == 0);
        BOOST_TEST(descry::read_json<json::value>(text).value().as_double() == 0);
    }
    BOOST_TEST((descry::read_json<descry::decimal>("0e99999999999").value() == 0));
}

BOOST_AUTO_TEST_CASE(differs_on_numbers_that_no_double_holds_which_we_refuse_where_one_is_read)
{
    BOOST_TEST(by_boost("1e999").value().as_double() == std::numeric_limits<double>::infinity());
    BOOST_TEST((descry::read_json<double>("1e999").error() == descry::errc::out_of_range));
    BOOST_TEST((descry::read_json<json::value>("1e999").error() == descry::errc::invalid_value));
    BOOST_TEST(descry::read_json<descry::raw_json>("1e999").value().text == "1e999");
}

BOOST_AUTO_TEST_SUITE_END()
