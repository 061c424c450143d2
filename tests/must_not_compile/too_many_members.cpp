// A struct with more than the maximum of 256 members.
// expected: descry::wrong::type_has_more_members_than_descry_reads<shop::order>
#include <descry/json.hpp>

namespace shop {

template <int Number>
struct part {
    int a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0, j = 0, k = 0, l = 0, m = 0, n = 0, o = 0, p = 0;

    BOOST_DESCRIBE_CLASS(part, (), (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p), (), ())
};

#ifdef MISTAKE
template <int Number>
struct parts : part<4 * Number>, part<4 * Number + 1>, part<4 * Number + 2>, part<4 * Number + 3> {
    BOOST_DESCRIBE_CLASS(parts, (part<4 * Number>, part<4 * Number + 1>, part<4 * Number + 2>, part<4 * Number + 3>),
                         (), (), ())
};

struct order : parts<0>, parts<1>, parts<2>, parts<3>, part<16> {
    BOOST_DESCRIBE_CLASS(order, (parts<0>, parts<1>, parts<2>, parts<3>, part<16>), (), (), ())
};
#else
struct order : part<0> {
    BOOST_DESCRIBE_CLASS(order, (part<0>), (), (), ())
};
#endif

}  // namespace shop

auto write() { return descry::write_json(shop::order()); }
