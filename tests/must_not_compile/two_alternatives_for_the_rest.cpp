// Two default alternatives.
// expected: descry::wrong::two_alternatives_are_the_default<std::variant<shop::card,shop::cash>,shop::card,shop::cash>
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
inline constexpr auto descry::chosen_when<shop::card> = descry::otherwise;
template <>
#ifdef MISTAKE
inline constexpr auto descry::chosen_when<shop::cash> = descry::otherwise;
#else
inline constexpr auto descry::chosen_when<shop::cash> = descry::member_is<&shop::cash::kind>("cash");
#endif

bool read() { return descry::read_json<std::variant<shop::card, shop::cash>>("{}").has_value(); }
