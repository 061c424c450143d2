// A raw_json as default, where the other alternatives accept all kinds.
// expected: descry::wrong::two_alternatives_are_for_values_of_one_kind<
// also: std::monostate,std::optional<descry::raw_json>
#include <descry/json.hpp>

#include <descry/json/boost_json.hpp>

#include <optional>
#include <variant>

namespace shop {

#ifdef MISTAKE
using value = std::variant<boost::json::value, descry::raw_json>;
using nothing = std::variant<std::monostate, int, std::optional<descry::raw_json>>;
#else
using value = boost::json::value;
using nothing = std::variant<int, std::optional<descry::raw_json>>;
#endif

}  // namespace shop

bool read() { return descry::read_json<shop::value>("1").has_value(); }
bool read_nothing() { return descry::read_json<shop::nothing>("1").has_value(); }
