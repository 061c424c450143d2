// Any text: Boost.JSON and we agree on what it is, and nothing of it is lost on the way through our objects.
#include <fuzz/fuzz.hpp>
#include <json/oracle.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    auto const disagreement = oracle::disagreement(text);
    fuzz::require(disagreement.empty(), disagreement);
    return 0;
}
