// An alternative without a condition.
// expected: descry::wrong::alternative_does_not_say_when_it_is_chosen<std::variant<shop::card,shop::cash>,shop::cash>
#include <descry/json.hpp>

#include <string>
#include <variant>

namespace shop {

struct card {
    std::string kind;
};
BOOST_DESCRIBE_STRUCT(card, (), (kind))
struct cash {
    std::string kind;
};
BOOST_DESCRIBE_STRUCT(cash, (), (kind))

}  // namespace shop

template <>
inline constexpr auto descry::chosen_when<shop::card> = descry::member_is<&shop::card::kind>("card");
#ifndef MISTAKE
template <>
inline constexpr auto descry::chosen_when<shop::cash> = descry::member_is<&shop::cash::kind>("cash");
#endif

bool read() { return descry::read_json<std::variant<shop::card, shop::cash>>("{}").has_value(); }
