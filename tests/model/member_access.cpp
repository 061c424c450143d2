#include <descry/json.hpp>

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace {

// Three levels with members of each access; the extras are private to the first.
class root {
public:
    std::optional<std::string> open;
    descry::extras const& unknown() const { return extras_; }

protected:
    int inner = 1;

private:
    std::optional<int> hidden_;
    descry::extras extras_;

    BOOST_DESCRIBE_CLASS(root, (), (open), (inner), (hidden_, extras_))
};

class middle : public root {
    std::vector<int> parts_;
    BOOST_DESCRIBE_CLASS(middle, (root), (), (), (parts_))
};

class leaf : protected middle {
public:
    using root::open;
    using root::unknown;
    std::string const& name() const { return name_; }

private:
    std::string name_ = "unnamed";
    BOOST_DESCRIBE_CLASS(leaf, (middle), (), (), (name_))
    friend struct descry_test_access;
};

class owner : leaf {
    int count_ = 7;
    BOOST_DESCRIBE_CLASS(owner, (leaf), (), (), (count_))
};

struct descry_test_access {
    static constexpr auto name = &leaf::name_;
};

class only_private {
    int amount_ = 0;
    BOOST_DESCRIBE_CLASS(only_private, (), (), (), (amount_))
};

}  // namespace

template <>
inline constexpr std::string_view descry::renamed<descry_test_access::name> = "@name";

BOOST_AUTO_TEST_SUITE(member_access)

BOOST_AUTO_TEST_CASE(members_of_every_access_make_the_round_trip)
{
    constexpr std::string_view text =
        R"({"count":3,"@name":"n","parts":[1,2],"open":"o","inner":5,"hidden":null,"unknown":{"a":1}})";
    auto const read = descry::read_json<owner>(text);
    BOOST_TEST_REQUIRE(read.has_value(), read.error().message());
    BOOST_TEST(descry::write_json(*read) == text);
    BOOST_TEST(descry::write_json(descry::read_json<only_private>(R"({"amount_":12})").value()) == R"({"amount":12})");
}

BOOST_AUTO_TEST_CASE(a_private_member_is_required_keeps_its_default_and_is_named_in_errors)
{
    BOOST_TEST(descry::read_json<only_private>("{}").error()->pointer == "/amount");
    BOOST_TEST(descry::read_json<only_private>(R"({"amount":""})").error()->pointer == "/amount");
    auto const kept = descry::read_json<owner>("{}", {.missing = descry::missing_members::allowed});
    BOOST_TEST(descry::write_json(kept.value()) == R"({"count":7,"@name":"unnamed","parts":[],"inner":1})");
}

BOOST_AUTO_TEST_CASE(private_extras_hold_what_is_unknown)
{
    auto const read = descry::read_json<leaf>(R"({"@NAME":"x","parts":[],"INNER":0,"x":1.50})").value();
    BOOST_TEST(read.name() == "x");
    BOOST_TEST(read.unknown().find("x") == "1.50");
}

BOOST_AUTO_TEST_SUITE_END()
