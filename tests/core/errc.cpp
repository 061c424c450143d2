#include <descry/core/errc.hpp>

#include <boost/test/unit_test.hpp>

#include <set>
#include <string>

namespace {

constexpr int last = static_cast<int>(descry::errc::gateway_timeout);

}  // namespace

BOOST_AUTO_TEST_SUITE(errc)

BOOST_AUTO_TEST_CASE(converts_to_a_boost_error_code_of_its_own_category)
{
    boost::system::error_code const code = descry::errc::conflict;
    BOOST_TEST(code.failed());
    BOOST_TEST(code.category().name() == std::string("descry"));
    BOOST_TEST((code == descry::errc::conflict));
    BOOST_TEST((code != descry::errc::not_found));
    BOOST_TEST((code != boost::system::errc::make_error_code(static_cast<boost::system::errc::errc_t>(code.value()))));
}

BOOST_AUTO_TEST_CASE(each_code_has_its_own_message)
{
    std::set<std::string> messages;
    for (int value = 1; value <= last; ++value) {
        auto const message = make_error_code(static_cast<descry::errc>(value)).message();
        BOOST_TEST(message != "unknown error");
        BOOST_TEST(messages.insert(message).second, message << " is said twice");
    }
}

BOOST_AUTO_TEST_CASE(an_unknown_value_has_a_message)
{
    BOOST_TEST(make_error_code(static_cast<descry::errc>(last + 1)).message() == "unknown error");
    BOOST_TEST(make_error_code(descry::errc{}).message() == "unknown error");
}

BOOST_AUTO_TEST_SUITE_END()
