// A pointer has no JSON form.
// expected: descry::wrong::member_type_is_not_supported<shop::order,&shop::order::next>
#include <descry/json.hpp>

#include <optional>

namespace shop {

struct order {
    int number = 0;
#ifdef MISTAKE
    int* next = nullptr;
#else
    std::optional<int> next;
#endif
};
BOOST_DESCRIBE_STRUCT(order, (), (number, next))

}  // namespace shop

bool read() { return descry::read_json<shop::order>("{}").has_value(); }
