#include <descry/model/open_enum.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <limits>
#include <optional>
#include <random>
#include <string>
#include <type_traits>
#include <unordered_set>
#include <utility>
#include <vector>

namespace shop {

enum class billing_cycle { unknown, monthly, annual, none, one_time };
BOOST_DESCRIBE_ENUM(billing_cycle, unknown, monthly, annual, none, one_time)

// As the service's own language names them.
enum class contract { Subscription, ProductKey, SubscriptionIsNotEnabledForRI, OOBE, Group1 };
BOOST_DESCRIBE_ENUM(contract, Subscription, ProductKey, SubscriptionIsNotEnabledForRI, OOBE, Group1)

enum class policy { none, oobe, slash, private_ };
BOOST_DESCRIBE_ENUM(policy, none, oobe, slash, private_)

enum class upgrade : std::uint8_t { none = 0, upgrade_only = 1, with_transfer = 255 };
BOOST_DESCRIBE_ENUM(upgrade, none, upgrade_only, with_transfer)

enum class camel { one_time };
BOOST_DESCRIBE_ENUM(camel, one_time)
enum class pascal { one_time };
BOOST_DESCRIBE_ENUM(pascal, one_time)
enum class kebab { one_time, NotPlanned, IN_USE, new_ };
BOOST_DESCRIBE_ENUM(kebab, one_time, NotPlanned, IN_USE, new_)
enum class capitals { one_time, NotPlanned, IN_USE, new_ };
BOOST_DESCRIBE_ENUM(capitals, one_time, NotPlanned, IN_USE, new_)
enum class declared { One_time, new_ };
BOOST_DESCRIBE_ENUM(declared, One_time, new_)

// Values with a sign, holes, an alias, none of zero; and not scoped.
enum level : std::int64_t { low = -5, high = 10008, top = high, most = std::numeric_limits<std::int64_t>::max() };
BOOST_DESCRIBE_ENUM(level, low, high, top, most)

enum class nothing {};
BOOST_DESCRIBE_ENUM(nothing)

}  // namespace shop

template <>
inline constexpr std::string_view descry::renamed<shop::policy::oobe> = "o_o_b_e";
template <>
inline constexpr std::string_view descry::renamed<shop::policy::slash> = "and/or";
template <>
inline constexpr auto descry::written_as<shop::upgrade> = descry::enum_style::number;
template <>
inline constexpr auto descry::written_as<shop::camel> = descry::enum_style::camel;
template <>
inline constexpr auto descry::written_as<shop::pascal> = descry::enum_style::pascal;
template <>
inline constexpr auto descry::written_as<shop::kebab> = descry::enum_style::kebab;
template <>
inline constexpr auto descry::written_as<shop::capitals> = descry::enum_style::upper_snake;
template <>
inline constexpr auto descry::written_as<shop::declared> = descry::enum_style::as_declared;

BOOST_AUTO_TEST_SUITE(open_enum)

namespace {

using shop::billing_cycle;
using cycle = descry::open_enum<billing_cycle>;

static_assert(std::is_convertible_v<billing_cycle, cycle> && !std::is_convertible_v<std::string, cycle>);
static_assert(!std::is_convertible_v<int, cycle>);
static_assert(std::is_nothrow_move_constructible_v<cycle> && std::is_nothrow_move_assignable_v<cycle>);
static_assert(sizeof(cycle) == 16);

template <class E>
std::string written(E e)
{
    return descry::open_enum<E>(e).to_string();
}

template <class E>
std::string read(std::string_view text)
{
    auto const value = descry::open_enum<E>(text);
    return (value.known() ? "known: " : "kept: ") + value.to_string();
}

}  // namespace

BOOST_AUTO_TEST_CASE(an_enumerator_is_read_in_any_casing)
{
    for (auto const* text : {"one_time", "OneTime", "oneTime", "ONE_TIME", "onetime", "One_Time", "_one__time_"}) {
        auto const value = cycle::parse(text);
        BOOST_REQUIRE(value.has_value());
        BOOST_TEST((*value == billing_cycle::one_time), text);
        BOOST_TEST(value->known());
        BOOST_TEST(value->to_string() == "one_time");
    }
}

BOOST_AUTO_TEST_CASE(a_text_that_names_none_is_kept)
{
    for (std::string const text : {"every_other_week", "", "_", "one-time", "one time", "one_tim", "one_timee",
                                   "ONE_TIME ", "4", "null", "on\xC3\xA9_time", "a\"b\\c\n"}) {
        auto const value = cycle(text);
        BOOST_TEST(!value.known());
        BOOST_TEST(!value.value().has_value());
        BOOST_TEST(value.text() == text);
        BOOST_TEST(value.to_string() == text);
        BOOST_TEST(!value.written_as_number());
        BOOST_TEST((value != billing_cycle::unknown));
    }
    auto const zeros = std::string(3, '\0');
    BOOST_TEST(cycle(zeros).text() == zeros);
}

