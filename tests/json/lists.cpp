#include <descry/json.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

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

}  // namespace

BOOST_AUTO_TEST_SUITE(lists)

BOOST_AUTO_TEST_CASE(are_allocated_once_whatever_their_elements_hold)
{
    std::string const elements[] = {R"({})",
                                    R"({"name":"a,b]}[{"})",
                                    R"({"name":"\"\\\",\\"})",
                                    R"({"name":"\\","parts":[{},{"parts":[]},{}]})",
                                    R"({ "name" : null , "unknown" : [[1,2],{"a":[3]}] })",
                                    R"({"name":")" + std::string(200, '"').replace(0, 200, 200, 'x') + R"("})"};
    for (auto const& element : elements)
        for (std::size_t n = 0; n != 70; ++n) {
            BOOST_TEST(reserved_for<item>(list_of(n, element)) == n);
            BOOST_TEST(reserved_for<item>(list_of(n, element, "\n  ")) == n);
        }
}

BOOST_AUTO_TEST_CASE(of_texts_and_numbers_are_allocated_once)
{
    for (std::size_t n = 0; n != 200; ++n) {
        BOOST_TEST(reserved_for<int>(list_of(n, "7")) == n);
        BOOST_TEST(reserved_for<std::string>(list_of(n, R"("a,\\\",\"]")", " ")) == n);
        BOOST_TEST(reserved_for<std::vector<int>>(list_of(n, "[1,2,3]")) == n);
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

BOOST_AUTO_TEST_CASE(that_are_no_json_are_refused_however_they_were_counted)
{
    for (std::string const text : {"[1,2", "[1,2}", "[1,2,]", "[\"a,b", "[1,,2]", "[1 2]", "[{]"}) {
        BOOST_TEST(!descry::read_json<std::vector<int>>(text));
        BOOST_TEST(!descry::read_json<std::vector<item>>(text));
    }
    BOOST_TEST(size_of<int>("[1]  ") == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
