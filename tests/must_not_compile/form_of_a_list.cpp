// A form of values without names.
// expected: descry::wrong::form_is_not_made_of_a_described_struct<shop::order,std::vector<int>>
#include <descry/rest/resource.hpp>

#include "order.hpp"
#include "order_key.hpp"

#include <vector>

namespace shop {

#ifdef MISTAKE
using body = std::vector<int>;
#else
using body = order;
#endif
struct orders : descry::resource<order, order_key, "/o/{order_id}", descry::create<descry::form<body>, order>> {};
orders declared;

}  // namespace shop
