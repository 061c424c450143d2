#include <descry/model/describe_enum.hpp>
#include <descry/model/ostream.hpp>

#include <boost/describe/enum.hpp>
#include <boost/test/unit_test.hpp>

#include <iomanip>
#include <sstream>
#include <string_view>

BOOST_AUTO_TEST_SUITE(ostream)

namespace shop {

BOOST_DEFINE_ENUM_CLASS(size, small, extra_large)

}  // namespace shop

BOOST_AUTO_TEST_CASE(values_are_shown_as_they_are_written)
{
    std::ostringstream out;
    out << descry::decimal("12.50") << ' ' << descry::date(2015, 11, 23) << ' '
        << descry::timestamp("2015-11-23T10:00:00Z") << ' ' << descry::guid() << ' '
        << descry::open_enum<shop::size>(shop::size::extra_large) << ' ' << descry::open_enum<shop::size>("huge")
        << std::setw(4) << descry::decimal(7);
    BOOST_TEST(out.str() ==
               "12.50 2015-11-23 2015-11-23T10:00:00Z 00000000-0000-0000-0000-000000000000 extra_large huge   7");
}

BOOST_AUTO_TEST_SUITE_END()
