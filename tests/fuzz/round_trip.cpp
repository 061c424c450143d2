// Any text that is the billing profile: read, written and read again it is the same, unknown members included.
#include <fuzz/fuzz.hpp>
#include <json/billing_profile.hpp>
#include <json/oracle.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    std::string_view text(reinterpret_cast<char const*>(data), size);
    if (text.starts_with("\xEF\xBB\xBF") || oracle::has_exponent_beyond_an_int(text)) return 0;
    auto const failure = oracle::round_trip_failure<sample::billing_profile>(text);
    fuzz::require(failure.empty(), failure);
    return 0;
}
