#include <descry/json/detail/utf8.hpp>

#include <boost/test/unit_test.hpp>

#include <support/sanitized.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

BOOST_AUTO_TEST_SUITE(utf8)

namespace {

std::size_t length_of(std::string_view bytes)
{
    return descry::detail::utf8_length(bytes.data(), bytes.data() + bytes.size());
}

bool cut_short(std::string_view bytes)
{
    return descry::detail::utf8_cut_short(bytes.data(), bytes.data() + bytes.size());
}

// Straight from the table of RFC 3629, section 4.
std::size_t length_by_the_rfc(unsigned char a, unsigned char b, unsigned char c, unsigned char d)
{
    auto const in = [](unsigned char x, unsigned low, unsigned high) { return x >= low && x <= high; };
    auto const tail = [&](unsigned char x) { return in(x, 0x80, 0xBF); };
    if (a < 0x80) return 1;
    if (in(a, 0xC2, 0xDF) && tail(b)) return 2;
    if (((a == 0xE0 && in(b, 0xA0, 0xBF)) || (in(a, 0xE1, 0xEC) && tail(b)) || (a == 0xED && in(b, 0x80, 0x9F)) ||
         (in(a, 0xEE, 0xEF) && tail(b))) &&
        tail(c))
        return 3;
    if (((a == 0xF0 && in(b, 0x90, 0xBF)) || (in(a, 0xF1, 0xF3) && tail(b)) || (a == 0xF4 && in(b, 0x80, 0x8F))) &&
        tail(c) && tail(d))
        return 4;
    return 0;
}

// On both sides of each border in that table.
constexpr unsigned char borders[] = {0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF,
                                     0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF};

std::size_t well_formed(std::string_view text)
{
    auto const* const begin = text.data();
    return static_cast<std::size_t>(descry::detail::skip_utf8(begin, begin, begin + text.size()) - begin);
}

}  // namespace

BOOST_AUTO_TEST_CASE(knows_the_length_of_each_sequence)
{
    for (int a = 0; a != 256; ++a)
        for (int b = 0; b != 256; ++b)
            for (auto const c : borders)
                for (auto const d : borders) {
                    char const bytes[] = {static_cast<char>(a), static_cast<char>(b), static_cast<char>(c),
                                          static_cast<char>(d)};
                    auto const expected =
                        length_by_the_rfc(static_cast<unsigned char>(a), static_cast<unsigned char>(b), c, d);
                    if (length_of({bytes, 4}) != expected)
                        BOOST_ERROR("bytes " << a << ' ' << b << ' ' << +c << ' ' << +d);
                }
}

BOOST_AUTO_TEST_CASE(a_sequence_that_is_cut_off_has_no_length_and_is_recognized)
{
    for (auto const whole :
         {std::string_view("\xC2\x80"), std::string_view("\xE0\xA0\x80"), std::string_view("\xED\x9F\xBF"),
          std::string_view("\xF0\x90\x80\x80"), std::string_view("\xF4\x8F\xBF\xBF")}) {
        BOOST_TEST(length_of(whole) == whole.size());
        for (std::size_t n = 1; n != whole.size(); ++n) {
            BOOST_TEST(length_of(whole.substr(0, n)) == 0u);
            BOOST_TEST(cut_short(whole.substr(0, n)));
        }
    }
    BOOST_TEST(length_of("") == 0u);
}

BOOST_AUTO_TEST_CASE(each_beginning_of_two_bytes_is_cut_short_if_anything_could_complete_it)
{
    for (int a = 0x80; a != 256; ++a)
        for (int b = 0; b != 256; ++b) {
            char const bytes[] = {static_cast<char>(a), static_cast<char>(b)};
            auto const completed =
                length_by_the_rfc(static_cast<unsigned char>(a), static_cast<unsigned char>(b), 0x80, 0x80);
            if (cut_short({bytes, 2}) != (completed > 2)) BOOST_ERROR("bytes " << a << ' ' << b);
        }
}

