// An enumeration that is not described.
// expected: descry::wrong::type_is_not_described_with_boost_describe<shop::cycle>
#include <descry/model/open_enum.hpp>

namespace shop {

enum class cycle { one_time };
#ifndef MISTAKE
BOOST_DESCRIBE_ENUM(cycle, one_time)
#endif

}  // namespace shop

bool known() { return descry::open_enum<shop::cycle>("one_time").known(); }
