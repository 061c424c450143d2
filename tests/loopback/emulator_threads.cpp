// Many threads at one emulator. Also run under the thread sanitizer.
#include <descry/testing/emulator.hpp>

#include <boost/describe/class.hpp>
#include <boost/test/unit_test.hpp>

#include <descry/json.hpp>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace {

struct counter {
    std::uint64_t value = 0;
    std::optional<std::string> etag;
};
BOOST_DESCRIBE_STRUCT(counter, (), (value, etag))

struct counter_key {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(counter_key, (), (name))

struct counters : descry::resource<counter, counter_key, "/counters/{name}", descry::get,
                                   descry::put<descry::if_match<&counter::etag>>> {};

constexpr std::size_t threads = 8;
constexpr std::size_t updates_each = 40;

struct fixture {
    descry::testing::emulator under_test{{.wire = {.request_id_header = "Request-Id"}}};

    fixture()
    {
        under_test.serve<counters>();
        under_test.seed<counters>({"a"}, {});
    }

    descry::response put(counter const& changed, std::string id = {})
    {
        std::vector<descry::header> headers{{"Content-Type", "application/json"},
                                            {"If-Match", '"' + changed.etag.value() + '"'}};
        if (!id.empty()) headers.push_back({"Request-Id", std::move(id)});
        return under_test({"PUT", "", "/counters/a", std::move(headers), descry::write_json(changed)});
    }

    template <class Work>
    static void in_threads(Work work)
    {
        std::vector<std::thread> all;
        for (std::size_t i = 0; i != threads; ++i) all.emplace_back(work);
        for (auto& thread : all) thread.join();
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(emulator_threads, fixture)

BOOST_AUTO_TEST_CASE(exactly_one_wins_each_tag)
{
    std::atomic<std::size_t> refused = 0, odd = 0;
    in_threads([&] {
        for (std::size_t done = 0; done != updates_each;) {
            auto const read = descry::read_json<counter>(under_test({"GET", "", "/counters/a", {}, ""}).body);
            auto const status = put({read->value + 1, read->etag}).status;
            if (status == 200)
                ++done;
            else if (status == 412)
                ++refused;
            else
                return void(++odd);
        }
    });
    BOOST_TEST(odd == 0u);
    BOOST_TEST(under_test.stored<counters>({"a"})->value == threads * updates_each);
    BOOST_TEST(under_test.updates() == threads * updates_each);
    BOOST_TEST(under_test.requests() == 2 * (threads * updates_each + refused));
}

BOOST_AUTO_TEST_CASE(one_request_repeated_at_once_is_done_once)
{
    auto const read = under_test.stored<counters>({"a"}).value();
    std::atomic<std::size_t> good = 0;
    in_threads([&] {
        if (put({7, read.etag}, "r-1").status == 200) ++good;
    });
    BOOST_TEST(good == threads);
    BOOST_TEST(under_test.updates() == 1u);
}

BOOST_AUTO_TEST_CASE(changes_behind_the_back_lose_nothing)
{
    in_threads([&] {
        for (std::size_t i = 0; i != updates_each; ++i) {
            under_test.change<counters>({"a"}, [](counter& c) { ++c.value; });
            under_test.issue_token(descry::credential_kind::any);
            under_test.seed<counters>({"b"}, {});
        }
    });
    BOOST_TEST(under_test.stored<counters>({"a"})->value == threads * updates_each);
}

BOOST_AUTO_TEST_SUITE_END()
