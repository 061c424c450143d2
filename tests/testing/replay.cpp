#include <descry/testing/detail/replay.hpp>

#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>
#include <utility>

BOOST_AUTO_TEST_SUITE(replay)

using namespace descry::testing;
using namespace descry::testing::detail;

namespace {

descry::request put(std::string target, std::string body)
{
    return {"PUT", "", std::move(target), {}, std::move(body)};
}

replayed_response answer(descry::response of) { return std::make_shared<descry::response const>(std::move(of)); }

}  // namespace

BOOST_AUTO_TEST_CASE(a_retry_gets_the_same_response)
{
    replay_table table;
    BOOST_TEST(!table.find({"1", put("/a", "x")}));
    table.remember({"1", put("/a", "x")}, answer({200, {{"ETag", "\"t\""}}, "stored"}));
    auto const before = table.find({"1", put("/a", "x")});
    BOOST_REQUIRE(before);
    BOOST_TEST(before->body == "stored");
    BOOST_TEST(find_header(before->headers, "ETag") == "\"t\"");
    BOOST_TEST(!table.find({"2", put("/a", "x")}));
}

BOOST_AUTO_TEST_CASE(another_method_target_or_body_under_the_same_id_is_refused)
{
    replay_table table;
    table.remember({"1", put("/a", "x")}, answer({}));
    auto const reused = [](fault const& why) { return why.status() == 409; };
    BOOST_CHECK_EXCEPTION(table.find({"1", put("/b", "x")}), fault, reused);
    BOOST_CHECK_EXCEPTION(table.find({"1", put("/a", "y")}), fault, reused);
    BOOST_CHECK_EXCEPTION(table.find({"1", {"POST", "", "/a", {}, "x"}}), fault, reused);
}

BOOST_AUTO_TEST_CASE(a_request_without_id_is_not_stored)
{
    replay_table table;
    table.remember({"", put("/a", "x")}, answer({}));
    BOOST_TEST(!table.find({"", put("/a", "x")}));
}

BOOST_AUTO_TEST_CASE(the_oldest_response_is_removed_first)
{
    replay_table table;
    for (std::size_t i = 0; i != replay_table::max_entries + 1; ++i)
        table.remember({std::to_string(i), put("/a", "x")}, answer({200, {}, ""}));
    BOOST_TEST(!table.find({"0", put("/a", "x")}));
    BOOST_TEST(table.find({"1", put("/a", "x")}));
}

BOOST_AUTO_TEST_CASE(large_responses_are_removed_earlier)
{
    replay_table table;
    std::string const half(replay_table::max_bytes / 2, 'x');
    for (auto const* id : {"1", "2", "3"}) table.remember({id, put("/a", "x")}, answer({200, {}, half}));
    BOOST_TEST(!table.find({"2", put("/a", "x")}));
    BOOST_TEST(table.find({"3", put("/a", "x")}));

    table.remember({"4", put("/a", "x")}, answer({200, {}, half + half + half}));
    BOOST_TEST(!table.find({"4", put("/a", "x")}));
    table.remember({"5", put("/a", "x")}, answer({200, {}, "small"}));
    BOOST_TEST(table.find({"5", put("/a", "x")}));
}

BOOST_AUTO_TEST_SUITE_END()
