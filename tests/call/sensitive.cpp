// Sensitive members, which only the service may see.
#include "document.hpp"

#include <descry/client/detail/target_secrets.hpp>
#include <descry/model/sensitive.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace {

struct card {
    std::string number{};
    std::optional<int> check_digits{};
    std::optional<std::string> holder{};
};
BOOST_DESCRIBE_STRUCT(card, (), (number, check_digits, holder))

struct wallet {
    std::optional<std::string> id, tag;
    std::vector<card> cards;
    std::optional<std::map<std::string, card>> others;
    std::unique_ptr<wallet> inner;
};
BOOST_DESCRIBE_STRUCT(wallet, (), (id, tag, cards, others, inner))

struct holder_key {
    std::string passport{}, wallet{};
};
BOOST_DESCRIBE_STRUCT(holder_key, (), (passport, wallet))

struct card_query {
    std::optional<std::string> pin_code, order;
    std::optional<card> like;
};
BOOST_DESCRIBE_STRUCT(card_query, (), (pin_code, order, like))

}  // namespace

template <>
inline constexpr bool descry::sensitive<& holder_key::passport> = true;
template <>
inline constexpr bool descry::sensitive<& card_query::pin_code> = true;
template <>
inline constexpr bool descry::sensitive<& card::number> = true;
template <>
inline constexpr bool descry::sensitive<& card::check_digits> = true;

BOOST_AUTO_TEST_SUITE(sensitive)

