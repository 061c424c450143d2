#include <descry/json.hpp>

#include <boost/circular_buffer.hpp>
#include <boost/container/flat_map.hpp>
#include <boost/container/small_vector.hpp>
#include <boost/container/static_vector.hpp>
#include <boost/optional/optional.hpp>
#include <boost/test/unit_test.hpp>
#include <boost/uuid/uuid.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <list>
#include <map>
#include <memory>
#include <memory_resource>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

BOOST_AUTO_TEST_SUITE(member_types)

namespace {

// A type wherever it may stand. What is null itself is not in an optional.
template <class T, bool Null>
struct holder {
    T one{};
    std::vector<T> many;
    std::map<std::string, T> named;
    std::conditional_t<Null, std::list<T>, std::optional<T>> maybe;
    std::pair<int, T> paired{};
    std::conditional_t<Null, std::list<T>, std::variant<std::monostate, T>> either;

    BOOST_DESCRIBE_CLASS(holder, (), (one, many, named, maybe, paired, either), (), ())
};

template <class T>
std::string again(std::string_view text)
{
    T value{};
    auto const read = descry::read_json_into(text, value);
    return read ? descry::write_json(value) : read.error().message();
}

template <class T, bool Null = false>
void makes_the_round_trip(std::initializer_list<std::string> texts)
{
    for (auto const& text : texts) {
        BOOST_TEST(again<T>(text) == text);
        auto const maybe = Null ? '[' + text + ']' : text;
        auto const held = R"({"one":)" + text + R"(,"many":[)" + text + ',' + text + R"(],"named":{"a":)" + text +
                          R"(},"maybe":)" + maybe + R"(,"paired":[1,)" + text + R"(],"either":)" + maybe + '}';
        BOOST_TEST((again<holder<T, Null>>(held)) == held);
        if (Null) continue;
        auto const code = [&](std::string const& member) {
            holder<T, Null> value;
            return descry::read_json_into('{' + member + held.substr(held.find("\"many\"")), value).error();
        };
        BOOST_TEST((code("") == descry::errc::missing_member));
        BOOST_TEST((code("\"one\":null,") == descry::errc::unexpected_null));
    }
}

template <class T>
void refuses(std::string_view text, std::string const& message)
{
    BOOST_TEST(again<T>(text) == message);
}

struct tree {
    int value = 0;
    std::list<tree> children;
    std::shared_ptr<tree> next;
    std::optional<std::optional<int>> weight;

    BOOST_DESCRIBE_CLASS(tree, (), (value, children, next, weight), (), ())
};

}  // namespace

BOOST_AUTO_TEST_CASE(containers_are_arrays)
{
    makes_the_round_trip<std::vector<bool>>({"[]", "[true,false,true]"});
    makes_the_round_trip<std::deque<int>>({"[]", "[1,2]"});
    makes_the_round_trip<std::list<std::optional<int>>>({"[]", "[null,1]"});
    makes_the_round_trip<std::set<std::string>>({"[]", R"(["a","b"])"});
    makes_the_round_trip<std::multiset<int>>({"[1,1,2]"});
    makes_the_round_trip<std::unordered_set<int>>({"[7]"});
    makes_the_round_trip<boost::container::small_vector<int, 2>>({"[1,2,3]"});
    makes_the_round_trip<boost::container::static_vector<int, 2>>({"[]", "[1]", "[1,2]"});
    makes_the_round_trip<std::pmr::vector<int>>({"[1,2]"});
    BOOST_TEST(again<std::set<int>>("[2,1,2]") == "[1,2]");

    refuses<boost::container::static_vector<int, 2>>(
        "[1,2,3]", "/2: expected an array of at most 2 elements, found more at byte 5");
    boost::circular_buffer<int> ring(2);
    BOOST_TEST(descry::read_json_into("[1,2]", ring).has_value());
    BOOST_TEST(descry::write_json(ring) == "[1,2]");
    BOOST_TEST(descry::read_json_into("[1,2,3]", ring).error().message() ==
               "/2: expected an array of at most 2 elements, found more at byte 5");
    BOOST_TEST(descry::read_json_into("[1,2,x]", ring).error().message() ==
               "/2: expected an integer, found 'x' at byte 5");
    refuses<std::list<int>>("[1,true]", "/1: expected an integer, found a boolean at byte 3");
    refuses<std::set<int>>("null", "expected an array, found null at byte 0");
    refuses<std::deque<int>>(
        "[1,]", "/1: a comma after the last element is not JSON (read_options::jsonc permits it) at byte 2");
}

