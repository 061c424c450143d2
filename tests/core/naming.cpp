#include <descry/core/naming.hpp>

#include <boost/test/unit_test.hpp>

#include <clocale>
#include <string>
#include <string_view>

namespace {

std::string cased(std::string_view member, descry::casing style)
{
    std::string out(member.size(), '\0');
    out.resize(descry::write_cased_name(member, style, out.data()));
    return out;
}

std::string camel(std::string_view member) { return cased(member, descry::casing::camel); }
std::string pascal(std::string_view member) { return cased(member, descry::casing::pascal); }

}  // namespace

BOOST_AUTO_TEST_SUITE(naming)

BOOST_AUTO_TEST_CASE(words_are_joined_and_capitalized)
{
    BOOST_TEST(camel("first_name") == "firstName");
    BOOST_TEST(pascal("first_name") == "FirstName");
    BOOST_TEST(camel("a_b_c") == "aBC");
    BOOST_TEST(pascal("id") == "Id");
    BOOST_TEST(camel("id") == "id");
}

BOOST_AUTO_TEST_CASE(letters_that_are_capital_already_stay)
{
    BOOST_TEST(camel("company_URL") == "companyURL");
    BOOST_TEST(camel("firstName") == "firstName");
    BOOST_TEST(pascal("firstName") == "FirstName");
}

BOOST_AUTO_TEST_CASE(underscores_disappear_wherever_they_are)
{
    BOOST_TEST(camel("address_line_1") == "addressLine1");
    BOOST_TEST(pascal("address_line_1") == "AddressLine1");
    BOOST_TEST(camel("_private") == "private");
    BOOST_TEST(pascal("_private") == "Private");
    BOOST_TEST(camel("class_") == "class");
    BOOST_TEST(camel("two__underscores") == "twoUnderscores");
}

BOOST_AUTO_TEST_CASE(as_declared_changes_nothing)
{
    for (auto const* name : {"first_name", "_private", "class_", "ID", "a__b"})
        BOOST_TEST(cased(name, descry::casing::as_declared) == name);
}

BOOST_AUTO_TEST_CASE(names_are_compared_without_the_case_of_ascii_letters)
{
    BOOST_TEST(descry::equal_ignoring_case("", ""));
    BOOST_TEST(descry::equal_ignoring_case("firstName", "FIRSTNAME"));
    BOOST_TEST(!descry::equal_ignoring_case("firstName", "firstNam"));
    BOOST_TEST(!descry::equal_ignoring_case("a", "b"));
}

BOOST_AUTO_TEST_CASE(bytes_around_the_letters_have_no_case)
{
    BOOST_TEST(!descry::equal_ignoring_case("@", "`"));
    BOOST_TEST(!descry::equal_ignoring_case("[", "{"));
    BOOST_TEST(!descry::equal_ignoring_case("\xC3\x84", "\xC3\xA4"));  // A and a with diaeresis in UTF-8
    for (int c = 0; c != 256; ++c) {
        auto const byte = static_cast<char>(c);
        bool const upper = byte >= 'A' && byte <= 'Z';
        bool const lower = byte >= 'a' && byte <= 'z';
        BOOST_TEST((descry::to_lower(byte) != byte) == upper);
        BOOST_TEST((descry::to_upper(byte) != byte) == lower);
    }
}

BOOST_AUTO_TEST_CASE(the_locale_has_no_effect)
{
    // In a Turkish locale, std::tolower maps I to another letter. The test passes too if the locale is not installed.
    std::string const before = std::setlocale(LC_ALL, nullptr);
    std::setlocale(LC_ALL, "tr_TR");
    BOOST_TEST(descry::equal_ignoring_case("ID", "id"));
    std::setlocale(LC_ALL, before.c_str());
}

BOOST_AUTO_TEST_SUITE_END()
