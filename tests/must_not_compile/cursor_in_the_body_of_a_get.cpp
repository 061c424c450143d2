// A cursor in the body of a request that has none.
// expected: descry::wrong::cursor_of_the_pages_is_not_a_member_of_the_request<descry::nothing,&shop::search::cursor>
#include <descry/rest/page.hpp>
#include <descry/rest/resource.hpp>

#include "order.hpp"

namespace shop {

struct search {
    std::optional<std::string> cursor;
};
BOOST_DESCRIBE_STRUCT(search, (), (cursor))

#ifdef MISTAKE
using asked = descry::get;
#else
using asked = descry::action<search>;
#endif
struct orders
    : descry::resource<page, descry::nothing, "/orders",
                       descry::in_pages<asked, &page::orders, descry::by_token_in_body<&search::cursor, &page::next>>> {
};
orders declared;

}  // namespace shop
