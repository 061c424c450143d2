// An optional of an optional could not tell its two empty states apart.
// expected: descry::wrong::member_type_is_not_supported<shop::order,&shop::order::total>
#include <descry/json.hpp>

#include <optional>

namespace shop {

struct order {
    int number = 0;
#ifdef MISTAKE
    std::optional<std::optional<int>> total;
#else
    std::optional<int> total;
#endif
};
BOOST_DESCRIBE_STRUCT(order, (), (number, total))

}  // namespace shop

bool read() { return descry::read_json<shop::order>("{}").has_value(); }
