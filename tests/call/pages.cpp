#include "document.hpp"

#include <boost/test/unit_test.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>

#include <descry/client/pages.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <future>
#include <iterator>
#include <memory>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

using namespace call_test;
namespace asio = boost::asio;
using descry::errc;

namespace {

struct page_query {
    std::optional<std::string> text{};
    std::optional<int> size{};
    std::optional<int> offset{};
};
BOOST_DESCRIBE_STRUCT(page_query, (), (text, size, offset))

struct page_of_shelf {
    std::vector<document> items;
    std::optional<std::string> next, token;
    std::optional<int> total;
};
BOOST_DESCRIBE_STRUCT(page_of_shelf, (), (items, next, token, total))

using list = descry::with_query<descry::get, page_query>;

struct linked : descry::resource<page_of_shelf, descry::nothing, "/documents",
                                 descry::in_pages<list, &page_of_shelf::items, descry::by_link<&page_of_shelf::next>>> {
};
struct by_query
    : descry::resource<
          page_of_shelf, descry::nothing, "/documents",
          descry::in_pages<list, &page_of_shelf::items, descry::by_token<"pageToken", &page_of_shelf::token>>> {};
struct bare : descry::resource<std::vector<document>, descry::nothing, "/documents",
                               descry::in_pages<list, descry::whole_page{}, descry::by_header<"Token">>> {};
struct counted : descry::resource<page_of_shelf, descry::nothing, "/documents",
                                  descry::in_pages<list, &page_of_shelf::items, descry::by_offset<"offset", "size">>> {
};
struct totalled
    : descry::resource<
          page_of_shelf, descry::nothing, "/documents",
          descry::in_pages<list, &page_of_shelf::items, descry::by_offset<"offset", "size", &page_of_shelf::total>>> {};
struct by_link_of_header : descry::resource<std::vector<document>, descry::nothing, "/documents",
                                            descry::in_pages<list, descry::whole_page{}, descry::by_link_header>> {};
struct either
    : descry::resource<page_of_shelf, descry::nothing, "/documents",
                       descry::in_pages<list, &page_of_shelf::items,
                                        descry::by_any_of<descry::by_link<&page_of_shelf::next>,
                                                          descry::by_token<"pageToken", &page_of_shelf::token>>>> {};

// Cursors made of the last element, as those of Stripe, and delta links, as those of OData.
struct charge {
    std::string id{};
    std::optional<std::uint64_t> number{};
};
BOOST_DESCRIBE_STRUCT(charge, (), (id, number))
struct charge_list {
    std::vector<charge> data{};
    std::optional<bool> has_more{};
    std::optional<std::string> next_link{}, delta_link{};
    std::optional<int> count{};
};
BOOST_DESCRIBE_STRUCT(charge_list, (), (data, has_more, next_link, delta_link, count))
struct cursor_query {
    std::optional<int> limit{};
    std::optional<std::string> starting_after{};
};
BOOST_DESCRIBE_STRUCT(cursor_query, (), (limit, starting_after))
using charge_query = descry::with_query<descry::get, cursor_query>;
struct charges : descry::resource<
                     charge_list, descry::nothing, "/charges",
                     descry::in_pages<charge_query, &charge_list::data,
                                      descry::by_last_element<"startingAfter", &charge::id, &charge_list::has_more>>> {
};
struct numbered_charges
    : descry::resource<charge_list, descry::nothing, "/charges",
                       descry::in_pages<charge_query, &charge_list::data,
                                        descry::by_last_element<"startingAfter", &charge::number>>> {};
struct bare_charges
    : descry::resource<
          std::vector<charge>, descry::nothing, "/charges",
          descry::in_pages<descry::get, descry::whole_page{}, descry::by_last_element<"after", &charge::id>>> {};
struct changes
    : descry::resource<
          charge_list, descry::nothing, "/changes",
          descry::in_pages<
              charge_query, &charge_list::data,
              descry::by_any_of<descry::by_link<&charge_list::next_link>,
                                descry::by_last_element<"startingAfter", &charge::id, &charge_list::has_more>>>> {};

// Searches by POST, with the cursor in the request.
struct found_request {
    std::optional<std::string> jql{};
    std::optional<std::string> cursor{};
    std::optional<int> start_at{};
};
BOOST_DESCRIBE_STRUCT(found_request, (), (jql, cursor, start_at))
struct found_query {
    std::optional<std::string> expand{};
};
BOOST_DESCRIBE_STRUCT(found_query, (), (expand))
using find = descry::with_query<descry::action<found_request>, found_query>;
using by_cursor = descry::by_token_in_body<&found_request::cursor, &page_of_shelf::token>;
struct found : descry::resource<page_of_shelf, descry::nothing, "/search",
                                descry::in_pages<find, &page_of_shelf::items, by_cursor>> {};
struct found_repeatedly
    : descry::resource<page_of_shelf, descry::nothing, "/search", descry::get,
                       descry::in_pages<descry::idempotent<find>, &page_of_shelf::items, by_cursor>> {};
struct found_by_offset
    : descry::resource<page_of_shelf, descry::nothing, "/search",
                       descry::in_pages<find, &page_of_shelf::items,
                                        descry::by_offset_in_body<&found_request::start_at, &page_of_shelf::total>>> {};
struct found_by_link
    : descry::resource<page_of_shelf, descry::nothing, "/search",
                       descry::in_pages<find, &page_of_shelf::items, descry::by_link<&page_of_shelf::next>>> {};
struct found_without_request
    : descry::resource<page_of_shelf, descry::nothing, "/search",
                       descry::in_pages<descry::action<>, &page_of_shelf::items,
                                        descry::by_token<"pageToken", &page_of_shelf::token>>> {};

// A policy of a user, with a cursor at any depth.
struct nested_request {
    std::optional<found_request> variables{};
};
BOOST_DESCRIBE_STRUCT(nested_request, (), (variables))
struct by_variables {
    static bool prepare_next(nested_request& asked, page_of_shelf const& page, descry::page_view const& at)
    {
        if (!page.token || at.size == 0) return false;
        asked.variables->cursor = page.token;
        return true;
    }
};
struct found_by_variables
    : descry::resource<page_of_shelf, descry::nothing, "/graph",
                       descry::in_pages<descry::action<nested_request>, &page_of_shelf::items, by_variables>> {};

struct vault_key {
    std::string code{};
};
BOOST_DESCRIBE_STRUCT(vault_key, (), (code))
struct vaults
    : descry::resource<page_of_shelf, vault_key, "/vaults/{code}",
                       descry::in_pages<descry::get, &page_of_shelf::items, descry::by_link<&page_of_shelf::next>>> {};

descry::response shelf_of(std::string const& ids, std::string const& rest = "")
{
    std::string items;
    for (char const id : ids) items += (items.empty() ? "{\"id\":\"" : ",{\"id\":\"") + std::string(1, id) + "\"}";
    return ok("{\"items\":[" + items + "]" + rest + "}");
}

descry::response linking(std::string const& ids, std::string const& link)
{
    return shelf_of(ids, ",\"next\":\"" + link + '"');
}

template <class Range>
std::string ids_of(Range&& range)
{
    std::string out;
    for (auto& item : range) out += item.id.value();
    return out;
}

template <class Range>
std::string ids_of_charges(Range&& range)
{
    std::string out;
    for (auto& item : range) out += item.id.back();
    return out;
}

std::vector<std::string> targets(network const& to)
{
    std::vector<std::string> out;
    for (auto const& sent : to->requests()) out.push_back(sent.target);
    return out;
}

void check_targets(network const& to, std::vector<std::string> const& expected)
{
    BOOST_TEST(targets(to) == expected, boost::test_tools::per_element());
}

errc link_refused(std::string const& link)
{
    auto const to = in_turn({linking("a", link), shelf_of("b")});
    auto const api = make_client(to);
    auto items = api.at<linked>({}).all();
    BOOST_TEST(items.next()->id.value() == "a");
    auto const why = items.try_next();
    BOOST_TEST(to->requests().size() == (why ? 2u : 1u));
    return why ? errc() : static_cast<errc>(why.error().code().value());
}

}  // namespace