BOOST_AUTO_TEST_CASE(numbers_are_read)
{
    BOOST_TEST((cycle::parse_number(4) == billing_cycle::one_time));
    BOOST_TEST(cycle::parse_number(4).to_string() == "4");
    BOOST_TEST(cycle::parse_number(4).written_as_number());
    BOOST_TEST(cycle::parse_number(4).text() == "one_time");
    for (long long const number :
         {5LL, -1LL, 256LL, std::numeric_limits<long long>::max(), std::numeric_limits<long long>::min()}) {
        auto const value = cycle::parse_number(number);
        BOOST_TEST(!value.known());
        BOOST_TEST(value.written_as_number());
        BOOST_TEST(value.number() == number);
        BOOST_TEST(value.text().empty());
        BOOST_TEST(value.to_string() == std::to_string(number));
    }
    // 257 is not 1, though the enum has a byte.
    BOOST_TEST(!descry::open_enum<shop::upgrade>::parse_number(257).known());
    BOOST_TEST(descry::open_enum<shop::upgrade>::parse_number(255).known());
}

BOOST_AUTO_TEST_CASE(a_number_that_is_no_integer_is_kept)
{
    auto const kept = [](char const* json) { return descry::scalar<cycle>::read({json, false}).value(); };
    for (std::string const json : {"4.0", "1e0", "9223372036854775808", "-0.5"}) {
        auto const value = kept(json.c_str());
        BOOST_TEST(!value.known());
        BOOST_TEST(value.written_as_number());
        BOOST_TEST(value.to_string() == json);
        BOOST_TEST(value.text().empty());
        BOOST_TEST(value.number() == 0);
        BOOST_TEST((value != billing_cycle::unknown));
        BOOST_TEST((value != billing_cycle::monthly));
        BOOST_TEST((value != cycle(json)));  // the text
        BOOST_TEST((value == kept(json.c_str())));
    }
    BOOST_TEST((kept("4") == billing_cycle::one_time));
    BOOST_TEST((kept("1.0") != kept("1.00")));

    auto value = kept("1.0");
    value.read(descry::detail::enum_table_of<billing_cycle>, "weekly");
    BOOST_TEST((value == cycle("weekly")));
}

BOOST_AUTO_TEST_CASE(what_was_read_is_written_back_until_it_is_assigned)
{
    auto const check = []<class E>(E, std::vector<std::pair<std::string, E>> const& cases) {
        using value_type = descry::open_enum<E>;
        for (auto const& [json, e] : cases) {
            bool const quoted = json.front() == '"';
            auto const token = quoted ? json.substr(1, json.size() - 2) : json;
            auto value = descry::scalar<value_type>::read({token, quoted}).value();
            BOOST_TEST(value.known());
            BOOST_TEST((value == e), json);
            BOOST_TEST((value == value_type(e)));
            BOOST_TEST(std::hash<value_type>()(value) == std::hash<value_type>()(e));
            BOOST_TEST(value.text() == value_type(e).text());
            auto const copy = value;
            auto const moved = std::move(value);
            BOOST_TEST((moved == e));
            for (auto const& each : {copy, moved}) {
                std::string out;
                BOOST_TEST(descry::scalar<value_type>::write(each, out) == quoted);
                BOOST_TEST(out == token);
                char room[32];
                auto const viewed = descry::scalar<value_type>::view(each, room);
                BOOST_TEST((viewed.quoted == quoted && viewed.text == token));
                BOOST_TEST(each.written_as_number() == !quoted);
            }
            value = copy;
            value = e;
            BOOST_TEST(value.to_string() == written(e));
        }
    };
    using shop::billing_cycle, shop::upgrade;
    check(billing_cycle(), {{"0", billing_cycle::unknown},
                            {"-0", billing_cycle::unknown},
                            {"4", billing_cycle::one_time},
                            {R"("one_time")", billing_cycle::one_time},
                            {R"("ONE_TIME")", billing_cycle::one_time},
                            {R"("OneTime")", billing_cycle::one_time}});
    check(upgrade(), {{"0", upgrade::none},
                      {"255", upgrade::with_transfer},
                      {R"("upgrade_only")", upgrade::upgrade_only},
                      {R"("UpgradeOnly")", upgrade::upgrade_only}});
    check(shop::level(), {{"-5", shop::low}, {"10008", shop::high}, {R"("top")", shop::top}});
}

