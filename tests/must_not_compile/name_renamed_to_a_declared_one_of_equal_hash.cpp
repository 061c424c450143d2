// A member renamed to the C++ name of another one, which has the same hash as that member's name in JSON.
// expected: descry::wrong::two_members_share_a_wire_name<place,&place::other,&place::street_no1_of_on_y2>
#include <descry/json.hpp>

#include <string>
#include <string_view>

struct place {
    std::string other;
    std::string street_no1_of_on_y2;
};
BOOST_DESCRIBE_STRUCT(place, (), (other, street_no1_of_on_y2))

#ifdef MISTAKE
template <>
inline constexpr std::string_view descry::renamed<& place::other> = "street_no1_of_on_y2";
#endif

auto write() { return descry::write_json(place()); }
