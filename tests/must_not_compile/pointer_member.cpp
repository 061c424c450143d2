// A pointer owns nothing.
// expected: descry::wrong::pointer_has_no_json_use_an_optional_or_a_unique_ptr<shop::order,&shop::order::next>
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
