// A total number of elements that is a string.
// expected: descry::wrong::total_of_the_pages_is_not_an_integer<shop::page,&shop::page::title>
#include <descry/rest/page.hpp>
#include <descry/rest/resource.hpp>

#include "order.hpp"

namespace shop {

#ifdef MISTAKE
using next = descry::by_offset<"offset", "size", &page::title>;
#else
using next = descry::by_offset<"offset", "size", &page::total>;
#endif
using read = descry::in_pages<descry::get, &page::orders, next>;
struct pages : descry::resource<page, descry::nothing, "/orders", read> {};
pages declared;

}  // namespace shop
