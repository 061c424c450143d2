#include <descry/rest/merge.hpp>

#include <boost/test/unit_test.hpp>

#include <descry/json/read.hpp>
#include <descry/json/write.hpp>
#include <descry/model/decimal.hpp>
#include <descry/model/omittable.hpp>
#include <descry/rest/changes.hpp>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(merge)

namespace {

struct place {
    std::optional<std::string> city, street;
    descry::extras extras;
};
BOOST_DESCRIBE_STRUCT(place, (), (city, street, extras))

struct account {
    std::optional<std::string> name, tag;
    int visits = 0;
    std::optional<descry::decimal> amount;
    std::optional<place> home;
    place work;
    std::vector<int> numbers;
    std::optional<std::map<std::string, int>> labels;
    descry::omittable<std::string> note;
    descry::extras extras;
};
BOOST_DESCRIBE_STRUCT(account, (), (name, tag, visits, amount, home, work, numbers, labels, note, extras))

struct linked {
    std::shared_ptr<place> home;
    std::vector<std::shared_ptr<place>> others;
    std::shared_ptr<linked> next;
};
BOOST_DESCRIBE_STRUCT(linked, (), (home, others, next))

constexpr std::string_view base =
    R"({"name":"A","tag":"e1","visits":1,"amount":1.50,"home":{"city":"X","street":"S","zip":1},)"
    R"("work":{"city":"W"},"numbers":[1,2],"labels":{"a":1},"note":"n","credit":100.00,"region":{"x":[1]}})";

// The base with one text replaced by another.
std::string with(std::string_view what, std::string_view by, std::string text = std::string(base))
{
    return text.replace(text.find(what), what.size(), by);
}

struct outcome {
    std::string value;
    std::vector<std::string> conflicts;
};

outcome merged_texts(std::string_view mine, std::string_view theirs, std::string_view from = base)
{
    auto const out = descry::merge(descry::read_json<account>(from).value(), descry::read_json<account>(mine).value(),
                                   descry::read_json<account>(theirs).value());
    return {descry::write_json(out.value), out.conflicts};
}

using places = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_CASE(unknown_members_that_differ_by_case_are_two)
{
    auto const start = R"({"name":"A","visits":1,"work":{},"numbers":[],"Env":1,"ENV":2,"NAME":3})";
    auto const mine = with(R"("ENV":2)", R"("ENV":4)", start);
    auto const theirs = with(R"("Env":1)", R"("Env":5,"env":6)", start);
    auto const both = merged_texts(mine, theirs, start);
    BOOST_TEST(both.value == R"({"name":"A","visits":1,"work":{},"numbers":[],"Env":5,"env":6,"ENV":4,"NAME":3})");
    BOOST_TEST(both.conflicts.empty());
}

BOOST_AUTO_TEST_CASE(many_unknown_members_are_merged_in_time)
{
    std::string start = R"({"name":"A","visits":1,"work":{},"numbers":[])";
    for (int i = 0; i != 20'000; ++i) start += ",\"x" + std::to_string(i) + "\":1";
    start += '}';
    auto const mine = with(R"("x77":1)", R"("x77":2)", start);
    auto const both = merged_texts(mine, with(R"("x99":1)", R"("x99":3)", start), start);
    BOOST_TEST((both.value == with(R"("x99":1)", R"("x99":3)", mine)));
    BOOST_TEST(descry::changes(descry::read_json<account>(start).value(), descry::read_json<account>(mine).value()) ==
               R"({"x77":2})");
}

BOOST_AUTO_TEST_CASE(a_change_by_one_side_is_taken)
{
    for (auto const& [what, by] : std::vector<std::pair<std::string_view, std::string_view>>{
             {R"("A")", R"("B")"},
             {R"("A")", "null"},
             {R"("name":"A",)", ""},
             {R"("visits":1)", R"("visits":2)"},
             {"1.50", "1.500000000000000000000000000001"},
             {R"("city":"X")", R"("city":"Y")"},
             {R"("city":"X",)", ""},
             {R"("home":{"city":"X","street":"S","zip":1},)", ""},
             {R"({"city":"X","street":"S","zip":1})", "null"},
             {R"("zip":1)", R"("zip":2)"},
             {R"(,"zip":1)", ""},
             {R"({"city":"W"})", R"({"city":null})"},
             {"[1,2]", "[]"},
             {R"({"a":1})", R"({"a":1,"b":2})"},
             {R"("note":"n")", R"("note":null)"},
             {R"("note":"n",)", ""},
             {"100.00", "100.000"},
             {R"(,"credit":100.00)", ""},
             {R"({"x":[1]})", "null"}}) {
        auto const changed = with(what, by);
        for (auto const& [mine, theirs] :
             {std::pair{std::string_view(changed), base}, {base, changed}, {changed, changed}}) {
            auto const out = merged_texts(mine, theirs);
            BOOST_TEST(out.value == changed);
            BOOST_TEST(out.conflicts.empty());
        }
    }
}

BOOST_AUTO_TEST_CASE(changes_to_different_members_are_merged)
{
    auto const mine = with("1.50", "2", with(R"("street":"S")", R"("street":"T")"));
    auto const theirs =
        with("e1", "e2", with(R"("city":"X")", R"("city":"Y")", with(R"("zip":1)", R"("zip":9,"new":0)")));
    auto const out = merged_texts(mine, theirs);
    BOOST_TEST(out.value == with("1.50", "2", with(R"("street":"S")", R"("street":"T")", theirs)));
    BOOST_TEST(out.conflicts.empty());
}

BOOST_AUTO_TEST_CASE(members_that_both_changed_are_reported_and_stay_theirs)
{
    auto const mine =
        with(R"("A")", R"("M")", with(R"("city":"X")", R"("city":"M")", with("[1,2]", "[1]", with("100.00", "1"))));
    auto const theirs =
        with(R"("A")", R"("T")", with(R"("city":"X")", R"("city":"T")", with("[1,2]", "[2]", with("100.00", "2"))));
    auto const out = merged_texts(mine, theirs);
    BOOST_TEST(out.value == theirs);
    BOOST_TEST(out.conflicts == (places{"/name", "/home/city", "/numbers", "/credit"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_object_removed_by_one_side_and_changed_by_the_other_is_a_conflict)
{
    auto const changed = with(R"("city":"X")", R"("city":"Y")");
    auto const removed = with(R"({"city":"X","street":"S","zip":1})", "null");
    BOOST_TEST(merged_texts(changed, removed).conflicts == (places{"/home"}), boost::test_tools::per_element());
    BOOST_TEST(merged_texts(changed, removed).value == removed);
    BOOST_TEST(merged_texts(removed, changed).conflicts == (places{"/home"}), boost::test_tools::per_element());
    BOOST_TEST(merged_texts(removed, changed).value == changed);
}

BOOST_AUTO_TEST_CASE(what_pointers_share_is_not_modified)
{
    auto const read = [](std::string_view text) { return descry::read_json<linked>(text).value(); };
    auto const origin =
        read(R"({"home":{"city":"X","street":"S"},"others":[{"city":"O"}],"next":{"home":{},"others":[]}})");
    auto const mine =
        read(R"({"home":{"city":"M","street":"S"},"others":[{"city":"M"}],"next":{"home":{"city":"M"},"others":[]}})");
    auto theirs = read(
        R"({"home":{"city":"X","street":"T","zip":1},"others":[{"city":"O"}],"next":{"home":{"street":"T"},"others":[]}})");
    auto const before = descry::write_json(theirs);
    auto const out = descry::merge(origin, mine, theirs);
    BOOST_TEST(descry::write_json(theirs) == before);
    BOOST_TEST(
        descry::write_json(out.value) ==
        R"({"home":{"city":"M","street":"T","zip":1},"others":[{"city":"M"}],"next":{"home":{"city":"M","street":"T"},"others":[]}})");
    BOOST_TEST(out.conflicts.empty());
}

BOOST_AUTO_TEST_CASE(null_and_absent_are_two_changes)
{
    BOOST_TEST(merged_texts(with(R"("A")", "null"), with(R"("name":"A",)", "")).conflicts == (places{"/name"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_member_added_by_both_sides_is_a_conflict_unless_equal)
{
    auto const add = [](std::string_view value) {
        return with(R"(,"region")", std::string(R"(,"a/b~c":)").append(value) + R"(,"region")");
    };
    BOOST_TEST(merged_texts(add("1"), add("1")).conflicts.empty());
    BOOST_TEST(merged_texts(add("1"), add("2")).conflicts == (places{"/a~1b~0c"}), boost::test_tools::per_element());
    BOOST_TEST(merged_texts(add("1"), add("2")).value == with(R"("region")", R"("a/b~c":2,"region")"));
}

// Takes O(n log n); with O(n²) it would take many times as long.
BOOST_AUTO_TEST_CASE(objects_may_have_many_unknown_members)
{
    auto const text = [](std::string_view first, int from, int until) {
        std::string out(first);
        for (int i = from; i != until; ++i) out += ",\"x" + std::to_string(i) + "\":1";
        return R"({"visits":1,"work":{},"numbers":[],"first":)" + out + "}";
    };
    int const n = 20'000;
    auto const out = merged_texts(text("1", n / 2, 2 * n), text("2", 0, n + 1), text("1", 0, n));
    BOOST_TEST((out.value == text("2", n / 2, 2 * n)));
    BOOST_TEST(out.conflicts.empty());
}

BOOST_AUTO_TEST_CASE(unknown_members_that_were_removed_leave_the_others_as_they_are)
{
    auto const out = merged_texts(R"({"visits":1,"work":{},"numbers":[],"b":2,"d":5,"NEW":0})",
                                  R"({"visits":1,"work":{},"numbers":[],"a":1,"b":3,"c":3,"d":4})",
                                  R"({"visits":1,"work":{},"numbers":[],"a":1,"b":2,"c":3,"d":4})");
    BOOST_TEST(out.value == R"({"visits":1,"work":{},"numbers":[],"b":3,"d":5,"NEW":0})");
}

BOOST_AUTO_TEST_SUITE_END()
