#include <descry/json.hpp>

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>

namespace {

struct reference {
    std::optional<std::string> uri, content_type, quoted, odata_context;
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(reference, (), (uri, content_type, quoted, odata_context, extra))

struct typed_reference : reference {};
BOOST_DESCRIBE_STRUCT(typed_reference, (reference), ())

}  // namespace

template <>
inline constexpr std::string_view descry::renamed<& reference::content_type> = "Content-Type";
template <>
inline constexpr std::string_view descry::renamed<& reference::quoted> = "a \"quoted\"\\name";
template <>
inline constexpr std::string_view descry::renamed<& reference::odata_context> = "@odata.context";

BOOST_AUTO_TEST_SUITE(field_options)

BOOST_AUTO_TEST_CASE(a_renamed_member_is_written_as_it_stands_in_every_casing)
{
    reference text;
    text.content_type = "a";
    text.odata_context = "b";
    auto const expected = R"({"Content-Type":"a","@odata.context":"b"})";
    BOOST_TEST(descry::write_json(text, {.names = descry::casing::camel}) == expected);
    BOOST_TEST(descry::write_json(text, {.names = descry::casing::pascal}) == expected);
    BOOST_TEST(descry::write_json(text, {.names = descry::casing::as_declared}) == expected);
}

BOOST_AUTO_TEST_CASE(a_renamed_member_is_read_in_any_casing)
{
    BOOST_TEST(*descry::read_json<reference>(R"({"content-TYPE":"a"})").value().content_type == "a");
    BOOST_TEST(*descry::read_json<reference>(R"({"@ODATA.context":"a"})").value().odata_context == "a");
}

BOOST_AUTO_TEST_CASE(the_c_plus_plus_name_of_a_renamed_member_is_unknown)
{
    auto const read = descry::read_json<reference>(R"({"contentType":"a"})").value();
    BOOST_TEST(!read.content_type);
    BOOST_TEST(read.extra.find("contentType") == "\"a\"");
}

BOOST_AUTO_TEST_CASE(a_name_with_characters_that_json_escapes_makes_the_round_trip)
{
    reference named;
    named.quoted = "x";
    auto const text = descry::write_json(named);
    BOOST_TEST(text == R"({"a \"quoted\"\\name":"x"})");
    BOOST_TEST(*descry::read_json<reference>(text).value().quoted == "x");
}

BOOST_AUTO_TEST_CASE(a_member_keeps_its_name_in_derived_types)
{
    BOOST_TEST(*descry::read_json<typed_reference>(R"({"Content-Type":"a"})").value().content_type == "a");
}

BOOST_AUTO_TEST_SUITE_END()
