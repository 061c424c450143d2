// Maps with keys that are no names of members.
// expected: descry::wrong::key_of_a_map_is_neither_string_nor_integer_nor_scalar_nor_described_enum<shop::order,&shop::order::prices>
// also: descry::wrong::key_of_a_map_is_neither_string_nor_integer_nor_scalar_nor_described_enum<shop::order,&shop::order::seen>
// also: descry::wrong::key_of_a_map_is_neither_string_nor_integer_nor_scalar_nor_described_enum<shop::order,&shop::order::colours>
// also: descry::wrong::key_of_a_map_is_neither_string_nor_integer_nor_scalar_nor_described_enum<std::map<double,int>>
// never: type_is_not_supported
#include <descry/json.hpp>

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace shop {

enum class colour { red };
#ifdef MISTAKE
using number = double;
using flag = bool;
#else
using number = int;
using flag = std::string;
BOOST_DESCRIBE_ENUM(colour, red)
#endif

struct order {
    std::map<number, int> prices;
    std::optional<std::vector<std::unordered_map<flag, int>>> seen;
    std::map<colour, int> colours;
};
BOOST_DESCRIBE_STRUCT(order, (), (prices, seen, colours))

}  // namespace shop

bool read() { return descry::read_json<shop::order>("{}").has_value(); }
auto const text = descry::write_json(std::map<shop::number, int>());
