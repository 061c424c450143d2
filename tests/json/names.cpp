#include <boost/test/unit_test.hpp>
#include <json/billing_profile.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using descry::missing_members;

struct person {
    std::string first_name, last_name, address_line_1;
    bool operator==(person const&) const = default;
};
BOOST_DESCRIBE_STRUCT(person, (), (first_name, last_name, address_line_1))

struct kept_person : person {
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(kept_person, (person), (extra))

// As long as what is recognized at once, and longer.
struct lengthy {
    std::optional<std::string> member_with_a_name_longer_than_what_is_recognized;
    std::string the_name_with_all_thirty_letters_too;
    std::optional<int> a_name_that_has_thirty_one_letters_too;
    int a_name_of_thirty_three_or_more_letters = 0;
    bool operator==(lengthy const&) const = default;
};
BOOST_DESCRIBE_STRUCT(lengthy, (),
                      (member_with_a_name_longer_than_what_is_recognized, the_name_with_all_thirty_letters_too,
                       a_name_that_has_thirty_one_letters_too, a_name_of_thirty_three_or_more_letters))

struct odd {
    int quote = 0, backslash = 0, tab = 0, umlaut = 0;
};
BOOST_DESCRIBE_STRUCT(odd, (), (quote, backslash, tab, umlaut))

person const expected{"a", "b", "c"};

template <class T = person>
bool reads(std::string_view text)
{
    auto const result = descry::read_json<T>(text);
    return result && static_cast<person const&>(*result) == expected;
}

template <class T>
void check_refused_as_duplicate(std::string_view text, std::string_view pointer, std::size_t offset)
{
    auto const result = descry::read_json<T>(text);
    BOOST_TEST_REQUIRE(!result, text << " is read");
    BOOST_TEST((result.error() == descry::errc::duplicate_member), text);
    BOOST_TEST(result.error()->pointer == pointer);
    BOOST_TEST(result.error()->offset.value() == offset);
}

}  // namespace

template <>
inline constexpr std::string_view descry::renamed<& odd::quote> = "a\"b";
template <>
inline constexpr std::string_view descry::renamed<& odd::backslash> = "a\\b";
template <>
inline constexpr std::string_view descry::renamed<& odd::tab> = "a\tb";
template <>
inline constexpr std::string_view descry::renamed<& odd::umlaut> = "\xC3\xA4";

BOOST_AUTO_TEST_SUITE(names)

BOOST_AUTO_TEST_CASE(are_read_in_any_casing)
{
    BOOST_TEST(reads(R"({"firstName":"a","lastName":"b","addressLine1":"c"})"));
    BOOST_TEST(reads(R"({"FirstName":"a","LastName":"b","AddressLine1":"c"})"));
    BOOST_TEST(reads(R"({"FIRSTNAME":"a","LASTNAME":"b","ADDRESSLINE1":"c"})"));
    BOOST_TEST(reads(R"({"firstname":"a","lastname":"b","addressline1":"c"})"));
    BOOST_TEST(reads(R"({"fIrStNaMe":"a","LastNAME":"b","addressLINE1":"c"})"));
}

BOOST_AUTO_TEST_CASE(are_read_in_snake_case)
{
    BOOST_TEST(reads(R"({"first_name":"a","last_name":"b","address_line_1":"c"})"));
    BOOST_TEST(reads(R"({"FIRST_NAME":"a","LAST_NAME":"b","ADDRESS_LINE_1":"c"})"));
    BOOST_TEST(reads(R"({"first_name":"a","lastName":"b","AddressLine1":"c"})"));
}

BOOST_AUTO_TEST_CASE(of_any_length_are_read_in_any_casing)
{
    lengthy const object{"a", "b", 1, 2};
    for (auto const style : {descry::casing::camel, descry::casing::pascal, descry::casing::as_declared})
        for (bool const capitals : {false, true}) {
            auto text = descry::write_json(object, {.names = style});
            if (capitals) std::transform(text.begin(), text.end(), text.begin(), descry::to_upper);
            auto const expected = capitals ? lengthy{"A", "B", 1, 2} : object;
            BOOST_TEST((descry::read_json<lengthy>(text).value() == expected), text);
            BOOST_TEST((descry::read_json<lengthy>(text + std::string(100, ' ')).value() == expected), text);
        }
}

