// Member types in each other, three deep.
#include <descry/json.hpp>

#include <boost/container/small_vector.hpp>
#include <boost/container/static_vector.hpp>
#include <boost/json/parse.hpp>
#include <boost/optional/optional.hpp>
#include <boost/test/unit_test.hpp>
#include <boost/uuid/uuid.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <deque>
#include <filesystem>
#include <initializer_list>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

BOOST_AUTO_TEST_SUITE(nesting)

namespace {

enum class unit { one_time, per_month };
BOOST_DESCRIBE_ENUM(unit, one_time, per_month)

template <class T>
struct box {
    T held{};
    BOOST_DESCRIBE_CLASS(box, (), (held), (), ())
};

template <class T>
void makes_the_round_trip(std::initializer_list<std::string_view> texts)
{
    for (auto const text : texts) {
        T value{};
        auto const read = descry::read_json_into(text, value);
        BOOST_TEST_REQUIRE(read.has_value(), read.error().message() << " in " << text);
        BOOST_TEST(descry::write_json(value) == text);
        BOOST_TEST((boost::json::parse(descry::write_json(value, {.indent = 2})) == boost::json::parse(text)), text);
        // Whatever it held before is gone, and no part of the text is a value.
        BOOST_TEST(descry::read_json_into(*texts.begin(), value).has_value());
        BOOST_TEST(descry::write_json(value) == *texts.begin());
        for (std::size_t size = 0; size != text.size(); ++size)
            BOOST_TEST(!descry::read_json_into(text.substr(0, size), value), text.substr(0, size));
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE(of_containers)
{
    using std::string;
    makes_the_round_trip<std::vector<std::map<unit, std::set<descry::guid>>>>(
        {"[]", R"([{},{"one_time":[],"per_month":["7d6a9ed1-3c8a-4b9c-9f3e-0123456789ab"]}])"});
    makes_the_round_trip<std::map<int, std::deque<std::optional<descry::decimal>>>>(
        {"{}", R"({"-7":[null,1.50],"0":[]})"});
    makes_the_round_trip<std::list<std::array<boost::container::static_vector<char, 2>, 2>>>(
        {"[]", R"([[[],["a"]],[["\"","b"],[]]])"});
    makes_the_round_trip<std::map<std::filesystem::path, boost::container::small_vector<std::vector<bool>, 1>>>(
        {"{}", R"({"/a":[[true],[]]})"});
    makes_the_round_trip<std::unordered_map<string, std::map<descry::date, descry::raw_json>>>(
        {"{}", R"({"é":{"2015-11-23":{"a":[1, 2]},"2015-11-24":null}})"});
}

BOOST_AUTO_TEST_CASE(of_optionals_and_pointers)
{
    makes_the_round_trip<std::optional<std::vector<std::unique_ptr<std::chrono::sys_seconds>>>>(
        {"null", "[]", R"([null,"2015-11-23T10:00:00Z"])"});
    makes_the_round_trip<std::map<std::string, boost::optional<std::pair<int, std::shared_ptr<bool>>>>>(
        {"{}", R"({"a":null,"b":[1,null],"c":[1,true]})"});
    makes_the_round_trip<std::shared_ptr<box<std::optional<box<std::optional<std::optional<unit>>>>>>>(
        {"null", "{}", R"({"held":{}})", R"({"held":{"held":null}})", R"({"held":{"held":"one_time"}})"});
}

BOOST_AUTO_TEST_CASE(of_tuples_and_variants)
{
    using number = std::variant<std::monostate, int, std::vector<std::byte>>;
    makes_the_round_trip<std::tuple<std::list<number>, box<number>, std::map<int, number>>>(
        {R"([[],{"held":null},{}])", R"([[1,null,"AP8="],{"held":"AA=="},{"1":2}])"});
    using shape = std::variant<bool, std::vector<std::optional<boost::uuids::uuid>>, box<std::tuple<>>>;
    makes_the_round_trip<std::vector<std::pair<shape, std::optional<shape>>>>(
        {"[]", R"([[true,null],[[null,"7d6a9ed1-3c8a-4b9c-9f3e-0123456789ab"],{"held":[]}],[{"held":[]},false]])"});
    makes_the_round_trip<std::map<unit, std::variant<std::optional<std::map<int, unit>>, descry::maybe_quoted<int>>>>(
        {"{}", R"({"one_time":{"1":"per_month"},"per_month":"25"})", R"({"one_time":null,"per_month":25})"});
}

BOOST_AUTO_TEST_CASE(failures_have_the_whole_path)
{
    auto const why = []<class T>(T value, std::string_view text) {
        return descry::read_json_into(text, value).error().message();
    };
    BOOST_TEST((why(std::map<int, std::vector<std::optional<box<unit>>>>(), R"({"7":[null,{"held":"one"}]})") ==
                R"(/7/1/held: expected one of "one_time", "per_month", found another string at byte 19)"));
    BOOST_TEST((why(std::vector<std::pair<int, std::map<unit, std::tuple<bool>>>>(), R"([[1,{"one_time":[1]}]])") ==
                "/0/1/one_time/0: expected a boolean, found a number at byte 17"));
    BOOST_TEST((why(box<std::variant<std::monostate, std::list<std::set<int>>>>(), R"({"held":[[1],[2,null]]})") ==
                "/held/1/1: expected an integer, found null at byte 16"));
}

BOOST_AUTO_TEST_SUITE_END()
