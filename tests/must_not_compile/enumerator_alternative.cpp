// An enumerator as an alternative, which could not keep what it does not know.
// expected: descry::wrong::alternative_has_to_be_a_descry_open_enum<std::variant<shop::colour,bool>,shop::colour>
#include <descry/json.hpp>

#include <variant>

namespace shop {

enum class colour { red };
BOOST_DESCRIBE_ENUM(colour, red)

#ifdef MISTAKE
using value = std::variant<colour, bool>;
#else
using value = std::variant<descry::open_enum<colour>, bool>;
#endif

}  // namespace shop

bool read() { return descry::read_json<shop::value>("1").has_value(); }
