// address: a postal address, as customers, partners and invoices have one.
#pragma once

#include <partner_center/resource_base.hpp>

#include <optional>
#include <string>

namespace partner_center {

/// All members that the service's own Swagger knows. Which are required depends on the country.
struct address : open_model {
    std::optional<std::string> id;
    std::optional<std::string> country;  ///< ISO 3166-1 alpha-2, `US`
    std::optional<std::string> region, city, state, district;
    std::optional<std::string> address_line1, address_line2, address_line3, postal_code;
    std::optional<std::string> first_name, middle_name, last_name, email_address, phone_number;

    bool operator==(address const&) const = default;
};
BOOST_DESCRIBE_STRUCT(address, (open_model),
                      (id, country, region, city, state, district, address_line1, address_line2, address_line3,
                       postal_code, first_name, middle_name, last_name, email_address, phone_number))

}  // namespace partner_center