BOOST_AUTO_TEST_CASE(what_was_there_before_is_gone)
{
    std::tuple<std::list<int>, std::set<int>, std::vector<bool>> all{{1}, {2}, {true}};
    BOOST_TEST(descry::read_json_into("[[3],[],[false]]", all).has_value());
    BOOST_TEST(descry::write_json(all) == "[[3],[],[false]]");
    std::shared_ptr<int> pointer = std::make_shared<int>(1);
    auto const other = pointer;
    BOOST_TEST(descry::read_json_into("2", pointer).has_value());
    BOOST_TEST((*pointer == 2 && *other == 1));
}

BOOST_AUTO_TEST_CASE(pairs_and_tuples_are_arrays_of_their_length)
{
    makes_the_round_trip<std::pair<int, std::string>>({R"([1,"a"])"});
    makes_the_round_trip<std::tuple<int, std::optional<int>, std::tuple<>>>({"[1,null,[]]", "[1,2,[]]"});
    refuses<std::pair<int, int>>("[]", "expected an array of 2 elements, found 0 at byte 0");
    refuses<std::pair<int, int>>("[ ]", "expected an array of 2 elements, found 0 at byte 0");
    refuses<std::pair<int, int>>("[1]", "expected an array of 2 elements, found 1 at byte 0");
    refuses<std::pair<int, int>>("[1,2,3]", "/2: expected an array of 2 elements, found more at byte 5");
    refuses<std::pair<int, int>>("[1,\"\"]", "/1: expected an integer, found a string at byte 3");
    refuses<std::pair<int, int>>("[1 2]", "expected ',' or ']', found '2' at byte 3");
    refuses<std::tuple<>>("[1]", "/0: expected an array of 0 elements, found more at byte 1");
    refuses<std::tuple<int>>("{}", "expected an array, found an object at byte 0");
}

BOOST_AUTO_TEST_CASE(maps_have_keys_of_other_types)
{
    makes_the_round_trip<std::map<int, bool>>({"{}", R"({"-2147483648":true,"3":false})"});
    makes_the_round_trip<std::unordered_map<std::uint64_t, int>>({R"({"18446744073709551615":1})"});
    makes_the_round_trip<std::map<descry::guid, int>>({R"({"7d6a9ed1-3c8a-4b9c-9f3e-0123456789ab":1})"});
    makes_the_round_trip<std::map<descry::decimal, int>>({R"({"1.50":1})"});
    makes_the_round_trip<std::multimap<std::string, int>>({R"({"a":1,"a":2})"});
    makes_the_round_trip<std::map<char, int>>({R"({"a":1})"});
    makes_the_round_trip<std::map<std::filesystem::path, int>>({R"({"":1,"/a/ü":2})"});
    makes_the_round_trip<boost::container::flat_map<std::string, int>>({R"({"a":1})"});
    makes_the_round_trip<boost::container::flat_map<short, int>>({R"({"5":1})"});

    for (std::string const key : {"128", "-129", "01", "+1", "1.0", "-0", "", " 1", "x"})
        refuses<std::map<std::int8_t, int>>(
            "{\"" + key + "\":1}",
            '/' + key + ": expected a name that is an integer in range, found another at byte 1");
    refuses<std::map<std::uint8_t, int>>(R"({"-1":1})",
                                         "/-1: expected a name that is an integer in range, found another at byte 1");
    BOOST_TEST((again<std::map<int, int>>(R"({"1":1,"1":2})").find("/1: ") == 0u));
}

