#include <descry/json.hpp>

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace {

// As the lines of an invoice are: chosen by two members, one of which has several values for one of them.
struct line {
    std::optional<std::string> provider, line_type;
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(line, (), (provider, line_type, extra))

struct usage_line : line {
    int quantity = 0;
};
BOOST_DESCRIBE_STRUCT(usage_line, (line), (quantity))

struct purchase_line : line {
    std::string product;
};
BOOST_DESCRIBE_STRUCT(purchase_line, (line), (product))

struct invoice {
    std::vector<std::variant<usage_line, purchase_line, descry::raw_json>> lines;
    std::optional<std::variant<usage_line, purchase_line>> largest;
};
BOOST_DESCRIBE_STRUCT(invoice, (), (lines, largest))

// Nested in itself.
struct leaf;
struct branch;
using tree = std::variant<leaf, branch>;

struct leaf {
    std::string kind = "leaf";
};
BOOST_DESCRIBE_STRUCT(leaf, (), (kind))

struct branch {
    std::string kind = "branch";
    std::vector<tree> children;
};
BOOST_DESCRIBE_STRUCT(branch, (), (kind, children))

struct numbered {
    int version = 2;
};
BOOST_DESCRIBE_STRUCT(numbered, (), (version))

struct granted {
    bool ok = true;
};
BOOST_DESCRIBE_STRUCT(granted, (), (ok))
struct denied {
    bool ok = false;
};
BOOST_DESCRIBE_STRUCT(denied, (), (ok))

struct fallback {
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(fallback, (), (extra))

// One name on the wire, which each calls differently.
struct disk {
    std::string item_type = "disk";
};
BOOST_DESCRIBE_STRUCT(disk, (), (item_type))

struct tape {
    std::string type = "tape";
};
BOOST_DESCRIBE_STRUCT(tape, (), (type))

// Takes the last of repeated names, whatever the options say.
struct lenient {
    std::string kind;
};
BOOST_DESCRIBE_STRUCT(lenient, (), (kind))

template <class T>
std::string failure_of(std::string_view text)
{
    auto const read = descry::read_json<T>(text);
    BOOST_REQUIRE(!read);
    return read.error().message();
}

}  // namespace

template <>
inline constexpr auto descry::chosen_when<usage_line> =
    descry::member_is<&line::line_type>("usage_line_items") && descry::member_is<&line::provider>("azure", "one_time");
template <>
inline constexpr auto descry::chosen_when<purchase_line> = descry::member_is<&line::line_type>("billing_line_items");
template <>
inline constexpr auto descry::chosen_when<leaf> = descry::member_is<&leaf::kind>("leaf");
template <>
inline constexpr auto descry::chosen_when<branch> = descry::member_is<&branch::kind>("branch");
template <>
inline constexpr auto descry::chosen_when<granted> = descry::member_is<&granted::ok>(true);
template <>
inline constexpr auto descry::chosen_when<denied> = descry::member_is<&denied::ok>(false);
template <>
inline constexpr auto descry::chosen_when<numbered> = descry::member_is<&numbered::version>("2");
template <>
inline constexpr auto descry::chosen_when<fallback> = descry::otherwise;
template <>
inline constexpr auto descry::chosen_when<disk> = descry::member_is<&disk::item_type>("disk");
template <>
inline constexpr std::string_view descry::renamed<& tape::type> = "itemType";
template <>
inline constexpr auto descry::chosen_when<tape> = descry::member_is<&tape::type>("tape");
template <>
inline constexpr auto descry::chosen_when<lenient> = descry::otherwise;
template <>
inline constexpr descry::object_policy descry::policy_of<lenient>{.repeated = descry::repeated_names::last_wins};

BOOST_AUTO_TEST_SUITE(variants)

BOOST_AUTO_TEST_CASE(are_chosen_by_members_that_stand_anywhere)
{
    auto const read = descry::read_json<invoice>(R"({"lines":[
        {"quantity":3,"provider":"azure","x":{"lineType":"billing_line_items"},"lineType":"usage_line_items"},
        {"LineType":"BillingLineItems","product":"p"},
        {"line_type":"usageLineItems","PROVIDER":"OneTime","quantity":4}]})");
    BOOST_REQUIRE(read);
    BOOST_TEST(std::get<usage_line>(read->lines[0]).quantity == 3);
    BOOST_TEST(std::get<purchase_line>(read->lines[1]).product == "p");
    BOOST_TEST(std::get<usage_line>(read->lines[2]).quantity == 4);
}

BOOST_AUTO_TEST_CASE(keep_as_raw_json_what_no_other_alternative_wants)
{
    auto const text =
        R"({"lines":[{"lineType":"usage_line_items","provider":"other","quantity":1},{ "a" : [1] },7,null]})";
    auto const read = descry::read_json<invoice>(text);
    BOOST_REQUIRE(read);
    for (auto const& line : read->lines) BOOST_TEST(std::holds_alternative<descry::raw_json>(line));
    BOOST_TEST(descry::write_json(*read) == text);
}

BOOST_AUTO_TEST_CASE(are_written_as_the_alternative_that_they_hold)
{
    auto const text = R"({"lines":[{"product":"p","lineType":"billing_line_items","unknown":1}]})";
    BOOST_TEST(descry::write_json(descry::read_json<invoice>(text).value()) == text);
}

BOOST_AUTO_TEST_CASE(refuse_what_no_alternative_wants_and_say_what_they_found)
{
    BOOST_TEST(
        failure_of<invoice>(R"({"lines":[],"largest":{"lineType":"else","provider":"azure"}})") ==
        "/largest: expected an object of a known kind, found lineType \"else\" and provider \"azure\" at byte 22");
    BOOST_TEST(failure_of<invoice>(R"({"lines":[],"largest":{"provider":[1]}})") ==
               "/largest: expected an object of a known kind, found no lineType and provider [1] at byte 22");
    BOOST_TEST(failure_of<invoice>(R"({"lines":[],"largest":3})") ==
               "/largest: expected an object, found a number at byte 22");
}