template <>
inline constexpr std::string_view descry::renamed<& charge_list::next_link> = "@odata.nextLink";
template <>
inline constexpr std::string_view descry::renamed<& charge_list::delta_link> = "@odata.deltaLink";
template <>
inline constexpr bool descry::sensitive<& vault_key::code> = true;

BOOST_AUTO_TEST_SUITE(pages)

static_assert(std::input_iterator<descry::item_range<linked>::iterator>);
static_assert(std::ranges::input_range<descry::item_range<linked>>);
static_assert(std::ranges::input_range<descry::page_range<linked>>);
static_assert(std::is_same_v<std::ranges::range_reference_t<descry::page_range<linked>>, page_of_shelf&>);

BOOST_AUTO_TEST_CASE(links_are_followed_to_the_last_page)
{
    auto const to = in_turn({linking("ab", "/documents?x=2"), linking("", "documents?x=3"), shelf_of("c")});
    auto const api = make_client(to);
    BOOST_TEST(ids_of(api.at<linked>({}).all({.text = "a b"})) == "abc");
    check_targets(to, {"/documents?text=a%20b", "/documents?x=2", "/documents?x=3"});
}

BOOST_AUTO_TEST_CASE(nothing_is_sent_before_it_is_asked_for_and_nothing_after_a_break)
{
    auto const to = in_turn({linking("ab", "/documents?x=2"), shelf_of("c")});
    auto const api = make_client(to);
    auto items = api.at<linked>({}).all();
    BOOST_TEST(to->requests().empty());
    for (auto& item : items)
        if (item.id == "b") break;
    BOOST_TEST(to->requests().size() == 1u);
    BOOST_TEST(ids_of(items) == "c");  // reading continues at its position
}

BOOST_AUTO_TEST_CASE(an_empty_list_has_no_elements)
{
    auto const api = make_client(answering(shelf_of("")));
    BOOST_TEST(ids_of(api.at<linked>({}).all()) == "");
    auto pages = api.at<linked>({}).pages();
    BOOST_TEST(pages.next().has_value());
    BOOST_TEST(!pages.next().has_value());
    BOOST_TEST(!pages.next().has_value());
}

BOOST_AUTO_TEST_CASE(a_token_of_the_body_goes_into_the_query)
{
    auto const to = in_turn({shelf_of("a", R"(,"token":"t/1")"), shelf_of("b", R"(,"token":"t2")"), shelf_of("c")});
    auto const api = make_client(to);
    BOOST_TEST(ids_of(api.at<by_query>({}).all({.size = 1})) == "abc");
    check_targets(to, {"/documents?size=1", "/documents?size=1&pageToken=t%2F1", "/documents?size=1&pageToken=t2"});
}

BOOST_AUTO_TEST_CASE(a_token_of_a_header_goes_into_that_header)
{
    auto const to = in_turn({descry::response{200, {{"token", "t1"}}, R"([{"id":"a"}])"}, ok(R"([{"id":"b"}])")});
    auto const api = make_client(to);
    BOOST_TEST(ids_of(api.at<bare>({}).all({.size = 1})) == "ab");
    check_targets(to, {"/documents?size=1", "/documents?size=1"});
    BOOST_TEST(descry::find_header(to->requests()[0].headers, "Token") == "");
    BOOST_TEST(descry::find_header(to->requests()[1].headers, "Token") == "t1");
}

