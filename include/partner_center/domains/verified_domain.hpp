// verified_domain: a verified domain of a customer.
#pragma once

#include <descry/model/open_enum.hpp>
#include <descry/model/raw_json.hpp>
#include <descry/rest/resource.hpp>

#include <partner_center/customers/customer_key.hpp>
#include <partner_center/resource_base.hpp>

#include <optional>
#include <string>

namespace partner_center::domains {

enum class authentication_type { managed, federated };
BOOST_DESCRIBE_ENUM(authentication_type, managed, federated)

enum class domain_capability {
    none,
    email,
    sharepoint,
    office_communications_online,
    sharepoint_default,
    full_redelegation,
    share_point_public,
    org_id_authentication,
    yammer,
    intune,
    all
};
BOOST_DESCRIBE_ENUM(domain_capability, none, email, sharepoint, office_communications_online, sharepoint_default,
                    full_redelegation, share_point_public, org_id_authentication, yammer, intune, all)

enum class domain_status { unverified, verified, pending_deletion };
BOOST_DESCRIBE_ENUM(domain_status, unverified, verified, pending_deletion)

enum class verification_method { none, dns_record, email };
BOOST_DESCRIBE_ENUM(verification_method, none, dns_record, email)

struct domain : open_model {
    std::optional<descry::open_enum<domains::authentication_type>> authentication_type;
    std::optional<descry::open_enum<domain_capability>> capability;
    std::optional<bool> is_default, is_initial;
    std::optional<std::string> name, root_domain;
    std::optional<descry::open_enum<domain_status>> status;
    std::optional<descry::open_enum<domains::verification_method>> verification_method;

    bool operator==(domain const&) const = default;
};
BOOST_DESCRIBE_STRUCT(domain, (open_model),
                      (authentication_type, capability, is_default, is_initial, name, root_domain, status,
                       verification_method))

enum class authentication_protocol { ws_fed, samlp };
BOOST_DESCRIBE_ENUM(authentication_protocol, ws_fed, samlp)

enum class prompt_login_behavior { translate_to_fresh_password_auth, native_support, disabled };
BOOST_DESCRIBE_ENUM(prompt_login_behavior, translate_to_fresh_password_auth, native_support, disabled)

/// The identity provider of a federated domain.
struct domain_federation_settings : open_model {
    std::optional<std::string> active_log_on_uri, default_interactive_authentication_method;
    std::optional<std::string> federation_brand_name, issuer_uri, log_off_uri;
    std::optional<std::string> metadata_exchange_uri;
    std::optional<std::string> next_signing_certificate;
    std::optional<std::string> open_id_connect_discovery_endpoint, passive_log_on_uri;
    std::optional<descry::open_enum<authentication_protocol>> preferred_authentication_protocol;
    std::optional<descry::open_enum<domains::prompt_login_behavior>> prompt_login_behavior;
    std::optional<std::string> signing_certificate;
    /// Text in the documentation, an object in the Swagger definition.
    std::optional<descry::raw_json> signing_certificate_update_status;
    std::optional<bool> supports_mfa;

    bool operator==(domain_federation_settings const&) const = default;
};
BOOST_DESCRIBE_STRUCT(domain_federation_settings, (open_model),
                      (active_log_on_uri, default_interactive_authentication_method, federation_brand_name, issuer_uri,
                       log_off_uri, metadata_exchange_uri, next_signing_certificate, open_id_connect_discovery_endpoint,
                       passive_log_on_uri, preferred_authentication_protocol, prompt_login_behavior,
                       signing_certificate, signing_certificate_update_status, supports_mfa))

struct verified_domain : open_model {
    std::optional<std::string> verified_domain_name;
    std::optional<domains::domain> domain;
    /// Required for a federated domain.
    std::optional<domains::domain_federation_settings> domain_federation_settings;

    bool operator==(verified_domain const&) const = default;
};
BOOST_DESCRIBE_STRUCT(verified_domain, (open_model), (verified_domain_name, domain, domain_federation_settings))

/// "Add a verified domain for a customer".
struct verified_domains_resource
    : descry::resource<verified_domain, customer_key, "/v1/customers/{customer_id}/verifieddomain",
                       descry::create<verified_domain, domain>> {};

}  // namespace partner_center::domains
