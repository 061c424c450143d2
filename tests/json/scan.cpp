#include <descry/json/detail/scan.hpp>

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(scan)

namespace {

std::ptrdiff_t special_in(std::string_view text)
{
    auto const* const begin = text.data();
    return descry::detail::find_special(begin, begin, begin + text.size()) - begin;
}

}  // namespace

BOOST_AUTO_TEST_CASE(finds_the_first_special_byte_at_every_place)
{
    for (int c = 0; c != 256; ++c) {
        auto const byte = static_cast<char>(c);
        bool const special = c < 0x20 || c >= 0x80 || byte == '"' || byte == '\\';
        for (std::size_t before = 0; before != 40; ++before) {
            auto const text = std::string(before, 'x') + byte + std::string(20, 'y') + '"';
            auto const expected = special ? before : before + 21;
            if (special_in(text) != static_cast<std::ptrdiff_t>(expected))
                BOOST_ERROR("byte " << c << " at " << before);
        }
    }
}

BOOST_AUTO_TEST_CASE(finds_the_end_where_nothing_is_special)
{
    for (std::size_t size = 0; size != 40; ++size)
        BOOST_TEST(special_in(std::string(size, 'x')) == static_cast<std::ptrdiff_t>(size));
}

// The portable path shifted by the width of its word, which the processor takes for no shift at all.
BOOST_AUTO_TEST_CASE(finds_the_end_from_the_end)
{
    std::string const text = R"("followed by nothing")";
    auto const* const end = text.data() + text.size();
    BOOST_TEST(static_cast<void const*>(descry::detail::find_special(text.data(), end, end)) == end);
}

BOOST_AUTO_TEST_SUITE_END()
