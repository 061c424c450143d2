// A struct with an unsupported member, which contains itself, alone and through another one.
// expected: descry::wrong::long_double_has_no_json_use_a_double_or_a_descry_decimal<shop::node,&shop::node::weight>
// never: constant
#include <descry/json.hpp>

#include <vector>

namespace shop {

struct node;

struct branch {
    std::vector<node> nodes;
};

struct node {
#ifdef MISTAKE
    long double weight = 0;
#else
    double weight = 0;
#endif
    std::vector<node> children;
    std::vector<branch> branches;
};
BOOST_DESCRIBE_STRUCT(branch, (), (nodes))
BOOST_DESCRIBE_STRUCT(node, (), (weight, children, branches))

}  // namespace shop

bool read() { return descry::read_json<shop::branch>("{}") && descry::read_json<shop::node>("{}"); }
