// domain: the availability of a domain below onmicrosoft.com.
#pragma once

#include <boost/describe/class.hpp>

#include <descry/rest/resource.hpp>

#include <string>

namespace partner_center::domains {

struct domain_key {
    std::string domain{};  ///< `contoso.onmicrosoft.com`
};
BOOST_DESCRIBE_STRUCT(domain_key, (), (domain))

/// "Verify domain availability": a domain that exists is not available.
struct domain_resource : descry::resource<descry::nothing, domain_key, "/v1/domains/{domain}", descry::exists> {};

}  // namespace partner_center::domains
