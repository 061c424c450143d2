#include <boost/test/unit_test.hpp>
#include <json/billing_profile.hpp>

#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace {

struct item {
    int amount = 0;
    std::vector<std::string> tags;
};
BOOST_DESCRIBE_STRUCT(item, (), (amount, tags))

struct order {
    std::optional<std::string> id;
    std::vector<item> items;
    std::optional<bool> paid;
};
BOOST_DESCRIBE_STRUCT(order, (), (id, items, paid))

struct twins {
    int price1 = 0;
    int price2 = 0;
};
BOOST_DESCRIBE_STRUCT(twins, (), (price1, price2))

struct slashes {
    std::optional<int> a;
};
BOOST_DESCRIBE_STRUCT(slashes, (), (a))

}  // namespace

template <>
inline constexpr std::string_view descry::renamed<& slashes::a> = "a/b~c";

BOOST_AUTO_TEST_SUITE(errors)

namespace {

template <class T = order>
descry::failure failing(std::string_view text)
{
    auto const result = descry::read_json<T>(text);
    BOOST_TEST_REQUIRE(!result, text << " is read");
    return result.error();
}

// `@` marks the byte that must be blamed; it is taken out before reading.
template <class T = order>
void check(std::string marked, descry::errc code, std::string_view pointer, std::string_view explanation)
{
    auto const at = marked.find('@');
    marked.erase(at, 1);
    auto const why = failing<T>(marked);
    BOOST_TEST_CONTEXT(marked)
    {
        BOOST_TEST((why == code), why.message());
        BOOST_TEST(why->pointer == pointer);
        BOOST_TEST(why->explanation == explanation);
        BOOST_TEST(why->offset.value() == at);
    }
}

using descry::errc;

}  // namespace

BOOST_AUTO_TEST_CASE(read_as_one_line)
{
    BOOST_TEST(failing(R"({"items":[{"amount":1,"tags":[]},{"amount":"x","tags":[]}]})").message() ==
               "/items/1/amount: expected an integer, found a string at byte 43");
    BOOST_TEST(failing("[]").message() == "expected an object, found an array at byte 0");
}

BOOST_AUTO_TEST_CASE(name_what_was_expected_and_what_was_found)
{
    check(R"({"items":[{"amount":@"x"}]})", errc::unexpected_kind, "/items/0/amount",
          "expected an integer, found a string");
    check(R"({"items":@{}})", errc::unexpected_kind, "/items", "expected an array, found an object");
    check(R"({"items":[@[]]})", errc::unexpected_kind, "/items/0", "expected an object, found an array");
    check(R"({"items":[{"tags":["a",@1]}]})", errc::unexpected_kind, "/items/0/tags/1",
          "expected a string, found a number");
    check(R"({"paid":@-1})", errc::unexpected_kind, "/paid", "expected a boolean, found a number");
    check(R"({"id":@false})", errc::unexpected_kind, "/id", "expected a string, found a boolean");
    check(R"(@true)", errc::unexpected_kind, "", "expected an object, found a boolean");
    check(R"({"items":[{"amount":@1.5}]})", errc::unexpected_kind, "/items/0/amount",
          "expected an integer, found a fraction or an exponent");
}

BOOST_AUTO_TEST_CASE(name_the_place_of_a_null)
{
    check(R"({"items":@null})", errc::unexpected_null, "/items", "expected an array, found null");
    check(R"({"items":[{"amount":1,"tags":[]}, @null]})", errc::unexpected_null, "/items/1",
          "expected an object, found null");
}

BOOST_AUTO_TEST_CASE(name_the_member_that_is_missing_and_the_object_without_it)
{
    check(R"(@{"id":"x"})", errc::missing_member, "/items", "");
    check(R"({"items":[{"amount":1,"tags":[]}, @{"tags":[]}]})", errc::missing_member, "/items/1/amount", "");
}

