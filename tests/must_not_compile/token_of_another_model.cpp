// A token of the next page that the page does not have.
// expected: descry::wrong::pages_are_declared_by_a_member_that_the_page_does_not_have<shop::page,&shop::state::tag>
#include <descry/rest/page.hpp>
#include <descry/rest/resource.hpp>

#include "order.hpp"

namespace shop {

#ifdef MISTAKE
using next = descry::by_token<"token", &state::tag>;
#else
using next = descry::by_token<"token", &page::meta, &state::tag>;
#endif
using read = descry::in_pages<descry::get, &page::orders, next>;
struct pages : descry::resource<page, descry::nothing, "/orders", read> {};
pages declared;

}  // namespace shop
