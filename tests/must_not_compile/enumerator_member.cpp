// A mistake in what a member holds is blamed on that type, not on all that contain it.
// expected: descry::wrong::enumerator_member_has_to_be_a_descry_open_enum<shop::line,&shop::line::unit>
#include <descry/json.hpp>

#include <vector>

namespace shop {

enum class unit { piece };

struct line {
    int amount = 0;
#ifdef MISTAKE
    shop::unit unit = shop::unit::piece;
#else
    int unit = 0;
#endif
};
BOOST_DESCRIBE_STRUCT(line, (), (amount, unit))

struct order {
    std::vector<line> lines;
};
BOOST_DESCRIBE_STRUCT(order, (), (lines))

}  // namespace shop

bool read() { return descry::read_json<shop::order>("{}").has_value(); }