BOOST_AUTO_TEST_CASE(name_the_unknown_member_that_may_be_the_missing_one)
{
    auto const has = [](std::string const& name) {
        return "required member is absent (the object has `" + name + "`)";
    };
    check(R"(@{"id":"x","itmes":[]})", errc::missing_member, "/items", has("itmes"));
    check(R"(@{"Itmes" : [1, {"x":"}"}] , "id":"x" })", errc::missing_member, "/items", has("Itmes"));
    check(R"({"items":[@{"tags":[],"amount1":1}]})", errc::missing_member, "/items/0/amount", has("amount1"));
    check(R"(@{"i\u0074em":[]})", errc::missing_member, "/items", has("item"));
    // Of several, the nearest, and of these the first.
    check(R"(@{"itmees":1,"item":2,"itemss":3})", errc::missing_member, "/items", has("item"));
    // Those that are not near, are declared themselves or belong to another object are none of them.
    check(R"(@{"things":[]})", errc::missing_member, "/items", "");
    check(R"(@{"u":{"itmes":[]},"":1})", errc::missing_member, "/items", "");
    check<twins>(R"(@{"price1":1})", errc::missing_member, "/price2", "");
    check<twins>(R"(@{"price1":1,"price_2":1})", errc::missing_member, "/price2", has("price_2"));
    BOOST_TEST(failing(R"({"itmes":[]})").message() == "/items: " + has("itmes") + " at byte 0");
    auto const exact = descry::read_json<order>(R"({"Items":[]})", {.exact_names = true});
    BOOST_TEST(exact.error()->explanation == has("Items"));
}

BOOST_AUTO_TEST_CASE(name_the_number_that_does_not_fit)
{
    check(R"({"items":[{"amount":@2147483648}]})", errc::out_of_range, "/items/0/amount",
          "the number does not fit 32 bits");
}

BOOST_AUTO_TEST_CASE(use_the_names_of_the_text)
{
    check(R"({"ITEMS":[{"Amount":@"x"}]})", errc::unexpected_kind, "/ITEMS/0/Amount",
          "expected an integer, found a string");
}

BOOST_AUTO_TEST_CASE(escape_names_as_rfc_6901_tells)
{
    check<slashes>(R"({"a/b~c":@"x"})", errc::unexpected_kind, "/a~1b~0c", "expected an integer, found a string");
    check<slashes>(R"({"x/y":@.5})", errc::syntax_error, "/x~1y", "expected a JSON value, found '.'");
}

// The pointers of RFC 6901, section 5, to the members of its document, when they are read and when they are written.
BOOST_AUTO_TEST_CASE(have_the_pointers_of_rfc_6901)
{
    check(R"(@"x")", errc::unexpected_kind, "", "expected an object, found a string");
    using arrays = std::map<std::string, std::vector<int>>;
    check<arrays>(R"({"foo":@"bar"})", errc::unexpected_kind, "/foo", "expected an array, found a string");
    check<arrays>(R"({"foo":[@"bar"]})", errc::unexpected_kind, "/foo/0", "expected an integer, found a string");
    for (auto const& [name, pointer] : std::vector<std::pair<std::string, std::string>>{{"", "/"},
                                                                                        {"a/b", "/a~1b"},
                                                                                        {"c%d", "/c%d"},
                                                                                        {"e^f", "/e^f"},
                                                                                        {"g|h", "/g|h"},
                                                                                        {"i\\j", "/i\\j"},
                                                                                        {"k\"l", "/k\"l"},
                                                                                        {" ", "/ "},
                                                                                        {"m~n", "/m~0n"}}) {
        using numbers = std::map<std::string, double>;
        check<numbers>('{' + descry::write_json(name) + ":@true}", errc::unexpected_kind, pointer,
                       "expected a number, found a boolean");
        BOOST_CHECK_EXCEPTION(descry::write_json(numbers{{name, std::nan("")}}), descry::call_error,
                              [wanted = pointer](auto const& e) { return e.error()->pointer == wanted; });
    }
}

BOOST_AUTO_TEST_CASE(show_where_the_text_is_not_json)
{
    check(R"({@id:1})", errc::syntax_error, "", "expected a name in quotes, found 'i'");
    check(R"({"id" @"x"})", errc::syntax_error, "", "expected ':', found '\"'");
    check(R"({"id":"x"@;"items":[]})", errc::syntax_error, "", "expected ',' or '}', found ';'");
    check(R"({"id":"x",@,"paid":true})", errc::syntax_error, "", "expected a name in quotes, found ','");
    check(R"({"id":"x" @"paid":true})", errc::syntax_error, "", "expected ',' or '}', found '\"'");
    check(R"({"items":[{"amount":1,"tags":[]} @{}]})", errc::syntax_error, "/items", "expected ',' or ']', found '{'");
    check(R"({"items":[@,]})", errc::syntax_error, "/items/0", "expected an object, found ','");
    check("{\"id\":\"a@\n\"}", errc::syntax_error, "/id", "expected a control character to be escaped, found byte 10");
    check("{\"id\":\"a@\xFF\"}", errc::invalid_utf8, "/id", "");
    check(R"({"id":"a@\q"})", errc::invalid_escape, "/id", "");
    check(R"({"id":"a@\ud800"})", errc::invalid_escape, "/id", "a surrogate stands alone");
}

