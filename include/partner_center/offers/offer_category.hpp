// offer_category: a category of offers.
#pragma once

#include <descry/rest/resource.hpp>

#include <partner_center/collection.hpp>
#include <partner_center/customers/customer_key.hpp>
#include <partner_center/offers/country_query.hpp>
#include <partner_center/resource_base.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace partner_center::offers {

struct offer_category : resource_base {
    std::optional<std::string> id, name;
    std::optional<std::int64_t> rank;    ///< The position among the categories.
    std::optional<std::string> locale;   ///< `en-US`
    std::optional<std::string> country;  ///< ISO 3166-1 alpha-2, `US`

    bool operator==(offer_category const&) const = default;
};
BOOST_DESCRIBE_STRUCT(offer_category, (resource_base), (id, name, rank, locale, country))

/// "Get a list of offer categories by market", in the language of the header `X-Locale`.
struct offer_categories_resource : descry::resource<collection<offer_category>, descry::nothing, "/v1/offercategories",
                                                    list_of<offer_category, country_query>> {};

/// The categories of offers for a customer. In the SDK, not in the documentation.
struct customer_offer_categories_resource
    : descry::resource<collection<offer_category>, customer_key, "/v1/customers/{customer_id}/offercategories",
                       list_of<offer_category>> {};

}  // namespace partner_center::offers
