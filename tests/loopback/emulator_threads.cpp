// Many threads at one emulator. Also run under the thread sanitizer.
#include <descry/testing/emulator.hpp>

#include <boost/describe/class.hpp>
#include <boost/mp11/list.hpp>
#include <boost/test/unit_test.hpp>

#include <descry/json.hpp>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <optional>
#include <string>
#include <thread>
#include <utility>
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

// A text whose reading is watched, of requests as of documents.
struct watched {
    static inline std::function<void()> next_time_read{};
    std::string text;
    bool operator==(watched const&) const = default;
};

}  // namespace

template <>
struct descry::scalar<watched> {
    static constexpr char const* expected = "a text";
    static std::optional<watched> read(scalar_token token)
    {
        if (auto const seen = std::exchange(watched::next_time_read, nullptr)) seen();
        return watched{std::string(token.text)};
    }
    static bool write(watched const& value, std::string& out) { return out += value.text, true; }
};

namespace {

struct note {
    std::optional<std::uint64_t> id;
    watched first{};
    std::optional<std::string> second{}, etag{};
};
BOOST_DESCRIBE_STRUCT(note, (), (id, first, second, etag))
struct board_key {
    std::string board;
};
BOOST_DESCRIBE_STRUCT(board_key, (), (board))
struct note_key {
    std::string board;
    std::uint64_t id = 0;
};
BOOST_DESCRIBE_STRUCT(note_key, (), (board, id))

struct boards : descry::resource<counter, board_key, "/boards/{board}", descry::get> {};
struct notes
    : descry::resource<std::vector<note>, board_key, "/boards/{board}/notes", descry::get, descry::create<note>> {};
struct one_note : descry::resource<note, note_key, "/boards/{board}/notes/{id}", descry::get, descry::put<>,
                                   descry::patch<>, descry::remove<>> {};
struct lines
    : descry::resource<std::vector<note>, board_key, "/boards/{board}/lines", descry::get, descry::create<note>> {};
struct clean : descry::resource<descry::nothing, board_key, "/boards/{board}/clean", descry::action<note, note>> {};

constexpr std::size_t threads = 8;
constexpr std::size_t updates_each = 40;

struct fixture {
    descry::testing::emulator under_test{{.wire = {.request_id_header = "Request-Id"}}};

    fixture()
    {
        under_test.serve<counters>();
        under_test.seed<counters>({"a"}, {});
        under_test.serve_all<boost::mp11::mp_list<boards, notes, one_note, lines, clean>>();
        under_test.on<clean>([](board_key const&, note const& sent) { return sent; });
        under_test.seed<boards>({"b"}, {});
        under_test.seed<one_note>({"b", 1}, {.id = 1, .first = {"seeded"}});
    }

    descry::response send(std::string method, std::string path, std::string body,
                          std::vector<descry::header> headers = {})
    {
        headers.push_back({"Content-Type", "application/json"});
        return under_test({std::move(method), "", std::move(path), std::move(headers), std::move(body)});
    }

