// Two enumerators that differ only in case and underscores.
// expected: descry::wrong::two_enumerators_share_a_wire_name<shop::cycle,shop::cycle::one_time,shop::cycle::onetime>
#include <descry/model/open_enum.hpp>

namespace shop {

enum class cycle { one_time, onetime };
#ifdef MISTAKE
BOOST_DESCRIBE_ENUM(cycle, one_time, onetime)
#else
BOOST_DESCRIBE_ENUM(cycle, one_time)
#endif

}  // namespace shop

bool known() { return descry::open_enum<shop::cycle>("one_time").known(); }
