// A change that is read afterwards, with a query that could select another state than the one that is read.
// expected: descry::wrong::query_of_then_read_is_not_that_of_the_get_of_the_resource<shop::order,shop::how>
// also: descry::wrong::query_of_then_read_is_not_that_of_the_get_of_the_resource<shop::item,descry::nothing>
#include <descry/rest/resource.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

struct what {
    std::optional<std::string> fields;
};
BOOST_DESCRIBE_STRUCT(what, (), (fields))
struct how {
    std::optional<bool> notify;
};
BOOST_DESCRIBE_STRUCT(how, (), (notify))

using change = descry::with_query<descry::put<>, how>;
#ifdef MISTAKE
using followed = descry::with_query<descry::then_read<descry::put<>>, how>;
using followed_by_default = descry::then_read<change, descry::nothing>;
#else
using followed = descry::then_read<change, what>;
using followed_by_default = descry::then_read<change>;
#endif
struct orders
    : descry::resource<order, order_key, "/orders/{order_id}", descry::with_query<descry::get, what>, followed> {};
orders declared;

struct item {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(item, (), (name))
struct items : descry::resource<item, order_key, "/items/{order_id}", descry::with_query<descry::get, how>,
                                followed_by_default> {};
items of_order;

}  // namespace shop
