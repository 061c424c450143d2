// Two members of type extras, including those of bases, of which one would stay empty.
// expected: descry::wrong::type_has_more_than_one_extras<shop::order>
#include <descry/json.hpp>

#include <string>

namespace shop {

struct resource {
    std::string id;
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(resource, (), (id, extra))

struct audited {
    std::string changed_by;
#ifdef MISTAKE
    descry::extras more;
#endif
};
#ifdef MISTAKE
BOOST_DESCRIBE_STRUCT(audited, (), (changed_by, more))
#else
BOOST_DESCRIBE_STRUCT(audited, (), (changed_by))
#endif

struct order : resource, audited {
    int count = 0;
};
BOOST_DESCRIBE_STRUCT(order, (resource, audited), (count))

}  // namespace shop

bool read() { return descry::read_json<shop::order>("{}").has_value(); }
