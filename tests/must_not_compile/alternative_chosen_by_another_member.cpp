// An alternative that is selected by a member that it does not have.
// expected: descry::wrong::alternative_is_chosen_by_a_member_that_it_does_not_have<std::variant<shop::card,shop::cash>,shop::cash,&shop::card::kind>
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
template <>
#ifdef MISTAKE
inline constexpr auto descry::chosen_when<shop::cash> = descry::member_is<&shop::card::kind>("cash");
#else
inline constexpr auto descry::chosen_when<shop::cash> = descry::member_is<&shop::cash::kind>("cash");
#endif

bool read() { return descry::read_json<std::variant<shop::card, shop::cash>>("{}").has_value(); }
