// A change that is read afterwards, with a query that could select another state than the one that is read.
// expected: descry::wrong::query_of_then_read_is_not_that_of_the_get_of_the_resource<shop::order,shop::how>
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
using followed = descry::then_read<change>;
#else
using followed = descry::then_read<change, what>;
#endif
struct orders
    : descry::resource<order, order_key, "/orders/{order_id}", descry::with_query<descry::get, what>, followed> {};
orders declared;

}  // namespace shop
