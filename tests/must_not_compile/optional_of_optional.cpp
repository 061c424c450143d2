// An optional in two others could not tell its empty states apart: absent, null, and one more.
// expected: descry::wrong::member_type_is_not_supported<shop::order,&shop::order::total,
#include <descry/json.hpp>

#include <optional>

namespace shop {

struct order {
    int number = 0;
#ifdef MISTAKE
    std::optional<std::optional<std::optional<int>>> total;
#else
    std::optional<std::optional<int>> total;
#endif
};
BOOST_DESCRIBE_STRUCT(order, (), (number, total))

}  // namespace shop

bool read() { return descry::read_json<shop::order>("{}").has_value(); }
