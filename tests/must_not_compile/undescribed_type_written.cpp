// A list of a struct that is not described, written.
// expected: descry::wrong::type_is_not_described_with_boost_describe<shop::order>
#include <descry/json.hpp>

#include <vector>

namespace shop {

struct order {
    int number = 0;
};
#ifndef MISTAKE
BOOST_DESCRIBE_STRUCT(order, (), (number))
#endif

}  // namespace shop

auto write() { return descry::write_json(std::vector<shop::order>()); }
