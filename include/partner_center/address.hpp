// address: the postal address of customers, partners and invoices.
#pragma once

#include <partner_center/resource_base.hpp>

#include <optional>
#include <string>

namespace partner_center {

/// The members of the service's Swagger definition. The required members depend on the country.
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