// A text that ends within or after a name is not read past its end, in whatever spelling names are expected.
BOOST_AUTO_TEST_CASE(of_any_length_may_be_cut_off)
{
    lengthy const whole{"a", "b", 1, 2};
    for (auto const style : {descry::casing::camel, descry::casing::pascal, descry::casing::as_declared}) {
        auto const text = descry::write_json(whole, {.names = style});
        for (bool const exact : {false, true})
            for (std::size_t size = 0; size != text.size(); ++size) {
                std::vector<char> const part(text.data(), text.data() + size);  // whose end the sanitizers watch
                auto const read = descry::read_json<std::vector<lengthy>>(
                    std::string("[") + text + "," + std::string(part.data(), part.size()),
                    {.names = style, .exact_names = exact});
                BOOST_TEST((read.error() == descry::errc::unexpected_end));
                BOOST_TEST((descry::read_json<lengthy>(std::string_view(part.data(), part.size()),
                                                       {.names = style, .exact_names = exact})
                                .error() == descry::errc::unexpected_end));
            }
    }
}

BOOST_AUTO_TEST_CASE(of_any_length_are_text)
{
    for (std::size_t zeros = 0; zeros != 50; ++zeros)
        for (std::size_t more = 0; more != 20; ++more) {
            auto const name = std::string(zeros, '\0') + std::string(more, '\x01') + 'x';
            for (std::size_t const blanks : {0u, 100u}) {
                auto const text = "{\"" + name + "\":1}" + std::string(blanks, ' ');
                auto const read = descry::read_json<lengthy>(text);
                if (zeros + more != 0 &&
                    (read || read.error() != descry::errc::syntax_error || read.error()->offset != 2u))
                    BOOST_ERROR(zeros << " zeros and " << more << " others are taken for a name");
            }
        }
}

BOOST_AUTO_TEST_CASE(that_need_escapes_are_read_with_them_alone)
{
    auto const text = descry::write_json(odd{1, 2, 3, 4});
    BOOST_TEST(text == "{\"a\\\"b\":1,\"a\\\\b\":2,\"a\\tb\":3,\"\xC3\xA4\":4}");
    for (std::size_t const blanks : {0u, 100u}) {
        auto const after = std::string(blanks, ' ');
        auto const read = descry::read_json<odd>(text + after).value();
        BOOST_TEST((read.quote == 1 && read.backslash == 2 && read.tab == 3 && read.umlaut == 4));
        for (std::string const name : {"a\"b", "a\tb"})
            BOOST_TEST(!descry::read_json<odd>("{\"" + name + "\":1}" + after, {.missing = missing_members::allowed}),
                       name);
        auto const other = descry::read_json<odd>("{\"a\\b\":1}" + after, {.missing = missing_members::allowed});
        BOOST_TEST(other.value().backslash == 0);  // a backspace in the name
    }
}

BOOST_AUTO_TEST_CASE(are_read_in_any_order)
{
    std::vector<std::string> members{R"("firstName":"a")", R"("lastName":"b")", R"("addressLine1":"c")"};
    std::sort(members.begin(), members.end());
    do {
        auto const text = '{' + members[0] + ',' + members[1] + ',' + members[2] + '}';
        BOOST_TEST(reads(text), text);
    } while (std::next_permutation(members.begin(), members.end()));
}

// The spelling of a name in an object is that in which the next ones are expected, in every order, in objects that
// follow, and where the text ends soon after a name.
BOOST_AUTO_TEST_CASE(may_be_spelled_otherwise_in_each_object)
{
    constexpr std::size_t casings = 3, members = 3;
    constexpr std::string_view names[members][casings] = {{"firstName", "FirstName", "first_name"},
                                                          {"lastName", "LastName", "last_name"},
                                                          {"addressLine1", "AddressLine1", "address_line_1"}};
    std::size_t order[members] = {0, 1, 2};
    do {
        std::vector<std::string> objects;
        for (std::size_t spelled = 0; spelled != casings * casings * casings; ++spelled) {
            std::size_t const casing[members] = {spelled % casings, spelled / casings % casings, spelled / 9};
            std::string object = "{";
            for (auto const i : order)
                object.append(object.size() == 1 ? "\"" : ",\"")
                    .append(names[i][casing[i]])
                    .append("\":\"")
                    .append(1, static_cast<char>('a' + i))
                    .append("\"");
            objects.push_back(object + '}');
        }
        for (auto const& first : objects) {
            BOOST_TEST(reads(first));
            BOOST_TEST(reads(first + std::string(100, ' ')));
            for (auto const& second : objects) {
                auto const both = descry::read_json<std::vector<person>>('[' + first + ",\n" + second + ']');
                if (!both || *both != std::vector{expected, expected}) BOOST_ERROR(first + second + " is not read");
            }
        }
    } while (std::next_permutation(std::begin(order), std::end(order)));
}

