#include <descry/http/detail/media_type.hpp>

#include <boost/test/unit_test.hpp>

using descry::detail::is_media_type;

BOOST_AUTO_TEST_SUITE(media_type)

BOOST_AUTO_TEST_CASE(casing_and_parameters_do_not_matter)
{
    for (auto const* field :
         {"application/json", "Application/JSON", " application/json ", "application/json; charset=utf-8",
          "application/json;charset=UTF-8", "application/json ; charset=\"utf-8\"", "application/json; odata=verbose",
          "application/json;"})
        BOOST_TEST(is_media_type(field, "application/json"), field);
}

BOOST_AUTO_TEST_CASE(other_types_and_charsets_do_not_match)
{
    for (auto const* field : {"", "text/plain", "application/jsonp", "application", "application/json/x",
                              "application/json; charset=iso-8859-1", "application/json; a=b; charset=utf-16"})
        BOOST_TEST(!is_media_type(field, "application/json"), field);
}

BOOST_AUTO_TEST_CASE(json_has_several_media_types_or_none)
{
    using descry::detail::may_be_json;
    for (auto const* field : {"", "application/json", "application/problem+json; charset=utf-8", "text/x+JSON"})
        BOOST_TEST(may_be_json(field), field);
    for (auto const* field : {"json", "image/png", "application/jsonp", "application/json+xml"})
        BOOST_TEST(!may_be_json(field), field);
}

BOOST_AUTO_TEST_SUITE_END()
