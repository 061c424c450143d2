#include <descry/json.hpp>
#include <descry/json/boost_json.hpp>

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace {

struct contact {
    std::string name;
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(contact, (), (name, extra))

// Beside a text, structs that are chosen by a member have a variant of their own.
struct card {
    std::string kind = "card";
};
BOOST_DESCRIBE_STRUCT(card, (), (kind))
struct cash {
    std::string kind = "cash";
    int amount = 0;
};
BOOST_DESCRIBE_STRUCT(cash, (), (kind, amount))

struct alignas(8) point {  // atomic without a library
    std::int32_t x = 0, y = 0;
};
BOOST_DESCRIBE_STRUCT(point, (), (x, y))

// Has the interface of an atomic.
template <class T>
class guarded {
public:
    using value_type = T;
    T load() const { return held_; }
    void store(T value) { held_ = std::move(value); }

private:
    T held_{};
};

enum class colour { red, light_blue };
BOOST_DESCRIBE_ENUM(colour, red, light_blue)

// A value of any kind, nested in itself.
struct node;
using value =
    std::variant<std::monostate, bool, std::int64_t, std::string, std::vector<node>, std::map<std::string, node>>;
struct node {
    std::vector<std::variant<std::string, std::vector<node>>> parts;
};
BOOST_DESCRIBE_STRUCT(node, (), (parts))

struct message {
    std::variant<std::monostate, std::int64_t, std::string> id;
    std::variant<std::string, contact> from;
    std::optional<std::variant<std::string, std::vector<std::string>>> tags;
    std::vector<std::variant<descry::decimal, bool>> amounts;
    descry::omittable<std::variant<descry::guid, int>> thread;
};
BOOST_DESCRIBE_STRUCT(message, (), (id, from, tags, amounts, thread))

template <class T>
std::string same(std::string_view text)
{
    auto const read = descry::read_json<T>(text);
    return read ? descry::write_json(*read) : read.error().message();
}

}  // namespace

template <>
inline constexpr auto descry::chosen_when<card> = descry::member_is<&card::kind>("card");
template <>
inline constexpr auto descry::chosen_when<cash> = descry::member_is<&cash::kind>("cash");

BOOST_AUTO_TEST_SUITE(variants_by_kind)

BOOST_AUTO_TEST_CASE(the_kind_of_the_value_chooses_the_alternative)
{
    constexpr std::string_view text = R"({"id":7,"from":"me","tags":["a","b"],"amounts":[100.0,true,-3],"thread":5})";
    auto const read = descry::read_json<message>(text).value();
    BOOST_TEST(std::get<std::int64_t>(read.id) == 7);
    BOOST_TEST(std::get<std::string>(read.from) == "me");
    BOOST_TEST(std::get<1>(read.tags.value()).size() == 2u);
    BOOST_TEST(std::get<bool>(read.amounts.at(1)));
    BOOST_TEST(descry::write_json(read) == text);

    constexpr std::string_view other = R"({"id":"x","from":{"name":"n","more":[1]},"tags":"a","amounts":[],)"
                                       R"("thread":"12345678-1234-1234-1234-123456789abc"})";
    BOOST_TEST(std::get<contact>(descry::read_json<message>(other)->from).name == "n");
    BOOST_TEST(same<message>(other) == other);
}

BOOST_AUTO_TEST_CASE(null_is_for_monostate)
{
    constexpr std::string_view text = R"({"id":null,"from":"","amounts":[],"thread":null})";
    auto const read = descry::read_json<message>(text).value();
    BOOST_TEST(std::holds_alternative<std::monostate>(read.id));
    BOOST_TEST(!read.tags.has_value());
    BOOST_TEST(read.thread.is_null());
    BOOST_TEST(descry::write_json(read, {.empty = descry::empty_members::left_out}) == text);
    BOOST_TEST(same<message>(R"({"id":1,"from":null,"amounts":[]})") ==
               "/from: expected an object or a string, found null at byte 15");
}

BOOST_AUTO_TEST_CASE(a_kind_that_no_alternative_wants_is_refused)
{
    using all = std::variant<std::monostate, bool, int, std::vector<int>>;
    BOOST_TEST(same<all>("\"a\"") == "expected an array, a number, a boolean or null, found a string at byte 0");
    BOOST_TEST(same<all>("{}") == "expected an array, a number, a boolean or null, found an object at byte 0");
    BOOST_TEST(same<all>("[1,null]") == "/1: expected an integer, found null at byte 3");
    BOOST_TEST(same<all>("nul") == descry::read_json<descry::raw_json>("nul").error().message());
    BOOST_TEST(same<all>("x") == descry::read_json<descry::raw_json>("x").error().message());
    BOOST_TEST(same<all>("") == descry::read_json<descry::raw_json>("").error().message());
    // Of the right kind, and wrong nevertheless.
    BOOST_TEST(same<all>("2147483648") == "the number does not fit 32 bits at byte 0");
}

BOOST_AUTO_TEST_CASE(raw_json_takes_what_no_other_wants)
{
    using either = std::variant<std::string, descry::raw_json>;
    BOOST_TEST(std::get<std::string>(descry::read_json<either>("\"a\"").value()) == "a");
    for (auto const* const text : {"{\"a\":[1.50]}", "[ ]", "1e5", "true", "null"}) {
        auto const read = descry::read_json<either>(text).value();
        BOOST_TEST(std::get<descry::raw_json>(read).text == text);
        BOOST_TEST(descry::write_json(read) == text);
    }
}

BOOST_AUTO_TEST_CASE(raw_json_in_an_optional_or_a_pointer_takes_that_and_null)
{
    using optional = std::variant<std::int64_t, std::optional<descry::raw_json>>;
    using unique = std::variant<std::int64_t, std::unique_ptr<descry::raw_json>>;
    using shared = std::variant<std::int64_t, std::shared_ptr<descry::raw_json>>;
    using nested = std::variant<std::int64_t, std::optional<std::variant<card, descry::raw_json>>>;
    for (auto const* const text : {"7", "\"a\"", "[1]", "{\"a\":1}", "true", "null"}) {
        BOOST_TEST(same<optional>(text) == text);
        BOOST_TEST(same<unique>(text) == text);
        BOOST_TEST(same<shared>(text) == text);
        BOOST_TEST(same<nested>(text) == text);
        BOOST_TEST((same<std::variant<std::optional<std::variant<std::int64_t, descry::raw_json>>>>(text) == text));
    }
    BOOST_TEST(!std::get<1>(descry::read_json<optional>("null").value()).has_value());
    BOOST_TEST(same<nested>(R"({"kind":"card"})") == R"({"kind":"card"})");
    BOOST_TEST((same<std::variant<std::string, bool, std::optional<descry::raw_json>>>("1") == "1"));
}

BOOST_AUTO_TEST_CASE(an_atomic_is_for_the_kinds_of_its_value)
{
    std::variant<bool, std::atomic<point>> object;
    BOOST_REQUIRE(descry::read_json_into(R"({"x":1,"y":2})", object).has_value());
    BOOST_TEST(std::get<1>(object).load().y == 2);
    BOOST_TEST(descry::write_json(object) == R"({"x":1,"y":2})");
    BOOST_TEST((same<std::variant<std::string, guarded<std::optional<int>>>>("null") == "null"));
    BOOST_TEST((same<std::variant<std::string, guarded<std::vector<int>>>>("[1,2]") == "[1,2]"));
    BOOST_TEST((same<std::variant<std::string, guarded<std::vector<int>>>>("1") ==
                "expected an array or a string, found a number at byte 0"));
    BOOST_TEST((same<std::variant<std::string, guarded<descry::raw_json>>>("[1]") == "[1]"));
}

BOOST_AUTO_TEST_CASE(structs_beside_a_text_have_a_variant_of_their_own)
{
    using payment = std::variant<std::string, std::variant<card, cash>>;
    auto const read = descry::read_json<payment>(R"({"kind":"cash","amount":3})").value();
    BOOST_TEST(std::get<cash>(std::get<1>(read)).amount == 3);
    BOOST_TEST(same<payment>(R"({"kind":"card"})") == R"({"kind":"card"})");
    BOOST_TEST(same<payment>("\"later\"") == "\"later\"");
    BOOST_TEST(same<payment>(R"({"kind":"gold"})") ==
               "expected an object of a known kind, found kind \"gold\" at byte 0");
}

BOOST_AUTO_TEST_CASE(an_enumerator_takes_texts_and_numbers)
{
    using either = std::variant<descry::open_enum<colour>, bool>;
    BOOST_TEST(same<either>("\"LightBlue\"") == "\"LightBlue\"");
    BOOST_TEST(same<either>("1") == same<descry::open_enum<colour>>("1"));
    BOOST_TEST(same<either>("true") == "true");
}

BOOST_AUTO_TEST_CASE(a_value_of_any_kind_may_hold_others)
{
    BOOST_TEST(same<node>(R"({"parts":["a",[{"parts":[]},{"parts":["b"]}]]})") ==
               R"({"parts":["a",[{"parts":[]},{"parts":["b"]}]]})");
    BOOST_TEST(same<value>(R"({"a":{"parts":[]}})") == R"({"a":{"parts":[]}})");
    BOOST_TEST(same<value>("[]") == "[]");
    using any = std::variant<boost::json::value>;
    BOOST_TEST(same<any>("[1,{\"a\":null}]") == "[1,{\"a\":null}]");
}

BOOST_AUTO_TEST_CASE(pointers_optionals_and_other_variants_may_be_alternatives)
{
    using pointer = std::variant<std::unique_ptr<contact>, std::string>;
    BOOST_TEST(same<pointer>(R"({"name":"n"})") == R"({"name":"n"})");
    BOOST_TEST(same<pointer>("null") == "null");
    BOOST_TEST(same<pointer>("\"a\"") == "\"a\"");
    using optional = std::variant<std::optional<std::string>, int>;
    BOOST_TEST(!std::get<0>(descry::read_json<optional>("null").value()).has_value());
    BOOST_TEST(same<optional>("null") == "null");
    BOOST_TEST(same<optional>("1") == "1");
    using nested = std::variant<std::string, std::variant<int, bool>, std::variant<card, descry::raw_json>>;
    for (auto const* const text : {"\"a\"", "1", "true", R"({"kind":"card"})", R"({"kind":"other"})", "[1]", "null"})
        BOOST_TEST(same<nested>(text) == text);
}

// Throws from its move constructor, which leaves a variant without a value.
struct fragile {
    std::string name;
    fragile() = default;
    fragile(fragile const&) { throw std::bad_alloc(); }
    fragile& operator=(fragile const&) = default;
};
BOOST_DESCRIBE_STRUCT(fragile, (), (name))

BOOST_AUTO_TEST_CASE(what_has_lost_its_value_is_not_written)
{
    std::variant<std::string, fragile> by_kind;
    fragile const value;
    BOOST_CHECK_THROW(by_kind.emplace<fragile>(value), std::bad_alloc);
    BOOST_REQUIRE(by_kind.valueless_by_exception());
    BOOST_CHECK_EXCEPTION(descry::write_json(by_kind), descry::call_error,
                          [](auto const& e) { return e.error() == descry::errc::invalid_value; });
}

BOOST_AUTO_TEST_CASE(what_is_read_again_is_fresh)
{
    std::variant<std::string, std::vector<int>> out = std::vector<int>{1, 2, 3};
    BOOST_REQUIRE(descry::read_json_into("[4]", out).has_value());
    BOOST_TEST(std::get<1>(out) == std::vector<int>{4});
    BOOST_REQUIRE(descry::read_json_into("\"a\"", out).has_value());
    BOOST_TEST(std::get<0>(out) == "a");
}

BOOST_AUTO_TEST_SUITE_END()
