// A condition on a string of a model whose entity tag is in a header field.
// expected: descry::wrong::if_match_does_not_use_the_etag_of_the_model<shop::order,&shop::order::version>
#include <descry/rest/resource.hpp>

#include "order_key.hpp"

#include <string>

namespace shop {

struct order {
    std::string version;
    descry::etag tag;
};
BOOST_DESCRIBE_STRUCT(order, (), (version, tag))

#ifdef MISTAKE
using tag = descry::if_match<&order::version>;
#else
using tag = descry::if_match<&order::tag>;
#endif
struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::get, descry::put<tag>> {};
orders declared;

}  // namespace shop
