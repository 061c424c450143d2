// Texts that are almost JSON, the same ones in each run: Boost.JSON and we agree on all of them.
#include <boost/test/unit_test.hpp>
#include <json/oracle.hpp>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(mutants)

namespace {

/// SplitMix64: small, and the same everywhere.
class numbers {
public:
    explicit numbers(std::uint64_t seed) noexcept : state_(seed) {}

    std::size_t below(std::size_t limit) noexcept
    {
        auto z = state_ += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return static_cast<std::size_t>(z ^ (z >> 31)) % limit;
    }

private:
    std::uint64_t state_;
};

// What is likely to matter where it is put.
constexpr std::string_view splinters[] = {
    // punctuation
    "\"", "\\", "{", "}", "[", "]", ",", ":", "/", "//", "/**/", "'",
    // numbers and words
    "0", "-", "+", ".", "e", "E5", "1", "1e999", "-0", "00", "0.0", "1.e1", "123456789012345678901234567890", "null",
    "true", "false", "nul", "NaN", "Infinity",
    // values and members
    "[]", "{}", "\"a\":1,", ",\"a\":1", "\"id\":2,", "\"ID\":null,",
    // escapes
    "\\u0041", "\\ud800", "\\udc00", "\\ud83d\\ude00", "\\u", "\\u00g0", "\\n", "\\/", "\\x",
    // white space, control characters and UTF-8
    " ", "\n", "\t", "\f", "\x7F", "\x1F", "\xC3\xA9", "\xF0\x9F\x98\x80", "\x80", "\xC0\x80", "\xED\xA0\x80",
    "\xF4\x90\x80\x80", "\xE2\x82", "\xFF", "\xEF\xBB\xBF"};

std::string mutated(std::string_view original, numbers& random)
{
    std::string text(original);
    for (auto changes = 1 + random.below(4); changes != 0; --changes) {
        auto const at = random.below(text.size() + 1);
        auto const length = std::min(random.below(6), text.size() - at);
        switch (random.below(8)) {
            case 0: text.erase(at, length); break;
            case 1: text.insert(at, splinters[random.below(std::size(splinters))]); break;
            case 2: text.replace(at, length, splinters[random.below(std::size(splinters))]); break;
            case 3: text.insert(at, 1, static_cast<char>(random.below(256))); break;
            case 4:
                if (at != text.size()) text[at] = static_cast<char>(random.below(256));
                break;
            case 5:
                if (at != text.size()) text[at] = static_cast<char>(text[at] ^ (1 << random.below(8)));
                break;
            case 6: text.insert(at, text.substr(at / 2, length)); break;
            case 7: text.resize(at); break;
        }
    }
    return text;
}

}  // namespace

BOOST_AUTO_TEST_CASE(of_a_document_are_judged_alike)
{
    numbers random(20240229);
    int accepted = 0;
    for (int i = 0; i != 6000; ++i) {
        auto const text = mutated(sample::text, random);
        BOOST_TEST(oracle::disagreement(text) == "", text);
        accepted += oracle::by_boost(text).has_value();
    }
    BOOST_TEST(accepted > 200);  // or the mutants would show little
}

BOOST_AUTO_TEST_CASE(of_short_texts_are_judged_alike)
{
    numbers random(4711);
    for (auto const* seed : {R"({"id":1,"x":[true,{"y":null}]})", R"(["\ud83d\ude00\u0041","é😀"])", "[-0.5e+10,0,123]",
                             R"({"a":{"b":{}}})"})
        for (int i = 0; i != 3000; ++i) {
            auto const text = mutated(seed, random);
            BOOST_TEST(oracle::disagreement(text) == "", text);
        }
}

BOOST_AUTO_TEST_SUITE_END()
