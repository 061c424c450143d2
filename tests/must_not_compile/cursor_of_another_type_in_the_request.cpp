// A token that the request has as a number.
// expected: descry::wrong::cursor_of_the_pages_has_another_type_in_the_request<shop::search,&shop::search::offset>
#include <descry/rest/page.hpp>
#include <descry/rest/resource.hpp>

#include "order.hpp"

namespace shop {

struct search {
    std::optional<std::string> cursor;
    std::optional<int> offset;
};
BOOST_DESCRIBE_STRUCT(search, (), (cursor, offset))

#ifdef MISTAKE
using next = descry::by_token_in_body<&search::offset, &page::next>;
#else
using next = descry::by_token_in_body<&search::cursor, &page::next>;
#endif
struct orders : descry::resource<page, descry::nothing, "/orders",
                                 descry::in_pages<descry::action<search>, &page::orders, next>> {};
orders declared;

}  // namespace shop
