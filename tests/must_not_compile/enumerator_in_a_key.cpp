// A key with an enumerator that was not described.
// expected: descry::wrong::member_of_the_key_is_neither_string_nor_integer_nor_scalar<shop::key,&shop::key::of>
#include <descry/model/open_enum.hpp>
#include <descry/rest/resource.hpp>

#include "order.hpp"

namespace shop {

enum class colour { red };
#ifndef MISTAKE
BOOST_DESCRIBE_ENUM(colour, red)
#endif
struct key {
    colour of;
};
BOOST_DESCRIBE_STRUCT(key, (), (of))

struct orders : descry::resource<order, key, "/orders/{of}", descry::get> {};
orders declared;

}  // namespace shop
