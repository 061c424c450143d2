// resources: the declared resources of offers.
#pragma once

#include <boost/mp11/list.hpp>

#include <partner_center/offers/offer.hpp>
#include <partner_center/offers/offer_category.hpp>

namespace partner_center::offers {

using resources =
    boost::mp11::mp_list<offers_resource, offer_resource, offer_add_ons_resource, offer_categories_resource,
                         customer_offers_resource, customer_offer_categories_resource>;

}  // namespace partner_center::offers
