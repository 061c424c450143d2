// A query for null or absent, of a type without descry::extras.
// expected: set_null
#include <descry/json.hpp>

#include <optional>

namespace shop {

struct order {
    std::optional<int> number;
#ifndef MISTAKE
    descry::extras extra;
#endif
};
#ifdef MISTAKE
BOOST_DESCRIBE_STRUCT(order, (), (number))
#else
BOOST_DESCRIBE_STRUCT(order, (), (number, extra))
#endif

}  // namespace shop

void change(shop::order& order) { descry::set_null(order, &shop::order::number); }
