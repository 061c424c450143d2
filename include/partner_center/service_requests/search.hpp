// search: the fields by which service requests may be filtered.
#pragma once

#include <boost/describe/class.hpp>

#include <partner_center/filter.hpp>
#include <partner_center/service_requests/service_request.hpp>

namespace partner_center::service_requests {

/// For `where` and `filter`.
struct search : searchable {
    service_request_status status;
};
BOOST_DESCRIBE_STRUCT(search, (), (status))

}  // namespace partner_center::service_requests
