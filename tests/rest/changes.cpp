#include <descry/rest/changes.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <descry/core/detail/member_index.hpp>
#include <descry/json/read.hpp>
#include <descry/model/decimal.hpp>
#include <descry/model/omittable.hpp>
#include <descry/model/raw_json.hpp>
#include <descry/rest/json_patch.hpp>
#include <descry/rest/merge.hpp>

#include <support/data_file.hpp>

#include <array>
#include <compare>
#include <cstddef>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace patched {

struct port {
    int container_port = 0;
    std::optional<std::string> name{};
};
BOOST_DESCRIBE_STRUCT(port, (), (container_port, name))
struct container {
    std::string name{};
    std::optional<std::string> image{};
    std::vector<port> ports{};
    std::vector<std::string> args{};
};
BOOST_DESCRIBE_STRUCT(container, (), (name, image, ports, args))
struct pod {
    std::map<std::string, std::string> tags{}, labels{};
    std::optional<std::map<std::string, int>> sizes{};
    std::optional<std::vector<container>> containers{};
    std::map<std::string, container> extra{};
};
BOOST_DESCRIBE_STRUCT(pod, (), (tags, labels, sizes, containers, extra))

}  // namespace patched

template <>
inline constexpr auto descry::patch_style_of<& patched::pod::tags> = descry::patch_style::whole;
template <>
inline constexpr auto descry::patch_style_of<& patched::pod::sizes> = descry::patch_style::whole;
template <>
inline constexpr std::string_view descry::merge_key<& patched::pod::containers> = "name";
template <>
inline constexpr std::string_view descry::merge_key<& patched::container::ports> = "container_port";

BOOST_AUTO_TEST_SUITE(changes)

namespace {

struct place {
    std::optional<std::string> city, street;
    descry::extras extras;
};
BOOST_DESCRIBE_STRUCT(place, (), (city, street, extras))

struct account {
    std::optional<std::string> first_name, tag;
    std::optional<descry::decimal> amount;
    std::optional<place> home;
    std::vector<int> numbers;
    descry::omittable<std::string> note;
    std::map<std::string, int> labels;
    descry::extras extras;
};
BOOST_DESCRIBE_STRUCT(account, (), (first_name, tag, amount, home, numbers, note, labels, extras))

constexpr std::string_view stored =
    R"({"firstName":"A","tag":"e1","amount":1.50,"home":{"city":"X","street":"S","zip":1},)"
    R"("numbers":[1,2],"note":"n","labels":{"a":1,"b":2},"credit":100.00,"region":{"x":[1],"y":2}})";

account const before = descry::read_json<account>(stored).value();

// A name that counts how often names were compared.
struct counted_name {
    std::string text;

    static inline std::size_t comparisons = 0;

    friend bool operator==(counted_name const& a, counted_name const& b) { return ++comparisons, a.text == b.text; }
    friend auto operator<=>(counted_name const& a, counted_name const& b) { return ++comparisons, a.text <=> b.text; }
};

struct counted_member {
    counted_name name;
};

std::size_t comparisons_to_find_all(std::size_t size)
{
    std::vector<counted_member> members;
    for (std::size_t i = 0; i != size; ++i) members.push_back({{std::to_string(i * 7919 % size)}});
    counted_name::comparisons = 0;
    descry::detail::member_index<counted_member> const index(members);
    for (auto const& m : members)
        if (index.find(m.name) != &m) return 0;
    return counted_name::comparisons;
}

namespace json = boost::json;

// RFC 7396, section 2.
json::value patched(json::value target, json::value const& patch)
{
    if (!patch.is_object()) return patch;
    if (!target.is_object()) target = json::object();
    for (auto const& [name, value] : patch.get_object()) {
        if (value.is_null())
            target.get_object().erase(name);
        else
            target.get_object()[name] = patched(target.get_object()[name], value);
    }
    return target;
}

json::value patch_of(std::string const& from, std::string const& to)
{
    return json::parse(descry::changes(descry::raw_json{from}, descry::raw_json{to}));
}

// A value with few names, so that two of them share some. A patch has no way to make a member null.
json::value random_value(std::mt19937& random, int levels, bool with_null)
{
    switch (random() % (levels == 0 ? 3 : 5)) {
        case 0: return random() % 3;
        case 1: return "text";
        case 2: return with_null ? json::value() : json::value(true);
        case 3: return json::array{random() % 2, nullptr, {{"a", nullptr}}};
        default: break;
    }
    json::object out;
    for (char name = 'a'; name != 'e'; ++name)
        if (random() % 2 == 0) out[std::string(1, name)] = random_value(random, levels - 1, with_null);
    return out;
}

// Has undeclared members only.
struct anything {
    descry::extras extras;
};
BOOST_DESCRIBE_STRUCT(anything, (), (extras))

}  // namespace

