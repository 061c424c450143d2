// A query that is not described.
// expected: descry::wrong::type_is_not_described_with_boost_describe<shop::search>
#include <optional>
#include <string>

#include <boost/describe/class.hpp>

#include <descry/rest/resource.hpp>

namespace shop {

struct order {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(order, (), (name))

struct search {
    std::optional<std::string> text;
};
#ifndef MISTAKE
BOOST_DESCRIBE_STRUCT(search, (), (text))
#endif

struct orders : descry::resource<order, descry::nothing, "/orders", descry::with_query<descry::get, search>> {};
auto const& read = descry::operation_for<orders, descry::verb_kind::get>();

}  // namespace shop
