#include <descry/json.hpp>

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace {

struct request {
    std::string_view name;
    char const* label = nullptr;
    std::span<int const> parts;
    std::span<std::byte const> key;
    std::reference_wrapper<std::string const> owner;
    std::vector<std::string_view> tags;
};
BOOST_DESCRIBE_STRUCT(request, (), (name, label, parts, key, owner, tags))

}  // namespace

BOOST_AUTO_TEST_SUITE(views)

BOOST_AUTO_TEST_CASE(are_written_as_what_they_show)
{
    std::vector<int> const parts{1, 2};
    std::string const owner = "o\n";
    std::byte const key[]{std::byte{1}, std::byte{255}};
    BOOST_TEST(descry::write_json(request{"n", "l", parts, key, owner, {"a", {}}}) ==
               R"({"name":"n","label":"l","parts":[1,2],"key":"Af8=","owner":"o\n","tags":["a",""]})");
    BOOST_TEST(descry::write_json(request{{}, nullptr, {}, {}, owner, {}}) ==
               R"({"name":"","label":null,"parts":[],"key":"","owner":"o\n","tags":[]})");
    BOOST_TEST(descry::write_json(std::variant<int, std::string_view>("x")) == R"("x")");
}

BOOST_AUTO_TEST_CASE(an_atomic_is_read_as_well)
{
    std::atomic<int> count = 4;
    BOOST_TEST(descry::write_json(count) == "4");
    BOOST_TEST(descry::read_json_into("7", count).has_value());
    BOOST_TEST(count == 7);
    BOOST_TEST(!descry::read_json_into("\"8\"", count));
    BOOST_TEST(count == 7);
}

BOOST_AUTO_TEST_SUITE_END()
