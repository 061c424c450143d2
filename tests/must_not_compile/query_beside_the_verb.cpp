// A query beside its verb, instead of with_query.
// expected: descry::wrong::resource_of_the_model_lists_a_type_that_is_not_a_verb<shop::order,shop::search>
#include <descry/rest/resource.hpp>

#include "order.hpp"

namespace shop {

struct search {
    std::optional<std::string> text;
};
BOOST_DESCRIBE_STRUCT(search, (), (text))

#ifdef MISTAKE
struct orders : descry::resource<order, descry::nothing, "/orders", descry::get, search> {};
#else
struct orders : descry::resource<order, descry::nothing, "/orders", descry::with_query<descry::get, search>> {};
#endif
orders declared;

}  // namespace shop
