// A cursor that is no member of the elements of the page.
// expected: descry::wrong::cursor_of_the_pages_is_not_a_member_of_their_elements<shop::order,&shop::page::next>
#include <descry/rest/page.hpp>
#include <descry/rest/resource.hpp>

#include "order.hpp"

namespace shop {

#ifdef MISTAKE
using read = descry::in_pages<descry::get, &page::orders, descry::by_last_element<"after", &page::next>>;
#else
using read = descry::in_pages<descry::get, &page::orders, descry::by_last_element<"after", &order::name>>;
#endif
struct pages : descry::resource<page, descry::nothing, "/orders", read> {};
pages declared;

}  // namespace shop
