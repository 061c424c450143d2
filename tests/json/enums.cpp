#include <descry/json.hpp>

#include <boost/describe/enum.hpp>
#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

namespace shop {

enum class state : unsigned char { open, in_progress, closed = 200 };
BOOST_DESCRIBE_ENUM(state, open, in_progress, closed)

enum class level : std::int64_t { low = -1, high = std::numeric_limits<std::int64_t>::max() };
BOOST_DESCRIBE_ENUM(level, low, high)

enum many { a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, b0, b1 };
BOOST_DESCRIBE_ENUM(many, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, b0, b1)

// Consecutive values that do not begin with zero, and of which some are equal.
enum class shift : signed char { back = -1, none, ahead };
BOOST_DESCRIBE_ENUM(shift, back, none, ahead)
enum class side : std::uint16_t { port = 3, left = 3, starboard };
BOOST_DESCRIBE_ENUM(side, port, left, starboard)

enum class nothing {};
BOOST_DESCRIBE_ENUM(nothing)

enum class size { empty, quoted, accented, fifteen_letters, sixteen_letters1, seventeen_letters, seventeen_letterz };
BOOST_DESCRIBE_ENUM(size, empty, quoted, accented, fifteen_letters, sixteen_letters1, seventeen_letters,
                    seventeen_letterz)

}  // namespace shop

template <>
inline constexpr std::string_view descry::renamed<shop::size::empty> = " ";
template <>
inline constexpr std::string_view descry::renamed<shop::size::quoted> = "a \"quoted\" \\";
template <>
inline constexpr std::string_view descry::renamed<shop::size::accented> = "\u00fcber";
template <>
inline constexpr auto descry::written_as<shop::size> = descry::enum_style::as_declared;
template <>
inline constexpr auto descry::written_as<shop::state> = descry::enum_style::camel;
template <>
inline constexpr auto descry::written_as<shop::level> = descry::enum_style::number;

BOOST_AUTO_TEST_SUITE(enums)