BOOST_AUTO_TEST_CASE(runs_are_checked_like_their_sequences_at_every_place_of_a_block)
{
    std::string const before = "\xE3\x81\x82\xC3\xA9";
    std::string const after = "\xF0\x9F\x98\x80\xE3\x81\x82";
    for (std::size_t place = 0; place != 17; ++place) {
        auto run = before;
        for (std::size_t i = 0; i != place; ++i) run += "\xE3\x81\x82";
        for (auto const a : borders)
            for (auto const b : borders)
                for (auto const c : borders) {
                    char const bytes[] = {static_cast<char>(a), static_cast<char>(b), static_cast<char>(c), '\xBF'};
                    auto const text = run + std::string(bytes, 4) + after + after + after + after;
                    auto expected = run.size();
                    while (expected != text.size() && static_cast<unsigned char>(text[expected]) >= 0x80) {
                        auto const n = length_of(std::string_view(text).substr(expected));
                        if (n == 0) break;
                        expected += n;
                    }
                    auto const found = well_formed(text);
                    bool const beyond_ascii = found >= expected;  // whole blocks may go on over plain ASCII
                    bool const bad = expected != text.size() && static_cast<unsigned char>(text[expected]) >= 0x80;
                    if (!beyond_ascii || (bad && found != expected))
                        BOOST_ERROR("bytes " << +a << ' ' << +b << ' ' << +c << " at " << run.size() << ": " << found);
                }
    }
}

BOOST_AUTO_TEST_CASE(runs_are_copied_as_far_as_they_are_well_formed)
{
    std::mt19937 random(20261130);
    for (int round = 0; round != (sanitized ? 20'000 : 200'000); ++round) {
        std::string text;
        for (auto pieces = random() % 40; pieces != 0; --pieces) {
            if (random() % 32 == 0)
                text += static_cast<char>(borders[random() % std::size(borders)]);
            else
                text += random() % 2 == 0 ? "\xE3\x81\x82" : "\xC3\xA9";
        }
        // Of the size that is documented, so that sanitizers see what is written behind it.
        std::vector<char> copied(text.size() + 32, '?');
        auto const* const begin = text.data();
        auto* to = copied.data();
        auto const* const p = descry::detail::copy_utf8(begin, begin, begin + text.size(), to);
        auto const size = static_cast<std::size_t>(p - begin);
        BOOST_REQUIRE(size == well_formed(text));
        BOOST_REQUIRE(to == copied.data() + size);
        BOOST_REQUIRE(std::equal(begin, p, copied.data()));
    }
}

#if DESCRY_SSE2

// The processor decides which of them is used, so only one is seen by the other tests.
BOOST_AUTO_TEST_CASE(both_ways_through_blocks_stop_at_the_same_sequence)
{
    if (!__builtin_cpu_supports("avx2")) return;
    std::mt19937 random(20261124);
    for (int round = 0; round != (sanitized ? 20'000 : 200'000); ++round) {
        std::string text = "\xE3\x81\x82";
        auto const size = text.size() + 3 * descry::detail::block::size;
        while (text.size() < size) {
            if (random() % 4 == 0)
                text += static_cast<char>(borders[random() % std::size(borders)]);
            else
                text += random() % 2 == 0 ? "\xF0\x9F\x98\x80" : "\xC3\xA9";
        }
        auto const* const begin = text.data();
        auto const* const end = begin + size;  // whole blocks
        auto const simple = descry::detail::skip_blocks(begin + 3, end) - begin;
        auto const tables = descry::detail::pass_by_tables<false>(begin, begin + 3, end, nullptr) - begin;
        // What no sequence begins with is a stop for one of them, and what stands behind it for the other.
        if (tables != simple && tables != simple + 1) BOOST_ERROR(simple << " and " << tables << ": " << text);
    }
}

#endif

BOOST_AUTO_TEST_SUITE_END()
