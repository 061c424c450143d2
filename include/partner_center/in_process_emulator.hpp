// in_process_emulator: Partner Center in memory, made from the declarations that its client uses. No sockets.
#pragma once

#include <descry/json/write.hpp>
#include <descry/model/presence.hpp>
#include <descry/testing/emulator.hpp>

#include <partner_center/client.hpp>
#include <partner_center/customers/billing_profile.hpp>
#include <partner_center/fault.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace partner_center {

/// What an emulator knows from its start. None of it is a secret.
namespace demo {

inline constexpr char customer_id[] = "a58ceba5-60ac-48e4-a0bc-2a855811807a";
inline constexpr char unknown_customer_id[] = "00000000-0000-0000-0000-000000000404";

/// The partner's tenant and its application, which may act for a user.
inline constexpr char tenant[] = "5a9ce3d5-7f06-4cb2-a1c1-0f8d0e5b1f20";
inline constexpr char client_id[] = "c2b1f1d8-3a37-4e52-9d7a-6f0f4e1a9b11";
inline constexpr char client_secret[] = "demo-secret";
inline constexpr char refresh_token[] = "demo-refresh-token";

/// What a client needs to call with App+User credentials, or with App-only ones.
inline app_user user_credentials() { return {tenant, client_id, client_secret, refresh_token, {}}; }
inline app_only application_credentials() { return {tenant, client_id, client_secret}; }

/// The profile of the documentation's example, nulls included. The emulator adds the entity tag.
inline customer_billing_profile billing_profile_of(std::string const& customer)
{
    customer_billing_profile out;
    out.id = customer;
    out.first_name = "FirstName";
    out.last_name = "LastName";
    out.email = "email@sample.com";
    out.culture = "en-US";
    out.language = "en";
    out.company_name = "CompanyName";

    auto& where = out.default_address.emplace();
    where.country = "US";
    descry::set_null(where, &address::region);
    where.city = "Redmond";
    where.state = "WA";
    where.address_line1 = "One Microsoft Way";
    descry::set_null(where, &address::address_line2);
    where.postal_code = "98052";
    where.first_name = "FirstName";
    where.last_name = "LastName";
    where.phone_number = "4255555555";

    auto& self = out.links.emplace().self.emplace();
    self.uri = "/v1/customers/" + customer + "/profiles/billing";
    self.method = "GET";
    self.headers.emplace();
    out.attributes.emplace().object_type = "CustomerBillingProfile";
    return out;
}

}  // namespace demo

namespace detail {

/// The service's documented code where one fits, else the status.
inline unsigned fault_code(descry::testing::fault const& why)
{
    using descry::testing::refusal;
    switch (why.why()) {
        case refusal::malformed_key:
        case refusal::malformed_body: return 800002;
        case refusal::token_missing: return 800001;
        case refusal::token_refused: return 400;
        case refusal::wrong_credential_kind: return 2032;
        case refusal::unknown_path: return 1000;
        case refusal::unknown_key: return 60003;
        default: return why.status();
    }
}

/// The body of a refusal. The service keeps a description within 1024 characters.
inline std::string write_fault(descry::testing::fault const& why)
{
    std::string description = why.what();
    if (description.size() > 1024) {
        std::size_t end = 1021;
        while ((static_cast<unsigned char>(description[end]) & 0xC0) == 0x80) --end;
        description.replace(end, description.npos, "...");
    }
    return descry::write_json(fault{.code = descry::raw_json{std::to_string(fault_code(why))},
                                    .description = std::move(description),
                                    .data = descry::raw_json{"[]"},
                                    .source = "PartnerApiServiceCore"});
}

inline descry::testing::emulator_options with_demo_application(descry::testing::emulator_options options)
{
    options.applications.push_back({demo::tenant, demo::client_id, demo::client_secret, demo::refresh_token});
    return options;
}

}  // namespace detail

/// Partner Center's declared resources, served from memory. It knows the customer `demo::customer_id` with the billing
/// profile of the documentation's example, and the application of `demo`. Customer ids have to be GUIDs. Faults have
/// the service's form. See `descry::testing::emulator` for threads, seeding and inspection.
class in_process_emulator : public descry::testing::emulator {
public:
    explicit in_process_emulator(descry::testing::emulator_options options = {})
        : descry::testing::emulator({detail::wire(), detail::write_fault},
                                    detail::with_demo_application(std::move(options)))
    {
        require_guid("customer_id");
        serve<billing_profile>();
        seed<billing_profile>({demo::customer_id}, demo::billing_profile_of(demo::customer_id));
    }
};

}  // namespace partner_center
