// order: models for declarations that do not depend on what is in them.
#pragma once

#include <optional>
#include <string>
#include <vector>

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

struct page {
    std::string title;
    std::vector<order> orders;
    std::optional<state> meta;
    std::optional<std::string> next;
    std::optional<int> total;
};
BOOST_DESCRIBE_STRUCT(page, (), (title, orders, meta, next, total))

}  // namespace shop
