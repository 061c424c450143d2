// customers: definitions of the functions of customers.hpp.
#pragma once

#include <descry/model/random_guid.hpp>

#include <partner_center/agreements/resources.hpp>
#include <partner_center/customers/resources.hpp>
#include <partner_center/domains/resources.hpp>
#include <partner_center/emulator/customers.hpp>
#include <partner_center/emulator/ids.hpp>
#include <partner_center/emulator/seed.hpp>

#include <string>
#include <utility>

namespace partner_center::demo {

namespace detail {

DESCRY_DECL void seed_customer(descry::testing::emulator& to, std::string const& id, std::string const& name,
                               std::string const& domain, std::string const& city)
{
    using namespace customers;
    auto const profile = filled({{"id", id}, {"domain", domain}, {"name", name}, {"city", city}}, R"({
        "tenantId": "{id}",
        "domain": "{domain}",
        "companyName": "{name}",
        "address": {
            "country": "US",
            "city": "{city}",
            "state": "WA",
            "addressLine1": "1 Main Street",
            "postalCode": "98052"
        }
    })");
    to.seed_json<company_profile_resource>({id}, profile);
    to.seed_json<customer_resource>({id}, filled({{"id", id}, {"profile", profile}}, R"({
            "id": "{id}",
            "companyProfile": {profile},
            "relationshipToPartner": "reseller",
            "allowDelegatedAccess": true,
            "links": {"self": {"uri": "/customers/{id}", "method": "GET", "headers": []}},
            "attributes": {"objectType": "Customer"}
        })"));
    to.seed<domains::domain_resource>({domain});
}

/// Creates a customer with the profiles of the request and an administrator.
DESCRY_DECL customers::customer add_customer(descry::testing::emulator& to, customers::customer made)
{
    made.id = descry::random_guid();
    if (!made.company_profile) made.company_profile.emplace();
    auto& company = *made.company_profile;
    company.tenant_id = *made.id;
    if (company.domain) to.seed<domains::domain_resource>({*company.domain});
    made.relationship_to_partner = customers::customer_partner_relationship::reseller;
    to.seed<customers::company_profile_resource>({*made.id}, company);
    if (made.billing_profile) {
        made.billing_profile->id = *made.id;
        to.seed<billing_profile>({*made.id}, *made.billing_profile);
    }
    to.seed<customers::customer_resource>({*made.id}, made);
    made.user_credentials = customers::user_credentials();
    made.user_credentials->user_name = "admin";
    made.user_credentials->password = "demo-password";
    return made;
}

}  // namespace detail

DESCRY_DECL void seed_customers(descry::testing::emulator& to)
{
    using namespace agreements;
    detail::seed_customer(to, customer_id, "Contoso", "contoso.onmicrosoft.com", "Redmond");
    detail::seed_customer(to, other_customer_id, "Fabrikam", "fabrikam.onmicrosoft.com", "Seattle");

    to.seed_json<agreements_resource>({customer_id},
                                      R"({
            "items": [
                {
                    "userId": "4c5d6e7f-8091-42a3-8ebf-3a4b5c6d7e8f",
                    "primaryContact": {
                        "firstName": "Ada",
                        "lastName": "Lee",
                        "email": "ada@contoso.com",
                        "phoneNumber": "4255550100"
                    },
                    "templateId": "117a77b0-9360-443b-8795-c6dedc750cf9",
                    "dateAgreed": "2024-01-15T00:00:00Z",
                    "type": "MicrosoftCustomerAgreement"
                }
            ]
        })");
    to.seed_json<direct_signed_customer_agreement_status_resource>({customer_id}, R"({"isSigned": false})");
    to.seed_json<direct_signed_customer_agreement_status_resource>({other_customer_id}, R"({"isSigned": true})");
    to.seed_json<agreement_meta_data_resource>({},
                                               R"({
            "items": [
                {
                    "templateId": "117a77b0-9360-443b-8795-c6dedc750cf9",
                    "agreementType": "MicrosoftCustomerAgreement",
                    "type": "MicrosoftCustomerAgreement",
                    "agreementLink": "https://example.com/mca",
                    "versionRank": 1
                },
                {
                    "templateId": "998b88de-aa99-4388-a42c-1b3517d49490",
                    "agreementType": "MicrosoftCloudAgreement",
                    "type": "MicrosoftCloudAgreement",
                    "agreementLink": "https://example.com/cloud",
                    "versionRank": 0
                }
            ]
        })");
    to.seed_json<agreement_document_resource>({"117a77b0-9360-443b-8795-c6dedc750cf9"},
                                              R"({
            "displayUri": "https://example.com/mca",
            "downloadUri": "https://example.com/mca.pdf",
            "language": "en-US",
            "country": "US"
        })");
}

DESCRY_DECL void act_on_customers(descry::testing::emulator& to)
{
    to.on<customers::customers_resource>([&to](descry::nothing const&, customers::customer const& requested) {
        return detail::add_customer(to, requested);
    });
    to.on<domains::verified_domains_resource>([&to](customer_key const&, domains::verified_domain const& requested) {
        auto out = requested.domain.value_or(domains::domain());
        if (!out.name) out.name = requested.verified_domain_name;
        out.status = domains::domain_status::verified;
        if (out.name) to.seed<domains::domain_resource>({*out.name});
        return out;
    });
}

}  // namespace partner_center::demo
