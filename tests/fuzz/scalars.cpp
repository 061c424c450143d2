// Any text, as each of our scalar types: what is accepted is written so that it reads back the same.
#include <fuzz/fuzz.hpp>

#include <boost/multiprecision/cpp_dec_float.hpp>
#include <descry/json.hpp>

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace {

using exact = boost::multiprecision::number<boost::multiprecision::cpp_dec_float<200>>;

exact exactly(descry::decimal const& number) { return exact(number.to_string()); }

template <class T>
void parse_and_append(std::string_view text)
{
    auto const value = T::parse(text);
    if (!value) return;
    std::string written;
    value->append_to(written);
    auto const again = T::parse(written);
    fuzz::require(again && *again == *value, "it reads back as another: " + written);
    std::string rewritten;
    again->append_to(rewritten);
    fuzz::require(rewritten == written, "it is written otherwise again: " + written);
}

void calculate(std::string_view a, std::string_view b)
{
    auto const x = descry::decimal::parse(a), y = descry::decimal::parse(b);
    if (!x || !y) return;
    auto const check = [&](auto operation) {
        try {
            auto const ours = operation(*x, *y);
            fuzz::require(exactly(ours) == operation(exactly(*x), exactly(*y)), "the result is another");
        } catch (std::overflow_error const&) {
        }
    };
    check([](auto const& p, auto const& q) { return decltype(p + q)(p + q); });
    check([](auto const& p, auto const& q) { return decltype(p - q)(p - q); });
    check([](auto const& p, auto const& q) { return decltype(p * q)(p * q); });
    fuzz::require((*x < *y) == (exactly(*x) < exactly(*y)), "the order is another");
    fuzz::require((*x == *y) == (exactly(*x) == exactly(*y)), "they are equal to one only");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    parse_and_append<descry::decimal>(text);
    parse_and_append<descry::guid>(text);
    parse_and_append<descry::date>(text);
    parse_and_append<descry::timestamp>(text);
    if (auto const middle = text.find(' '); middle != text.npos)
        calculate(text.substr(0, middle), text.substr(middle + 1));
    return 0;
}