BOOST_AUTO_TEST_CASE(nothing_differs) { BOOST_TEST(descry::changes(before, before) == "{}"); }

BOOST_AUTO_TEST_CASE(only_members_that_differ_are_sent)
{
    auto after = before;
    after.first_name = "B";
    after.home->street = "T";
    after.amount = descry::decimal::parse("1.5001").value();
    BOOST_TEST(descry::changes(before, after) == R"({"firstName":"B","amount":1.5001,"home":{"street":"T"}})");
    BOOST_TEST(descry::changes(before, after, {.names = descry::casing::pascal}) ==
               R"({"FirstName":"B","Amount":1.5001,"Home":{"Street":"T"}})");
}

BOOST_AUTO_TEST_CASE(unknown_members_that_differ_by_case_are_two)
{
    auto const from =
        descry::read_json<account>(R"({"Env":1,"numbers":[],"labels":{},"TAG":{"a":1},"tag":"e"})").value();
    auto after = from;
    BOOST_TEST(descry::changes(from, after) == "{}");
    after.extras.set("TAG", R"({"A":1,"a":1})");
    after.extras.set("ENV", "1");
    BOOST_CHECK_THROW(descry::changes(from,
                                      [&] {
                                          auto doubled = after;
                                          doubled.extras.set("Tag", "1");  // another spelling of the member
                                          return doubled;
                                      }()),
                      descry::call_error);
    BOOST_TEST(descry::changes(from, after) == R"({"TAG":{"A":1},"ENV":1})");
}

BOOST_AUTO_TEST_CASE(keys_of_maps_that_differ_by_case_are_two)
{
    auto after = before;
    after.labels = {{"A", 1}, {"b", 2}};
    BOOST_TEST(descry::changes(before, after) == R"({"labels":{"A":1,"a":null}})");
}

BOOST_AUTO_TEST_CASE(undeclared_members_may_have_duplicate_names)
{
    auto const odd =
        descry::read_json<account>(R"({"firstName":"A","numbers":[],"labels":{},"x":{"a":1,"a":2}})").value();
    auto after = odd;
    after.first_name = "B";
    BOOST_TEST(descry::changes(odd, after) == R"({"firstName":"B"})");
}

BOOST_AUTO_TEST_CASE(a_value_that_is_not_an_object_is_sent_as_a_whole)
{
    BOOST_TEST(descry::changes(std::vector{1}, std::vector{2}) == "[2]");
    BOOST_TEST(descry::changes(std::string("a"), std::string("b")) == R"("b")");
}

BOOST_AUTO_TEST_CASE(lists_are_sent_as_a_whole)
{
    auto after = before;
    after.numbers.push_back(3);
    BOOST_TEST(descry::changes(before, after) == R"({"numbers":[1,2,3]})");
}

