// A struct with members of every kind: in bodies, queries and paths, from the client to the emulator and back.
#include <boost/describe/class.hpp>
#include <boost/test/unit_test.hpp>
#include <boost/uuid/uuid.hpp>

#include <descry/client.hpp>
#include <descry/json.hpp>
#include <descry/rest/resource.hpp>
#include <descry/testing/emulator.hpp>
#include <descry/testing/scripted_transport.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

namespace any_struct {

namespace {

using namespace std::chrono;

enum class mood { calm, very_loud };
BOOST_DESCRIBE_ENUM(mood, calm, very_loud)
enum class level { low = 1, high = 5 };
BOOST_DESCRIBE_ENUM(level, low, high)

struct stop {
    std::string town;
    std::shared_ptr<stop> next;
};
BOOST_DESCRIBE_STRUCT(stop, (), (town, next))

struct tour {
    mood of{};
    level how{level::low};
    std::vector<mood> moods;
    std::map<mood, int> by_mood;
    std::map<int, level> by_number;
    sys_seconds begins;
    std::optional<system_clock::time_point> ends;
    year_month_day day{2015y / 11 / 23};
    minutes lasts{};
    seconds pause{};
    boost::uuids::uuid id{};
    std::vector<std::byte> key;
    std::filesystem::path map;
    std::set<std::string> tags;
    std::list<std::tuple<int, std::optional<bool>>> pairs;
    std::array<int, 2> place{};
    std::optional<std::optional<int>> weight;
    std::variant<std::monostate, int, std::string> number;
    stop first;
    descry::extras extras;
};
BOOST_DESCRIBE_STRUCT(tour, (),
                      (of, how, moods, by_mood, by_number, begins, ends, day, lasts, pause, id, key, map, tags, pairs,
                       place, weight, number, first, extras))

struct tour_key {
    mood of{};
    level how{level::low};
    year_month_day day{2015y / 11 / 23};
    sys_seconds begins;
    boost::uuids::uuid id{};
};
BOOST_DESCRIBE_STRUCT(tour_key, (), (of, how, day, begins, id))

struct tour_query {
    std::optional<mood> of{};
    std::vector<level> how{};
    std::optional<sys_time<milliseconds>> begins{};
    std::optional<year_month_day> day{};
    std::optional<boost::uuids::uuid> id{};
    std::set<int> numbers{};
    std::optional<minutes> lasts{};
    std::optional<std::filesystem::path> map{};
    std::shared_ptr<bool> open{};
};
BOOST_DESCRIBE_STRUCT(tour_query, (), (of, how, begins, day, id, numbers, lasts, map, open))

struct tours : descry::resource<tour, tour_key, "/tours/{of}/{how}/{day}/{begins}/{id}", descry::get, descry::put<>,
                                descry::patch<>> {};
struct search : descry::resource<std::string, tour_key, "/search/{of}/{how}/{day}/{begins}/{id}",
                                 descry::with_query<descry::get, tour_query>> {};

constexpr char const* id_text = "7d6a9ed1-3c8a-4b9c-9f3e-0123456789ab";

struct service {
    descry::testing::emulator under_test;
    std::shared_ptr<descry::testing::scripted_transport> transport =
        std::make_shared<descry::testing::scripted_transport>(std::ref(under_test));
    descry::client client{{.base_url = "https://tours.example", .custom_transport = transport}, {}};
    tour_key const key{mood::very_loud, level::high, 2016y / 2 / 29, sys_seconds(1s),
                       descry::read_json<boost::uuids::uuid>('"' + std::string(id_text) + '"').value()};
};

constexpr std::string_view document =
    R"({"of":"veryLoud","how":5,"moods":["calm","veryLoud"],"byMood":{"calm":1},"byNumber":{"-1":1},)"
    R"("begins":"2015-11-23T10:00:00Z","ends":"2015-11-23T10:00:00.123456789Z","day":"0000-01-01","lasts":"PT1H30M",)"
    R"("pause":-5,"id":"7d6a9ed1-3c8a-4b9c-9f3e-0123456789ab","key":"AP8=","map":"/a/ü","tags":["a","b"],)"
    R"("pairs":[[1,null],[2,true]],"place":[1,2],"weight":null,"number":"x",)"
    R"("first":{"town":"a","next":{"town":"b"}},"more":{"kept":[1.0]}})";

}  // namespace

}  // namespace any_struct

template <>
inline constexpr auto descry::written_as<any_struct::mood> = descry::enum_style::camel;
template <>
inline constexpr auto descry::written_as<any_struct::level> = descry::enum_style::number;
template <>
inline constexpr auto descry::format_of<& any_struct::tour::lasts> = descry::format::iso8601;

