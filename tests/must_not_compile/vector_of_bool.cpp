// A std::vector<bool> has no elements that could be pointed at.
// expected: descry::wrong::member_type_is_not_supported<shop::order,&shop::order::flags>
#include <descry/json.hpp>

#include <optional>
#include <vector>

namespace shop {

struct order {
    int number = 0;
#ifdef MISTAKE
    std::vector<bool> flags;
#else
    std::vector<std::optional<bool>> flags;
#endif
};
BOOST_DESCRIBE_STRUCT(order, (), (number, flags))

}  // namespace shop

bool read() { return descry::read_json<shop::order>("{}").has_value(); }
