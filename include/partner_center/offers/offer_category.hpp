// offer_category: a shelf of offers.
#pragma once

#include <partner_center/resource_base.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace partner_center::offers {

struct offer_category : resource_base {
    std::optional<std::string> id, name;
    std::optional<std::int64_t> rank;    ///< Where it stands among the categories.
    std::optional<std::string> locale;   ///< `en-US`
    std::optional<std::string> country;  ///< ISO 3166-1 alpha-2, `US`

    bool operator==(offer_category const&) const = default;
};
BOOST_DESCRIBE_STRUCT(offer_category, (resource_base), (id, name, rank, locale, country))

}  // namespace partner_center::offers
