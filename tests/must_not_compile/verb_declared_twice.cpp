// One verb twice. There may be several of one kind.
// expected: descry::wrong::resource_of_the_model_declares_a_verb_twice<shop::order,descry::verb_kind::create>
#include <string>

#include <boost/describe/class.hpp>

#include <descry/rest/resource.hpp>

namespace shop {

struct order {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(order, (), (name))

#ifdef MISTAKE
using more = descry::create<>;
#else
using more = descry::create<descry::nothing, order>;
#endif
struct orders : descry::resource<order, descry::nothing, "/orders", descry::get, descry::create<>, more> {};
orders declared;

}  // namespace shop
