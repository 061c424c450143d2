// A page parameter in the C++ spelling instead of that of its query.
// expected: descry::wrong::query_spells_the_parameter_of_the_pages_differently<shop::search,&shop::search::page_token>
#include <descry/rest/page.hpp>
#include <descry/rest/resource.hpp>

#include "order.hpp"

namespace shop {

struct search {
    std::optional<std::string> page_token;
};
BOOST_DESCRIBE_STRUCT(search, (), (page_token))

}  // namespace shop

template <>
inline constexpr descry::object_policy descry::policy_of<shop::search>{.names = descry::casing::camel};

namespace shop {

#ifdef MISTAKE
using next = descry::by_token<"page_token", &page::next>;
#else
using next = descry::by_token<"pageToken", &page::next>;
#endif
using read = descry::in_pages<descry::with_query<descry::get, search>, &page::orders, next>;
struct pages : descry::resource<page, descry::nothing, "/orders", read> {};
pages declared;

}  // namespace shop