namespace {

struct wallets : descry::resource<wallet, call_test::document_key, "/wallets/{id}", descry::get,
                                  descry::put<descry::if_match<&wallet::tag>>> {};

bool is_last(wallet const& status) { return status.id == "last"; }

struct held_wallets : descry::resource<wallet, holder_key, "/holders/{passport}.id/wallets/{wallet}",
                                       descry::with_query<descry::get, card_query>, descry::put<>> {};

struct wallet_moves : descry::resource<wallet, holder_key, "/holders/{passport}/wallets/{wallet}/moves",
                                       descry::starts<descry::action<wallet>, held_wallets, is_last>> {};

struct scoped_cards : descry::resource<wallet, holder_key, "/of/{+passport}/cards/{wallet}", descry::get> {};

holder_key const holder{"C 01/X.id", "main"};
card_query const asked{.pin_code = "73#7", .order = {}, .like = card{.number = "41\"11"}};

// The failure of a service that repeats the target of the request in the reason phrase of every error.
descry::failure echoed(unsigned status)
{
    auto const client = call_test::make_client(
        call_test::answering([status](descry::request const& in) -> descry::result<descry::response> {
            if (status == 0)
                return descry::failure(descry::errc::connection_closed,
                                       {.operation = in.target, .explanation = "lost " + in.target});
            return descry::response{status, {}, "<p>no " + in.target + ", C 01/X.id, 73#7 or 41\"11</p>"};
        }),
        {.retry = {.max_attempts = 1}});
    return client.at<held_wallets>(holder).try_get(asked).error();
}

bool shows_any(descry::failure const& why)
{
    for (auto const* const secret : {"C 01", "C%2001", "X.id", "73#7", "73%237", "41\"11", "41%22", "41%5C"})
        for (auto const& text : {why.message(), why->body, why->operation, why->explanation, why->description})
            if (text.find(secret) != std::string::npos) return true;
    return false;
}

descry::client client_of(descry::response in)
{
    return call_test::make_client(call_test::answering(std::move(in)), {.retry = {.max_attempts = 1}});
}

descry::failure read_failure(descry::response in) { return client_of(std::move(in)).try_get<wallets>({"1"}).error(); }

descry::failure update_failure(descry::response in)
{
    wallet mine;
    mine.tag = "e1";
    mine.cards.push_back({.number = "4111-1111", .check_digits = 737, .holder = "Ann"});
    mine.cards.push_back({.number = "a\"\\/\u00e9"});
    return client_of(std::move(in)).at<wallets>({"1"}).try_update(mine).error();
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_names_are_found_at_any_depth)
{
    auto const names = descry::operation_for<wallets, descry::verb_kind::get>().sensitive;
    BOOST_TEST(names.size() == 4u);
    BOOST_TEST(names[0] == "number");
    BOOST_TEST(names[1] == "checkDigits");
    BOOST_TEST(names[3] == "check_digits");
    BOOST_TEST((descry::operation_for<call_test::documents, descry::verb_kind::get>().sensitive.empty()));
}

BOOST_AUTO_TEST_CASE(an_answer_that_does_not_fit_is_kept_without_them)
{
    auto const why = read_failure(
        {200,
         {},
         R"({"id":5,"cards":[{"NUMBER":"4111","checkDigits":737,"holder":"Ann"}],"x":{"number":[1,{"y":2}]}})"});
    BOOST_TEST((why == descry::errc::unexpected_kind));
    BOOST_TEST(why->body == R"({"id":5,"cards":[{"NUMBER":"[redacted]","checkDigits":"[redacted]","holder":"Ann"}],)"
                            R"("x":{"number":"[redacted]"}})");
}

BOOST_AUTO_TEST_CASE(they_are_found_in_every_spelling_that_is_read)
{
    BOOST_TEST(read_failure({500, {}, R"({"Check_Digits":737,"CHECKDIGITS":737})"})->body ==
               R"({"Check_Digits":"[redacted]","CHECKDIGITS":"[redacted]"})");
}

BOOST_AUTO_TEST_CASE(an_answer_that_is_no_json_is_not_kept_if_they_might_be_in_it)
{
    BOOST_TEST(read_failure({200, {}, R"({"id":"1","cards":[{"Number":"4111)"})->body == "[redacted]");
    BOOST_TEST(read_failure({502, {}, R"({"number":"4111","number":null})"})->body == "[redacted]");
    BOOST_TEST(read_failure({502, {}, "<html>bad gateway</html>"})->body == "<html>bad gateway</html>");
}

BOOST_AUTO_TEST_CASE(what_was_sent_is_not_repeated)
{
    auto const why = update_failure(
        {400, {}, R"({"code":"737","description":"card 4111-1111 of Ann was declined","data":["4111-1111"]})"});
    BOOST_TEST(why->description == "card [redacted] of Ann was declined");
    BOOST_TEST(why->body.find("4111-1111") == std::string::npos);
    BOOST_TEST(why.message().find("4111-1111") == std::string::npos);
    BOOST_TEST(update_failure({500, {}, "<p>4111-1111</p>"})->body == "<p>[redacted]</p>");
}

BOOST_AUTO_TEST_CASE(what_was_sent_is_found_however_it_is_escaped)
{
    auto const why = update_failure(
        {400, {}, R"({"description":"no a\"\\\/\u00E9","\u00344111-1111":1,"data":[737,"4111\u002D1111"]})"});
    BOOST_TEST(why->description == "no [redacted]");
    BOOST_TEST(why->body == R"({"description":"no [redacted]","4[redacted]":1,"data":["[redacted]","[redacted]"]})");
}

BOOST_AUTO_TEST_CASE(json_within_a_text_is_not_kept_if_they_might_be_in_it)
{
    auto const why = read_failure({400, {}, R"({"description":"bad: {\"Number\":\"4111\"}","holder":"number 1"})"});
    BOOST_TEST(why->description == "[redacted]");
    BOOST_TEST(why->body == R"({"description":"[redacted]","holder":"number 1"})");
}

BOOST_AUTO_TEST_CASE(keys_and_queries_are_redacted_wherever_their_target_is_repeated)
{
    for (unsigned const status : {0u, 200u, 400u, 503u}) {
        auto const why = echoed(status);
        BOOST_TEST(!shows_any(why), why.message() << why->body);
        BOOST_TEST(why->operation.starts_with("GET /holders/{passport}.id/wallets/{wallet}"));
    }
    BOOST_TEST(echoed(0)->explanation ==
               "lost /holders/[redacted].id/wallets/main?pinCode=[redacted]&like%5Bnumber%5D=[redacted]");
}

BOOST_AUTO_TEST_CASE(the_target_of_a_link_is_no_exception)
{
    auto const& op = descry::operation_for<held_wallets, descry::verb_kind::get>();
    auto const found = [&](std::string_view target) {
        auto const out = descry::detail::secrets_of_target(op, nullptr, target);
        return [out](std::string_view secret) { return std::find(out.begin(), out.end(), secret) != out.end(); };
    };
    auto const link = found("/Holders/C%2001%2fX.id.id/wallets/main?order=up&PINCODE=7+3%237&x");
    for (auto const* const secret : {"C 01/X.id", "C%2001%2fX.id", "7 3#7", "7+3#7", "7+3%237"})
        BOOST_TEST(link(secret), secret);
    BOOST_TEST(!link("up"));
    BOOST_TEST(!link("main"));
    BOOST_TEST(found("/elsewhere?pin%43ode=1")("1"));
}

BOOST_AUTO_TEST_CASE(parameters_with_the_names_of_credentials_are_secret_without_a_declaration)
{
    auto const& op = descry::operation_for<wallets, descry::verb_kind::get>();
    auto const found = descry::detail::secrets_of_target(
        op, nullptr, "/wallets/7?api_key=0123456789&sig=ab%2Fcdefghi&client_secret=abcdefgh&key=short&page=0123456789");
    for (auto const* const secret : {"0123456789", "ab/cdefghi", "ab%2Fcdefghi", "abcdefgh"})
        BOOST_TEST((std::find(found.begin(), found.end(), secret) != found.end()), secret);
    BOOST_TEST((std::find(found.begin(), found.end(), "short") == found.end()));
}

BOOST_AUTO_TEST_CASE(members_of_nested_parameters_are_no_exception)
{
    auto const& op = descry::operation_for<held_wallets, descry::verb_kind::get>();
    for (auto const* target : {"/x?like%5Bnumber%5D=73%237", "/x?like[number]=73%237", "/x?cards[0].Number=73%237"}) {
        auto const found = descry::detail::secrets_of_target(op, nullptr, target);
        BOOST_TEST((std::find(found.begin(), found.end(), "73#7") != found.end()), target);
    }
    BOOST_TEST(descry::detail::secrets_of_query(op, &asked) == (std::vector<std::string>{"73#7", "41\"11"}));
}

BOOST_AUTO_TEST_CASE(a_value_that_keeps_its_slashes_is_found_as_a_whole)
{
    auto const& op = descry::operation_for<scoped_cards, descry::verb_kind::get>();
    holder_key const key{"/C 01/x", "main"};
    using texts = std::vector<std::string>;
    BOOST_TEST(descry::detail::secrets_of_target(op, &key, "/of/C%2001/x/Cards/main") == texts{"C 01/x"});
    BOOST_TEST(descry::detail::secrets_of_target(op, nullptr, "/of/C%2001/cards/x/Cards/main") ==
               (texts{"C%2001/cards/x", "C 01/cards/x"}));
}

BOOST_AUTO_TEST_CASE(what_was_sent_is_not_repeated_by_the_calls_that_follow)
{
    auto const to = call_test::answering([sent = 0](descry::request const& in) mutable -> descry::response {
        if (in.method == "POST") return {202, {{"Location", "/holders/C%2001%2FX.id.id/wallets/main"}}, ""};
        if (in.method == "GET" && sent++ == 0) return call_test::ok(R"({"id":"first","cards":[]})");
        return {500, {}, "no C 01/X.id with 4111-1111"};
    });
    auto const client = call_test::make_client(to, {.retry = {.max_attempts = 1}});
    wallet moved;
    moved.cards.push_back({.number = "4111-1111"});
    auto const job = client.at<wallet_moves>(holder).start(moved).with(descry::polling{{}, {}});
    BOOST_TEST(job.try_wait(std::chrono::seconds(9)).error()->body == "no [redacted] with [redacted]");
    BOOST_TEST(client.job<wallet_moves>(job.location()).try_poll().error()->body == "no [redacted] with 4111-1111");

    auto const twice = call_test::answering([](descry::request const& in) -> descry::response {
        if (in.method == "GET") return call_test::ok(R"({"cards":[]})");
        return {500, {}, "no C 01/X.id with 73#7"};
    });
    auto const why =
        call_test::make_client(twice, {.retry = {.max_attempts = 1}}).at<held_wallets>(holder).try_modify([](wallet&) {
        });
    BOOST_TEST(why.error()->body == "no [redacted] with 73#7");
}

BOOST_AUTO_TEST_CASE(words_of_a_body_that_is_not_kept_are_not_kept_either)
{
    for (auto const* const body : {"checkDigits=737 is wrong", R"({"code":1,"message":"no","cards":[{"number":"41)"}) {
        auto const why = read_failure({400, {{"Content-Type", "text/plain"}}, body});
        BOOST_TEST(why->body == "[redacted]");
        BOOST_TEST(why->description == "[redacted]");
    }
}

BOOST_AUTO_TEST_CASE(a_secret_that_holds_another_is_redacted_as_a_whole)
{
    wallet mine;
    mine.tag = "e1";
    mine.cards = std::vector<card>(1);
    mine.cards[0] = {.number = "41", .check_digits = 4111};
    auto const why = client_of({400, {}, "no 4111"}).at<wallets>({"1"}).try_update(mine).error();
    BOOST_TEST(why->body == "no [redacted]");
}

BOOST_AUTO_TEST_SUITE_END()