namespace {

struct issue {
    shop::state state{};
    std::optional<shop::state> before;
    std::vector<shop::level> levels;
    std::map<shop::state, int> counts;
    std::map<shop::level, int> weights;
    std::variant<std::monostate, shop::state, shop::level> either;
};
BOOST_DESCRIBE_STRUCT(issue, (), (state, before, levels, counts, weights, either))

template <class T>
std::string refusal(std::string_view text)
{
    auto const read = descry::read_json<T>(text);
    return read ? "it is read" : read.error().message();
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_described_enum_is_its_name_wherever_it_stands)
{
    for (std::string_view const text :
         {R"({"state":"inProgress","before":"closed","levels":[-1,9223372036854775807],"counts":{"open":1,"closed":2},)"
          R"("weights":{"-1":1},"either":"open"})",
          R"({"state":"open","levels":[],"counts":{},"weights":{},"either":-1})",
          R"({"state":"open","levels":[],"counts":{},"weights":{},"either":null})"}) {
        auto const read = descry::read_json<issue>(text);
        BOOST_TEST_REQUIRE(read.has_value(), read.error().message());
        BOOST_TEST(descry::write_json(*read) == text);
    }
    BOOST_TEST((descry::read_json<shop::state>(R"("IN_PROGRESS")").value() == shop::state::in_progress));
}

BOOST_AUTO_TEST_CASE(an_unknown_name_is_refused_with_the_known_ones_the_nearest_first)
{
    BOOST_TEST(refusal<std::vector<shop::state>>(R"(["open","close"])") ==
               R"(/1: expected one of "closed", "open", "inProgress", found another string at byte 8)");
    BOOST_TEST(refusal<shop::state>("1") == "expected a string, found a number at byte 0");
    BOOST_TEST(refusal<shop::state>("null") == "expected a string, found null at byte 0");
    BOOST_TEST(refusal<shop::level>("0") == "expected one of -1, 9223372036854775807, found another number at byte 0");
    BOOST_TEST(refusal<shop::level>("-1.0").find("a fraction or an exponent") != std::string::npos);
    BOOST_TEST(refusal<shop::level>(R"("low")") == "expected an integer, found a string at byte 0");
    BOOST_TEST((refusal<std::map<shop::state, int>>(R"({"opn":1})") ==
                R"(/opn: expected a name that is one of "open", "closed", "inProgress", found another at byte 1)"));
    BOOST_TEST(
        refusal<shop::many>(R"("b")") ==
        R"(expected one of "b0", "b1", "a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7" or 2 others, found another string at byte 0)");
}

BOOST_AUTO_TEST_CASE(names_of_members_are_the_keys_that_were_written)
{
    using levels = std::unordered_map<descry::open_enum<shop::level>, int>;
    auto const number = [](long long value) { return descry::open_enum<shop::level>::parse_number(value); };
    for (auto const& key : {descry::open_enum(shop::level::low), number(5), descry::open_enum<shop::level>("x")})
        BOOST_TEST((descry::read_json<levels>(descry::write_json(levels{{key, 1}})).value() == levels{{key, 1}}));
    BOOST_TEST((descry::read_json<levels>(R"({"low":1})").value() == levels{{shop::level::low, 1}}));
    for (std::string const text : {R"({"1e2":1})", R"({"-":1})", R"({"":1})"})
        BOOST_TEST(descry::write_json(descry::read_json<levels>(text).value()) == text);
    using states = std::unordered_map<descry::open_enum<shop::state>, int>;
    BOOST_TEST((descry::read_json<states>(R"({"in_progress":1})").value() == states{{shop::state::in_progress, 1}}));
}

template <class E>
void is_equal_as_a_key(descry::open_enum<E> const& key, std::string const& written)
{
    using map = std::unordered_map<descry::open_enum<E>, int>;
    auto const text = descry::write_json(map{{key, 1}});
    BOOST_TEST(text == "{\"" + written + "\":1}");
    BOOST_TEST((descry::read_json<map>(text).value() == map{{key, 1}}));
}

template <class E>
void is_no_key(descry::open_enum<E> const& key)
{
    using map = std::unordered_map<descry::open_enum<E>, int>;
    BOOST_CHECK_EXCEPTION(descry::write_json(map{{key, 1}}), descry::call_error,
                          [](auto const& e) { return e.error() == descry::errc::invalid_value; });
}

// A name does not tell whether it was a number.
BOOST_AUTO_TEST_CASE(an_open_enum_is_read_from_a_name_as_an_equal_one_or_is_not_written)
{
    using state = descry::open_enum<shop::state>;
    using level = descry::open_enum<shop::level>;
    auto const read = []<class Open>(Open, std::string_view json) { return descry::read_json<Open>(json).value(); };

    is_equal_as_a_key(state::parse_number(1), "inProgress");
    is_equal_as_a_key(read(state(), "-0"), "open");
    is_equal_as_a_key(read(state(), R"("IN_PROGRESS")"), "IN_PROGRESS");
    is_equal_as_a_key(state("7"), "7");
    is_equal_as_a_key(state("1e2"), "1e2");
    for (auto const* const number : {"7", "-7", "1.0", "1e2", "9223372036854775808"}) is_no_key(read(state(), number));

    is_equal_as_a_key(level::parse_number(-1), "-1");
    is_equal_as_a_key(level::parse_number(7), "7");
    is_equal_as_a_key(read(level(), "-0"), "0");
    is_equal_as_a_key(level("low"), "-1");
    is_equal_as_a_key(read(level(), R"("LOW")"), "LOW");
    is_equal_as_a_key(level("other"), "other");
    is_equal_as_a_key(level("07"), "07");
    is_no_key(level("7"));
    for (auto const* const number : {"1.0", "1e2", "9223372036854775808"}) is_no_key(read(level(), number));
}

BOOST_AUTO_TEST_CASE(an_enum_without_enumerators_says_so)
{
    BOOST_TEST(refusal<shop::nothing>(R"("a")") ==
               "expected an enumerator (the enum has none), found another string at byte 0");
    BOOST_TEST((refusal<std::map<shop::nothing, int>>(R"({"a":1})") ==
                "/a: expected a name that is an enumerator (the enum has none), found another at byte 1"));
}

BOOST_AUTO_TEST_CASE(what_is_no_enumerator_is_not_written)
{
    auto const place = [](auto const& value) {
        try {
            return descry::write_json(value);
        } catch (descry::call_error const& e) {
            return e.error()->pointer;
        }
    };
    BOOST_TEST(place(std::vector{shop::state(7)}) == "/0");
    BOOST_TEST(place(std::vector{shop::level(7)}) == "/0");
    BOOST_TEST(place(std::map<shop::state, int>{{shop::state(7), 1}}) == "");
}

BOOST_AUTO_TEST_CASE(consecutive_values_are_those_that_were_described)
{
    std::vector const shifts{shop::shift::none, shop::shift::back, shop::shift::ahead};
    BOOST_TEST(descry::write_json(shifts) == R"(["none","back","ahead"])");
    BOOST_TEST((descry::read_json<std::vector<shop::shift>>(descry::write_json(shifts)).value() == shifts));
    for (int const value : {-128, -2, 2, 127})
        BOOST_CHECK_THROW(descry::write_json(static_cast<shop::shift>(value)), descry::call_error);

    std::vector const sides{shop::side::left, shop::side::starboard};  // the first described of equal ones is written
    BOOST_TEST(descry::write_json(sides) == R"(["port","starboard"])");
    BOOST_TEST((descry::read_json<std::vector<shop::side>>(R"(["left","starboard"])").value() == sides));
    for (int const value : {0, 2, 5, 65535})
        BOOST_CHECK_THROW(descry::write_json(static_cast<shop::side>(value)), descry::call_error);
}

BOOST_AUTO_TEST_CASE(names_of_each_length_are_read_at_each_place)
{
    using shop::size;
    std::vector const all{size::empty,
                          size::quoted,
                          size::accented,
                          size::fifteen_letters,
                          size::sixteen_letters1,
                          size::seventeen_letters,
                          size::seventeen_letterz};
    constexpr std::string_view texts[] = {R"(" ")",
                                          R"("a \"quoted\" \\")",
                                          "\"\u00fcber\"",
                                          R"("fifteen_letters")",
                                          R"("sixteen_letters1")",
                                          R"("seventeen_letters")",
                                          R"("seventeen_letterz")"};
    for (std::size_t i = 0; i != all.size(); ++i) {
        auto const text = std::string(texts[i]);
        BOOST_TEST(descry::write_json(all[i]) == text);
        // What follows the name decides how it is read: nothing, a bracket, or many other bytes.
        for (std::size_t spaces = 0; spaces != 20; ++spaces) {
            auto const list = "[" + text + "," + text + std::string(spaces, ' ') + "]";
            BOOST_TEST((descry::read_json<std::vector<size>>(list).value() == std::vector{all[i], all[i]}), list);
        }
        BOOST_TEST((descry::read_json<size>(text).value() == all[i]));
    }
    for (std::string_view const other : {R"("")", R"("  ")", R"("fifteen_letterz")", R"("seventeen_lettery")"}) {
        BOOST_TEST(!descry::read_json<size>(other), other);
        BOOST_TEST(!descry::read_json<std::vector<size>>("[" + std::string(other) + ",\" \",\" \",\" \",\" \"]"),
                   other);
    }
    BOOST_TEST((descry::read_json<size>(R"("SEVENTEENLetters")").value() == size::seventeen_letters));
}

BOOST_AUTO_TEST_SUITE_END()