BOOST_AUTO_TEST_CASE(an_offset_counts_what_was_received)
{
    // A page with fewer elements than requested is not the last one.
    auto const to = in_turn({shelf_of("ab"), shelf_of("c"), shelf_of("de"), shelf_of("")});
    auto const api = make_client(to);
    BOOST_TEST(ids_of(api.at<counted>({}).all({.size = 9, .offset = 4})) == "abcde");
    check_targets(to, {"/documents?size=9&offset=4", "/documents?size=9&offset=6", "/documents?size=9&offset=7",
                       "/documents?size=9&offset=9"});

    auto const unsized = in_turn({shelf_of("abc"), shelf_of("")});
    auto const other = make_client(unsized);
    BOOST_TEST(ids_of(other.at<counted>({}).all()) == "abc");
    check_targets(unsized, {"/documents", "/documents?offset=3"});
}

BOOST_AUTO_TEST_CASE(an_offset_ends_where_the_total_is_reached)
{
    auto const to = in_turn({shelf_of("ab", R"(,"total":7)"), shelf_of("c", R"(,"total":7)")});
    BOOST_TEST(ids_of(make_client(to).at<totalled>({}).all({.size = 9, .offset = 4})) == "abc");
    check_targets(to, {"/documents?size=9&offset=4", "/documents?size=9&offset=6"});

    // An implausible or missing total does not end the collection.
    for (auto const* total : {"", R"(,"total":null)", R"(,"total":0)", R"(,"total":-1)", R"(,"total":1)"}) {
        auto const api = make_client(in_turn({shelf_of("ab", total), shelf_of("c", total), shelf_of("", total)}));
        BOOST_TEST(ids_of(api.at<totalled>({}).all()) == "abc", total);
    }
}

BOOST_AUTO_TEST_CASE(the_first_way_that_leads_on_is_taken)
{
    auto const to = in_turn(
        {shelf_of("a", R"(,"token":"t")"), shelf_of("b", R"(,"next":"/documents?y=1","token":"t")"), shelf_of("c")});
    auto const api = make_client(to);
    BOOST_TEST(ids_of(api.at<either>({}).all()) == "abc");
    check_targets(to, {"/documents", "/documents?pageToken=t", "/documents?y=1"});
}

BOOST_AUTO_TEST_CASE(links_to_elsewhere_are_not_followed)
{
    for (auto const* link : {"https://evil.example/documents", "//evil.example/x", "http://documents.example/documents",
                             "https://documents.example:444/documents", "https://u:p@documents.example/documents",
                             "https://documents.example@evil.example/", "/documents/../x", "/documents/%2e%2e/x",
                             "ftp://documents.example/documents", "/a\\\\b", "/documents/..;/x", "javascript:x"}) {
        BOOST_TEST_CONTEXT(link) { BOOST_TEST((link_refused(link) == errc::unsafe_link)); }
    }
    BOOST_TEST((link_refused("https://documents.example/documents?x=2") == errc()));
    BOOST_TEST((link_refused("https://DOCUMENTS.example:443/documents?x=2") == errc()));
}

BOOST_AUTO_TEST_CASE(a_page_that_follows_itself_ends_the_list_with_a_failure)
{
    auto const to = in_turn({linking("a", "/documents?x=2"), linking("b", "/documents?x=2")});
    auto const api = make_client(to);
    auto items = api.at<linked>({}).all();
    BOOST_TEST(items.next()->id.value() == "a");
    BOOST_TEST(items.next()->id.value() == "b");
    auto const why = items.try_next().error();
    BOOST_TEST((why == errc::unsafe_link));
    BOOST_TEST(why->explanation == "the page says that it follows itself: /documents");
    BOOST_TEST(to->requests().size() == 2u);
}

BOOST_AUTO_TEST_CASE(pages_that_lead_in_a_circle_end_the_list_with_a_failure)
{
    for (std::size_t const before : {0u, 1u, 5u, 20u})
        for (std::size_t const circle : {1u, 2u, 3u, 7u, 40u}) {
            std::size_t sent = 0;
            auto const to = answering([&](descry::request const&) {
                auto const next = sent < before + circle - 1 ? sent + 1 : before + (sent - before + 1) % circle;
                ++sent;
                return linking("a", "/documents?page=" + std::to_string(next));
            });
            auto const api = make_client(to);
            auto pages = api.at<linked>({}).pages();
            BOOST_TEST_CONTEXT("a circle of " << circle << " after " << before)
            {
                descry::result<std::optional<page_of_shelf>> read(std::nullopt);
                while ((read = pages.try_next())) BOOST_REQUIRE(sent <= 3 * (before + circle) + 3);
                BOOST_TEST((read.error() == errc::unsafe_link));
                BOOST_TEST(read.error()->explanation.ends_with(": /documents"));
                BOOST_TEST((pages.try_next().error() == errc::unsafe_link));
            }
        }
}

// A sequence of pages, each with a link to the next. One of `one_of` pages has an element; 0: none.
network endless_pages(std::size_t one_of = 0)
{
    return answering([one_of, sent = std::size_t(0)](descry::request const&) mutable {
        ++sent;
        return linking(one_of != 0 && sent % one_of == 0 ? "a" : "", "/documents?page=" + std::to_string(sent));
    });
}

bool says_too_many_are_empty(descry::failure const& why)
{
    return why == errc::unsafe_link && why->explanation.find("max_empty_pages") != std::string::npos;
}