BOOST_AUTO_TEST_CASE(say_that_a_text_has_no_value)
{
    auto const explain = []<class T>(std::string_view text, T) {
        auto const why = failing<T>(text);
        BOOST_TEST((why == errc::unexpected_end));
        BOOST_TEST(why->pointer == "");
        BOOST_TEST(why->offset.value() == text.size());
        return why->explanation;
    };
    auto const check_all = [&](std::string_view text, std::string_view explanation) {
        BOOST_TEST_CONTEXT('"' << text << '"')
        {
            BOOST_TEST(explain(text, order{}) == explanation);
            BOOST_TEST(explain(text, 1) == explanation);
            BOOST_TEST(explain(text, 1.0) == explanation);
            BOOST_TEST(explain(text, true) == explanation);
            BOOST_TEST(explain(text, std::string()) == explanation);
            BOOST_TEST(explain(text, std::optional<std::string>()) == explanation);
            BOOST_TEST(explain(text, std::optional<int>()) == explanation);
            BOOST_TEST(explain(text, std::vector<int>()) == explanation);
            BOOST_TEST(explain(text, std::set<std::string>()) == explanation);
            BOOST_TEST(explain(text, std::map<std::string, int>()) == explanation);
            BOOST_TEST(explain(text, std::pair<int, int>()) == explanation);
            BOOST_TEST(explain(text, descry::decimal()) == explanation);
            BOOST_TEST(explain(text, descry::raw_json()) == explanation);
            BOOST_TEST(explain(text, std::variant<int, std::string>()) == explanation);
            BOOST_TEST(explain(text, descry::maybe_quoted<int>()) == explanation);
            descry::extras extra;
            BOOST_CHECK_EXCEPTION(extra.set("a", text), descry::call_error,
                                  [&](auto const& e) { return e.error()->explanation == explanation; });
        }
    };
    check_all("", "the text is empty");
    check_all("\xEF\xBB\xBF", "the text is empty");
    check_all(" \r\n\t", "the text has no value");
    BOOST_TEST(failing<int>("").message() == "the text is empty at byte 0");
    BOOST_TEST(failing<int>("-").message() == "the text ends in the middle of a value at byte 1");
    BOOST_TEST(failing<std::vector<int>>("[").message() == "/0: the text ends in the middle of a value at byte 1");
}

// A trailing comma and a comment, of which `read_options::jsonc` accepts most, are in tests/json/comments.cpp.
BOOST_AUTO_TEST_CASE(name_what_other_formats_have)
{
    check(R"({"id":@'x'})", errc::syntax_error, "/id", "a string in single quotes is not JSON");
    check(R"({@'id':"x"})", errc::syntax_error, "", "a string in single quotes is not JSON");
    check(R"({"u":[@'x']})", errc::syntax_error, "/u", "a string in single quotes is not JSON");
    check<double>("@NaN", errc::syntax_error, "", "NaN is not JSON");
    check<double>("@nan", errc::syntax_error, "", "nan is not JSON");
    check<double>("@Infinity", errc::syntax_error, "", "Infinity is not JSON");
    check<double>("-@Infinity", errc::syntax_error, "", "Infinity is not JSON");
    check<double>("-@inf", errc::syntax_error, "", "inf is not JSON");
    check<std::vector<double>>("[1,@NaN]", errc::syntax_error, "/1", "NaN is not JSON");
    check<std::optional<double>>("@nan", errc::syntax_error, "", "nan is not JSON");
    check(R"({"paid":@True})", errc::syntax_error, "/paid", "True is not JSON (true is)");
    check(R"({"paid":@tRUE})", errc::syntax_error, "/paid", "tRUE is not JSON (true is)");
    check(R"({"paid":@FALSE})", errc::syntax_error, "/paid", "FALSE is not JSON (false is)");
    check(R"({"paid":@None})", errc::syntax_error, "/paid", "None is not JSON (null is)");
    check(R"({"id":@NULL})", errc::syntax_error, "/id", "NULL is not JSON (null is)");
    check(R"({"id":@nil})", errc::syntax_error, "/id", "nil is not JSON (null is)");
    check(R"({"id":@undefined})", errc::syntax_error, "/id", "undefined is not JSON (null is)");
    check(R"({"u":[@None , 1]})", errc::syntax_error, "/u", "None is not JSON (null is)");
    // Other words are not repeated, since they may be a secret.
    check(R"({"id":@Nones})", errc::syntax_error, "/id", "expected a string, found 'N'");
    check(R"({"id":@None_})", errc::syntax_error, "/id", "expected a string, found 'N'");
    check(R"({"id":@NaN1})", errc::syntax_error, "/id", "expected a string, found 'N'");
    check(R"({@True:1})", errc::syntax_error, "", "expected a name in quotes, found 'T'");
    check(R"({@undefined : 1})", errc::syntax_error, "", "expected a name in quotes, found 'u'");
    check(R"({"u":[1 @null]})", errc::syntax_error, "/u", "expected ',' or ']', found 'n'");
    check(R"({"u":-@true})", errc::syntax_error, "/u", "expected a digit, found 't'");
}

