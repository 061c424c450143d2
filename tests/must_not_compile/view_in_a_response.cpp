// A response is read into its model, which may hold no view; a request may.
// expected: descry::wrong::view_is_written_but_cannot_be_read_into_unless_its_format_is_descry_borrowed<shop::draft,&shop::draft::name>
// also: descry::wrong::borrowed_member_would_outlive_the_text_of_which_it_is_a_view<shop::draft,&shop::draft::title>
#include <descry/rest/resource.hpp>

#include <string>
#include <string_view>

namespace shop {

struct key {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(key, (), (id))

struct draft {
    std::string_view name;
    std::string_view title;
};
BOOST_DESCRIBE_STRUCT(draft, (), (name, title))

#ifdef MISTAKE
using stored = draft;
#else
struct stored {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(stored, (), (name))
#endif

struct drafts : descry::resource<stored, key, "/drafts/{id}", descry::action<draft, stored>> {};

}  // namespace shop

template <>
inline constexpr auto descry::format_of<& shop::draft::title> = descry::borrowed;

auto const& declared = descry::operation_for<shop::drafts, descry::verb_kind::action>();
