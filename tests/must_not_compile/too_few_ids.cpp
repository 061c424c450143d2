// A user-defined resource below a customer, reached with too few ids.
// expected: descry::wrong::number_of_ids_is_not_that_of_the_key<shop::orders,1,2>
// expected (clang): descry::wrong::number_of_ids_is_not_that_of_the_key<shop::orders,1UL,2UL>
#include <string>

#include <boost/describe/class.hpp>

#include <partner_center/chain/step.hpp>

namespace shop {

struct order {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(order, (), (name))

struct order_key {
    std::string customer_id, order_id;
};
BOOST_DESCRIBE_STRUCT(order_key, (), (customer_id, order_id))

struct orders : descry::resource<order, order_key, "/customers/{customer_id}/orders/{order_id}", descry::get> {};

#ifdef MISTAKE
auto one(partner_center::chain::step<1> const& customer) { return customer.at<orders>(); }
#else
auto one(partner_center::chain::step<1> const& customer) { return customer.at<orders>("7"); }
#endif

}  // namespace shop
