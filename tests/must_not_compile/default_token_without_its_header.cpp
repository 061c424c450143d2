// A call without a completion token, whose default is declared, but not defined.
// expected: incomplete type 'struct boost::asio::use_awaitable_t<boost::asio::any_io_executor>'
// expected (clang): undefined template 'boost::asio::use_awaitable_t<boost::asio::any_io_executor>'
#include <descry/client.hpp>
#ifndef MISTAKE
#include <boost/asio/use_awaitable.hpp>
#endif

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

struct one_order : descry::resource<order, order_key, "/orders/{order_id}", descry::get> {};

inline auto read(descry::bound<one_order> const& each) { return each.async_get(); }

}  // namespace shop