BOOST_AUTO_TEST_CASE(pages_without_elements_that_do_not_end_are_a_failure)
{
    auto const to = endless_pages();
    auto const api = make_client(to);
    for (bool const ahead : {false, true}) {
        auto items = api.at<linked>({}).all({}, {.ahead = ahead});
        BOOST_TEST(says_too_many_are_empty(items.try_next().error()));
        BOOST_CHECK_THROW(for (auto& item : items)(void) item, descry::call_error);
        BOOST_TEST(to->requests().size() == (ahead ? 202u : 101u));
    }

    auto pages = api.at<linked>({}).pages({}, {.max_empty_pages = 2});
    for (int i = 0; i != 3; ++i) BOOST_TEST(pages.next().has_value());
    BOOST_TEST(says_too_many_are_empty(pages.try_next().error()));
}

BOOST_AUTO_TEST_CASE(pages_without_elements_that_do_not_end_are_a_failure_when_they_are_awaited)
{
    auto const to = endless_pages();
    auto const api = make_client(to);
    auto pages = api.at<linked>({}).pages();
    auto read = pages.async_try_next(asio::use_future).get();
    for (int i = 0; read && i != 1000; ++i) read = pages.async_try_next(asio::use_future).get();
    BOOST_REQUIRE(!read);
    BOOST_TEST(says_too_many_are_empty(read.error()));
    BOOST_CHECK_THROW(pages.async_next(asio::use_future).get(), descry::call_error);
    BOOST_TEST(to->requests().size() == 101u);
}

BOOST_AUTO_TEST_CASE(only_pages_without_elements_in_a_row_are_counted)
{
    auto const api = make_client(endless_pages(4));
    auto items = api.at<linked>({}).all({}, {.max_empty_pages = 3});
    for (int i = 0; i != 50; ++i) BOOST_TEST(items.next()->id.value() == "a");
    auto fewer = api.at<linked>({}).all({}, {.max_empty_pages = 2});
    BOOST_TEST(says_too_many_are_empty(fewer.try_next().error()));

    auto const short_list = make_client(in_turn({linking("", "/documents?x=2"), shelf_of("")}));
    BOOST_TEST(ids_of(short_list.at<linked>({}).all({}, {.max_empty_pages = 1})) == "");
}

// Records the deadline of each request.
struct timed_network final : descry::transport {
    network to;
    std::vector<descry::steady_time> deadlines{};

    explicit timed_network(network n) : to(std::move(n)) {}

    descry::result<descry::response> send(descry::request const& message, descry::steady_time deadline) override
    {
        deadlines.push_back(deadline);
        return to->send(message, deadline);
    }
    void async_send(descry::request message, descry::steady_time deadline, handler done) override
    {
        deadlines.push_back(deadline);
        to->async_send(std::move(message), deadline, std::move(done));
    }
    void close() override { to->close(); }
};

BOOST_AUTO_TEST_CASE(one_timeout_bounds_the_way_to_the_next_element)
{
    for (bool const ahead : {false, true}) {
        auto const to = std::make_shared<timed_network>(
            in_turn({linking("a", "/documents?x=1"), linking("", "/documents?x=2"), linking("", "/documents?x=3"),
                     linking("", "/documents?x=4"), linking("b", "/documents?x=5"), shelf_of("c")}));
        descry::client const api({.base_url = "https://documents.example", .custom_transport = to}, wire());
        BOOST_TEST(ids_of(api.at<linked>({}).all({}, {.ahead = ahead})) == "abc");
        auto const& seen = to->deadlines;
        BOOST_REQUIRE(seen.size() == 6u);
        BOOST_TEST((seen[0] < seen[1] && seen[1] <= seen[2] && seen[4] < seen[5]));
        BOOST_TEST((seen[2] == seen[3] && seen[3] == seen[4]));
        BOOST_TEST((ahead || seen[1] == seen[2]));
    }
}

BOOST_AUTO_TEST_CASE(pages_that_differ_in_a_header_alone_lead_in_no_circle)
{
    responses all;
    for (int i = 0; i != 40; ++i)
        all.push_back(descry::response{200, {{"Token", std::to_string(i)}}, R"([{"id":"a"}])"});
    all.push_back(ok("[]"));
    auto const api = make_client(in_turn(all));
    BOOST_TEST(ids_of(api.at<bare>({}).all()).size() == 40u);
}

BOOST_AUTO_TEST_CASE(a_link_of_a_header_is_followed)
{
    auto const page = [](std::string id, std::vector<descry::header> headers) {
        return descry::response{200, std::move(headers), R"([{"id":")" + id + R"("}])"};
    };
    auto const to = in_turn({page("a", {{"Link", R"(<https://documents.example/documents?page=2&a=1,2>; rel="next", )"
                                                 R"(<https://documents.example/documents?page=9>; rel="last")"}}),
                             page("b", {{"link", "</documents?page=1>; rel=prev"}, {"link", "<?page=3>; rel=next"}}),
                             page("c", {{"Link", "<documents?page=4>;rel=next"}}),
                             page("d", {{"Link", "</documents>; rel=first"}})});
    auto const api = make_client(to);
    BOOST_TEST(ids_of(api.at<by_link_of_header>({}).all({.size = 1})) == "abcd");
    check_targets(to, {"/documents?size=1", "/documents?page=2&a=1,2", "/documents?page=3", "/documents?page=4"});
}

BOOST_AUTO_TEST_CASE(a_link_of_a_header_to_elsewhere_or_that_nobody_can_read_is_not_followed)
{
    for (auto const* link : {"<https://evil.example/documents?page=2>; rel=next", "<//evil.example/x>; rel=next",
                             "<http://documents.example/documents>; rel=next", "<../x>; rel=next", "<>; rel=next",
                             "<?page=2; rel=next", R"(<?page=2>; rel="next)", "?page=2; rel=next"}) {
        auto const to = in_turn({descry::response{200, {{"Link", link}}, R"([{"id":"a"}])"}, ok("[]")});
        auto const api = make_client(to);
        auto items = api.at<by_link_of_header>({}).all();
        BOOST_TEST(items.next()->id.value() == "a");
        BOOST_TEST((items.try_next().error() == errc::unsafe_link), link);
        BOOST_TEST(to->requests().size() == 1u);
    }
    auto const to =
        in_turn({descry::response{200, {{"Link", "</documents/x?sig=secret; rel=next"}}, R"([{"id":"a"}])"}});
    auto const api = make_client(to);
    auto items = api.at<by_link_of_header>({}).all();
    BOOST_TEST(items.next()->id.value() == "a");
    auto const told = items.try_next().error()->explanation;
    BOOST_TEST(told == "the link is malformed: /</documents/x");
}

