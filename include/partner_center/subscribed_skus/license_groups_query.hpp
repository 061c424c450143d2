// license_groups_query: by which services the licenses are managed that a list has.
#pragma once

#include <boost/describe/class.hpp>

#include <string>
#include <vector>

namespace partner_center::subscribed_skus {

struct license_groups_query {
    /// `Group1`, `Group2`, as `license_group_id` has them; without one, those of `Group1`.
    std::vector<std::string> license_group_ids{};
};
BOOST_DESCRIBE_STRUCT(license_groups_query, (), (license_group_ids))

}  // namespace partner_center::subscribed_skus
