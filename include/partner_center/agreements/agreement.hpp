// agreement: what a customer has agreed to.
#pragma once

#include <descry/model/timestamp.hpp>

#include <partner_center/contact.hpp>
#include <partner_center/resource_base.hpp>

#include <optional>
#include <string>

namespace partner_center::agreements {

struct agreement : open_model {
    std::optional<std::string> user_id;      ///< Who says so for the partner.
    std::optional<contact> primary_contact;  ///< Who agreed.
    std::optional<std::string> template_id;
    std::optional<descry::timestamp> date_agreed;
    std::optional<std::string> type;  ///< `MicrosoftCustomerAgreement`
    std::optional<std::string> agreement_link;

    bool operator==(agreement const&) const = default;
};
BOOST_DESCRIBE_STRUCT(agreement, (open_model),
                      (user_id, primary_contact, template_id, date_agreed, type, agreement_link))

/// Whether the customer has signed itself, without the partner.
struct direct_signed_customer_agreement_status : open_model {
    std::optional<bool> is_signed;

    bool operator==(direct_signed_customer_agreement_status const&) const = default;
};
BOOST_DESCRIBE_STRUCT(direct_signed_customer_agreement_status, (open_model), (is_signed))

}  // namespace partner_center::agreements
