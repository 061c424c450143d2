// An omittable that is not a member of a struct.
// expected: descry::wrong::member_type_is_not_supported<shop::order,&shop::order::totals,
#include <descry/json.hpp>

#include <vector>

namespace shop {

struct order {
#ifdef MISTAKE
    std::vector<descry::omittable<int>> totals;
#else
    std::vector<int> totals;
#endif
};
BOOST_DESCRIBE_STRUCT(order, (), (totals))

}  // namespace shop

bool read() { return descry::read_json<shop::order>("{}").has_value(); }
