// expected: descry::wrong::maybe_quoted_takes_an_integer_a_floating_point_number_or_a_descry_decimal<std::
#include <descry/json.hpp>

namespace shop {

struct line {
#ifdef MISTAKE
    descry::maybe_quoted<std::string> quantity;
#else
    descry::maybe_quoted<descry::decimal> quantity;
#endif
};
BOOST_DESCRIBE_STRUCT(line, (), (quantity))

}  // namespace shop

int main() { return descry::read_json<shop::line>("{}") ? 0 : 1; }
