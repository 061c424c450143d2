// A filter by a member that the service does not support.
// expected: partner_center::wrong::the_service_cannot_filter_by_this_member<&partner_center::customers::customer::id>
#include <partner_center/customers/customer.hpp>

namespace pc = partner_center;

#ifdef MISTAKE
auto const filter = pc::where<&pc::customers::customer::id>.equals("7");
#else
auto const filter = pc::where<&pc::customers::search::domain>.equals("7");
#endif
