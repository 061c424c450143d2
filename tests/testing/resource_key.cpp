#include <descry/testing/detail/resource_key.hpp>

#include <boost/describe/class.hpp>
#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <string>

BOOST_AUTO_TEST_SUITE(resource_key)

using namespace descry::testing;
using namespace descry::testing::detail;

namespace {

struct order_key {
    std::string customer_id;
    std::uint32_t number = 0;
};
BOOST_DESCRIBE_STRUCT(order_key, (), (customer_id, number))

constexpr auto& path = descry::detail::path_table_of<order_key, "/{number}/of/{customer_id}">::table;

bool malformed(fault const& why) { return why.why() == refusal::malformed_key && why.status() == 400; }

}  // namespace

BOOST_AUTO_TEST_CASE(guids_are_recognized)
{
    BOOST_TEST(is_guid("a58ceba5-60ac-48e4-a0bc-2a855811807a"));
    BOOST_TEST(is_guid("A58CEBA5-60AC-48E4-A0BC-2A855811807A"));
    for (auto const* text : {"", "42", "a58ceba560ac48e4a0bc2a855811807a", "{a58ceba5-60ac-48e4-a0bc-2a855811807a}",
                             "a58ceba5-60ac-48e4-a0bc-2a855811807g", "a58ceba5-60ac-48e4-a0bc-2a855811807",
                             "a58ceba5-60ac-48e4-a0bc-2a855811807a0", "a58ceba5060ac-48e4-a0bc-2a855811807a"})
        BOOST_TEST(!is_guid(text), text);
}

BOOST_AUTO_TEST_CASE(a_request_and_a_declared_key_have_equal_keys)
{
    key_rules const rules;
    order_key const key{"a/b", 7};
    BOOST_TEST(rules.of_object(path, &key) == (descry::testing::detail::resource_key{"7", "a/b"}));
    BOOST_TEST(rules.of_request(path, {"7", "a%2Fb"}) == rules.of_object(path, &key));
}

BOOST_AUTO_TEST_CASE(a_key_that_keeps_its_slashes_has_no_encoded_ones)
{
    key_rules const rules;
    constexpr auto& files = descry::detail::path_table_of<order_key, "/{number}/of/{+customer_id}">::table;
    order_key const key{"/a b/c", 7};
    BOOST_TEST(rules.of_object(files, &key) == (descry::testing::detail::resource_key{"7", "a b/c"}));
    BOOST_TEST(rules.of_request(files, {"7", "a%20b/c"}) == rules.of_object(files, &key));
    for (auto const* value : {"a%20b%2Fc", "a%20b//c", "a/../b", "%2E%2E/b"})
        BOOST_CHECK_EXCEPTION(rules.of_request(files, {"7", value}), fault,
                              [](fault const& why) { return why.why() == refusal::unknown_key; });
}

BOOST_AUTO_TEST_CASE(casing_matters_without_a_rule)
{
    key_rules const rules;
    BOOST_TEST(rules.of_request(path, {"7", "A"}) != rules.of_request(path, {"7", "a"}));
}

BOOST_AUTO_TEST_CASE(a_malformed_escape_is_refused)
{
    BOOST_CHECK_EXCEPTION(key_rules().of_request(path, {"7", "%4"}), fault, malformed);
}

BOOST_AUTO_TEST_CASE(guids_are_the_same_in_any_casing)
{
    key_rules rules;
    rules.require_guid("customer_id");
    BOOST_TEST(rules.of_request(path, {"7", "A58CEBA5-60AC-48E4-A0BC-2A855811807A"}).back() ==
               "a58ceba5-60ac-48e4-a0bc-2a855811807a");
    order_key const key{"a58ceba5-60ac-48e4-A0BC-2a855811807a", 7};
    BOOST_TEST(rules.of_object(path, &key).back() == "a58ceba5-60ac-48e4-a0bc-2a855811807a");
}

BOOST_AUTO_TEST_CASE(a_value_that_is_not_a_guid_is_refused_by_the_name_of_its_parameter)
{
    key_rules rules;
    rules.require_guid("customer_id");
    BOOST_CHECK_EXCEPTION(rules.of_request(path, {"7", "42"}), fault, [](fault const& why) {
        return malformed(why) && std::string(why.what()).starts_with("customer_id ");
    });
    order_key const key{"42", 7};
    BOOST_CHECK_EXCEPTION(rules.of_object(path, &key), fault, malformed);
}

BOOST_AUTO_TEST_SUITE_END()
