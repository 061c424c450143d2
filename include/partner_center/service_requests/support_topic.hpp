// support_topic: the topics of service requests.
#pragma once

#include <descry/rest/resource.hpp>

#include <partner_center/collection.hpp>
#include <partner_center/resource_base.hpp>

#include <optional>
#include <string>

namespace partner_center::service_requests {

struct support_topic : basic_resource {
    std::optional<std::string> id, name, description;

    bool operator==(support_topic const&) const = default;
};
BOOST_DESCRIBE_STRUCT(support_topic, (basic_resource), (id, name, description))

/// The list of topics. In the configuration of the SDK, not in the documentation.
struct support_topics_resource : descry::resource<collection<support_topic>, descry::nothing,
                                                  "/v1/servicerequests/supporttopics", list_of<support_topic>> {};

}  // namespace partner_center::service_requests
