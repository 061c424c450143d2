// legal_business_profile: the legal business profile of the partner, with its vetting status.
#pragma once

#include <descry/model/open_enum.hpp>
#include <descry/rest/resource.hpp>

#include <partner_center/address.hpp>
#include <partner_center/collection.hpp>
#include <partner_center/contact.hpp>
#include <partner_center/resource_base.hpp>

#include <optional>
#include <string>

namespace partner_center::profiles {

enum class vetting_status { none, pending, authorized, rejected };
BOOST_DESCRIBE_ENUM(vetting_status, none, pending, authorized, rejected)

enum class vetting_sub_status {
    none,
    entry,
    email_ownership,
    email_domain,
    employment_verification,
    decision,
    other,
    business_verification
};
BOOST_DESCRIBE_ENUM(vetting_sub_status, none, entry, email_ownership, email_domain, employment_verification, decision,
                    other, business_verification)

/// The version of a profile: the current one, or the last one that was vetted. Used only in queries.
enum class vetting_version { none, current, last_finalized };
BOOST_DESCRIBE_ENUM(vetting_version, none, current, last_finalized)

struct legal_business_profile : resource_base {
    std::optional<std::string> company_name;
    std::optional<partner_center::address> address;
    std::optional<contact> primary_contact;
    std::optional<partner_center::address> company_approver_address;
    std::optional<std::string> company_approver_email;
    std::optional<descry::open_enum<profiles::vetting_status>> vetting_status;
    std::optional<descry::open_enum<profiles::vetting_sub_status>> vetting_sub_status;
    std::optional<std::string> profile_type;  ///< `LegalBusinessProfile`

    bool operator==(legal_business_profile const&) const = default;
};
BOOST_DESCRIBE_STRUCT(legal_business_profile, (resource_base),
                      (company_name, address, primary_contact, company_approver_address, company_approver_email,
                       vetting_status, vetting_sub_status, profile_type))

struct legal_business_profile_query {
    descry::open_enum<profiles::vetting_version> vetting_version = profiles::vetting_version::current;
};
BOOST_DESCRIBE_STRUCT(legal_business_profile_query, (), (vetting_version))

/// "Get the partner legal business profile", "Update the partner legal business profile".
struct legal_business_profile_resource
    : descry::resource<legal_business_profile, descry::nothing, "/v1/profiles/legalbusiness",
                       descry::with_query<descry::get, legal_business_profile_query>, app_user_only<descry::put<>>> {};

}  // namespace partner_center::profiles

template <>
inline constexpr auto descry::written_as<partner_center::profiles::vetting_version> = descry::enum_style::pascal;
