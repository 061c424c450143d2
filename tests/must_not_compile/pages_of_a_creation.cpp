// Pages of a verb that does not read.
// expected: descry::wrong::pages_are_read_by_get_or_action<shop::page,descry::verb_kind::create>
#include <descry/rest/page.hpp>
#include <descry/rest/resource.hpp>

#include "order.hpp"

namespace shop {

#ifdef MISTAKE
using asked = descry::create<order, descry::whole_model>;
#else
using asked = descry::get;
#endif
struct orders : descry::resource<page, descry::nothing, "/orders",
                                 descry::in_pages<asked, &page::orders, descry::by_link<&page::next>>> {};
orders declared;

}  // namespace shop
