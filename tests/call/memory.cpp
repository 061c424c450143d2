#include "document.hpp"

#include <boost/test/unit_test.hpp>

#include <boost/asio/io_context.hpp>

#include <descry/client/detail/call_steps.hpp>
#include <descry/client/pages.hpp>
#include <descry/client/stream.hpp>
#include <descry/http/sinks.hpp>

#include <support/allocations.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace call_test;
namespace asio = boost::asio;
using descry::errc;

BOOST_AUTO_TEST_SUITE(memory)

namespace {

struct item {
    std::optional<std::array<double, 480>> figures;  // 3,848 bytes
};
BOOST_DESCRIBE_STRUCT(item, (), (figures))

struct list {
    std::vector<item> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(list, (), (items, next))

struct lists
    : descry::resource<list, descry::nothing, "/lists",
                       descry::in_pages<descry::get, &list::items, descry::by_link<&list::next>>, descry::put<>> {};

bool is_final(item const&) { return true; }

struct files : descry::resource<document, document_key, "/files/{id}", descry::download<>> {};
struct jobs : descry::resource<item, document_key, "/jobs/{id}", descry::get> {};
struct starters
    : descry::resource<document, descry::nothing, "/starters", descry::starts<descry::create<>, jobs, is_final>> {};

std::string many_items(std::size_t n)
{
    std::string out = R"({"items":[{})";
    for (std::size_t i = 1; i != n; ++i) out += ",{}";
    return out + "]}";
}

// Asio (1.81) does not survive that one of fewer bytes fails, for a strand.
constexpr std::size_t least_of_asio = 48;

constexpr std::ptrdiff_t mebibyte = 1024 * 1024;

// A service with every resource of these tests.
network service()
{
    return answering([](descry::request const& in) {
        if (in.target == "/lists") return ok(R"({"items":[{},{}],"next":"/lists?at=a-place-that-is-not-short"})");
        if (in.target.starts_with("/lists?")) return ok(R"({"items":[{"figures":null}]})");
        if (in.target == "/starters") return descry::response{202, {{"Location", "/jobs/1"}}, {}};
        if (in.target == "/jobs/1") return ok("{}");
        return ok(std::string(stored));
    });
}

// Makes one allocation after another fail until all succeed. `work` returns its outcome.
template <class Work>
void fail_each_allocation(char const* what, Work const& work, std::size_t least = 0)
{
    std::size_t number = 0, noticed = 0;
    for (bool failed = true; failed && number < 10'000;) {
        boost::system::error_code ended;
        std::string thrown;
        {
            allocations::failure_of_one const one(++number, least);
            try {
                ended = work();
            } catch (std::exception const& e) {
                failed = one.has_come();
                thrown = e.what();
            }
            failed = one.has_come();
        }
        BOOST_TEST(thrown.empty(), what << ", allocation " << number << ": threw " << thrown);
        BOOST_TEST((failed || !ended), what << " failed without need: " << ended.message());
        noticed += ended == errc::not_enough_memory;
    }
    BOOST_TEST(noticed > 0, what);
}

template <class T>
boost::system::error_code code_of(descry::result<T> const& r)
{
    return r ? boost::system::error_code() : r.error().code();
}

struct moving_clock {
    inline static descry::steady_time now{std::chrono::hours(1)};
    inline static std::size_t looks = 0;

