#include <descry/testing/detail/form.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(form)

using namespace descry::testing::detail;

BOOST_AUTO_TEST_CASE(fields_are_decoded)
{
    auto const fields = read_form("grant_type=refresh_token&scope=a+b%20c&empty=&alone&secret=%26%3D%2B%25");
    BOOST_REQUIRE(fields.has_value());
    BOOST_TEST(field_of(*fields, "grant_type") == "refresh_token");
    BOOST_TEST(field_of(*fields, "scope") == "a b c");
    BOOST_TEST(field_of(*fields, "secret") == "&=+%");
    BOOST_TEST(field_of(*fields, "empty").empty());
    BOOST_TEST(fields->contains("alone"));
    BOOST_TEST(field_of(*fields, "absent").empty());
}

BOOST_AUTO_TEST_CASE(nothing_is_an_empty_form)
{
    BOOST_REQUIRE(read_form("").has_value());
    BOOST_TEST(read_form("")->empty());
}

BOOST_AUTO_TEST_CASE(ambiguous_forms_are_refused)
{
    for (auto const* body : {"a=1&a=2", "a=1&%61=2", "a=%4", "%zz=1", "a=%00", "a=%C3%BC", "a=%0A", "a=1&&&a=2"})
        BOOST_TEST(!read_form(body).has_value(), body);
}

BOOST_AUTO_TEST_SUITE_END()
