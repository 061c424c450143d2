// There is no pointer to a reference.
// expected: cannot create pointer to reference member 'shop::order::total'
// expected (clang): cannot form a pointer-to-member to member 'total' of reference type
// also: wrong::description_names_a_reference_a_bit_field_or_no_member<shop::order>
#include <descry/json.hpp>

namespace shop {

struct order {
#ifdef MISTAKE
    int& total;
#else
    int total;
#endif
};
BOOST_DESCRIBE_STRUCT(order, (), (total))

}  // namespace shop

bool read(shop::order& into) { return descry::read_json_into("{}", into).has_value(); }
