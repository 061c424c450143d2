// agreement: an agreement that a customer accepted.
#pragma once

#include <descry/model/timestamp.hpp>
#include <descry/rest/resource.hpp>

#include <partner_center/agreements/agreements_query.hpp>
#include <partner_center/collection.hpp>
#include <partner_center/contact.hpp>
#include <partner_center/customers/customer_key.hpp>
#include <partner_center/resource_base.hpp>

#include <optional>
#include <string>

namespace partner_center::agreements {

struct agreement : open_model {
    std::optional<std::string> user_id;      ///< The partner's user who confirms it.
    std::optional<contact> primary_contact;  ///< The customer's user who accepted it.
    std::optional<std::string> template_id;
    std::optional<descry::timestamp> date_agreed;
    std::optional<std::string> type;  ///< `MicrosoftCustomerAgreement`
    std::optional<std::string> agreement_link;

    bool operator==(agreement const&) const = default;
};
BOOST_DESCRIBE_STRUCT(agreement, (open_model),
                      (user_id, primary_contact, template_id, date_agreed, type, agreement_link))

/// The status of direct acceptance by the customer, without the partner.
struct direct_signed_customer_agreement_status : open_model {
    std::optional<bool> is_signed;

    bool operator==(direct_signed_customer_agreement_status const&) const = default;
};
BOOST_DESCRIBE_STRUCT(direct_signed_customer_agreement_status, (open_model), (is_signed))

/// "Get confirmation of customer acceptance of Microsoft Customer Agreement", and of Microsoft Cloud Agreement;
/// "Confirm customer acceptance of Microsoft Customer Agreement".
struct agreements_resource
    : descry::resource<collection<agreement>, customer_key, "/v1/customers/{customer_id}/agreements",
                       app_user_only<list_of<agreement, agreements_query>>, app_user_only<descry::create<agreement>>> {
};

/// "Get direct signing (direct acceptance) status of Microsoft Customer Agreement".
struct direct_signed_customer_agreement_status_resource
    : descry::resource<direct_signed_customer_agreement_status, customer_key,
                       "/v1/customers/{customer_id}/directSignedMicrosoftCustomerAgreementStatus",
                       app_user_only<descry::get>> {};

}  // namespace partner_center::agreements
