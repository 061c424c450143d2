// resources: the declared resources of service requests.
#pragma once

#include <boost/mp11/list.hpp>

#include <partner_center/service_requests/service_request.hpp>
#include <partner_center/service_requests/support_topic.hpp>

namespace partner_center::service_requests {

using resources = boost::mp11::mp_list<service_requests_resource, service_request_resource,
                                       new_service_request_resource, support_topics_resource,
                                       customer_service_requests_resource, customer_service_request_resource>;

}  // namespace partner_center::service_requests
