// The elements of a collection and the values of a stream, without the headers that define these ranges.
// expected: descry::wrong::descry_client_pages_hpp_is_not_included<shop::orders>
// also: descry::wrong::descry_client_stream_hpp_is_not_included<shop::orders>
// never: void
// never: no member named
// never: has no member
#include <descry/client.hpp>
#ifndef MISTAKE
#include <descry/client/pages.hpp>
#include <descry/client/stream.hpp>
#endif
#include <descry/rest/page.hpp>

#include "order.hpp"

namespace shop {

struct orders : descry::resource<page, descry::nothing, "/orders",
                                 descry::in_pages<descry::get, &page::orders, descry::by_link<&page::next>>,
                                 descry::watch<order>> {};

inline void read(descry::bound<orders> const& all)
{
    for (auto& each : all.all()) each.name = {};
    for (auto& each : all.watch()) each.name = {};
}

}  // namespace shop
