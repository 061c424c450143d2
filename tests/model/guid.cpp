#include <descry/model/guid.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cstdint>
#include <random>
#include <stdexcept>
#include <string>
#include <unordered_set>

BOOST_AUTO_TEST_SUITE(guid)

namespace {

using id = descry::guid;

std::string const usual = "7d6a9ed1-3c8a-4b9c-9f3e-0123456789ab";

static_assert(id("7d6a9ed1-3c8a-4b9c-9f3e-0123456789ab").bytes()[15] == 0xAB);
static_assert(!id::parse("7d6a9ed1"));
static_assert(sizeof(id) == 16);

}  // namespace

BOOST_AUTO_TEST_CASE(the_usual_text_is_read_and_written)
{
    auto const g = id(usual);
    BOOST_TEST(g.to_string() == usual);
    std::array<std::uint8_t, 16> const bytes{0x7D, 0x6A, 0x9E, 0xD1, 0x3C, 0x8A, 0x4B, 0x9C,
                                             0x9F, 0x3E, 0x01, 0x23, 0x45, 0x67, 0x89, 0xAB};
    BOOST_TEST(g.bytes() == bytes);
    BOOST_TEST((id(bytes) == g));

    std::string out = "id=";
    g.append_to(out);
    BOOST_TEST(out == "id=" + usual);
}

BOOST_AUTO_TEST_CASE(any_letter_case_is_read_and_lower_case_is_written)
{
    BOOST_TEST(id("7D6A9ED1-3C8A-4B9C-9F3E-0123456789AB").to_string() == usual);
    BOOST_TEST(id("7d6A9Ed1-3C8a-4b9C-9f3E-0123456789aB").to_string() == usual);
}

BOOST_AUTO_TEST_CASE(a_fresh_one_is_nil)
{
    BOOST_TEST(id().is_nil());
    BOOST_TEST(id().to_string() == "00000000-0000-0000-0000-000000000000");
    BOOST_TEST(!id("00000000-0000-0000-0000-000000000001").is_nil());
}

BOOST_AUTO_TEST_CASE(other_texts_are_refused)
{
    for (std::string const& text :
         {std::string(), std::string("x"), usual + "a", usual.substr(1), " " + usual.substr(1), "{" + usual + "}",
          std::string("7d6a9ed13c8a4b9c9f3e0123456789ab"), std::string("7d6a9ed13-c8a-4b9c-9f3e-0123456789ab"),
          std::string(36, '-'), std::string(36, 'a'), "urn:uuid:" + usual})
        BOOST_TEST(!id::parse(text), text);
    BOOST_CHECK_THROW(id("nothing"), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(every_other_character_at_every_place_is_refused)
{
    for (std::size_t at = 0; at != usual.size(); ++at) {
        for (int c = 0; c != 256; ++c) {
            auto text = usual;
            text[at] = static_cast<char>(c);
            bool const hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
            bool const good = usual[at] == '-' ? c == '-' : hex;
            if (id::parse(text).has_value() != good) BOOST_ERROR(text);
        }
    }
}

BOOST_AUTO_TEST_CASE(what_is_written_is_read_back)
{
    std::mt19937 random(20151123);
    for (int i = 0; i != 2000; ++i) {
        std::array<std::uint8_t, 16> bytes{};
        for (auto& byte : bytes) byte = static_cast<std::uint8_t>(random());
        auto const g = id(bytes);
        if (id::parse(g.to_string()) != g) BOOST_ERROR(g.to_string());
    }
}

BOOST_AUTO_TEST_CASE(order_is_that_of_the_texts)
{
    std::mt19937 random(20151124);
    for (int i = 0; i != 2000; ++i) {
        // Few different bytes, so that beginnings are equal.
        std::array<std::uint8_t, 16> a{}, b{};
        for (auto& byte : a) byte = static_cast<std::uint8_t>(random() % 2 * 255);
        b = a;
        b[random() % 16] = static_cast<std::uint8_t>(random());
        if ((id(a) < id(b)) != (id(a).to_string() < id(b).to_string()) || (id(a) == id(b)) != (a == b))
            BOOST_ERROR(id(a).to_string() + " and " + id(b).to_string());
    }
}

BOOST_AUTO_TEST_CASE(it_can_be_a_key)
{
    std::unordered_set<id> seen;
    for (std::uint8_t i = 0; i != 16; ++i) {
        std::array<std::uint8_t, 16> bytes{};
        bytes[i] = 1;
        seen.insert(id(bytes));
        seen.insert(id(bytes));
    }
    BOOST_TEST(seen.size() == 16u);

    std::unordered_set<std::size_t> hashes;
    for (auto const& g : seen) hashes.insert(std::hash<id>()(g));
    BOOST_TEST(hashes.size() == 16u);
    id const upper("7D6A9ED1-3C8A-4B9C-9F3E-0123456789AB"), lower("7d6a9ed1-3c8a-4b9c-9f3e-0123456789ab");
    BOOST_TEST((upper == lower && std::hash<id>()(upper) == std::hash<id>()(lower)));
}

BOOST_AUTO_TEST_SUITE_END()
