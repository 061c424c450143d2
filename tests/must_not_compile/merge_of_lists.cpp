// A merge of values without members.
// expected: descry::wrong::only_described_structs_can_be_merged<std::vector<shop::order>>
// expected (clang): descry::wrong::only_described_structs_can_be_merged<std::vector<shop::order
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include <descry/rest/merge.hpp>

namespace shop {

struct order {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(order, (), (name))

#ifdef MISTAKE
using merged = std::vector<order>;
#else
using merged = order;
#endif
auto const both = descry::merge(merged(), merged(), merged());

}  // namespace shop