BOOST_AUTO_TEST_CASE(show_what_follows_the_value)
{
    check(R"({"items":[]} @])", errc::trailing_content, "", "");
    check(R"({"items":[]}@})", errc::trailing_content, "", "");
}

BOOST_AUTO_TEST_CASE(do_not_take_a_broken_word_for_null_or_a_boolean)
{
    check(R"({"items":@nul})", errc::syntax_error, "/items", "expected a JSON value, found 'n'");
    check(R"({"id":@nope})", errc::syntax_error, "/id", "expected a JSON value, found 'n'");
    check(R"({"id":@tru})", errc::syntax_error, "/id", "expected a JSON value, found 't'");
    check(R"({"paid":@fals})", errc::syntax_error, "/paid", "expected a JSON value, found 'f'");
}

BOOST_AUTO_TEST_CASE(name_the_member_in_whose_text_the_input_ends)
{
    std::string const content = "plain and \\u00e4 \xC3\xA4 \\\" and plain for more than one block";
    auto const cut = [&]<class T>(std::string const& before, std::string_view pointer, T) {
        for (std::size_t kept = 0; kept <= content.size(); ++kept) BOOST_TEST_CONTEXT(before << content.substr(0, kept))
            {
                auto const why = failing<T>(before + content.substr(0, kept));
                BOOST_TEST((why == errc::unexpected_end));
                BOOST_TEST(why->pointer == pointer);
            }
    };
    cut(R"({"id":")", "/id", order{});
    cut(R"({"ID" : ")", "/ID", order{});
    cut(R"({"items":[{"amount":1,"tags":["a",")", "/items/0/tags/1", order{});
    cut(R"({"paid":")", "/paid", order{});
    cut(R"({"u":[{"v":")", "/u", order{});
    cut(R"({"day":")", "/day", std::map<std::string, descry::date>{});
    // Where no value has begun, it is the object around that has no end.
    BOOST_TEST(failing(R"({"id")")->pointer == "");
    BOOST_TEST(failing(R"({"id": )")->pointer == "");
    BOOST_TEST(failing(R"({"items":[{"tags":["a")")->pointer == "/items/0/tags");
    // An element that has to follow is the place already.
    BOOST_TEST(failing(R"({"items":[)")->pointer == "/items/0");
    BOOST_TEST(failing(R"({"items":[{"tags":["a", )")->pointer == "/items/0/tags/1");
}

BOOST_AUTO_TEST_CASE(show_where_unknown_members_are_not_json)
{
    check(R"({"u":{"v":[1,@;]}})", errc::syntax_error, "/u", "expected a JSON value, found ';'");
    check(R"({"u":{"v":1 @"w":2}})", errc::syntax_error, "/u", "expected ',' or '}', found '\"'");
    check(R"({"u":[1 @2]})", errc::syntax_error, "/u", "expected ',' or ']', found '2'");
}

BOOST_AUTO_TEST_CASE(reach_down_through_bases_and_optionals)
{
    check<sample::billing_profile>(R"({"defaultAddress":{"city":@1}})", errc::unexpected_kind, "/defaultAddress/city",
                                   "expected a string, found a number");
    check<sample::billing_profile>(R"({"Links":{"Self":{"Headers":["a",@null]}}})", errc::unexpected_null,
                                   "/Links/Self/Headers/1", "expected a string, found null");
}

BOOST_AUTO_TEST_SUITE_END()
