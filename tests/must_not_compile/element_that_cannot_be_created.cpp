// Elements without a default constructor, and ones that a container or a result would have to move.
// expected: descry::wrong::type_that_cannot_be_moved_is_read_by_read_json_into<shop::counters>
// also: descry::wrong::element_has_no_default_constructor<shop::line>
// also: descry::wrong::element_of_a_contiguous_container_cannot_be_moved<std::atomic<int> >
#include <descry/json.hpp>

#include <atomic>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace shop {

struct line {
#ifdef MISTAKE
    explicit line(int n) : number(n) {}
#endif
    int number = 0;
};
BOOST_DESCRIBE_STRUCT(line, (), (number))

struct order {
    std::vector<line> lines;
    std::optional<line> first;
    std::unique_ptr<line> last;
    std::map<std::string, line> by_name;
    std::map<int, line> by_number;
    std::deque<line> queue;
};
BOOST_DESCRIBE_STRUCT(order, (), (lines, first, last, by_name, by_number, queue))

struct counters {
    std::atomic<int> calls;
};
BOOST_DESCRIBE_STRUCT(counters, (), (calls))

}  // namespace shop

#ifdef MISTAKE
std::vector<std::atomic<int>> numbers;
#else
std::deque<std::atomic<int>> numbers;
#endif

bool read(shop::order& into)
{
    shop::counters counted;
#ifdef MISTAKE
    bool const is_read = descry::read_json<shop::counters>("{}").has_value();
#else
    bool const is_read = descry::read_json_into("{}", counted).has_value();
#endif
    return is_read && descry::read_json_into("{}", into) && descry::read_json_into("[]", numbers);
}