BOOST_AUTO_TEST_CASE(a_fresh_one_is_zero)
{
    BOOST_TEST((cycle() == billing_cycle::unknown));
    BOOST_TEST(cycle().to_string() == "unknown");
    BOOST_TEST(!descry::open_enum<shop::level>().known());
    BOOST_TEST(descry::open_enum<shop::level>().to_string() == "0");
}

BOOST_AUTO_TEST_CASE(an_enumerator_is_written_by_the_rule_of_the_service)
{
    using shop::contract;
    BOOST_TEST(written(billing_cycle::one_time) == "one_time");
    BOOST_TEST(written(contract::Subscription) == "subscription");
    BOOST_TEST(written(contract::ProductKey) == "product_key");
    BOOST_TEST(written(contract::SubscriptionIsNotEnabledForRI) == "subscription_is_not_enabled_for_r_i");
    BOOST_TEST(written(contract::OOBE) == "o_o_b_e");
    BOOST_TEST(written(contract::Group1) == "group1");
    BOOST_TEST(read<contract>("oobe") == "known: o_o_b_e");
    BOOST_TEST(read<contract>("SubscriptionIsNotEnabledForRI") == "known: subscription_is_not_enabled_for_r_i");
}

BOOST_AUTO_TEST_CASE(an_enumerator_can_have_a_text_of_its_own)
{
    using shop::policy;
    BOOST_TEST(written(policy::oobe) == "o_o_b_e");
    BOOST_TEST(read<policy>("o_o_b_e") == "known: o_o_b_e");
    BOOST_TEST(read<policy>("OOBE") == "known: o_o_b_e");
    BOOST_TEST(written(policy::slash) == "and/or");
    BOOST_TEST(read<policy>("And/Or") == "known: and/or");
    BOOST_TEST(read<policy>("slash") == "kept: slash");
    BOOST_TEST(written(policy::private_) == "private");
    BOOST_TEST(read<policy>("Private") == "known: private");
}

BOOST_AUTO_TEST_CASE(an_enum_can_have_a_style_of_its_own)
{
    BOOST_TEST(written(shop::camel::one_time) == "oneTime");
    BOOST_TEST(written(shop::pascal::one_time) == "OneTime");
    BOOST_TEST(written(shop::declared::One_time) == "One_time");
    BOOST_TEST(written(shop::declared::new_) == "new");
    BOOST_TEST(written(shop::kebab::one_time) == "one-time");
    BOOST_TEST(written(shop::kebab::NotPlanned) == "not-planned");
    BOOST_TEST(written(shop::kebab::IN_USE) == "in-use");
    BOOST_TEST(written(shop::kebab::new_) == "new");
    BOOST_TEST(read<shop::kebab>("One-Time") == "known: one-time");
    BOOST_TEST(read<shop::kebab>("one_time") == "kept: one_time");
    BOOST_TEST(written(shop::capitals::one_time) == "ONE_TIME");
    BOOST_TEST(written(shop::capitals::NotPlanned) == "NOT_PLANNED");
    BOOST_TEST(written(shop::capitals::IN_USE) == "IN_USE");
    BOOST_TEST(written(shop::capitals::new_) == "NEW");
    for (auto const* text : {"one_time", "OneTime", "oneTime", "ONE_TIME"}) {
        BOOST_TEST(read<shop::capitals>(text) == "known: ONE_TIME");
        BOOST_TEST(read<shop::camel>(text) == "known: oneTime");
        BOOST_TEST(read<shop::pascal>(text) == "known: OneTime");
        BOOST_TEST(read<shop::declared>(text) == "known: One_time");
    }
}

BOOST_AUTO_TEST_CASE(an_enum_can_be_written_as_numbers)
{
    using upgrade = descry::open_enum<shop::upgrade>;
    auto const value = upgrade("UpgradeOnly");
    BOOST_TEST(value.written_as_number());
    BOOST_TEST(value.to_string() == "1");
    BOOST_TEST(value.text() == "upgrade_only");
    BOOST_TEST(upgrade(shop::upgrade::with_transfer).to_string() == "255");
    // A text that nobody knows stays a text.
    BOOST_TEST(!upgrade("later").written_as_number());
    BOOST_TEST(upgrade("later").to_string() == "later");
}

