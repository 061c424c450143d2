// Members that nobody but the service may see.
#include "document.hpp"

#include <descry/model/sensitive.hpp>

#include <boost/test/unit_test.hpp>

#include <map>
#include <memory>
#include <string>
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

}  // namespace

template <>
inline constexpr bool descry::sensitive<&card::number> = true;
template <>
inline constexpr bool descry::sensitive<&card::check_digits> = true;

namespace {

struct wallets : descry::resource<wallet, call_test::document_key, "/wallets/{id}", descry::get,
                                  descry::put<descry::if_match<&wallet::tag>>> {};

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
    return client_of(std::move(in)).try_update<wallets>({"1"}, mine).error();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sensitive)

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

BOOST_AUTO_TEST_SUITE_END()
