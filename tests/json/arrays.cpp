#include <descry/json.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <optional>
#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(arrays)

namespace {

struct place {
    std::array<double, 2> position{};
    std::optional<std::array<std::string, 1>> names;
};
BOOST_DESCRIBE_STRUCT(place, (), (position, names))

template <class T>
std::string failure_of(std::string_view text)
{
    auto const read = descry::read_json<T>(text);
    BOOST_REQUIRE(!read);
    return read.error().message();
}

}  // namespace

BOOST_AUTO_TEST_CASE(are_read_and_written_as_lists)
{
    auto const text = R"({"position":[1.5,-2],"names":["a"]})";
    auto const read = descry::read_json<place>(text);
    BOOST_REQUIRE(read);
    BOOST_TEST((read->position == std::array{1.5, -2.0}));
    BOOST_TEST(descry::write_json(*read) == text);
    BOOST_TEST((descry::read_json<std::array<std::array<int, 2>, 2>>("[[1,2],[3,4]]").value()[1][0] == 3));
    BOOST_TEST((descry::write_json(std::array<int, 0>{}) == "[]"));
    BOOST_TEST((!descry::read_json<std::array<int, 0>>("[1]")));
    for (std::size_t const most : {0u, 1u, 2u, 3u}) {
        using pair = std::array<int, 2>;
        auto const two = descry::read_json<pair>("[1,2]", {.max_elements = most});
        BOOST_TEST(two.has_value() == (most >= 2));
        BOOST_TEST((two || two.error() == descry::errc::too_large));
    }
    BOOST_TEST(bool(descry::read_json<std::array<int, 0>>("[ ]")));
}

BOOST_AUTO_TEST_CASE(have_exactly_their_size)
{
    BOOST_TEST(failure_of<place>(R"({"position":[1]})") ==
               "/position: expected an array of 2 elements, found 1 at byte 12");
    BOOST_TEST(failure_of<place>(R"({"position":[]})") ==
               "/position: expected an array of 2 elements, found 0 at byte 12");
    BOOST_TEST(failure_of<place>(R"({"position":[1,2,3]})") ==
               "/position/2: expected an array of 2 elements, found more at byte 17");
}

BOOST_AUTO_TEST_CASE(that_are_no_json_are_told_so_first)
{
    auto const read = descry::read_json<place>(R"({"position":[1,2,tru]})");
    BOOST_REQUIRE(!read);
    BOOST_TEST((read.error().code() == descry::errc::syntax_error));
}

BOOST_AUTO_TEST_SUITE_END()
