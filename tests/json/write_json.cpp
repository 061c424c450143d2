#include <boost/test/unit_test.hpp>
#include <json/billing_profile.hpp>

#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct reading {
    std::string label;
    double value = 0;
    std::vector<float> samples;
    std::optional<double> mean;
};
BOOST_DESCRIBE_STRUCT(reading, (), (label, value, samples, mean))

struct sheet {
    std::vector<reading> readings;
    std::optional<reading> last;
};
BOOST_DESCRIBE_STRUCT(sheet, (), (readings, last))

struct written_node {
    int value = 0;
    std::vector<written_node> children;
};
BOOST_DESCRIBE_STRUCT(written_node, (), (value, children))

struct raw_member {
    descry::raw_json any;
    std::optional<descry::raw_json> maybe;
};
BOOST_DESCRIBE_STRUCT(raw_member, (), (any, maybe))

struct nothing {};
BOOST_DESCRIBE_STRUCT(nothing, (), ())

struct unwritable {};

constexpr auto not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr auto infinity = std::numeric_limits<double>::infinity();

template <class T>
void check_refused(T const& refused, descry::errc code, std::string_view pointer)
{
    std::string out = "what was there before";
    auto const as_expected = [&](descry::call_error const& e) {
        BOOST_TEST((e.error() == code));
        BOOST_TEST(e.error()->pointer == pointer);
        BOOST_TEST(!e.error()->offset.has_value());
        return true;
    };
    BOOST_CHECK_EXCEPTION(descry::write_json_into(refused, out), descry::call_error, as_expected);
    BOOST_TEST(out.empty());
    BOOST_CHECK_EXCEPTION(descry::write_json(refused), descry::call_error, as_expected);
}

}  // namespace

template <>
struct descry::scalar<unwritable> {
    static constexpr char const* expected = "nothing";
    static std::optional<unwritable> read(descry::scalar_token) { return {}; }
    static bool write(unwritable const&, std::string&) { throw std::domain_error("unwritable"); }
};

BOOST_AUTO_TEST_SUITE(write_json)

BOOST_AUTO_TEST_CASE(members_are_written_in_the_order_described_without_white_space)
{
    reading r;
    r.label = "a";
    r.value = 1.5;
    r.samples = {1, 0.5f};
    r.mean = 0.75;
    BOOST_TEST(descry::write_json(r) == R"({"label":"a","value":1.5,"samples":[1,0.5],"mean":0.75})");
}

BOOST_AUTO_TEST_CASE(an_empty_optional_is_left_out_where_nothing_is_known_of_it)
{
    BOOST_TEST(descry::write_json(reading()) == R"({"label":"","value":0,"samples":[]})");
    BOOST_TEST(descry::write_json(sample::billing_profile()) == "{}");
    BOOST_TEST(descry::write_json(nothing()) == "{}");
}

BOOST_AUTO_TEST_CASE(the_value_need_not_be_an_object)
{
    BOOST_TEST(descry::write_json(true) == "true");
    BOOST_TEST(descry::write_json(false) == "false");
    BOOST_TEST(descry::write_json(-1) == "-1");
    BOOST_TEST(descry::write_json(std::string("x")) == "\"x\"");
    BOOST_TEST(descry::write_json(std::optional<int>()) == "null");
    BOOST_TEST(descry::write_json(std::optional<int>(3)) == "3");
    BOOST_TEST(descry::write_json(std::vector<int>()) == "[]");
    BOOST_TEST(descry::write_json(std::vector<std::optional<std::string>>{"a", std::nullopt}) == R"(["a",null])");
    BOOST_TEST(descry::write_json(std::vector<std::vector<int>>{{}, {1, 2}}) == "[[],[1,2]]");
}

BOOST_AUTO_TEST_CASE(bytes_are_numbers)
{
    BOOST_TEST(descry::write_json(std::vector<signed char>{-128, 0, 65}) == "[-128,0,65]");
    BOOST_TEST(descry::write_json(std::vector<unsigned char>{255, 65}) == "[255,65]");
}

BOOST_AUTO_TEST_CASE(a_type_may_contain_itself)
{
    written_node root{1, {{2, {}}, {3, {{4, {}}}}}};
    auto const text =
        R"({"value":1,"children":[{"value":2,"children":[]},{"value":3,"children":[{"value":4,"children":[]}]}]})";
    BOOST_TEST(descry::write_json(root) == text);
}

