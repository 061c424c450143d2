// A view holds nothing itself: it is written, but not read, wherever it stands.
// expected: descry::wrong::view_is_written_but_cannot_be_read_into_unless_its_format_is_descry_borrowed<shop::line,&shop::line::name>
// also: descry::wrong::view_is_written_but_cannot_be_read_into<shop::line,&shop::line::label>
// also: descry::wrong::view_is_written_but_cannot_be_read_into<shop::line,&shop::line::prices>
// also: descry::wrong::view_is_written_but_cannot_be_read_into<shop::line,&shop::line::parts>
#include <descry/json.hpp>

#include <list>
#include <map>
#include <span>
#include <string_view>

namespace shop {

struct line {
    std::string_view name;
    std::span<int const> parts;
    char const* label = nullptr;
    std::map<std::string_view, int> prices;
};
BOOST_DESCRIBE_STRUCT(line, (), (name, parts, label, prices))

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
