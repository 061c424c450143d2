// search: the fields by which customers may be filtered.
#pragma once

#include <boost/describe/class.hpp>

#include <partner_center/filter.hpp>

#include <string>

namespace partner_center::customers {

/// For `where` and `filter`.
struct search : searchable {
    std::string company_name, domain, indirect_reseller, indirect_cloud_solution_provider;
};
BOOST_DESCRIBE_STRUCT(search, (), (company_name, domain, indirect_reseller, indirect_cloud_solution_provider))

}  // namespace partner_center::customers
