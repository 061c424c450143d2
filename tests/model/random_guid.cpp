// Ids of requests: two calls must never have the same, not even on both sides of a fork.
#include <descry/json.hpp>
#include <descry/model/random_guid.hpp>

#include <boost/test/unit_test.hpp>

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <set>
#include <string>

BOOST_AUTO_TEST_SUITE(random_guid)

namespace {

std::string fresh() { return descry::random_guid(); }

}  // namespace

BOOST_AUTO_TEST_CASE(no_two_are_the_same_and_each_is_one)
{
    std::set<std::string> seen;
    for (int i = 0; i != 1000; ++i) {
        auto const id = fresh();
        BOOST_TEST(id.size() == 36u);
        BOOST_TEST(id[14] == '4');
        BOOST_TEST(std::string("89ab").find(id[19]) != std::string::npos);
        BOOST_TEST(descry::guid::parse(id).has_value());
        seen.insert(id);
    }
    BOOST_TEST(seen.size() == 1000u);
}

BOOST_AUTO_TEST_CASE(a_forked_process_has_others)
{
    (void)fresh();  // so that there are words to inherit
    std::array<int, 2> ends{};
    BOOST_REQUIRE(::pipe(ends.data()) == 0);
    auto const child = ::fork();
    if (child == 0) {
        auto const id = fresh();
        ::_exit(::write(ends[1], id.data(), id.size()) == 36 ? 0 : 1);
    }
    auto const mine = fresh();
    std::string its(36, ' ');
    BOOST_TEST(::read(ends[0], its.data(), its.size()) == 36);
    int status = -1;
    ::waitpid(child, &status, 0);
    BOOST_TEST(status == 0);
    BOOST_TEST(its != mine);
    for (int const end : ends) ::close(end);
}

BOOST_AUTO_TEST_SUITE_END()
