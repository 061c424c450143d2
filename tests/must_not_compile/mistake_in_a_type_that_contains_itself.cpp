// A struct with an unsupported member, which contains itself.
// expected: descry::wrong::long_double_has_no_json_use_a_double_or_a_descry_decimal<shop::node,&shop::node::weight>
// never: maximum
#include <descry/json.hpp>

#include <vector>

namespace shop {

struct node {
#ifdef MISTAKE
    long double weight = 0;
#else
    double weight = 0;
#endif
    std::vector<node> children;
};
BOOST_DESCRIBE_STRUCT(node, (), (weight, children))

}  // namespace shop

int main() { return descry::read_json<shop::node>("{}").has_value(); }