BOOST_AUTO_TEST_CASE(a_question_mark_in_the_query_of_a_link_is_the_services)
{
    auto const to = in_turn({linking("a", "/documents?q=what?&page=2"), shelf_of("b")});
    auto const api = make_client(to);
    BOOST_TEST(ids_of(api.at<linked>({}).all()) == "ab");
    BOOST_TEST(to->requests()[1].target == "/documents?q=what?&page=2");
}

BOOST_AUTO_TEST_CASE(a_link_that_is_a_query_goes_with_the_path_of_its_page)
{
    auto const to = in_turn({linking("a", "?page=2"), linking("b", "?page=3&q=a b"), shelf_of("c")});
    auto const api = make_client(to);
    BOOST_TEST(ids_of(api.at<linked>({}).all({.size = 1})) == "abc");
    check_targets(to, {"/documents?size=1", "/documents?page=2", "/documents?page=3&q=a%20b"});
}

BOOST_AUTO_TEST_CASE(a_link_that_is_refused_is_shown_without_what_is_secret)
{
    auto const to = in_turn({linking("a", "https://evil.example/vaults/s%20ecret?sig=x"), shelf_of("b")});
    auto const api = make_client(to);
    auto pages = api.at<vaults>({.code = "s ecret"}).pages();
    BOOST_TEST(pages.next().has_value());
    auto const why = pages.try_next().error();
    BOOST_TEST(why->explanation == "the link leads to another origin: https://evil.example/vaults/[redacted]");

    auto const same = in_turn({linking("a", "/vaults/s%20ecret?sig=x"), linking("b", "/vaults/s%20ecret?sig=x")});
    auto const other = make_client(same);
    auto circle = other.at<vaults>({.code = "s ecret"}).pages();
    BOOST_TEST(circle.next().has_value());
    BOOST_TEST(circle.next().has_value());
    BOOST_TEST(circle.try_next().error()->explanation == "the page says that it follows itself: /vaults/[redacted]");
}

BOOST_AUTO_TEST_CASE(a_list_may_be_answered_without_a_body)
{
    for (unsigned const status : {200u, 204u})
        BOOST_TEST(ids_of(make_client(answering({status, {}, ""})).at<bare>({}).all()) == "");
}

BOOST_AUTO_TEST_CASE(a_page_that_failed_is_asked_for_again)
{
    auto const to = in_turn({linking("a", "/documents?x=2"), descry::response{403, {}, ""}, shelf_of("b")});
    auto const api = make_client(to);
    auto items = api.at<linked>({}).all();
    BOOST_TEST(items.next()->id.value() == "a");
    auto const why = items.try_next().error();
    BOOST_TEST((why == errc::forbidden));
    BOOST_TEST(why->operation == "GET /documents");
    BOOST_TEST(items.next()->id.value() == "b");
    BOOST_TEST(items.next() == nullptr);
    check_targets(to, {"/documents", "/documents?x=2", "/documents?x=2"});
}

BOOST_AUTO_TEST_CASE(a_loop_throws_what_it_cannot_read)
{
    auto const api = make_client(in_turn({linking("a", "/documents?x=2"), descry::response{403, {}, ""}}));
    std::string seen;
    BOOST_CHECK_THROW(for (auto& item : api.at<linked>({}).all()) seen += item.id.value(), descry::call_error);
    BOOST_TEST(seen == "a");
}

BOOST_AUTO_TEST_CASE(a_query_that_cannot_be_sent_is_a_failure_of_the_first_page)
{
    auto const to = answering(shelf_of("a"));
    auto const api = make_client(to);
    BOOST_TEST((api.at<linked>({}).all({.text = ""}).try_next().error() == errc::empty_query));
    BOOST_TEST(to->requests().empty());
}

BOOST_AUTO_TEST_CASE(the_next_page_may_be_asked_for_ahead)
{
    auto const to = in_turn({linking("ab", "/documents?x=2"), linking("c", "/documents?x=3"), shelf_of("d")});
    auto const api = make_client(to);
    BOOST_TEST(ids_of(api.at<linked>({}).all({}, {.ahead = true})) == "abcd");
    check_targets(to, {"/documents", "/documents?x=2", "/documents?x=3"});
}

std::shared_ptr<descry::testing::scripted_transport> three_pages()
{
    return std::make_shared<descry::testing::scripted_transport>([](descry::request const& in) {
        if (in.target == "/documents?x=3") return shelf_of("c");
        return in.target == "/documents?x=2" ? linking("b", "/documents?x=3") : linking("a", "/documents?x=2");
    });
}

BOOST_AUTO_TEST_CASE(what_was_asked_for_ahead_is_not_awaited_on_the_clients_own_thread)
{
    std::promise<void> read;
    std::promise<descry::failure> refused;
    std::optional<descry::page_range<linked>> pages;
    auto const to = answering([&](descry::request const& in) {
        if (in.target == "/documents") return linking("a", "/documents?x=2");
        read.get_future().wait();
        refused.set_value(pages->try_next().error());  // on the thread that would receive the page
        return shelf_of("b");
    });
    auto const api = make_client(to);
    pages.emplace(api.at<linked>({}).pages({}, {.ahead = true}));
    BOOST_TEST(pages->next().value().items.at(0).id.value() == "a");
    read.set_value();
    BOOST_TEST((refused.get_future().get() == errc::blocking_call_refused));
    BOOST_TEST(pages->next().value().items.at(0).id.value() == "b");
    BOOST_TEST(to->requests().size() == 2u);
}

