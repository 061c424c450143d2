// An alternative that is not described.
// expected: descry::wrong::alternative_is_not_described_with_boost_describe<std::variant<shop::card,shop::cash>,shop::card>
#include <descry/json.hpp>

#include <string>
#include <variant>

namespace shop {

struct card {
    std::string kind;
};
#ifndef MISTAKE
BOOST_DESCRIBE_STRUCT(card, (), (kind))
#endif
struct cash {
    std::string kind;
};
BOOST_DESCRIBE_STRUCT(cash, (), (kind))

}  // namespace shop

template <>
inline constexpr auto descry::chosen_when<shop::card> = descry::member_is<&shop::card::kind>("card");
template <>
inline constexpr auto descry::chosen_when<shop::cash> = descry::member_is<&shop::cash::kind>("cash");

bool read() { return descry::read_json<std::variant<shop::card, shop::cash>>("{}").has_value(); }
