// A query that no call could give.
// expected: descry::wrong::verb_takes_no_query<shop::search, descry::verb_kind::create>
#include <descry/rest/resource.hpp>

#include "order.hpp"

namespace shop {

struct search {
    std::optional<std::string> text;
};
BOOST_DESCRIBE_STRUCT(search, (), (text))

#ifdef MISTAKE
using made = descry::with_query<descry::create<order>, search>;
#else
using made = descry::create<order>;
#endif
struct orders : descry::resource<order, descry::nothing, "/orders", made> {};
orders declared;

}  // namespace shop
