// There is no pointer to a bit field.
// expected: invalid pointer to bit-field 'shop::order::total'
// expected (clang): address of bit-field requested
// also: wrong::description_names_a_reference_a_bit_field_or_no_member<shop::order>
#include <descry/json.hpp>

namespace shop {

struct order {
#ifdef MISTAKE
    int total : 4;
#else
    int total;
#endif
};
BOOST_DESCRIBE_STRUCT(order, (), (total))

}  // namespace shop

bool read(shop::order& into) { return descry::read_json_into("{}", into).has_value(); }
