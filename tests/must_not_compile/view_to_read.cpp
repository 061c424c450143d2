// A view holds nothing itself: it is written, but not read, wherever it stands.
// expected: descry::wrong::view_is_written_but_cannot_be_read_into<shop::line,&shop::line::name>
// also: descry::wrong::view_is_written_but_cannot_be_read_into<shop::line,&shop::line::parts>
#include <descry/json.hpp>

#include <list>
#include <span>
#include <string_view>

namespace shop {

struct line {
    std::string_view name;
    std::span<int const> parts;
};
BOOST_DESCRIBE_STRUCT(line, (), (name, parts))

struct order {
    std::list<line> lines;
    std::list<order> inner;
};
BOOST_DESCRIBE_STRUCT(order, (), (lines, inner))

}  // namespace shop

#ifdef MISTAKE
bool read(shop::order& into) { return descry::read_json_into("{}", into).has_value(); }
#else
auto write(shop::order const& order) { return descry::write_json(order); }
#endif
