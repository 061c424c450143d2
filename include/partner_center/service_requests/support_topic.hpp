// support_topic: what a service request may be about.
#pragma once

#include <partner_center/resource_base.hpp>

#include <optional>
#include <string>

namespace partner_center::service_requests {

struct support_topic : basic_resource {
    std::optional<std::string> id, name, description;

    bool operator==(support_topic const&) const = default;
};
BOOST_DESCRIBE_STRUCT(support_topic, (basic_resource), (id, name, description))

}  // namespace partner_center::service_requests