BOOST_AUTO_TEST_CASE(what_was_asked_for_ahead_is_not_awaited_without_end)
{
    descry::detail::page_ahead<int> late;
    BOOST_TEST((late.get(std::chrono::steady_clock::now()).error() == errc::deadline_exceeded));
}

BOOST_AUTO_TEST_CASE(copies_share_what_was_asked_for_ahead)
{
    auto const api = make_client(three_pages());
    auto items = api.at<linked>({}).all({}, {.ahead = true});
    auto first = items.pages();
    auto second = first;
    BOOST_TEST(first.next().value().items.at(0).id.value() == "a");
    BOOST_TEST(second.next().value().items.at(0).id.value() == "b");
    BOOST_TEST(first.next().value().items.at(0).id.value() == "c");
    BOOST_TEST(!second.next().has_value());
}

BOOST_AUTO_TEST_CASE(a_page_may_be_awaited_after_one_was_asked_for_ahead)
{
    auto const api = make_client(three_pages());
    auto items = api.at<linked>({}).all({}, {.ahead = true});
    BOOST_TEST(items.next()->id.value() == "a");
    BOOST_TEST(items.pages().async_next(asio::use_future).get().value().items.at(0).id.value() == "b");
    BOOST_TEST(items.next()->id.value() == "c");
    BOOST_TEST(items.next() == nullptr);
}

BOOST_AUTO_TEST_CASE(nobody_waits_for_what_was_asked_for_ahead_of_an_executor_that_ended)
{
    auto context = std::make_unique<boost::asio::io_context>();
    auto const api =
        make_client(in_turn({linking("a", "/documents?x=2"), shelf_of("b")}), {.executor = context->get_executor()});
    auto items = api.at<linked>({}).all({}, {.ahead = true});
    BOOST_TEST(items.next()->id.value() == "a");
    context.reset();
    BOOST_TEST((items.try_next().error() == descry::errc::canceled));
}

BOOST_AUTO_TEST_CASE(what_was_asked_for_ahead_and_failed_is_asked_for_again)
{
    auto const to = in_turn({linking("a", "/documents?x=2"), descry::response{403, {}, ""}, shelf_of("b")});
    auto const api = make_client(to);
    auto items = api.at<linked>({}).all({}, {.ahead = true});
    BOOST_TEST(items.next()->id.value() == "a");
    BOOST_TEST((items.try_next().error() == errc::forbidden));
    BOOST_TEST(items.next()->id.value() == "b");
    BOOST_TEST(items.next() == nullptr);
}

