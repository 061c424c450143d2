// A character is neither a number nor text.
// expected: descry::wrong::member_type_is_not_supported<shop::order,&shop::order::grade>
#include <descry/json.hpp>

namespace shop {

struct order {
    int number = 0;
#ifdef MISTAKE
    char grade = 'a';
#else
    signed char grade;
#endif
};
BOOST_DESCRIBE_STRUCT(order, (), (number, grade))

}  // namespace shop

bool read() { return descry::read_json<shop::order>("{}").has_value(); }
