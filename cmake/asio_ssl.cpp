// The TLS streams of Boost.Asio, compiled once.
#include <boost/asio/ssl/impl/src.hpp>
