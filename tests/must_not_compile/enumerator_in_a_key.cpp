// A key with an enumerator, which has no wire form by itself.
// expected: descry::wrong::member_of_the_key_is_neither_text_nor_integer_nor_scalar<shop::key,&shop::key::of>
#include <descry/model/open_enum.hpp>
#include <descry/rest/resource.hpp>

#include "order.hpp"

namespace shop {

enum class colour { red };
BOOST_DESCRIBE_ENUM(colour, red)
struct key {
#ifdef MISTAKE
    colour of;
#else
    descry::open_enum<colour> of;
#endif
};
BOOST_DESCRIBE_STRUCT(key, (), (of))

struct orders : descry::resource<order, key, "/orders/{of}", descry::get> {};
orders declared;

}  // namespace shop
