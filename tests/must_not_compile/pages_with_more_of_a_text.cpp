// A string that tells whether there are more elements.
// expected: descry::wrong::has_more_of_the_pages_is_not_a_boolean<shop::page,&shop::page::title>
#include <descry/rest/page.hpp>
#include <descry/rest/resource.hpp>

#include "order.hpp"

namespace shop {

#ifdef MISTAKE
using read = descry::in_pages<descry::get, &page::orders, descry::by_last_element<"after", &order::name, &page::title>>;
#else
using read = descry::in_pages<descry::get, &page::orders, descry::by_last_element<"after", &order::name>>;
#endif
struct pages : descry::resource<page, descry::nothing, "/orders", read> {};
pages declared;

}  // namespace shop
