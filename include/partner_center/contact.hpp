// contact: name, e-mail address and phone number of a person.
#pragma once

#include <partner_center/resource_base.hpp>

#include <optional>
#include <string>

namespace partner_center {

struct contact : open_model {
    std::optional<std::string> first_name, last_name, email, phone_number;

    bool operator==(contact const&) const = default;
};
BOOST_DESCRIBE_STRUCT(contact, (open_model), (first_name, last_name, email, phone_number))

}  // namespace partner_center