BOOST_AUTO_TEST_CASE(say_where_an_alternative_is_wrong)
{
    BOOST_TEST(failure_of<invoice>(R"({"lines":[{"lineType":"billing_line_items","product":1}]})") ==
               "/lines/0/product: expected a string, found a number at byte 53");
}

BOOST_AUTO_TEST_CASE(are_chosen_by_exact_names_if_names_are_exact)
{
    using kinds = std::variant<leaf, branch>;
    auto const index_of = [](std::string_view text, descry::read_options options) {
        options.missing = descry::missing_members::allowed;
        auto const read = descry::read_json<kinds>(text, options);
        return read ? static_cast<int>(read->index()) : -1;
    };
    constexpr std::string_view both = R"({"kind":"leaf","Kind":"branch"})";
    BOOST_TEST(index_of(both, {.exact_names = true}) == 0);
    BOOST_TEST(index_of(both, {.names = descry::casing::pascal, .exact_names = true}) == 1);
    BOOST_TEST(index_of(R"({"KIND":"leaf"})", {.exact_names = true}) == -1);
    BOOST_TEST(index_of(R"({"KIND":"leaf"})", {}) == 0);
}

BOOST_AUTO_TEST_CASE(are_nested_in_themselves)
{
    auto const text = R"({"kind":"branch","children":[{"kind":"leaf"},{"children":[],"kind":"branch"}]})";
    auto const read = descry::read_json<tree>(text);
    BOOST_REQUIRE(read);
    auto const& children = std::get<branch>(*read).children;
    BOOST_TEST(std::holds_alternative<leaf>(children.at(0)));
    BOOST_TEST(std::holds_alternative<branch>(children.at(1)));
    BOOST_TEST(descry::write_json(*read) ==
               R"({"kind":"branch","children":[{"kind":"leaf"},{"kind":"branch","children":[]}]})");
}

BOOST_AUTO_TEST_CASE(are_chosen_by_numbers_too_and_fall_back_to_what_is_declared_for_it)
{
    using value = std::variant<numbered, fallback>;
    BOOST_TEST(std::holds_alternative<numbered>(descry::read_json<value>(R"({"version":2})").value()));
    auto const other = descry::read_json<value>(R"({"version":3,"x":1})").value();
    BOOST_TEST(std::get<fallback>(other).extra.find("version") == "3");
}

BOOST_AUTO_TEST_CASE(are_chosen_by_the_value_that_is_kept_of_a_repeated_member)
{
    auto const text = R"({"kind":"leaf","x":1,"Kind":"branch","children":[]})";
    BOOST_TEST(!descry::read_json<tree>(text));
    auto const read = descry::read_json<tree>(text, {.repeated = descry::repeated_names::last_wins});
    BOOST_REQUIRE(read);
    BOOST_TEST(std::get<branch>(*read).kind == "branch");

    using value = std::variant<leaf, lenient>;
    BOOST_TEST(std::get<lenient>(descry::read_json<value>(R"({"kind":"leaf","kind":"x"})").value()).kind == "x");
    BOOST_TEST(!descry::read_json<value>(R"({"kind":"x","kind":"leaf"})"));
}

BOOST_AUTO_TEST_CASE(are_chosen_by_the_declared_spelling_of_a_name)
{
    for (auto const* const text : {R"({"kind":"leaf","KIND":"branch"})", R"({"KIND":"branch","Kind":"leaf"})",
                                   R"({"KIND":1,"kInd":2,"kind":"leaf"})"}) {
        BOOST_TEST(descry::read_json<tree>(text)->index() == 0u, text);
        BOOST_TEST(descry::read_json<tree>(text, {.repeated = descry::repeated_names::last_wins})->index() == 0u, text);
    }
    BOOST_TEST(descry::read_json<tree>(R"({"KIND":"leaf"})")->index() == 0u);
}

BOOST_AUTO_TEST_CASE(are_chosen_by_one_name_that_they_call_differently)
{
    using value = std::variant<disk, tape>;
    BOOST_TEST(descry::read_json<value>(R"({"itemType":"disk"})")->index() == 0u);
    BOOST_TEST(descry::read_json<value>(R"({"item_type":"disk"})")->index() == 0u);
    BOOST_TEST(descry::read_json<value>(R"({"item\u0054ype":"t\u0061pe"})")->index() == 1u);
    BOOST_TEST(!descry::read_json<value>(R"({"item_type":"tape"})"));
}

BOOST_AUTO_TEST_CASE(that_are_no_json_are_told_so_first)
{
    for (std::string const text : {R"({"lines":[{"lineType":"x","provider":tru}]})", R"({"lines":[{"lineType")",
                                   R"({"lines":[],"largest":{"lineType":"else",}})"}) {
        auto const read = descry::read_json<invoice>(text);
        BOOST_REQUIRE(!read);
        BOOST_TEST(
            (read.error().code() == descry::errc::syntax_error || read.error().code() == descry::errc::unexpected_end));
    }
}

BOOST_AUTO_TEST_CASE(a_boolean_may_choose)
{
    using value = std::variant<granted, denied>;
    BOOST_TEST(std::holds_alternative<granted>(descry::read_json<value>(R"({"ok":true})").value()));
    BOOST_TEST(std::holds_alternative<denied>(descry::read_json<value>(R"({"ok":false})").value()));
    BOOST_TEST(!descry::read_json<value>(R"({"ok":null})").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
