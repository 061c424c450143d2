// Two members whose names differ only in case.
// expected: descry::wrong::two_members_share_a_wire_name<shop::order,&shop::order::id,&shop::order::ID>
#include <descry/json.hpp>

namespace shop {

struct order {
    int id = 0;
    int number = 0;
    int ID = 0;
};
#ifdef MISTAKE
BOOST_DESCRIBE_STRUCT(order, (), (id, number, ID))
#else
BOOST_DESCRIBE_STRUCT(order, (), (id, number))
#endif

}  // namespace shop

bool read() { return descry::read_json<shop::order>("{}").has_value(); }
