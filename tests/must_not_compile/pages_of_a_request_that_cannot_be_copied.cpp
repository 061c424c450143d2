// A request that is sent for each page and cannot be copied.
// expected: descry::wrong::request_of_the_pages_cannot_be_copied<shop::search>
#include <descry/rest/page.hpp>
#include <descry/rest/resource.hpp>

#include <memory>

#include "order.hpp"

namespace shop {

struct search {
#ifdef MISTAKE
    std::unique_ptr<std::string> text;
#else
    std::optional<std::string> text;
#endif
};
BOOST_DESCRIBE_STRUCT(search, (), (text))

struct orders
    : descry::resource<page, descry::nothing, "/orders",
                       descry::in_pages<descry::action<search>, &page::orders, descry::by_link<&page::next>>> {};
orders declared;

}  // namespace shop
