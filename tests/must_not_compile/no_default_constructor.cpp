// A struct without a default constructor, which cannot be returned.
// expected: descry::wrong::type_without_a_default_constructor_is_read_by_read_json_into<shop::order>
// never: in_place_value_t
#include <descry/json.hpp>

namespace shop {

struct order {
    explicit order(int n) : number(n) {}
    int number;
};
BOOST_DESCRIBE_STRUCT(order, (), (number))

}  // namespace shop

bool read()
{
#ifdef MISTAKE
    return descry::read_json<shop::order>("{}").has_value();
#else
    shop::order into(1);
    return descry::read_json_into("{}", into).has_value();
#endif
}
