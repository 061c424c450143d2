#include <descry/testing/multipart.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(multipart)

using namespace descry::testing;

namespace {

std::vector<form_part> read(std::string const& body, std::string const& type = "multipart/form-data; boundary=xx")
{
    return read_multipart(type, body);
}

void check_refused(std::string const& body, unsigned status = 400,
                   std::string const& type = "multipart/form-data; boundary=xx")
{
    BOOST_CHECK_EXCEPTION(read(body, type), fault, [&](fault const& why) { return why.status() == status; });
}

std::string part(std::string const& headers, std::string const& content)
{
    return "--xx\r\n" + headers + "\r\n\r\n" + content + "\r\n";
}

std::string const named = "Content-Disposition: form-data; name=n";

}  // namespace

BOOST_AUTO_TEST_CASE(parts_have_names_and_content)
{
    auto const parts = read(part(named, "a\r\n\r\n--x\r\n") +
                            part("content-type: text/csv\r\ncontent-disposition: form-data; "
                                 "filename=\"a;\\\"b.csv\"; name=\"two words\"",
                                 "") +
                            "--xx--");
    BOOST_TEST(parts.size() == 2u);
    BOOST_TEST(parts.at(0).name == "n");
    BOOST_TEST(parts.at(0).file_name == "");
    BOOST_TEST(parts.at(0).media_type == "text/plain");
    BOOST_TEST(parts.at(0).content == "a\r\n\r\n--x\r\n");
    BOOST_TEST(parts.at(1).name == "two words");
    BOOST_TEST(parts.at(1).file_name == "a;\"b.csv");
    BOOST_TEST(parts.at(1).media_type == "text/csv");
    BOOST_TEST(parts.at(1).content == "");
}

BOOST_AUTO_TEST_CASE(text_around_the_parts_is_ignored)
{
    BOOST_TEST(read("before\r\n" + part(named, "a") + "--xx--\r\nafter").at(0).content == "a");
    BOOST_TEST(read("--xx--\r\n").empty());
    BOOST_TEST(read("--xx \t\r\n" + named + "\r\n\r\na\r\n--xx--").at(0).content == "a");
}

BOOST_AUTO_TEST_CASE(the_boundary_may_be_quoted)
{
    auto const quoted = "Multipart/Form-Data; charset=utf-8; Boundary=\"xx\"";
    BOOST_TEST(read(part(named, "a") + "--xx--", quoted).at(0).content == "a");
}

BOOST_AUTO_TEST_CASE(malformed_forms_are_refused)
{
    check_refused("");
    check_refused("--xx");
    check_refused("--xx\r\n");
    check_refused("--xx\r\n--xx--");
    check_refused(part(named, "a"));
    check_refused(part("Content-Type: text/plain", "a") + "--xx--");
    check_refused(part("Content-Disposition: attachment; name=n", "a") + "--xx--");
    check_refused("--xx\r\n" + named + "\r\n--xx--");
    check_refused("--xxy\r\n" + named + "\r\n\r\na\r\n--xx--");
    for (auto const* type : {"", "application/json", "multipart/mixed; boundary=xx", "multipart/form-data",
                             "multipart/form-data; boundary=", "multipart/form-data; boundary"})
        check_refused(part(named, "a") + "--xx--", 415, type);
}

BOOST_AUTO_TEST_CASE(the_media_types_that_are_accepted_are_named)
{
    std::string const known = "The body has to be declared as multipart/form-data or multipart/related.";
    for (auto const& [type, why] : std::vector<std::pair<std::string, std::string>>{
             {"multipart/mixed; boundary=xx", known},
             {"application/json", known},
             {"multipart/related", "multipart/related needs a boundary of 1 to 70 characters (RFC 2046, 5.1.1)."},
             {"multipart/form-data; boundary=" + std::string(71, 'x'),
              "multipart/form-data needs a boundary of 1 to 70 characters (RFC 2046, 5.1.1)."}})
        BOOST_CHECK_EXCEPTION(read(part(named, "a") + "--xx--", type), fault,
                              [&expected = why](fault const& said) { return said.what() == expected; });
}

BOOST_AUTO_TEST_CASE(the_number_of_parts_is_limited)
{
    std::string body;
    for (std::size_t i = 0; i != max_form_parts; ++i) body += part(named, "a");
    BOOST_TEST(read(body + "--xx--").size() == max_form_parts);
    check_refused(body + part(named, "a") + "--xx--");
}

BOOST_AUTO_TEST_SUITE_END()
