// A merge key that is no member of the elements.
// expected: descry::wrong::merge_key_names_no_member_of_the_elements<shop::order,&shop::order::lines>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/class.hpp>

#include <descry/json.hpp>

namespace shop {

struct line {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(line, (), (name))
struct order {
    std::vector<line> lines;
};
BOOST_DESCRIBE_STRUCT(order, (), (lines))

}  // namespace shop

template <>
inline constexpr std::string_view descry::merge_key<& shop::order::lines> =
#ifdef MISTAKE
    "number";
#else
    "name";
#endif

std::string written() { return descry::write_json(shop::order()); }
