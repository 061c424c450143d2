// A member renamed to the name of another one, in another casing.
// expected: descry::wrong::two_members_share_a_wire_name<shop::order,&shop::order::number,&shop::order::reference>
#include <descry/json.hpp>

#include <string_view>

namespace shop {

struct order {
    int number = 0;
    int reference = 0;
};
BOOST_DESCRIBE_STRUCT(order, (), (number, reference))

}  // namespace shop

template <>
#ifdef MISTAKE
inline constexpr std::string_view descry::renamed<& shop::order::reference> = "NUMBER";
#else
inline constexpr std::string_view descry::renamed<& shop::order::reference> = "No.";
#endif

auto write() { return descry::write_json(shop::order()); }