namespace {

descry::response with_token(std::string const& ids, std::string const& token)
{
    return shelf_of(ids, ",\"token\":\"" + token + '"');
}

std::vector<std::string> bodies(network const& to)
{
    std::vector<std::string> out;
    for (auto const& each : to->requests()) {
        BOOST_TEST(each.method == "POST");
        out.push_back(each.body);
    }
    return out;
}

using texts = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_CASE(a_search_by_post_has_the_cursor_in_its_request)
{
    responses const three{with_token("ab", "2"), with_token("c", "3"), with_token("d", "")};
    texts const expected{R"({"jql":"x"})", R"({"jql":"x","cursor":"2"})", R"({"jql":"x","cursor":"3"})"};
    auto const to = in_turn(three);
    auto const blocking = make_client(to);
    BOOST_TEST(ids_of(blocking.at<found>({}).all({.jql = "x"}, {.expand = "all"})) == "abcd");
    BOOST_TEST(bodies(to) == expected, boost::test_tools::per_element());
    check_targets(to, {"/search?expand=all", "/search?expand=all", "/search?expand=all"});

    auto const ahead = in_turn(three);
    auto const reading_ahead = make_client(ahead);
    BOOST_TEST(ids_of(reading_ahead.at<found>({}).all({.jql = "x"}, {}, {.ahead = true})) == "abcd");
    BOOST_TEST(bodies(ahead) == expected, boost::test_tools::per_element());

    auto const awaited = in_turn(three);
    auto const api = make_client(awaited);
    auto const read = [&]() -> asio::awaitable<std::string> {
        std::string out;
        auto pages = api.at<found>({}).pages({.jql = "x"});
        while (auto page = co_await pages.async_next(asio::use_awaitable))
            for (auto const& item : page->items) out += item.id.value();
        co_return out;
    };
    BOOST_TEST(asio::co_spawn(api.get_executor(), read(), asio::use_future).get() == "abcd");
    BOOST_TEST(bodies(awaited) == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_search_by_post_may_count_or_follow_links_or_have_a_policy_of_its_own)
{
    auto const counting = in_turn({shelf_of("ab", ",\"total\":3"), shelf_of("c", ",\"total\":3")});
    BOOST_TEST(ids_of(make_client(counting).at<found_by_offset>({}).all({.jql = "x"})) == "abc");
    BOOST_TEST(bodies(counting) == (texts{R"({"jql":"x"})", R"({"jql":"x","startAt":2})"}),
               boost::test_tools::per_element());

    auto const linked_pages = in_turn({linking("ab", "/search?x=2"), shelf_of("c")});
    BOOST_TEST(ids_of(make_client(linked_pages).at<found_by_link>({}).all({.jql = "x"})) == "abc");
    BOOST_TEST(bodies(linked_pages) == (texts{R"({"jql":"x"})", R"({"jql":"x"})"}), boost::test_tools::per_element());
    check_targets(linked_pages, {"/search", "/search?x=2"});

    auto const without = in_turn({with_token("a", "2"), shelf_of("b")});
    BOOST_TEST(ids_of(make_client(without).at<found_without_request>({}).all()) == "ab");
    check_targets(without, {"/search", "/search?pageToken=2"});

    auto const own = in_turn({with_token("a", "2"), shelf_of("b")});
    BOOST_TEST(ids_of(make_client(own).at<found_by_variables>({}).all({.variables = found_request{.jql = "x"}})) ==
               "ab");
    BOOST_TEST(bodies(own) == (texts{R"({"variables":{"jql":"x"}})", R"({"variables":{"jql":"x","cursor":"2"}})"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_page_of_a_search_that_failed_is_requested_again_with_its_cursor)
{
    auto const to = in_turn({with_token("a", "2"), descry::response{403, {}, {}}, with_token("b", "3"), shelf_of("c")});
    auto const api = make_client(to);
    auto pages = api.at<found>({}).pages({.jql = "x"});
    BOOST_TEST(pages.next()->items.size() == 1u);
    BOOST_TEST((pages.try_next().error() == errc::forbidden));
    BOOST_TEST(pages.next()->items.at(0).id.value() == "b");
    BOOST_TEST(pages.next()->items.at(0).id.value() == "c");
    BOOST_TEST(!pages.next().has_value());
    BOOST_TEST(bodies(to).at(1) == bodies(to).at(2));
}

BOOST_AUTO_TEST_CASE(a_search_is_retried_where_it_is_declared_to_be_idempotent)
{
    descry::response const busy{503, {}, {}};
    responses const all{busy, with_token("a", "2"), busy, shelf_of("b")};
    // Without ids by which a service recognizes a request.
    auto const client = [&all] {
        return descry::client({.base_url = "https://documents.example",
                               .retry = {.base_delay = std::chrono::milliseconds(0)},
                               .custom_transport = in_turn(all)});
    };
    auto const once = client();
    BOOST_TEST((once.at<found>({}).all({.jql = "x"}).try_next().error() == errc::service_unavailable));
    auto const again = client();
    BOOST_TEST(ids_of(again.at<found_repeatedly>({}).all({.jql = "x"})) == "ab");
}

BOOST_AUTO_TEST_CASE(the_idempotency_key_of_a_caller_is_that_of_the_first_page_of_a_search)
{
    auto const to = in_turn({with_token("a", "2"), shelf_of("b")});
    auto const api = make_client(to);
    descry::item_range<found> all = api.at<found>({}).with({.idempotency_key = "mine"}).all({.jql = "x"});
    BOOST_TEST(ids_of(std::move(all)) == "ab");
    auto const sent = to->requests();
    BOOST_TEST(descry::find_header(sent.at(0).headers, "Idempotency-Key") == "mine");
    BOOST_TEST(descry::find_header(sent.at(1).headers, "Idempotency-Key") == "");
}

BOOST_AUTO_TEST_CASE(cursors_that_lead_in_a_circle_end_a_search_with_a_failure)
{
    auto const to = answering(with_token("a", "2"));
    auto const api = make_client(to);
    auto items = api.at<found>({}).all({.jql = "x"});
    auto outcome = items.try_next();
    for (int i = 0; i != 9 && outcome; ++i) outcome = items.try_next();
    BOOST_TEST((outcome.error() == errc::unsafe_link));
    BOOST_TEST(to->requests().size() == 2u);
}

BOOST_AUTO_TEST_CASE(pages_are_awaited)
{
    auto const to = in_turn({linking("ab", "/documents?x=2"), shelf_of("c")});
    auto const api = make_client(to);
    auto const read = [&]() -> asio::awaitable<std::string> {
        std::string out;
        auto pages = api.at<linked>({}).pages();
        while (auto page = co_await pages.async_next(asio::use_awaitable))
            for (auto const& item : page->items) out += item.id.value();
        co_return out;
    };
    BOOST_TEST(asio::co_spawn(api.get_executor(), read(), asio::use_future).get() == "abc");
}

BOOST_AUTO_TEST_CASE(failures_are_awaited_in_both_forms)
{
    auto const to = in_turn({descry::response{403, {}, ""}, descry::response{403, {}, ""}, shelf_of("a")});
    auto const api = make_client(to);
    auto pages = api.at<linked>({}).pages();
    BOOST_CHECK_THROW(pages.async_next(asio::use_future).get(), descry::call_error);
    BOOST_TEST((pages.async_try_next(asio::use_future).get().error() == errc::forbidden));
    BOOST_TEST(pages.async_try_next(asio::use_future).get().value()->items.size() == 1u);
    BOOST_TEST(!pages.async_try_next(asio::use_future).get().value().has_value());
}

BOOST_AUTO_TEST_CASE(a_range_outlives_its_client_but_reads_no_more)
{
    auto items = [] {
        auto const api = make_client(in_turn({linking("a", "/documents?x=2"), shelf_of("b")}));
        auto out = api.at<linked>({}).all();
        BOOST_TEST(out.next()->id.value() == "a");
        return out;
    }();
    BOOST_TEST((items.try_next().error() == errc::canceled));
}

BOOST_AUTO_TEST_CASE(pages_are_a_range)
{
    for (bool const ahead : {false, true}) {
        auto const to = in_turn({linking("ab", "/documents?x=2"), linking("", "/documents?x=3"), shelf_of("c")});
        auto const api = make_client(to);
        std::string seen;
        for (auto& page : api.at<linked>({}).pages({}, {.ahead = ahead})) seen += ids_of(page.items) + '|';
        BOOST_TEST(seen == "ab||c|");
        BOOST_TEST(to->requests().size() == 3u);
    }
    auto const api = make_client(answering(shelf_of("")));
    auto pages = api.at<linked>({}).pages();
    BOOST_TEST(pages.current_page() == nullptr);
    BOOST_TEST(std::ranges::distance(pages) == 1);  // an empty list has one page
    BOOST_TEST(std::ranges::distance(pages) == 0);
    BOOST_TEST(pages.current_page()->items.empty());
}

BOOST_AUTO_TEST_CASE(a_loop_over_pages_continues_at_its_position_and_throws_failures)
{
    auto const api = make_client(three_pages());
    auto pages = api.at<linked>({}).pages();
    for (auto& page : pages)
        if (page.items.at(0).id == "a") break;
    auto const copy = pages;
    BOOST_TEST(copy.current_page()->items.at(0).id.value() == "a");
    std::string seen;
    for (auto& page : pages) seen += page.items.at(0).id.value();
    BOOST_TEST(seen == "bc");
    BOOST_TEST(copy.current_page()->items.at(0).id.value() == "a");

    auto const other =
        make_client(in_turn({linking("a", "/documents?x=2"), descry::response{403, {}, ""}, shelf_of("b")}));
    auto failing = other.at<linked>({}).pages();
    BOOST_CHECK_THROW(for (auto& page : failing) BOOST_TEST(page.items.size() == 1u), descry::call_error);
    BOOST_TEST(failing.begin()->items.at(0).id.value() == "b");
}

descry::response charges_of(std::string const& ids, std::string const& rest)
{
    std::string data;
    for (char const id : ids)
        data += (data.empty() ? R"({"id":"c/)" : R"(,{"id":"c/)") + std::string(1, id) + R"(","number":)" +
                std::to_string(id - 'a') + '}';
    return ok(R"({"data":[)" + data + "]" + rest + '}');
}

BOOST_AUTO_TEST_CASE(the_last_element_is_the_cursor_of_the_next_page)
{
    auto const more = R"(,"hasMore":true)", no_more = R"(,"hasMore":false,"count":3)";
    for (bool const ahead : {false, true}) {
        auto const to = in_turn({charges_of("ab", more), charges_of("c", no_more)});
        auto const api = make_client(to);
        auto all = api.at<charges>({}).all({.limit = 2}, {.ahead = ahead});
        BOOST_TEST(all.current_page() == nullptr);
        BOOST_TEST(ids_of_charges(all) == "abc");
        check_targets(to, {"/charges?limit=2", "/charges?limit=2&startingAfter=c%2Fb"});
        // The other members of the last page.
        BOOST_TEST(!all.current_page()->has_more.value());
        BOOST_TEST(all.current_page()->count.value() == 3);
    }
    auto const awaited = in_turn({charges_of("ab", more), charges_of("c", no_more)});
    auto const api = make_client(awaited);
    auto pages = api.at<charges>({}).pages();
    BOOST_TEST(pages.async_next(asio::use_future).get().value().has_more.value());
    BOOST_TEST(!pages.async_next(asio::use_future).get().value().has_more.value());
    BOOST_TEST(!pages.async_next(asio::use_future).get().has_value());

    for (auto const* const end : {"", R"(,"hasMore":null)"})
        BOOST_TEST(ids_of_charges(make_client(answering(charges_of("a", end))).at<charges>({}).all()) == "a");

    // Without a member for it, the list ends with an empty page.
    auto const numbers = in_turn({charges_of("ab", ""), charges_of("c", ""), charges_of("", "")});
    BOOST_TEST(ids_of_charges(make_client(numbers).at<numbered_charges>({}).all()) == "abc");
    check_targets(numbers, {"/charges", "/charges?startingAfter=1", "/charges?startingAfter=2"});
    auto const bare = in_turn({ok(R"([{"id":"c/a"}])"), ok("[]")});
    BOOST_TEST(ids_of_charges(make_client(bare).at<bare_charges>({}).all()) == "a");
    check_targets(bare, {"/charges", "/charges?after=c%2Fa"});
}

BOOST_AUTO_TEST_CASE(more_elements_that_cannot_be_requested_are_a_failure)
{
    for (auto const& page : {charges_of("", R"(,"hasMore":true)"), ok(R"({"data":[{"id":""}],"hasMore":true})")}) {
        auto const api = make_client(answering(page));
        auto pages = api.at<charges>({}).pages();
        BOOST_TEST(pages.next().has_value());
        BOOST_TEST((pages.try_next().error() == errc::unsafe_link));
    }
}

BOOST_AUTO_TEST_CASE(a_list_begins_at_the_delta_link_with_which_another_ended)
{
    auto const to = in_turn({charges_of("a", R"(,"@odata.nextLink":"/changes?skip=1")"),
                             charges_of("b", R"(,"@odata.deltaLink":"https://documents.example/changes?token=7")"),
                             charges_of("c", R"(,"hasMore":true)"), charges_of("d", "")});
    auto const api = make_client(to);
    auto all = api.at<changes>({}).all();
    BOOST_TEST(ids_of_charges(all) == "ab");
    auto const delta = all.current_page()->delta_link.value();
    BOOST_TEST(ids_of_charges(api.at<changes>({}).all({}, {.from = delta})) == "cd");
    check_targets(to, {"/changes", "/changes?skip=1", "/changes?token=7", "/changes?token=7&startingAfter=c%2Fc"});

    for (auto const* const link : {"https://evil.example/changes?token=7", "//evil.example/x", "/changes/../x"}) {
        auto pages = api.at<changes>({}).pages({}, {.from = link});
        BOOST_TEST((pages.try_next().error() == errc::unsafe_link), link);
        BOOST_TEST((pages.async_try_next(asio::use_future).get().error() == errc::unsafe_link), link);
    }
    BOOST_TEST(to->requests().size() == 4u);
}

BOOST_AUTO_TEST_SUITE_END()