BOOST_FIXTURE_TEST_SUITE(any_struct, service)

BOOST_AUTO_TEST_CASE(is_stored_and_returned_as_it_was_sent)
{
    under_test.serve<tours>();
    under_test.seed<tours>(key, descry::read_json<tour>(document).value());
    auto const bound = client.at<tours>(key);
    auto read = bound.get();
    BOOST_TEST(descry::write_json(read) == document);
    BOOST_TEST(descry::write_json(bound.update(read)) == document);

    read.moods.clear();
    read.number = {};
    read.weight = 7;
    BOOST_TEST(descry::write_json(bound.update(read)) == descry::write_json(read));
    auto changed = read;
    changed.lasts = minutes(1);
    changed.tags = {"c"};
    *changed.ends += 1ns;
    BOOST_TEST(descry::write_json(bound.patch(read, changed)) == descry::write_json(changed));
    BOOST_TEST(descry::write_json(bound.get()) == descry::write_json(changed));
}

BOOST_AUTO_TEST_CASE(fills_paths_and_queries_and_is_read_from_them)
{
    under_test.serve<search>();
    under_test.on<search>(
        [](tour_key const& of, tour_query const& asked) { return descry::write_json(of) + descry::write_json(asked); });
    auto const at = client.at<search>(key);
    auto const path = R"({"of":"veryLoud","how":5,"day":"2016-02-29","begins":"1970-01-01T00:00:01Z",)"
                      R"("id":"7d6a9ed1-3c8a-4b9c-9f3e-0123456789ab"})";
    BOOST_TEST(at.get(tour_query{}) == path + std::string(R"({"how":[],"numbers":[]})"));
    BOOST_TEST(at.get({.of = mood::calm,
                       .how = {level::high, level::low},
                       .begins = sys_time<milliseconds>(1500ms),
                       .day = 2015y / 11 / 23,
                       .id = key.id,
                       .numbers = {-1, 7},
                       .lasts = minutes(-3),
                       .map = "/a b/ü",
                       .open = std::make_shared<bool>(false)}) ==
               path + std::string(R"({"of":"calm","how":[5,1],"begins":"1970-01-01T00:00:01.5Z","day":"2015-11-23",)"
                                  R"("id":"7d6a9ed1-3c8a-4b9c-9f3e-0123456789ab","numbers":[-1,7],"lasts":-3,)"
                                  R"("map":"/a b/ü","open":false})"));
}

BOOST_AUTO_TEST_CASE(is_refused_where_a_value_does_not_fit)
{
    under_test.serve<search>();
    under_test.on<search>([](tour_key const&, tour_query const&) { return "read"; });
    auto const status = [&](std::string const& target) {
        return under_test({"GET", "", "/search/" + target, {}, {}}).status;
    };
    std::string const path = "calm/1/2015-11-23/2015-11-23T10%3A00%3A00Z/" + std::string(id_text);
    BOOST_TEST(status(path) == 200u);
    BOOST_TEST(status("veryLoud/5/2015-11-23/2015-11-23T10:00:00%2B01:00/" + std::string(id_text)) == 200u);
    for (auto const* const query :
         {"of=loud", "how=2", "how=1&how=low", "begins=2015-11-23T10:00:00.0001Z", "begins=today", "day=2015-02-30",
          "id=x", "numbers=x", "lasts=1.5", "lasts=PT1M", "open=perhaps", "of=calm&of=calm"})
        BOOST_TEST(status(path + '?' + query) == 400u, query);
    for (std::string const wrong :
         {"loud/1/2015-11-23/2015-11-23T10:00:00Z/", "calm/2/2015-11-23/2015-11-23T10:00:00Z/",
          "calm/1/2015-02-30/2015-11-23T10:00:00Z/", "calm/1/2015-11-23/2015-11-23T10:00:00.5Z/"})
        BOOST_TEST(status(wrong + id_text) >= 400u, wrong);
    BOOST_TEST(status("calm/1/2015-11-23/2015-11-23T10:00:00Z/x") >= 400u);

    tour_key without = key;
    without.of = mood(7);
    BOOST_TEST((client.at<search>(without).try_get(tour_query{}).error() == descry::errc::empty_key));
    without = key;
    without.day = {};
    BOOST_TEST((client.at<search>(without).try_get(tour_query{}).error() == descry::errc::empty_key));
    BOOST_TEST((client.at<search>(key).try_get({.of = mood(7)}).error() == descry::errc::invalid_value));
}

BOOST_AUTO_TEST_SUITE_END()