    // Sends a request during which another one is made by another thread, as soon as it is read, and waited for.
    descry::response send_during(std::function<void()> other, std::string method, std::string path, std::string body,
                                 std::vector<descry::header> headers = {})
    {
        bool done = false;
        watched::next_time_read = [&] {
            std::thread(other).join();
            done = true;
        };
        auto out = send(std::move(method), std::move(path), std::move(body), std::move(headers));
        BOOST_TEST(done);
        return out;
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

BOOST_AUTO_TEST_CASE(no_request_waits_for_another_to_be_read)
{
    struct {
        std::string method, path;
        unsigned status;
    } const all[]{{"PUT", "/boards/b/notes/1", 200},
                  {"PATCH", "/boards/b/notes/1", 200},
                  {"POST", "/boards/b/notes", 201},
                  {"POST", "/boards/b/lines", 201},
                  {"POST", "/boards/b/clean", 200}};
    for (auto const& each : all) {
        auto const other = [this] {
            auto const read = under_test.stored<counters>({"a"}).value();
            BOOST_TEST(put({read.value + 1, read.etag}).status == 200u);
        };
        auto const before = under_test.updates();
        BOOST_TEST(send_during(other, each.method, each.path, R"({"first":"sent"})").status == each.status, each.path);
        BOOST_TEST(under_test.updates() == before + 2);
    }
    BOOST_TEST(under_test.stored<counters>({"a"})->value == std::size(all));
}

BOOST_AUTO_TEST_CASE(a_change_during_which_its_document_changed_begins_again)
{
    auto const other = [this] { send("PATCH", "/boards/b/notes/1", R"({"second":"other"})"); };
    BOOST_TEST(send_during(other, "PATCH", "/boards/b/notes/1", R"({"first":"sent"})").status == 200u);
    auto const both = under_test.stored<one_note>({"b", 1}).value();
    BOOST_TEST((both.first.text == "sent" && both.second == "other"));
    BOOST_TEST(under_test.updates() == 2u);

    auto const seen = send("GET", "/boards/b/notes/1", "");
    std::vector<descry::header> const condition{{"If-Match", std::string(find_header(seen.headers, "ETag"))}};
    BOOST_TEST(send_during(other, "PUT", "/boards/b/notes/1", R"({"first":"stale"})", condition).status == 412u);
    BOOST_TEST(under_test.stored<one_note>({"b", 1})->first.text == "sent");
}

BOOST_AUTO_TEST_CASE(what_is_made_at_once_is_all_there)
{
    for (std::string const path : {"/boards/b/notes", "/boards/b/lines"}) {
        auto const size = [&] {
            auto const in = send("GET", path, "");
            auto const all = descry::read_json<std::vector<note>>(in.body);
            BOOST_REQUIRE_MESSAGE(all.has_value(), in.status << ' ' << in.body);
            return all->size();
        };
        auto const before = size();
        auto const other = [&] { BOOST_TEST(send("POST", path, R"({"first":"other"})").status == 201u); };
        BOOST_TEST(send_during(other, "POST", path, R"({"first":"sent"})").status == 201u);
        BOOST_TEST(size() == before + 2);
    }
}

BOOST_AUTO_TEST_CASE(nothing_is_made_below_what_was_removed_meanwhile)
{
    for (std::string const path : {"/boards/b/notes", "/boards/b/lines", "/boards/b/clean"}) {
        under_test.seed<boards>({"b"}, {});
        auto const other = [this] { under_test.erase<boards>({"b"}); };
        BOOST_TEST(send_during(other, "POST", path, R"({"first":"sent"})").status == 404u, path);
        under_test.seed<boards>({"b"}, {});
        if (path != "/boards/b/clean") BOOST_TEST(send("GET", path, "").body == "[]");
    }
    BOOST_TEST(under_test.updates() == 0u);
}

BOOST_AUTO_TEST_CASE(one_request_repeated_while_it_is_read_is_done_once)
{
    for (auto const* const path : {"/boards/b/notes", "/boards/b/lines", "/boards/b/clean"}) {
        auto const before = under_test.updates();
        std::vector<descry::header> const id{{"Request-Id", path}};
        std::string other_body;
        auto const other = [&] { other_body = send("POST", path, R"({"first":"sent"})", id).body; };
        BOOST_TEST(send_during(other, "POST", path, R"({"first":"sent"})", id).body == other_body);
        BOOST_TEST(under_test.updates() == before + 1);
    }
}

BOOST_AUTO_TEST_CASE(an_effect_may_be_defined_while_requests_are_handled)
{
    std::atomic<std::size_t> odd = 0;
    in_threads([&] {
        for (std::size_t i = 0; i != updates_each; ++i) {
            under_test.on<clean>([i](board_key const&, note const&) { return note{{}, {}, std::to_string(i), {}}; });
            under_test.on<boards, descry::verb_kind::get>([i](board_key const&) { return counter{i, {}}; });
            auto const in = send("POST", "/boards/b/clean", R"({"first":"sent"})");
            auto const out = descry::read_json<note>(in.body);
            if (!out || !out->second || send("GET", "/boards/b", "").status != 200) ++odd;
        }
    });
    BOOST_TEST(odd == 0u);
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
