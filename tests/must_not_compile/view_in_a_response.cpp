// A response is read into its model, which may hold no view; a request may.
// expected: descry::wrong::view_is_written_but_cannot_be_read_into<shop::draft,&shop::draft::name>
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
};
BOOST_DESCRIBE_STRUCT(draft, (), (name))

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

auto const& declared = descry::operation_for<shop::drafts, descry::verb_kind::action>();
