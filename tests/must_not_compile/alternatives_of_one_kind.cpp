// Two alternatives of one JSON kind.
// expected: descry::wrong::two_alternatives_are_for_values_of_one_kind<std::variant<bool,int,double>,int,double>
#include <descry/json.hpp>

#include <variant>

namespace shop {

#ifdef MISTAKE
using amount = std::variant<bool, int, double>;
#else
using amount = std::variant<bool, double>;
#endif

}  // namespace shop

bool read() { return descry::read_json<shop::amount>("1").has_value(); }
