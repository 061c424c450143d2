// One build names each wrong member, those inside of a member as well.
// expected: descry::wrong::constant_member_cannot_be_read_into<shop::order,&shop::order::number>
// also: descry::wrong::pointer_has_no_json_use_an_optional_or_a_unique_ptr<shop::order,&shop::order::next>
// also: descry::wrong::type_of_member_is_not_described_with_boost_describe<shop::order,&shop::order::buyer,shop::person>
// also: descry::wrong::pointer_has_no_json_use_an_optional_or_a_unique_ptr<shop::line,&shop::line::other>
// also: descry::wrong::type_of_member_is_not_described_with_boost_describe<shop::order,&shop::order::rows,shop::person>
// also: descry::wrong::type_of_member_is_not_described_with_boost_describe<shop::order,&shop::order::payer,shop::person>
// never: deleted function
#include <descry/json.hpp>

#include <list>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace shop {

struct person {};

struct line {
    int amount = 0;
#ifdef MISTAKE
    void* other = nullptr;
#else
    int other = 0;
#endif
};
BOOST_DESCRIBE_STRUCT(line, (), (amount, other))

struct order {
#ifdef MISTAKE
    int const number = 0;
    int* next = nullptr;
    std::optional<person> buyer;
    std::map<int, std::list<std::pair<int, person>>> rows;
    std::shared_ptr<person> payer;
#else
    int number = 0;
    int next = 0;
    int buyer = 0;
    int rows = 0;
    int payer = 0;
#endif
    std::vector<line> lines;
};
BOOST_DESCRIBE_STRUCT(order, (), (number, next, buyer, rows, payer, lines))

}  // namespace shop

bool read() { return descry::read_json<shop::order>("{}").has_value(); }