BOOST_AUTO_TEST_CASE(are_read_with_escapes)
{
    BOOST_TEST(reads(R"({"\u0066irstName":"a","last\u004eame":"b","\u0041ddress\u005fLine\u005f1":"c"})"));
}

BOOST_AUTO_TEST_CASE(are_read_among_unknown_ones)
{
    BOOST_TEST(reads(R"({"x":1,"firstName":"a","y":{"lastName":"z"},"lastName":"b","":[],"addressLine1":"c","z":0})"));
}

BOOST_AUTO_TEST_CASE(that_are_similar_are_unknown)
{
    auto const p =
        descry::read_json<kept_person>(
            R"({"firstName":"a","lastName":"b","addressLine1":"c","firstName ":1,"first-name":2,"firstNam":3,)"
            R"("firstName1":4,"\u017firstName":5,"lastName\u0000":6})")
            .value();
    BOOST_TEST((static_cast<person const&>(p) == expected));
    BOOST_TEST(p.extra.members().size() == 6u);
}

BOOST_AUTO_TEST_CASE(that_are_known_and_given_twice_are_refused)
{
    constexpr auto start = R"({"firstName":"a","lastName":"b","addressLine1":"c",)";
    for (auto const* name : {"firstName", "first_name", "FirstName"}) {
        auto const text = std::string(start) + '"' + name + R"(":"a"})";
        check_refused_as_duplicate<person>(text, std::string("/") + name, 51);
        check_refused_as_duplicate<kept_person>(text, std::string("/") + name, 51);
    }
    check_refused_as_duplicate<person>(std::string(start) + R"("\u0066irstName":"a"})", "/firstName", 51);
}

BOOST_AUTO_TEST_CASE(that_are_known_are_refused_twice_even_as_null)
{
    auto const result = descry::read_json<sample::billing_profile>(R"({"id":null,"id":null})");
    BOOST_TEST_REQUIRE(!result);
    BOOST_TEST((result.error() == descry::errc::duplicate_member));
}

