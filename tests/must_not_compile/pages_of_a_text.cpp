// A string as the elements of a page.
// expected: descry::wrong::elements_of_the_pages_are_not_in_a_vector<shop::page,&shop::page::title>
#include <descry/rest/page.hpp>
#include <descry/rest/resource.hpp>

#include "order.hpp"

namespace shop {

#ifdef MISTAKE
using read = descry::in_pages<descry::get, &page::title, descry::by_link<&page::next>>;
#else
using read = descry::in_pages<descry::get, &page::orders, descry::by_link<&page::next>>;
#endif
struct pages : descry::resource<page, descry::nothing, "/orders", read> {};
pages declared;

}  // namespace shop