BOOST_AUTO_TEST_CASE(pointers_and_optionals)
{
    makes_the_round_trip<std::shared_ptr<int>, true>({"1"});
    makes_the_round_trip<boost::optional<std::string>, true>({"\"a\""});
    BOOST_TEST(again<std::vector<std::shared_ptr<int>>>("[null,1]") == "[null,1]");
    BOOST_TEST((again<std::pair<boost::optional<int>, int>>("[null,1]")) == "[null,1]");
    for (std::string_view const text :
         {R"({"value":1,"children":[{"value":2,"children":[]}],"next":{"value":3,"children":[]},"weight":4})",
          R"({"value":1,"children":[],"weight":null})", R"({"value":1,"children":[]})"})
        BOOST_TEST(again<tree>(text) == text);
}

BOOST_AUTO_TEST_CASE(text_of_other_libraries)
{
    makes_the_round_trip<char>({R"("x")", R"("\"")", R"("\u0000")"});
    makes_the_round_trip<std::u8string>({R"("")", R"("ü\n")"});
    makes_the_round_trip<std::pmr::string>({R"("x")"});
    makes_the_round_trip<std::filesystem::path>({R"("")", R"("/a/ü")"});
    makes_the_round_trip<boost::uuids::uuid>({R"("7d6a9ed1-3c8a-4b9c-9f3e-0123456789ab")"});
    makes_the_round_trip<std::monostate, true>({"null"});
    makes_the_round_trip<std::nullptr_t, true>({"null"});
    makes_the_round_trip<std::variant<std::shared_ptr<bool>, std::list<int>, std::filesystem::path>, true>(
        {"[1]", R"("a")", "true", "null"});

    refuses<char>(R"("")", "expected a string of one character, found another string at byte 0");
    refuses<char>(R"("ü")", "expected a string of one character, found another string at byte 0");
    refuses<char>("1", "expected a string of one character, found a number at byte 0");
    refuses<std::u8string>("null", "expected a string that fits, found null at byte 0");
    refuses<boost::uuids::uuid>(
        "\"\"", "expected a UUID (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx), found another string at byte 0");
    refuses<std::nullptr_t>("0", "expected null, found a number at byte 0");
    refuses<std::filesystem::path>("0", "expected a string, found a number at byte 0");
    BOOST_CHECK_THROW(descry::write_json('\xE4'), descry::call_error);
}

BOOST_AUTO_TEST_CASE(scalars_have_limits)
{
    // One of each kind, wherever it may stand; others of the same kind alone.
    makes_the_round_trip<std::int64_t>({"-9223372036854775808", "9223372036854775807"});
    makes_the_round_trip<double>({"0.1", "-1.7976931348623157e+308", "5e-324"});
    makes_the_round_trip<descry::decimal>({"-0.0", "99999999999999999999999999999999999999"});
    makes_the_round_trip<descry::timestamp>({R"("0001-01-01")", R"("9999-12-31T23:59:59.9999999-23:59")"});
    makes_the_round_trip<descry::maybe_quoted<std::int8_t>>({"-128", R"("127")"});
    makes_the_round_trip<descry::raw_json, true>({R"({"a" : 1.0})", "null"});
    auto const is_the_same = []<class T>(T const&, std::initializer_list<std::string> texts) {
        for (auto const& text : texts) BOOST_TEST(again<T>(text) == text);
    };
    is_the_same(std::uint8_t(), {"0", "255"});
    is_the_same(std::string(), {R"("")", R"("\u0000ü")"});
    is_the_same(descry::guid(), {R"("ffffffff-ffff-ffff-ffff-ffffffffffff")"});
    is_the_same(descry::date(), {R"("0000-01-01")", R"("9999-12-31")"});
    is_the_same(std::chrono::sys_time<std::chrono::microseconds>(),
                {R"("0000-01-01T00:00:00Z")", R"("9999-12-31T23:59:59.999999Z")"});
    is_the_same(std::chrono::year_month_day(), {R"("0000-01-01")", R"("2016-02-29")"});
    is_the_same(std::chrono::duration<std::int64_t>(), {"-9223372036854775808"});
}

BOOST_AUTO_TEST_CASE(what_is_expected_is_said)
{
    refuses<bool>("null", "expected a boolean, found null at byte 0");
    refuses<std::int8_t>("128", "the number does not fit 8 bits at byte 0");
    refuses<std::uint8_t>("256", "the number does not fit 8 bits without a sign at byte 0");
    refuses<std::uint8_t>("-1", "the number does not fit 8 bits without a sign at byte 0");
    refuses<int>("01", "expected no digit after a leading zero, found '1' at byte 1");
    refuses<double>("-00.5", "expected no digit after a leading zero, found '0' at byte 2");
    refuses<std::vector<int>>("[1, 007]", "/1: expected no digit after a leading zero, found '0' at byte 5");
    refuses<int>("1e2", "expected an integer, found a fraction or an exponent at byte 0");
    refuses<float>("1e39", "the number does not fit a floating-point member at byte 0");
    refuses<std::string>("1", "expected a string, found a number at byte 0");
    refuses<descry::decimal>("\"1\"",
                             "expected a decimal number of at most 38 digits (12.50), found a string at byte 0");
    refuses<descry::guid>("\"\"",
                          "expected a GUID (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx), found another string at byte 0");
    refuses<descry::date>("\"2015-02-30\"", "expected a date (YYYY-MM-DD), found a day that does not exist at byte 0");
    refuses<descry::timestamp>("0",
                               "expected a date and time (YYYY-MM-DDThh:mm:ss[.fraction, at most 7 digits][Z|+hh:mm]), "
                               "found a number at byte 0");
    refuses<descry::maybe_quoted<int>>("\"x\"", "expected a number, in quotes or not, found another string at byte 0");
    refuses<std::chrono::sys_seconds>(
        "\"2015-11-23T10:00:00.5Z\"",
        "expected a date and time (YYYY-MM-DDThh:mm:ss[.fraction]Z or +hh:mm) that the member holds in whole units, "
        "found one with a fraction of a unit or out of range at byte 0");
    refuses<std::chrono::year_month_day>("1", "expected a date (YYYY-MM-DD), found a number at byte 0");
    refuses<std::chrono::minutes>("1.5", "expected an integer, found a fraction or an exponent at byte 0");
    refuses<std::variant<std::monostate, std::string>>("1", "expected a string or null, found a number at byte 0");
}

BOOST_AUTO_TEST_CASE(bytes_are_base64)
{
    makes_the_round_trip<std::vector<std::byte>>({R"("")", R"("AA==")", R"("+/8=")", R"("AQID")"});
    makes_the_round_trip<std::array<std::byte, 2>>({R"("+/8=")"});
    auto const none = "expected bytes in base64 (RFC 4648), found another string at byte 0";
    for (auto const* const text :
         {R"("AA=")", R"("AA")", R"("AB==")", R"("-_8=")", R"("AA= =")", R"("A")", R"("====")"})
        refuses<std::vector<std::byte>>(text, none);
    refuses<std::array<std::byte, 2>>(R"("AQID")",
                                      "expected 2 bytes in base64 (RFC 4648), found another string at byte 0");
}

BOOST_AUTO_TEST_CASE(memory_is_bounded_for_each_container)
{
    descry::read_options const options{.max_decoded_bytes = 4096};
    std::string many = "[0";
    while (many.size() < 1000) many += ",0";
    many += ']';
    auto const refused = [&]<class T>(T value, std::string const& text) {
        auto const read = descry::read_json_into(text, value, options);
        BOOST_TEST((!read && read.error() == descry::errc::too_large));
    };
    refused(std::list<int>(), many);
    refused(std::deque<int>(), many);
    refused(std::set<std::deque<int>>(), "[[0],[1],[2],[3],[4],[5],[6]]");
    refused(std::multiset<int>(), many);
    std::string trees = "[{}";
    for (int i = 0; i != 50; ++i) trees += R"(,{"value":1,"children":[]})";
    trees.replace(1, 2, R"({"value":1,"children":[]})");
    refused(std::vector<std::shared_ptr<tree>>(), trees + ']');
    refused(std::filesystem::path(), '"' + std::string(200, '/') + '"');
    refused(std::map<std::filesystem::path, int>(), "{\"" + std::string(200, '/') + "\":1}");
    BOOST_TEST((descry::read_json<std::list<int>>(many, {.max_elements = 3}).error() == descry::errc::too_large));
}

BOOST_AUTO_TEST_SUITE_END()
