// A raw_json as default, where the other alternatives accept all kinds.
// expected: descry::wrong::two_alternatives_are_for_values_of_one_kind<
#include <descry/json.hpp>

#include <descry/json/boost_json.hpp>

#include <variant>

namespace shop {

#ifdef MISTAKE
using value = std::variant<boost::json::value, descry::raw_json>;
#else
using value = boost::json::value;
#endif

}  // namespace shop

bool read() { return descry::read_json<shop::value>("1").has_value(); }
