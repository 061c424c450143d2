// in_process_emulator: the conventions of Partner Center for an emulator, and its first document.
#pragma once

#include <descry/core/naming.hpp>
#include <descry/json/write.hpp>
#include <descry/model/presence.hpp>
#include <descry/testing/token_table.hpp>

#include <partner_center/emulator/filters.hpp>
#include <partner_center/emulator/in_process_emulator.hpp>
#include <partner_center/emulator/token_addresses.hpp>
#include <partner_center/fault.hpp>
#include <partner_center/resource_base.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace partner_center {

namespace demo {

DESCRY_DECL customer_billing_profile billing_profile_of(std::string const& customer)
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

/// The documented error code of the service for a refusal, or else the status.
DESCRY_DECL fault_code code_of(descry::testing::fault const& why)
{
    using descry::testing::refusal;
    switch (why.why()) {
        case refusal::malformed_key:
        case refusal::malformed_query:
        case refusal::malformed_body: return fault_code::bad_request_800002;
        case refusal::token_missing: return fault_code::unauthorized_800001;
        case refusal::token_refused: return fault_code::unauthorized_400;
        case refusal::wrong_audience: return fault_code::wrong_audience;
        case refusal::mfa_missing: return fault_code::mfa_missing;
        case refusal::wrong_credential_kind: return fault_code::app_only_not_allowed;
        case refusal::unknown_path: return fault_code::not_found_1000;
        case refusal::unknown_key: return fault_code::not_found_60003;
        default: return static_cast<fault_code>(why.status());
    }
}

DESCRY_DECL std::string write_fault(descry::testing::fault const& why)
{
    std::string description = why.what();
    if (description.size() > 1024) {
        std::size_t end = 1021;
        while ((static_cast<unsigned char>(description[end]) & 0xC0) == 0x80) --end;
        description.replace(end, description.npos, "...");
    }
    return descry::write_json(fault{.code = descry::raw_json{std::to_string(static_cast<int>(code_of(why)))},
                                    .description = std::move(description),
                                    .data = descry::raw_json{"[]"},
                                    .source = "PartnerApiServiceCore"});
}

/// Members that parameters and fields of filters select by, where their names differ. Records have no time by which the
/// emulator could select them, and some parameters only add members to the response.
inline constexpr std::pair<std::string_view, std::string_view> selecting[] = {{"provider", "billingProvider"},
                                                                              {"agreementType", "type"},
                                                                              {"mpn_id", "partnerId"},
                                                                              {"licenseGroupIds", "licenseGroupId"},
                                                                              {"offer_category_id", "category.id"},
                                                                              {"UserState", "state"},
                                                                              {"end_date", ""},
                                                                              {"start_time", ""},
                                                                              {"end_time", ""},
                                                                              {"granularity", ""},
                                                                              {"show_details", ""},
                                                                              {"include_price", ""}};

/// The paths of the API's root in the clouds.
inline constexpr std::string_view audiences[] = {clouds::global.api_root, clouds::china.api_root};

/// Reports whether the user signed in with multi-factor authentication, if the request has the field for that.
DESCRY_DECL void tell_mfa(descry::testing::token_claims const& claims, descry::request const& message,
                          descry::response& out)
{
    bool const is_requested = descry::equal_ignoring_case(descry::find_header(message.headers, "ValidateMfa"), "true");
    if (is_requested && claims.kind == descry::credential_kind::app_user)
        out.headers.push_back({"isMfaCompliant", claims.mfa ? "true" : "false"});
}

DESCRY_DECL std::string write_link(descry::testing::shown_link const& shown)
{
    link out;
    out.uri = shown.uri;
    out.method = "GET";
    out.headers.emplace();
    if (!shown.token.empty()) {
        auto& field = out.headers->emplace_back();
        field.key = shown.token_header;
        field.value = shown.token;
    }
    return descry::write_json(out);
}

inline constexpr descry::testing::envelope_members envelope{.elements = "items",
                                                            .total = "totalCount",
                                                            .total_is_of_page = true,
                                                            .token = "continuationToken",
                                                            .self = "links.self",
                                                            .next = "links.next",
                                                            .previous = "links.previous",
                                                            .type = "attributes.objectType",
                                                            .type_name = "Collection"};

DESCRY_DECL descry::testing::emulated_api emulated_api()
{
    return {.wire = wire(),
            .any_casing = true,
            .write_fault = write_fault,
            .null_in_patch = descry::testing::patched_null::is_ignored,
            .token_addresses = token_addresses,
            .discovery = discovery,
            .audiences = audiences,
            .add_claims = tell_mfa,
            .envelope = envelope,
            .write_link = write_link,
            .link_of_created = "links.self",
            .continuation_header = "MS-ContinuationToken",
            .token_parameter = "continuationToken",
            .seek = {"seekOperation", "Next", "Previous", "First", "Last"},
            .size_in_kilobytes = "sizeInKB",
            .filters = filters,
            .selecting = selecting};
}

DESCRY_DECL descry::testing::emulator_options with_demo_application(descry::testing::emulator_options options)
{
    options.applications.push_back({demo::tenant, demo::client_id, demo::client_secret, demo::refresh_token});
    return options;
}

}  // namespace detail

DESCRY_DECL in_process_emulator::in_process_emulator(descry::testing::emulator_options options)
    : descry::testing::emulator(detail::emulated_api(), detail::with_demo_application(std::move(options)))
{
    require_guid("customer_id");
    serve<billing_profile>();
    seed<billing_profile>({demo::customer_id}, demo::billing_profile_of(demo::customer_id));
}

}  // namespace partner_center
