// resources: the declared resources of the partner's profiles.
#pragma once

#include <boost/mp11/list.hpp>

#include <partner_center/profiles/billing_profile.hpp>
#include <partner_center/profiles/legal_business_profile.hpp>
#include <partner_center/profiles/mpn_profile.hpp>
#include <partner_center/profiles/organization_profile.hpp>
#include <partner_center/profiles/support_profile.hpp>

namespace partner_center::profiles {

using resources = boost::mp11::mp_list<billing_profile_resource, legal_business_profile_resource, mpn_profile_resource,
                                       organization_profile_resource, support_profile_resource>;

}  // namespace partner_center::profiles
