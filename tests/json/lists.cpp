#include <descry/json.hpp>

#include <boost/container/small_vector.hpp>
#include <boost/container/vector.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(lists)

namespace {

struct item {
    std::optional<std::string> name;
    std::optional<std::vector<item>> parts;
};
BOOST_DESCRIBE_STRUCT(item, (), (name, parts))

struct large_item {
    std::array<std::string, 30> names;
};
BOOST_DESCRIBE_STRUCT(large_item, (), (names))

// An array whose elements have others is counted that far ahead, and grows by doubling beyond.
constexpr std::size_t look_ahead = 512;

// What a vector was asked to hold before it was filled.
template <class T>
std::size_t reserved_for(std::string const& text)
{
    auto const read = descry::read_json<std::vector<T>>(text);
    BOOST_REQUIRE_MESSAGE(read, text);
    BOOST_TEST(read->size() <= read->capacity());
    return read->capacity();
}

template <class T>
std::size_t size_of(std::string const& text)
{
    return descry::read_json<std::vector<T>>(text).value().size();
}

std::string list_of(std::size_t n, std::string const& element, std::string const& space = "")
{
    std::string text = "[";
    for (std::size_t i = 0; i != n; ++i) text += (i == 0 ? "" : "," + space) + element;
    return text + "]";
}

// Arrays are read and written in blocks of elements. These are the numbers of elements around the limits of blocks.
constexpr std::size_t sizes[] = {0,   1,   2,   3,   31,  32,  33,   63,   64,   65,   127,  128,  129,
                                 255, 256, 257, 511, 512, 513, 1023, 1024, 1025, 4095, 4096, 4097, 9000};

template <class List, class Make>
void check_sizes(Make const& make)
{
    for (auto const n : sizes) {
        List list(n);
        std::string text = "[";
        for (std::size_t i = 0; i != n; ++i) {
            typename List::value_type const element = make(i);
            list[i] = element;
            if (i != 0) text += ',';
            text += descry::write_json(element);
        }
        text += ']';
        BOOST_TEST(descry::write_json(list) == text);
        auto const read = descry::read_json<List>(text);
        BOOST_REQUIRE(read);
        if (!(*read == list)) BOOST_ERROR("another list of " << n);
        auto const spaced = descry::read_json<List>(descry::write_json(list, {.indent = 1}) + "  ");
        BOOST_REQUIRE(spaced);
        if (!(*spaced == list)) BOOST_ERROR("another list of " << n);
    }
}

template <class List>
void check_failures(std::string const& element, std::string const& wrong)
{
    for (std::size_t const at : {0u, 1u, 2u, 127u, 128u, 511u, 512u, 513u, 1023u, 1024u, 1098u, 1099u}) {
        auto const before = list_of(at, element);
        auto text = before.substr(0, before.size() - 1) + (at == 0 ? "" : ",") + wrong;
        auto const offset = text.size() - wrong.size();
        for (auto i = at + 1; i < 1100; ++i) text += "," + element;
        auto const read = descry::read_json<List>(text + ']');
        BOOST_REQUIRE(!read);
        BOOST_TEST(read.error().details().pointer == '/' + std::to_string(at));
        BOOST_TEST(read.error().details().offset.value() == offset);
    }
}

template <class List>
void check_most_elements(std::string const& element)
{
    for (std::size_t const most : {0u, 1u, 127u, 128u, 511u, 512u, 513u, 999u, 1000u, 1001u}) {
        List list;
        auto const text = list_of(1000, element);
        auto const read = descry::read_json_into(text, list, {.max_elements = most});
        BOOST_TEST(bool(read) == (most >= 1000));
        BOOST_TEST((read || read.error() == descry::errc::too_large));
        BOOST_TEST((read || read.error().details().offset.value() == 1 + most * (element.size() + 1)));
        BOOST_TEST(list.capacity() <=
                   std::max<std::size_t>(2 * most, 64));  // without a `reserve`, it grows by doubling
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE(of_scalars_have_any_size)
{
    check_sizes<std::vector<bool>>([](std::size_t i) { return i % 3 == 0; });
    check_sizes<boost::container::vector<bool>>([](std::size_t i) { return i % 3 == 0; });
    check_sizes<std::vector<std::int8_t>>([](std::size_t i) { return static_cast<std::int8_t>(i * 37); });
    check_sizes<std::vector<std::int16_t>>([](std::size_t i) { return static_cast<std::int16_t>(i * 37); });
    check_sizes<std::vector<std::int32_t>>([](std::size_t i) { return static_cast<std::int32_t>(i * 999'999'937); });
    check_sizes<std::vector<std::int64_t>>(
        [](std::size_t i) { return static_cast<std::int64_t>(i * 999'999'999'999'999'989); });
    check_sizes<std::vector<long long>>([](std::size_t i) { return static_cast<long long>(i * 999'999'937); });
    check_sizes<std::vector<unsigned long long>>([](std::size_t i) { return ~(1ull << i % 64); });
    check_sizes<std::vector<std::uint8_t>>([](std::size_t i) { return static_cast<std::uint8_t>(i); });
    check_sizes<std::vector<std::uint16_t>>([](std::size_t i) { return static_cast<std::uint16_t>(i * i); });
    check_sizes<std::vector<std::uint32_t>>([](std::size_t i) { return static_cast<std::uint32_t>(i * i * i); });
    check_sizes<std::vector<std::uint64_t>>([](std::size_t i) { return ~(i << i % 64); });
    check_sizes<std::vector<float>>([](std::size_t i) { return 1.0f / static_cast<float>(i + 1); });
    check_sizes<std::vector<double>>([](std::size_t i) { return -1.0 / static_cast<double>(i + 1); });
    check_sizes<std::vector<std::string>>(
        [](std::size_t i) { return std::string(i % 40, 'x') + (i % 7 == 0 ? "\n" : ""); });
    check_sizes<boost::container::small_vector<int, 100>>([](std::size_t i) { return static_cast<int>(i); });
}

BOOST_AUTO_TEST_CASE(of_scalars_say_which_element_is_wrong)
{
    check_failures<std::vector<bool>>("true", "1");
    check_failures<boost::container::vector<bool>>("false", "null");
    check_failures<std::vector<std::int8_t>>("-7", "128");
    check_failures<std::vector<std::uint16_t>>("7", "-1");
    check_failures<std::vector<std::int64_t>>("123456789", "9223372036854775808");
    check_failures<std::vector<std::int64_t>>("1", "1.5");
    check_failures<std::vector<double>>("1.25", "1e400");
    check_failures<std::vector<double>>("1.25", "\"a\"");
    check_failures<std::vector<std::string>>("\"a\"", "7");
    check_failures<std::vector<std::array<int, 1>>>("[1]", "7");
}

BOOST_AUTO_TEST_CASE(a_boolean_is_one_of_two_words)
{
    auto const among = [](std::size_t before, std::string const& word, std::size_t after) {
        auto text = '[' + word;
        for (std::size_t i = 0; i != before; ++i) text.insert(1, "false,");
        for (std::size_t i = 0; i != after; ++i) text += ",true";
        return descry::read_json<std::vector<bool>>(text + ']');
    };
    for (std::size_t const before : {0u, 1u, 9u, 10u, 11u, 30u})
        for (std::size_t const after : {0u, 1u, 20u, 100u}) {
            for (std::string const word : {"true", "false", " true", "false ", "\ttrue\n"}) {
                auto const read = among(before, word, after).value();
                BOOST_TEST(read.size() == before + 1 + after);
                BOOST_TEST(read[before] == (word.find("true") != word.npos));
            }
            for (auto const* word :
                 {"tru",    "truee",    "true1",   "true e", "trse",      "fals",     "falsE", "falsee",
                  "false0", "fals e",   "false e", "faxse",  "fruee",     "truse",    "True",  "t",
                  "f",      "\"true\"", ",true",   "true,",  "true true", "true;true"})
                BOOST_TEST(!among(before, word, after), word);
        }
}

BOOST_AUTO_TEST_CASE(of_scalars_have_at_most_the_elements_that_the_options_allow)
{
    check_most_elements<std::vector<bool>>("true");
    check_most_elements<std::vector<int>>("17");
    check_most_elements<std::vector<double>>("1.5");
    check_most_elements<std::vector<std::string>>("\"text\"");
    check_most_elements<std::vector<std::array<int, 1>>>("[1]");
}

BOOST_AUTO_TEST_CASE(say_which_number_has_no_text)
{
    for (std::size_t const at : {0u, 31u, 32u, 99u}) {
        std::vector<double> numbers(100, 1.5);
        numbers[at] = std::numeric_limits<double>::infinity();
        BOOST_CHECK_EXCEPTION(descry::write_json(numbers), descry::call_error, [&](auto const& e) {
            return e.error() == descry::errc::not_finite && e.error()->pointer == '/' + std::to_string(at);
        });
    }
}

BOOST_AUTO_TEST_CASE(of_lists_say_which_number_has_no_text)
{
    std::vector<std::vector<double>> numbers(3, {0.5, 1});
    numbers[2][1] = std::numeric_limits<double>::infinity();
    BOOST_CHECK_EXCEPTION(descry::write_json(numbers), descry::call_error,
                          [](auto const& e) { return e.error()->pointer == "/2/1"; });
}

BOOST_AUTO_TEST_CASE(of_lists_are_written_whatever_their_sizes)
{
    std::vector<std::vector<std::int64_t>> numbers;
    std::string expected = "[";
    for (std::size_t n = 0; n != 70; ++n) {
        numbers.emplace_back(n, 7);
        std::string held;
        for (std::size_t i = 0; i != n; ++i) held += i == 0 ? "7" : ",7";
        expected += (n == 0 ? "[" : ",[") + held + ']';
        BOOST_TEST(descry::write_json(numbers) == expected + ']');
    }
    BOOST_TEST(descry::write_json(std::vector<std::vector<bool>>{{true}, {}}) == "[[true],[]]");
    BOOST_TEST(descry::write_json(std::vector<std::vector<std::string>>{{}, {"a", "b"}}) == R"([[],["a","b"]])");
    BOOST_TEST(descry::write_json(std::vector<std::vector<int>>{{1}, {}}, {.indent = 1}) == "[\n [\n  1\n ],\n []\n]");
}

BOOST_AUTO_TEST_CASE(of_short_texts_are_allocated_once_whatever_their_elements_hold)
{
    std::string const elements[] = {R"({})",
                                    R"({"name":"a,b]}[{"})",
                                    R"({"name":"\"\\\",\\"})",
                                    R"({"name":"\\","parts":[{},{"parts":[]},{}]})",
                                    R"({ "name" : null , "unknown" : [[1,2],{"a":[3]}] })",
                                    R"({"name":")" + std::string(200, '"').replace(0, 200, 200, 'x') + R"("})"};
    for (auto const& element : elements)
        for (std::size_t n = 0; n != 70; ++n)
            for (auto const* const space : {"", "\n  "}) {
                auto const text = list_of(n, element, space);
                auto const reserved = reserved_for<item>(text);
                BOOST_TEST(reserved >= n);
                BOOST_TEST(reserved <= (text.size() <= look_ahead ? n : 2 * n));
            }
}

BOOST_AUTO_TEST_CASE(of_texts_and_numbers_are_allocated_once)
{
    for (std::size_t n = 0; n != 200; ++n) {
        BOOST_TEST(reserved_for<int>(list_of(n, "7")) == n);
        BOOST_TEST(reserved_for<std::string>(list_of(n, R"("a,\\\",\"]")", " ")) == n);
        BOOST_TEST(reserved_for<std::optional<std::string>>(list_of(n, R"("]")")) == n);
    }
}

BOOST_AUTO_TEST_CASE(of_long_texts_grow_as_they_are_read)
{
    for (std::size_t n = 0; n != 200; ++n) {
        auto const text = list_of(n, '"' + std::string(100, 'x') + '"');
        BOOST_TEST(reserved_for<std::string>(text) >= n);
        BOOST_TEST(reserved_for<std::string>(text) <= (text.size() <= look_ahead ? n : 2 * n));
    }
}

// A backslash at each place of a window of sixty-four bytes, as many of them as make the next quote one or none.
BOOST_AUTO_TEST_CASE(are_counted_across_escapes_at_every_place)
{
    for (std::size_t before = 0; before != 70; ++before)
        for (std::size_t escapes = 0; escapes != 5; ++escapes) {
            auto text = "[\"" + std::string(before, 'x');
            for (std::size_t i = 0; i != escapes; ++i) text += R"(\\)";
            text += R"(\",","]",",\\"])";
            BOOST_TEST(reserved_for<std::string>(text) == 3u);
        }
}

BOOST_AUTO_TEST_CASE(of_what_no_element_can_be_made_of_ask_for_no_memory)
{
    std::vector<item> items;
    BOOST_TEST(!descry::read_json_into(list_of(100'000, "1"), items));
    BOOST_TEST(items.capacity() <= 1u);
}

BOOST_AUTO_TEST_CASE(ask_for_memory_in_proportion_to_their_text)
{
    std::vector<std::optional<large_item>> items;
    BOOST_TEST(!descry::read_json_into(list_of(100'000, ""), items));
    BOOST_TEST(items.capacity() * sizeof items[0] <= 100'000 * 40u);
}

BOOST_AUTO_TEST_CASE(ask_for_no_more_memory_than_the_options_allow)
{
    std::vector<int> numbers;
    BOOST_TEST(!descry::read_json_into(list_of(1000, "1"), numbers, {.max_elements = 10}));
    BOOST_TEST(numbers.capacity() <= 10u);
}

// A block of booleans takes no more than what it holds, so that many short arrays fit as well.
BOOST_AUTO_TEST_CASE(of_booleans_count_as_many_as_there_are)
{
    std::size_t const n = 1000;
    auto const text = list_of(n, "[true]");
    using lists = std::vector<std::vector<bool>>;
    BOOST_TEST(descry::read_json<lists>(text, {.max_decoded_bytes = text.size() + n * (sizeof(lists::value_type) + 1)})
                   .has_value());
    BOOST_TEST(!descry::read_json<lists>(text, {.max_decoded_bytes = text.size() + n * sizeof(lists::value_type)}));
    BOOST_TEST(!descry::read_json<std::vector<bool>>(list_of(n, "true"), {.max_decoded_bytes = 5 * n + 100}));
}

// A user's vector of booleans that has some of the functions of std::vector<bool>.
struct flags {
    using value_type = bool;

    auto begin() const { return bits.begin(); }
    auto end() const { return bits.end(); }
    std::size_t size() const { return bits.size(); }
    void clear() { bits.clear(); }
    void push_back(bool bit) { bits.push_back(bit); }
    void flip() {}

    std::vector<bool> bits;
};

BOOST_AUTO_TEST_CASE(of_booleans_may_be_of_the_user)
{
    auto const read = descry::read_json<flags>("[true,false,true]");
    BOOST_REQUIRE(read);
    BOOST_TEST(descry::write_json(*read) == "[true,false,true]");
}

BOOST_AUTO_TEST_CASE(that_are_no_json_are_refused_however_they_were_counted)
{
    for (std::string const text : {"[1,2", "[1,2}", "[1,2,]", "[\"a,b", "[1,,2]", "[1 2]", "[{]"}) {
        BOOST_TEST(!descry::read_json<std::vector<int>>(text));
        BOOST_TEST(!descry::read_json<std::vector<item>>(text));
    }
    BOOST_TEST(size_of<int>("[1]  ") == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
