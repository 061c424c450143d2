// country_query: a query with the country of an offer.
#pragma once

#include <boost/describe/class.hpp>

#include <string>

namespace partner_center::offers {

struct country_query {
    std::string country{};  ///< ISO 3166-1 alpha-2, `US`
};
BOOST_DESCRIBE_STRUCT(country_query, (), (country))

}  // namespace partner_center::offers
