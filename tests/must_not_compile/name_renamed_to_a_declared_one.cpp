// A member renamed to `order_date`, which is a spelling of another member.
// expected: descry::wrong::two_members_share_a_wire_name<shop::order,&shop::order::order_date,&shop::order::placed>
#include <descry/json.hpp>

#include <string_view>

namespace shop {

struct order {
    int order_date = 0;
    int placed = 0;
};
BOOST_DESCRIBE_STRUCT(order, (), (order_date, placed))

}  // namespace shop

#ifdef MISTAKE
template <>
inline constexpr std::string_view descry::renamed<& shop::order::placed> = "Order_Date";
#endif

auto write() { return descry::write_json(shop::order()); }