BOOST_AUTO_TEST_CASE(a_removed_member_is_null)
{
    auto after = before;
    after.first_name.reset();
    after.home->city.reset();
    after.note.set_null();
    after.labels.erase("a");
    after.extras.erase("credit");
    BOOST_TEST(descry::changes(before, after) ==
               R"({"firstName":null,"home":{"city":null},"note":null,"labels":{"a":null},"credit":null})");
}

BOOST_AUTO_TEST_CASE(a_new_member_is_sent)
{
    auto const after = descry::read_json<account>(stored).value();
    auto empty = before;
    empty.home.reset();
    empty.first_name.reset();
    BOOST_TEST(descry::changes(empty, after) == R"({"firstName":"A","home":{"city":"X","street":"S","zip":1}})");
}

BOOST_AUTO_TEST_CASE(unknown_members_count)
{
    auto after = before;
    after.extras.set("credit", "100.01");
    after.extras.set("region", R"({"x":[1],"y":3})");
    BOOST_TEST(descry::changes(before, after) == R"({"credit":100.01,"region":{"y":3}})");
}

BOOST_AUTO_TEST_CASE(objects_are_compared_whatever_the_order_of_their_members)
{
    auto const from = descry::read_json<account>(R"({"numbers":[],"labels":{},"x":{"y":{"a":1,"b":2}}})").value();
    auto after = from;
    after.extras.set("x", R"({"y":{"b":2,"a":1}})");
    BOOST_TEST(descry::changes(from, after) == "{}");
}

BOOST_AUTO_TEST_CASE(finding_every_member_of_an_object_takes_n_log_n_comparisons)
{
    for (std::size_t const n : {10u, 1000u, 4000u}) {
        auto const once = comparisons_to_find_all(n), twice = comparisons_to_find_all(2 * n);
        BOOST_TEST(once > 0u);
        BOOST_TEST(twice < 5 * n * n);
        if (n >= 1000) BOOST_TEST(twice < 3 * once);
    }
}

BOOST_AUTO_TEST_CASE(the_first_of_duplicate_names_is_found)
{
    for (std::size_t const rest : {0u, 100u}) {
        std::vector<counted_member> members{{{"b"}}, {{"a"}}, {{"b"}}, {{"a"}}};
        for (std::size_t i = 0; i != rest; ++i) members.push_back({{std::to_string(i)}});
        descry::detail::member_index<counted_member> const index(members);
        BOOST_TEST(index.index_of(index.find(counted_name{"a"})) == 1u);
        BOOST_TEST(index.index_of(index.find(counted_name{"b"})) == 0u);
        BOOST_TEST(!index.find(counted_name{"c"}));
    }
}

