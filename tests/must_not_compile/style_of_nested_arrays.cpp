// Objects in an array in a style that has no place for the names of their members.
// expected: descry::wrong::type_of_the_member_cannot_have_its_parameter_style<shop::search,&shop::search::orders>
#include <descry/rest/resource.hpp>

#include "order.hpp"
#include "order_key.hpp"

#include <vector>

namespace shop {

struct search {
#ifdef MISTAKE
    std::vector<order> orders{};
#else
    std::vector<int> orders{};
#endif
};
BOOST_DESCRIBE_STRUCT(search, (), (orders))

}  // namespace shop

template <>
inline constexpr auto descry::style_of<& shop::search::orders> = descry::parameter_style::commas;

namespace shop {

struct orders : descry::resource<order, order_key, "/o/{order_id}", descry::with_query<descry::get, search>> {};
auto const& declared = descry::operation_for<orders, descry::verb_kind::get>();

}  // namespace shop
