// license_groups_query: the query of lists of licenses.
#pragma once

#include <boost/describe/class.hpp>

#include <partner_center/query_name.hpp>
#include <partner_center/subscribed_skus/product_sku.hpp>

#include <optional>
#include <vector>

namespace partner_center::subscribed_skus {

struct license_groups_query {
    std::optional<std::vector<query_name<license_group_id>>> license_group_ids{};  ///< Default: `group1`.
};
BOOST_DESCRIBE_STRUCT(license_groups_query, (), (license_group_ids))

}  // namespace partner_center::subscribed_skus
