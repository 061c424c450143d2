// A member of the key that is neither a string nor an integer.
// expected: descry::wrong::member_of_the_key_is_neither_string_nor_integer_nor_scalar<shop::order_key,&shop::order_key::order_id>
#include <string>

#include <boost/describe/class.hpp>

#include <descry/rest/resource.hpp>

#include "order.hpp"

namespace shop {

struct order_key {
#ifdef MISTAKE
    double order_id;
#else
    int order_id;
#endif
};
BOOST_DESCRIBE_STRUCT(order_key, (), (order_id))

struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::get> {};
orders declared;

}  // namespace shop
