// Two conditions on one member, instead of one with all values.
// expected: descry::wrong::condition_names_a_member_twice_instead_of_once_with_all_values<&shop::payment::kind>
#include <descry/json.hpp>

#include <string>
#include <variant>

namespace shop {

struct payment {
    std::string kind;
    std::string issuer;
};
BOOST_DESCRIBE_STRUCT(payment, (), (kind, issuer))

}  // namespace shop

template <>
#ifdef MISTAKE
inline constexpr auto descry::chosen_when<shop::payment> =
    descry::member_is<&shop::payment::kind>("card") && descry::member_is<&shop::payment::issuer>("bank") &&
    descry::member_is<&shop::payment::kind>("debit");
#else
inline constexpr auto descry::chosen_when<shop::payment> =
    descry::member_is<&shop::payment::kind>("card", "debit") && descry::member_is<&shop::payment::issuer>("bank");
#endif

bool read() { return descry::read_json<std::variant<shop::payment>>("{}").has_value(); }