// Takes O(n log n); with O(n²) it would take many times as long.
BOOST_AUTO_TEST_CASE(a_service_may_send_many_members)
{
    std::string members;
    for (int i = 0; i != 20'000; ++i) members += ",\"x" + std::to_string(i) + "\":1";
    auto from =
        descry::read_json<account>(R"({"numbers":[],"labels":{"a":1},"deep":{"z":1)" + members + "}" + members + "}")
            .value();
    for (int i = 0; i != 20'000; ++i) from.labels["k" + std::to_string(i)] = i;
    auto after = from;
    after.first_name = "B";
    after.labels["k7"] = 0;
    BOOST_TEST(descry::changes(from, after) == R"({"firstName":"B","labels":{"k7":0}})");
}

BOOST_AUTO_TEST_CASE(are_patches_as_in_rfc_7396)
{
    auto const examples = data_file::lines_of("merge_patch.tsv");
    BOOST_TEST(examples.size() == 15u);
    for (auto const& fields : examples) BOOST_TEST_CONTEXT(fields[0] << " to " << fields[2])
        {
            auto const original = json::parse(fields[0]), result = json::parse(fields[2]);
            BOOST_TEST((patched(original, json::parse(fields[1])) == result));
            BOOST_TEST((patched(original, patch_of(fields[0], fields[2])) == result));
            if (!original.is_object() || !result.is_object()) continue;
            auto const base = descry::read_json<anything>(fields[0]).value();
            auto const changed = descry::read_json<anything>(fields[2]).value();
            for (auto const& both : {descry::merge(base, changed, base), descry::merge(base, base, changed)}) {
                BOOST_TEST((json::parse(descry::write_json(both.value)) == result));
                BOOST_TEST(both.conflicts.empty());
            }
        }
}

BOOST_AUTO_TEST_CASE(lead_from_any_value_to_any_other)
{
    std::mt19937 random;
    for (int i = 0; i != 5000; ++i) {
        auto const from = random_value(random, 3, true), to = random_value(random, 3, false);
        auto const patch = patch_of(json::serialize(from), json::serialize(to));
        BOOST_TEST((patched(from, patch) == to),
                   json::serialize(from) << " to " << json::serialize(to) << ": " << json::serialize(patch));
    }
}

BOOST_AUTO_TEST_CASE(a_json_patch_has_the_operations_that_differ)
{
    for (auto const& [from, to, patch] : std::vector<std::array<std::string, 3>>{
             {"{}", "{}", "[]"},
             {R"({"a":1})", R"({"a":2})", R"([{"op":"replace","path":"/a","value":2}])"},
             {R"({"a":1})", R"({"a":null})", R"([{"op":"replace","path":"/a","value":null}])"},
             {"{}", R"({"a":null})", R"([{"op":"add","path":"/a","value":null}])"},
             {R"({"a":null})", "{}", R"([{"op":"remove","path":"/a"}])"},
             {R"({"a/b":{"m~n":[1]}})", R"({"a/b":{"m~n":[1.0]}})",
              R"([{"op":"replace","path":"/a~1b/m~0n/0","value":1.0}])"},
             {R"({"a":1,"b":2})", R"({"b":2,"a":1})", "[]"},
             {R"({"a":1,"a":2})", R"({"a":3,"a":2})", "[]"},
             {R"({"a":1,"a":2})", R"({"a":2,"a":1})", R"([{"op":"replace","path":"/a","value":1}])"},
             {R"({"a":1,"A":2})", R"({"A":1,"a":1})", R"([{"op":"replace","path":"/A","value":1}])"},
             {"[1,2,3]", "[1,3]", R"([{"op":"remove","path":"/1"}])"},
             {"[1,3]", "[1,2,3]", R"([{"op":"add","path":"/1","value":2}])"},
             {"[1]", "[1,2,3]", R"([{"op":"add","path":"/1","value":2},{"op":"add","path":"/2","value":3}])"},
             {"[1,2,3,4]", "[1]",
              R"([{"op":"remove","path":"/3"},{"op":"remove","path":"/2"},{"op":"remove","path":"/1"}])"},
             {R"([{"n":1,"x":1},5,{"n":2}])", R"([{"n":1,"x":2},{"n":2}])",
              R"([{"op":"replace","path":"/0/x","value":2},{"op":"remove","path":"/1"}])"},
             {R"({"a":[1]})", R"({"a":{}})", R"([{"op":"replace","path":"/a","value":{}}])"},
             {"[]", "{}", R"([{"op":"replace","path":"","value":{}}])"}})
        BOOST_TEST(descry::json_patch_of(descry::raw_json{from}, descry::raw_json{to}) == patch);
    auto after = before;
    after.home->street.reset();
    after.numbers = {1, 3, 2};
    BOOST_TEST(descry::json_patch_of(before, after, {.names = descry::casing::pascal}) ==
               R"([{"op":"replace","path":"/Home/Street","value":null},{"op":"add","path":"/Numbers/1","value":3}])");
}

BOOST_AUTO_TEST_CASE(a_map_may_be_sent_as_a_whole)
{
    using patched::pod;
    pod const from{.tags = {{"a", "1"}, {"b", "2"}}, .labels = {{"a", "1"}, {"b", "2"}}, .sizes = {{{"x", 1}}}};
    BOOST_TEST(descry::changes(from, from) == "{}");
    auto to = from;
    to.tags.erase("a");
    to.labels.erase("a");
    to.sizes->emplace("y", 2);
    BOOST_TEST(descry::changes(from, to) == R"({"tags":{"b":"2"},"labels":{"a":null},"sizes":{"x":1,"y":2}})");
    BOOST_TEST(descry::changes(from, to, {.names = descry::casing::pascal}) ==
               R"({"Tags":{"b":"2"},"Labels":{"a":null},"Sizes":{"x":1,"y":2}})");
    BOOST_TEST(descry::strategic_changes(from, to) ==
               R"({"tags":{"b":"2","$patch":"replace"},"labels":{"a":null},"sizes":{"x":1,"y":2,"$patch":"replace"}})");
    to.sizes.reset();
    BOOST_TEST(descry::changes(from, to) == R"({"tags":{"b":"2"},"labels":{"a":null},"sizes":null})");
}

BOOST_AUTO_TEST_CASE(a_strategic_merge_patch_has_the_elements_that_differ)
{
    auto const list = [](std::string const& containers) { return R"({"containers":[)" + containers + "]}"; };
    auto const read = [](std::string const& json) {
        return descry::read_json<patched::pod>(json, {.missing = descry::missing_members::allowed}).value();
    };
    std::string const a = R"({"name":"a","image":"1","ports":[],"args":["x"]})";
    std::string const b = R"({"name":"b","ports":[{"containerPort":80,"name":"p"},{"containerPort":81}],"args":[]})";
    std::string const c = R"({"name":"c","ports":[],"args":[]})";
    for (
        auto const& [from, to, patch] : std::vector<std::array<std::string, 3>>{
            {a + ',' + b, a + ',' + b, "{}"},
            {a, a + ',' + c, list(c)},
            {a + ',' + c, a, list(R"({"name":"c","$patch":"delete"})")},
            {a + ',' + c, R"({"name":"a","image":"2","ports":[],"args":["x","y"]},)" + c,
             list(R"({"name":"a","image":"2","args":["x","y"]})")},
            {b, R"({"name":"b","ports":[{"containerPort":80},{"containerPort":82}],"args":[]})",
             list(
                 R"({"name":"b","ports":[{"containerPort":80,"name":null},{"containerPort":82},{"containerPort":81,"$patch":"delete"}]})")},
            {a + ',' + c, c + ',' + a, R"({"$setElementOrder/containers":[{"name":"c"},{"name":"a"}]})"},
            {a, c + ',' + a, R"({"$setElementOrder/containers":[{"name":"c"},{"name":"a"}],"containers":[)" + c + "]}"},
            {a, c + ',' + c, list(c + ',' + c + R"(,{"$patch":"replace"})")}})
        BOOST_TEST(descry::strategic_changes(read(list(from)), read(list(to))) == patch);
    patched::pod none{};
    BOOST_TEST(descry::strategic_changes(none, read(list(a))) == list(a));
    BOOST_TEST(descry::strategic_changes(read(list(a)), none) == R"({"containers":null})");
    BOOST_TEST(descry::changes(read(list(a)), read(list(c))) == list(c));
    auto const within = [&](std::string const& one) { return read(R"({"extra":{"k":)" + one + "}}"); };
    BOOST_TEST(
        descry::strategic_changes(within(b), within(R"({"name":"b","ports":[{"containerPort":81}],"args":[]})")) ==
        R"({"extra":{"k":{"ports":[{"containerPort":80,"$patch":"delete"}]}}})");
    BOOST_TEST(descry::strategic_changes(read(list(a)), read(list(a + ',' + c)), {.names = descry::casing::pascal}) ==
               R"({"Containers":[{"Name":"c","Ports":[],"Args":[]}]})");
}

BOOST_AUTO_TEST_SUITE_END()
