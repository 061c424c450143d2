// Two members of type etag, including those of bases, of which one would stay empty.
// expected: descry::wrong::type_has_more_than_one_etag<shop::order>
#include <descry/json.hpp>
#include <descry/model/etag.hpp>

#include <string>

namespace shop {

struct resource {
    std::string id;
    descry::etag tag;
};
BOOST_DESCRIBE_STRUCT(resource, (), (id, tag))

struct order : resource {
    int count = 0;
#ifdef MISTAKE
    descry::etag other;
#endif
};
#ifdef MISTAKE
BOOST_DESCRIBE_STRUCT(order, (resource), (count, other))
#else
BOOST_DESCRIBE_STRUCT(order, (resource), (count))
#endif

}  // namespace shop

bool read() { return descry::read_json<shop::order>("{}").has_value(); }
