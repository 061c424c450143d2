// A mistake in what a member holds is blamed on that type, not on all that contain it.
// expected: descry::wrong::enum_of_member_is_not_described_with_boost_describe_enum<shop::line,&shop::line::unit,shop::unit>
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
