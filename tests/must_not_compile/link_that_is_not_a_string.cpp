// A link to the next page that is a number.
// expected: descry::wrong::link_or_token_of_the_next_page_is_not_a_string<shop::page,&shop::page::total>
#include <descry/rest/page.hpp>
#include <descry/rest/resource.hpp>

#include "order.hpp"

namespace shop {

#ifdef MISTAKE
using next = descry::by_link<&page::total>;
#else
using next = descry::by_link<&page::next>;
#endif
using read = descry::in_pages<descry::get, &page::orders, next>;
struct pages : descry::resource<page, descry::nothing, "/orders", read> {};
pages declared;

}  // namespace shop
