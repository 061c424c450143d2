// order_key: the same of a key.
#pragma once

#include <string>

#include <boost/describe/class.hpp>

namespace shop {

struct order_key {
    std::string order_id;
};
BOOST_DESCRIBE_STRUCT(order_key, (), (order_id))

}  // namespace shop