BOOST_AUTO_TEST_CASE(raw_json_is_written_as_it_stands_and_null_when_it_was_never_set)
{
    raw_member r;
    BOOST_TEST(descry::write_json(r) == R"({"any":null})");
    r.any.text = R"({"a" : [1.00]})";
    r.maybe = descry::raw_json{"\"\\u0041\""};
    BOOST_TEST(descry::write_json(r) == R"({"any":{"a" : [1.00]},"maybe":"\u0041"})");
}

BOOST_AUTO_TEST_CASE(the_output_is_replaced_and_its_capacity_used)
{
    auto const profile = descry::read_json<sample::billing_profile>(sample::text).value();
    std::string out(sample::text.size() + 64, 'x');
    auto const* const place = out.data();
    auto const room = out.capacity();
    descry::write_json_into(profile, out);
    BOOST_TEST(out == sample::text);
    BOOST_TEST(out.data() == place);
    BOOST_TEST(out.capacity() == room);

    descry::write_json_into(1, out);
    BOOST_TEST(out == "1");
    BOOST_TEST(out.capacity() == room);
}

BOOST_AUTO_TEST_CASE(a_number_that_is_not_finite_is_refused_with_its_place)
{
    check_refused(not_a_number, descry::errc::not_finite, "");
    check_refused(-infinity, descry::errc::not_finite, "");
    check_refused(std::numeric_limits<float>::infinity(), descry::errc::not_finite, "");

    sheet s;
    s.readings.resize(2);
    s.readings[1].samples = {0, static_cast<float>(not_a_number)};
    check_refused(s, descry::errc::not_finite, "/readings/1/samples/1");

    s.readings.clear();
    s.last.emplace().mean = infinity;
    check_refused(s, descry::errc::not_finite, "/last/mean");
}

BOOST_AUTO_TEST_CASE(text_that_is_not_utf8_is_refused_with_its_place)
{
    check_refused(std::string("\xFF"), descry::errc::invalid_utf8, "");

    sheet s;
    s.readings.resize(1);
    s.readings[0].label = "caf\xE9";
    check_refused(s, descry::errc::invalid_utf8, "/readings/0/label");

    auto profile = descry::read_json<sample::billing_profile>(sample::text).value();
    profile.default_address->city = "\xED\xA0\x80";
    check_refused(profile, descry::errc::invalid_utf8, "/defaultAddress/city");
}

BOOST_AUTO_TEST_CASE(the_place_is_told_in_the_casing_written)
{
    sheet s;
    s.last.emplace().label = "\x80";
    auto const in_pascal = [](descry::call_error const& e) { return e.error()->pointer == "/Last/Label"; };
    BOOST_CHECK_EXCEPTION(descry::write_json(s, {.names = descry::casing::pascal}), descry::call_error, in_pascal);
}

BOOST_AUTO_TEST_CASE(nothing_is_left_of_what_was_written_before_a_scalar_throws)
{
    std::string out = "what was there before";
    std::vector<std::vector<unwritable>> const value{{}, {unwritable()}};
    BOOST_CHECK_THROW(descry::write_json_into(value, out), std::domain_error);
    BOOST_TEST(out.empty());
}

BOOST_AUTO_TEST_CASE(the_name_of_an_unknown_member_is_checked_too)
{
    sample::address a;
    a.extra.set("\xC3(", "1");
    check_refused(a, descry::errc::invalid_utf8, "/\xC3(");
}

// An escape is six times as long as what it stands for, and the output grows just when that is needed.
BOOST_AUTO_TEST_CASE(escapes_have_room_wherever_the_output_ends)
{
    for (std::size_t before = 0; before != 3; ++before)
        for (std::size_t escapes = 1; escapes != 400; ++escapes) {
            auto const text = std::string(before, 'x') + std::string(escapes, '\x01');
            auto const json = descry::write_json(text);
            if (json.size() != before + 6 * escapes + 2 || *descry::read_json<std::string>(json) != text)
                BOOST_ERROR(before << " bytes and " << escapes << " escapes");
        }
}

BOOST_AUTO_TEST_SUITE_END()
