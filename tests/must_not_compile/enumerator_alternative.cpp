// An enum as an alternative has to be described.
// expected: descry::wrong::enum_of_alternative_is_not_described_with_boost_describe_enum<std::variant<shop::colour,bool>,shop::colour>
#include <descry/json.hpp>

#include <variant>

namespace shop {

enum class colour { red };
#ifndef MISTAKE
BOOST_DESCRIBE_ENUM(colour, red)
#endif

using value = std::variant<colour, bool>;

}  // namespace shop

bool read() { return descry::read_json<shop::value>("1").has_value(); }
