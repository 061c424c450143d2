// A list of a resource that is not read in pages.
// expected: descry::wrong::resource_is_not_read_in_pages<shop::orders>
// never: void
// never: no member named
// never: has no member
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include <descry/client/pages.hpp>

namespace shop {

struct order {
    std::string name{};
};
BOOST_DESCRIBE_STRUCT(order, (), (name))

#ifdef MISTAKE
using read = descry::get;
#else
using read = descry::in_pages<descry::get, descry::whole_page{}, descry::by_link_header>;
#endif
struct orders : descry::resource<std::vector<order>, descry::nothing, "/orders", read> {};

std::size_t each(descry::bound<orders> const& of)
{
    std::size_t size = 0;
    for (auto& one : of.all()) size += one.name.size();
    for (auto const& page : of.pages()) size += page.size();
    return size;
}

}  // namespace shop