BOOST_AUTO_TEST_CASE(values_may_have_a_sign_and_holes_and_aliases)
{
    using level = descry::open_enum<shop::level>;
    BOOST_TEST((level::parse_number(-5) == shop::low));
    BOOST_TEST((level::parse_number(10008) == shop::high));
    BOOST_TEST((level("top") == shop::high));
    BOOST_TEST(level("top").to_string() == "high");
    BOOST_TEST((level::parse_number(std::numeric_limits<long long>::max()) == shop::most));
    BOOST_TEST(!level::parse_number(-4).known());
}

BOOST_AUTO_TEST_CASE(an_enum_without_enumerators_keeps_all)
{
    BOOST_TEST(read<shop::nothing>("one_time") == "kept: one_time");
    BOOST_TEST(read<shop::nothing>("") == "kept: ");
    BOOST_TEST(descry::open_enum<shop::nothing>::parse_number(7).to_string() == "7");
}

BOOST_AUTO_TEST_CASE(it_is_used_like_the_enum)
{
    cycle value = billing_cycle::monthly;
    BOOST_TEST((value == billing_cycle::monthly));
    BOOST_TEST((billing_cycle::monthly == value));
    BOOST_TEST((value != billing_cycle::annual));
    value = billing_cycle::annual;
    BOOST_TEST((value.value() == billing_cycle::annual));
    BOOST_TEST((value.value_or(billing_cycle::none) == billing_cycle::annual));
    BOOST_TEST((cycle("weekly").value_or(billing_cycle::none) == billing_cycle::none));
    std::optional<cycle> maybe = billing_cycle::annual;
    BOOST_TEST((maybe == value));
    switch (value.value_or(billing_cycle::unknown)) {
        case billing_cycle::annual: break;
        default: BOOST_ERROR("not annual");
    }
    // An enumerator that the enum does not describe is its number.
    BOOST_TEST(cycle(static_cast<billing_cycle>(42)).to_string() == "42");
}

BOOST_AUTO_TEST_CASE(equal_is_what_holds_the_same)
{
    BOOST_TEST((cycle("OneTime") == cycle::parse_number(4)));
    BOOST_TEST((cycle("weekly") == cycle("weekly")));
    BOOST_TEST((cycle("weekly") != cycle("Weekly")));
    BOOST_TEST((cycle("weekly") != cycle()));
    BOOST_TEST((cycle("7") != cycle::parse_number(7)));
    BOOST_TEST((cycle::parse_number(7) == cycle::parse_number(7)));
}

BOOST_AUTO_TEST_CASE(copies_and_moves_carry_the_kept_text)
{
    auto const text = std::string("a text that is longer than what fits into a string itself");
    cycle a(text);
    cycle b = a;
    BOOST_TEST((a == b));
    cycle c = std::move(a);
    BOOST_TEST(c.text() == text);
    c = billing_cycle::annual;
    BOOST_TEST((c == billing_cycle::annual));
    c = b;
    BOOST_TEST(c.text() == text);
    auto const& same = c;
    c = same;
    BOOST_TEST(c.text() == text);
    c = std::move(b);
    BOOST_TEST(c.text() == text);

    auto number = descry::scalar<cycle>::read({"1.0", false}).value();
    cycle const kept = std::move(number);
    BOOST_TEST(kept.to_string() == "1.0");
    BOOST_TEST((number == cycle()));  // and not the enumerator of value 1

    c.read(descry::detail::enum_table_of<billing_cycle>, "annual");
    BOOST_TEST((c == billing_cycle::annual));
    c.read(descry::detail::enum_table_of<billing_cycle>, "weekly");
    BOOST_TEST(c.text() == "weekly");
    c.read(1);
    BOOST_TEST((c == billing_cycle::monthly));
}

BOOST_AUTO_TEST_CASE(it_can_be_a_key)
{
    std::unordered_set<cycle> seen{billing_cycle::annual, cycle("ANNUAL"), cycle("weekly"), cycle("weekly"),
                                   cycle::parse_number(9)};
    BOOST_TEST(seen.size() == 3u);
}

BOOST_AUTO_TEST_CASE(generated_texts_are_named_or_kept)
{
    std::mt19937 random(20151123);
    std::string const name = "one_time";
    for (int i = 0; i != 20000; ++i) {
        std::string text;
        bool named = true;
        for (char c : name) {
            switch (random() % 40) {
                case 0: text += '_'; break;
                case 1: text += 'x', named = false; break;
                case 2: named = named && c == '_'; continue;
            }
            text += random() % 2 != 0 ? descry::to_upper(c) : c;
        }
        auto const value = cycle(text);
        if (value.known() != named || value.to_string() != (named ? name : text)) BOOST_ERROR(text);
    }
}

BOOST_AUTO_TEST_SUITE_END()
