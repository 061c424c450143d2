#include <descry/model/detail/name_index.hpp>

#include <descry/model/detail/field_table.hpp>

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace {

struct person {
    std::optional<std::string> id, first_name, last_name, class_, address_line_1, companyURL, dollar;
};
BOOST_DESCRIBE_STRUCT(person, (), (id, first_name, last_name, class_, address_line_1, companyURL, dollar))

struct nothing {};
BOOST_DESCRIBE_STRUCT(nothing, (), ())

// One letter apart at the places that the hash does not look at.
struct twins {
    int abcdefgh = 0, aXcdefgh = 0, abXdefgh = 0, abcXefgh = 0, abcdeXgh = 0, abcdefXh = 0;
};
BOOST_DESCRIBE_STRUCT(twins, (), (abcdefgh, aXcdefgh, abXdefgh, abcXefgh, abcdeXgh, abcdefXh))

template <class T>
std::string_view found(std::string_view name)
{
    auto const* const f = descry::find_field(*descry::type_for<T>().object, name);
    return f ? f->names[2] : "nothing";
}

}  // namespace

template <>
inline constexpr std::string_view descry::renamed<& person::dollar> = "$type";

BOOST_AUTO_TEST_SUITE(name_index)

BOOST_AUTO_TEST_CASE(a_field_answers_in_any_casing)
{
    for (auto const* name : {"firstName", "FirstName", "FIRSTNAME", "firstname", "fIRSTnAME"})
        BOOST_TEST(found<person>(name) == "first_name");
}

BOOST_AUTO_TEST_CASE(a_field_answers_to_its_own_c_plus_plus_name_in_any_casing)
{
    for (auto const* name : {"first_name", "First_Name", "FIRST_NAME"}) BOOST_TEST(found<person>(name) == "first_name");
    BOOST_TEST(found<person>("address_line_1") == "address_line_1");
    BOOST_TEST(found<person>("addressLine1") == "address_line_1");
    BOOST_TEST(found<person>("class") == "class_");
    BOOST_TEST(found<person>("class_") == "class_");
    BOOST_TEST(found<person>("companyUrl") == "companyURL");
}

BOOST_AUTO_TEST_CASE(a_renamed_field_answers_to_that_name_only)
{
    BOOST_TEST(found<person>("$type") == "$type");
    BOOST_TEST(found<person>("$TYPE") == "$type");
    BOOST_TEST(found<person>("dollar") == "nothing");
}

BOOST_AUTO_TEST_CASE(other_names_are_nothing)
{
    for (auto const* name : {"", "i", "idd", "firs_tname", "first__name", "_first_name", "first-name", "firstName ",
                             "\xC4\xB0"
                             "d"})
        BOOST_TEST(found<person>(name) == "nothing", name);
    BOOST_TEST(found<person>(std::string_view("id\0", 3)) == "nothing");
    BOOST_TEST(found<person>(std::string(100000, 'x')) == "nothing");
}

BOOST_AUTO_TEST_CASE(names_with_one_hash_are_told_apart)
{
    for (auto const* name : {"abcdefgh", "aXcdefgh", "abXdefgh", "abcXefgh", "abcdeXgh", "abcdefXh"})
        BOOST_TEST(found<twins>(name) == name);
    BOOST_TEST(found<twins>("abcdeYgh") == "nothing");
}

BOOST_AUTO_TEST_CASE(a_struct_without_members_has_no_names)
{
    BOOST_TEST(found<nothing>("") == "nothing");
    BOOST_TEST(found<nothing>("id") == "nothing");
}

BOOST_AUTO_TEST_SUITE_END()