    static descry::steady_time read()
    {
        ++looks;
        return now += std::chrono::milliseconds(1);
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(of_an_answer_is_bounded_by_the_size_of_its_body)
{
    auto const body = many_items(2'000'000);
    auto const size = static_cast<std::ptrdiff_t>(body.size());
    auto const api = make_client(answering([&](descry::request const&) { return ok(body); }));
    allocations::limit const watched;
    auto const read = api.at<lists>({}).try_get();
    BOOST_REQUIRE(!read);
    BOOST_TEST((read.error() == errc::too_large));
    BOOST_TEST(read.error()->status == 200u);
    BOOST_TEST(read.error()->pointer.starts_with("/items/"));
    BOOST_TEST(watched.bytes() < 70 * size + 16 * mebibyte);
}

BOOST_AUTO_TEST_CASE(is_enough_for_small_answers_of_large_models)
{
    for (std::size_t const n : {1u, 500u, 3000u}) {
        auto const api = make_client(answering(ok(many_items(n))));
        BOOST_TEST(api.at<lists>({}).get().items.size() == n);
    }
}

BOOST_AUTO_TEST_CASE(for_an_answer_is_an_option)
{
    auto const in = answering(ok(many_items(3000)));
    BOOST_TEST((make_client(in, {.network = {.max_decoded_bytes = mebibyte}}).at<lists>({}).try_get().error() ==
                errc::too_large));
    auto const larger = answering(ok(many_items(30'000)));
    BOOST_TEST((make_client(answering(ok(many_items(30'000)))).at<lists>({}).try_get().error() == errc::too_large));
    auto const allowed = make_client(larger, {.network = {.max_decoded_bytes = 400 * mebibyte}});
    BOOST_TEST(allowed.at<lists>({}).get().items.size() == 30'000u);
    auto const small_bodies = make_client(answering(ok(many_items(30'000))), {.network = {.max_body_bytes = 1000}});
    BOOST_TEST((small_bodies.at<lists>({}).try_get().error() == errc::too_large));
}

BOOST_AUTO_TEST_CASE(and_time_of_decoding_are_bounded_by_the_deadline)
{
    using next = descry::detail::call_steps::next;
    descry::detail::call_environment shared;
    shared.clock = moving_clock::read;
    shared.chance = [] { return 0.0; };
    auto const body = many_items(4000);
    for (auto const verb : {descry::verb_kind::get, descry::verb_kind::put})
        for (int const patience : {20, 1000}) {
            auto const& op = verb == descry::verb_kind::get ? descry::operation_for<lists, descry::verb_kind::get>()
                                                            : descry::operation_for<lists, descry::verb_kind::put>();
            descry::nothing const key{};
            list const sent{};
            list out;
            descry::call_options const options;
            auto call = descry::detail::prepare_call(
                shared.context, {op, &key, descry::detail::pointer_to(sent).if_of(op.request), options});
            BOOST_REQUIRE(call.has_value());
            descry::detail::call_steps steps(shared, std::move(*call), nullptr, {descry::detail::pointer_to(out)},
                                             moving_clock::now + std::chrono::milliseconds(patience));
            BOOST_REQUIRE((steps.start() == next::send));
            moving_clock::looks = 0;
            BOOST_TEST((steps.got_response(ok(body)) == next::done));
            BOOST_TEST(moving_clock::looks < 200u);  // not with each element
            BOOST_TEST(steps.outcome().has_value() == (patience == 1000));
            if (steps.outcome()) continue;
            auto const& why = steps.outcome().error();
            BOOST_TEST((why == errc::deadline_exceeded));
            BOOST_TEST((why->status == 200u && why->response_begun && !why->not_sent));
            BOOST_TEST(why->maybe_done == (verb == descry::verb_kind::put));
            BOOST_TEST(out.items.size() < 2000u);
        }
}

BOOST_AUTO_TEST_CASE(that_runs_out_ends_a_blocking_call_with_a_result)
{
    auto const api = make_client(service());
    auto const at_7 = api.at<documents>({.id = "a-document-of-a-long-name"});
    auto const value = at_7.get();
    fail_each_allocation("get", [&] { return code_of(at_7.try_get()); });
    fail_each_allocation("update", [&] { return code_of(at_7.try_update(value)); });
    fail_each_allocation("modify", [&] { return code_of(at_7.try_modify([](document& d) { d.title = "new"; })); });
    auto const place = std::make_shared<descry::text_sink>(1000);
    fail_each_allocation("download", [&] { return code_of(api.at<files>({.id = "7"}).try_download(place)); });
    fail_each_allocation("start", [&] { return code_of(api.at<starters>({}).try_start(value)); });
    auto const job = api.at<starters>({}).start(value);
    fail_each_allocation("poll", [&] { return code_of(job.try_poll()); });
    fail_each_allocation("wait", [&] { return code_of(job.try_wait(std::chrono::hours(1))); });
}

BOOST_AUTO_TEST_CASE(that_runs_out_loses_no_page)
{
    asio::io_context context;
    auto const api = make_client(service(), {.executor = context.get_executor()});
    for (bool const ahead : {false, true})
        fail_each_allocation(
            ahead ? "pages ahead" : "pages",
            [&]() -> boost::system::error_code {
                context.restart();
                std::optional<descry::page_range<lists>> range;
                try {
                    range = api.at<lists>({}).pages({}, descry::page_options{.ahead = ahead});
                } catch (std::bad_alloc const&) {
                    return errc::not_enough_memory;  // nothing was attempted yet
                }
                auto& pages = *range;
                boost::system::error_code ended;
                std::size_t elements = 0, failures = 0;
                for (;;) {
                    auto page = pages.try_next();
                    if (ahead) context.restart(), context.run();
                    if (!page && ++failures == 1) {
                        ended = page.error().code();
                        continue;
                    }
                    if (!page) return page.error().code();
                    if (!*page) break;
                    elements += (*page)->items.size();
                }
                if (elements != 3) throw std::logic_error("a page was lost");
                return ended;
            },
            least_of_asio);
}

BOOST_AUTO_TEST_CASE(that_runs_out_ends_an_asynchronous_call_with_a_result)
{
    asio::io_context context;
    auto const api = make_client(service(), {.executor = context.get_executor()});
    auto const at_7 = api.at<documents>({.id = "a-document-of-a-long-name"});
    auto const value = [&] {
        descry::result<document> out;
        at_7.async_try_get([&](descry::result<document> r) { out = std::move(r); });
        context.run();
        return std::move(out).value();
    }();
    // An operation that cannot be started throws, as initiating functions of Asio do.
    auto const run = [&](auto const& start) {
        return [&context, start]() -> boost::system::error_code {
            context.restart();
            std::optional<boost::system::error_code> ended;
            try {
                start([&ended](auto const& r) { ended = code_of(r); });
            } catch (std::bad_alloc const&) {
                if (!ended) ended = make_error_code(errc::not_enough_memory);
            }
            context.run();
            if (!ended) throw std::logic_error("the handler was not called");
            return *ended;
        };
    };
    fail_each_allocation("get", run([&](auto done) { at_7.async_try_get(std::move(done)); }), least_of_asio);
    fail_each_allocation("update", run([&](auto done) { at_7.async_try_update(value, std::move(done)); }),
                         least_of_asio);
    fail_each_allocation(
        "modify", run([&](auto done) { at_7.async_try_modify([](document& d) { d.title = "new"; }, std::move(done)); }),
        least_of_asio);
    fail_each_allocation("page", run([&](auto done) {
                             auto fresh = api.at<lists>({}).pages();
                             fresh.async_try_next(std::move(done));
                         }),
                         least_of_asio);
}

BOOST_AUTO_TEST_CASE(that_runs_out_loses_no_value_of_a_stream)
{
    struct numbers : descry::resource<int, descry::nothing, "/numbers", descry::watch<descry::ndjson<int>>> {};
    asio::io_context context;
    auto const api = make_client(answering(ok("1\n2\n")), {.executor = context.get_executor()});
    fail_each_allocation(
        "stream",
        [&]() -> boost::system::error_code {
            std::optional<descry::stream<int>> values;
            try {
                values = api.at<numbers>({}).watch();
            } catch (std::bad_alloc const&) {
                return errc::not_enough_memory;  // nothing was attempted yet
            }
            boost::system::error_code thrown, failed;
            std::vector<int> read;
            for (bool has_ended = false; !has_ended;) {
                bool was_called = false;
                try {
                    values->async_try_next([&](descry::result<std::optional<int>> const& r) {
                        was_called = true;
                        failed = code_of(r);
                        has_ended = failed || !*r;
                        if (!has_ended) read.push_back(**r);
                    });
                } catch (std::bad_alloc const&) {
                    thrown = errc::not_enough_memory;
                    continue;  // the same wait again
                }
                context.restart();
                context.run();
                if (!was_called) throw std::logic_error("the handler was not called");
            }
            if (!failed && read != std::vector{1, 2}) throw std::logic_error("a value was lost");
            return failed ? failed : thrown;
        },
        least_of_asio);
}

BOOST_AUTO_TEST_SUITE_END()