BOOST_AUTO_TEST_CASE(that_are_unknown_and_given_twice_are_refused)
{
    for (auto const* name : {"taxId", "\\u0074axId"})
        check_refused_as_duplicate<sample::address>(std::string(R"({"taxId":1,")") + name + R"(":2})", "/taxId", 11);
}

BOOST_AUTO_TEST_CASE(that_are_unknown_and_given_twice_are_refused_where_nothing_is_kept)
{
    check_refused_as_duplicate<person>(R"({"firstName":"a","lastName":"b","addressLine1":"c","x":1,"x":1})", "/x", 57);
}

BOOST_AUTO_TEST_CASE(that_nobody_declared_differ_by_case)
{
    auto const text = R"({"city":"x","requiredRoles":["a"],"requiredroles":["b"],"REQUIREDROLES":0})";
    for (auto const repeated : {descry::repeated_names::refused, descry::repeated_names::last_wins})
        BOOST_TEST(descry::write_json(descry::read_json<sample::address>(text, {.repeated = repeated}).value()) ==
                   text);
    BOOST_TEST(reads(R"({"firstName":"a","lastName":"b","addressLine1":"c","x":1,"X":1})"));
    BOOST_TEST(reads(R"({"x":1,"firstName":"a","X":1,"lastName":"b","addressLine1":"c"})"));
}

BOOST_AUTO_TEST_CASE(that_are_spelled_as_declared_win_over_another_casing)
{
    // Text, and what is written of it: the member first, then what is unknown.
    struct {
        std::string_view text, written;
    } const cases[] = {
        {R"({"city":"a","CITY":1})", R"({"city":"a","CITY":1})"},
        {R"({"CITY":1,"city":"a"})", R"({"city":"a","CITY":1})"},
        {R"({"CITY":[{"x":1}],"x":2,"City":"a","ciTY":null})", R"({"city":"a","x":2,"CITY":[{"x":1}],"ciTY":null})"},
        {R"({"CITY":1,"city":null})", R"({"city":null,"CITY":1})"},
        {R"({"address_line_1":"a","ADDRESSLINE1":"b","ADDRESS_LINE_1":"c"})",
         R"({"addressLine1":"a","ADDRESSLINE1":"b","ADDRESS_LINE_1":"c"})"},
        {R"({"ADDRESS_LINE_1":1,"CITY":"s","addressLine1":"a"})",
         R"({"city":"s","addressLine1":"a","ADDRESS_LINE_1":1})"},
        {R"({"C\u0049TY":1,"c\u0069ty":"a"})", R"({"city":"a","CITY":1})"},
        {R"({"CITY":"a"})", R"({"city":"a"})"},
    };
    for (auto const& [text, written] : cases)
        for (std::size_t const blanks : {0u, 100u})
            for (auto const repeated : {descry::repeated_names::refused, descry::repeated_names::last_wins}) {
                auto const in = std::string(text) + std::string(blanks, ' ');
                auto const read = descry::read_json<sample::address>(in, {.repeated = repeated});
                BOOST_TEST_REQUIRE(read.has_value(), in);
                BOOST_TEST(descry::write_json(*read) == written);
                BOOST_TEST(descry::write_json(descry::read_json<sample::address>(written).value()) == written);
            }
}

BOOST_AUTO_TEST_CASE(in_another_casing_beside_the_declared_one_are_treated_as_unknown_ones)
{
    auto const text = R"({"FIRSTNAME":1,"firstName":"a","lastName":"b","addressLine1":"c","LASTNAME":[]})";
    BOOST_TEST(reads(text));
    BOOST_TEST(reads<kept_person>(text));
    auto const refused = descry::read_json<person>(text, {.unknown = descry::unknown_members::refused});
    BOOST_TEST_REQUIRE(!refused);
    BOOST_TEST((refused.error() == descry::errc::unknown_member));
    BOOST_TEST(refused.error()->pointer == "/FIRSTNAME");
    BOOST_TEST(!descry::read_json<kept_person>(text, {.max_elements = 1}));
    BOOST_TEST(descry::read_json<kept_person>(text, {.max_elements = 2})->extra.members().size() == 2u);
    BOOST_TEST(!descry::read_json<person>(R"({"FIRSTNAME":tru,"firstName":"a","lastName":"b","addressLine1":"c"})"));
}

BOOST_AUTO_TEST_CASE(none_of_which_is_spelled_as_declared_are_one_member)
{
    auto const text = R"({"FIRSTNAME":"a","lastName":"b","addressLine1":"c","firstname":"d"})";
    check_refused_as_duplicate<person>(text, "/firstname", 51);
    auto const read = descry::read_json<kept_person>(text, {.repeated = descry::repeated_names::last_wins}).value();
    BOOST_TEST(read.first_name == "d");
    BOOST_TEST(read.extra.members().empty());
    // The same unknown name twice is what it always was.
    auto const twice = R"({"FIRSTNAME":1,"firstName":"a","FIRSTNAME":2,"lastName":"b","addressLine1":"c"})";
    check_refused_as_duplicate<kept_person>(twice, "/FIRSTNAME", 31);
    BOOST_TEST(descry::read_json<kept_person>(twice, {.repeated = descry::repeated_names::last_wins})
                   ->extra.find("FIRSTNAME") == "2");
    // A value that is none of its member is told with its place.
    auto const wrong = descry::read_json<person>(R"({"FIRSTNAME":{},"lastName":"b","addressLine1":"c"})");
    BOOST_TEST_REQUIRE(!wrong);
    BOOST_TEST(wrong.error()->pointer == "/FIRSTNAME");
    BOOST_TEST(wrong.error()->offset.value() == 13u);
}

BOOST_AUTO_TEST_CASE(in_another_casing_are_read_at_every_depth)
{
    auto const text = R"({"LINKS":{"SELF":{"URI":1,"uri":"u","HEADERS":[]},"self":{"URI":"v","headers":[]}},"links":)"
                      R"({"SELF":{"URI":1,"HEADERS":[],"uri":"w"}}})";
    BOOST_TEST(descry::write_json(descry::read_json<sample::billing_profile>(text).value()) ==
               R"({"links":{"self":{"uri":"w","headers":[],"URI":1}},"LINKS":{"SELF":{"URI":1,"uri":"u","HEADERS":[]},)"
               R"("self":{"URI":"v","headers":[]}}})");
}

BOOST_AUTO_TEST_CASE(that_stand_beside_declared_ones_survive_a_change)
{
    auto address = descry::read_json<sample::address>(R"({"CITY":1,"city":"a"})").value();
    address.extra.set("other", "2");
    address.city = "b";
    auto const copy = address;
    BOOST_TEST(descry::write_json(copy) == R"({"city":"b","CITY":1,"other":2})");
    address.extra.erase("CITY");
    address.extra.set("CITY", "3");  // which is no longer what was read
    BOOST_CHECK_THROW(descry::write_json(address), descry::call_error);
}

BOOST_AUTO_TEST_CASE(of_any_number_in_any_casing_are_read_in_time)
{
    // All casings of a name that nobody declared, and of one that is, which comes last.
    auto const casings = [](std::string name) {
        std::string out;
        for (unsigned bits = 0; bits != 1u << name.size(); ++bits) {
            for (std::size_t i = 0; i != name.size(); ++i)
                name[i] = (bits >> i & 1) != 0 ? descry::to_upper(name[i]) : descry::to_lower(name[i]);
            if (name != "country" && name != "Country") out += ",\"" + name + "\":1";
        }
        return out;
    };
    auto const known = R"({"country":"x")";
    auto const unknown = casings("abcdefghijklmno"), loose = casings("country");
    BOOST_TEST((descry::write_json(descry::read_json<sample::address>(known + unknown + '}').value()) ==
                known + unknown + '}'));
    auto const text = '{' + (loose + unknown).substr(1) + R"(,"country":"x"})";
    BOOST_TEST((descry::write_json(descry::read_json<sample::address>(text).value()) == known + unknown + loose + '}'));
}

BOOST_AUTO_TEST_CASE(may_occur_again_at_another_place)
{
    auto const text =
        R"({"id":"1","defaultAddress":{"id":"2","city":"x"},"links":{"id":"3","self":{"id":"4","headers":[]}}})";
    BOOST_TEST(descry::write_json(descry::read_json<sample::billing_profile>(text).value()).size() ==
               std::string_view(text).size());
}

BOOST_AUTO_TEST_CASE(of_letters_beyond_ascii_are_different_in_different_case)
{
    auto const result = descry::read_json<sample::address>(R"({"Ä":1,"ä":2})");
    BOOST_TEST_REQUIRE(result.has_value());
    BOOST_TEST(result->extra.members().size() == 2u);
}

BOOST_AUTO_TEST_CASE(are_written_as_told)
{
    BOOST_TEST(descry::write_json(expected) == R"({"firstName":"a","lastName":"b","addressLine1":"c"})");
    BOOST_TEST(descry::write_json(expected, {.names = descry::casing::pascal}) ==
               R"({"FirstName":"a","LastName":"b","AddressLine1":"c"})");
    BOOST_TEST(descry::write_json(expected, {.names = descry::casing::as_declared}) ==
               R"({"first_name":"a","last_name":"b","address_line_1":"c"})");
}

BOOST_AUTO_TEST_CASE(are_written_as_told_at_every_depth_and_unknown_ones_as_read)
{
    auto const p = descry::read_json<sample::billing_profile>(
                       R"({"LINKS":{"SELF":{"URI":"u","HEADERS":[],"otherName":1}},"OTHER_name":2})")
                       .value();
    BOOST_TEST(descry::write_json(p, {.names = descry::casing::pascal}) ==
               R"({"Links":{"Self":{"Uri":"u","Headers":[],"otherName":1}},"OTHER_name":2})");
}

BOOST_AUTO_TEST_SUITE_END()
