// A member of a type that is not described.
// expected: descry::wrong::type_of_member_is_not_described_with_boost_describe<shop::order,&shop::order::lines,shop::line>
#include <descry/json.hpp>

#include <vector>

namespace shop {

struct line {
    int amount = 0;
};
#ifndef MISTAKE
BOOST_DESCRIBE_STRUCT(line, (), (amount))
#endif

struct order {
    int number = 0;
    std::vector<line> lines;
};
BOOST_DESCRIBE_STRUCT(order, (), (number, lines))

}  // namespace shop

bool read() { return descry::read_json<shop::order>("{}").has_value(); }
