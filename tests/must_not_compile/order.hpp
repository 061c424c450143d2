// order: a model for declarations that do not depend on what is in it.
#pragma once

#include <optional>
#include <string>

#include <boost/describe/class.hpp>

namespace shop {

struct state {
    std::optional<std::string> tag;
    int version;
};
BOOST_DESCRIBE_STRUCT(state, (), (tag, version))

struct order {
    std::string name;
    std::optional<state> meta;
};
BOOST_DESCRIBE_STRUCT(order, (), (name, meta))

}  // namespace shop
