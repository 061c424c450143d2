// client: the entrance to Partner Center.
#pragma once

#include <descry/client/client.hpp>
#include <descry/core/config.hpp>

#include <partner_center/chain/partner.hpp>
#include <partner_center/clouds.hpp>
#include <partner_center/credentials.hpp>
#include <partner_center/fault.hpp>

#include <string>

namespace partner_center {

/// What a client is made from. Only `credentials` has no default.
struct options {
    partner_center::credentials credentials{};
    partner_center::cloud cloud = clouds::global;
    std::string authority{};       ///< In place of the cloud's token authority, such as an emulator's.
    std::string locale = "en-US";  ///< Sent as `X-Locale`, unless `client.headers` has that: the language of the
                                   ///< service's descriptions.
    /// All else that a `descry::client` is made from, such as the headers of every call:
    /// `.client = {.headers = {{"ValidateMfa", "true"}}}`. An empty `base_url` stands for the cloud's API root. Its
    /// `credentials` are used when those above are not set.
    descry::client_options client{};
};

namespace detail {

/// How Partner Center spells what every call needs.
DESCRY_DECL descry::service const& wire();

}  // namespace detail

/// Calls Partner Center: by the chain that its documentation uses, `customers().by_id(id).profiles().billing().get()`,
/// or by the declaration, `get<billing_profile>({.customer_id = id})`. A program includes the headers of the resources
/// that it uses, or `<partner_center/partner_center.hpp>` for all. See `descry::client` for threads and lifetime.
class client : public descry::client, public chain::partner_step {
public:
    explicit client(options from);

    using descry::client::at;
};

}  // namespace partner_center

#ifndef DESCRY_SEPARATE_COMPILATION
#include <partner_center/impl/client.ipp>
#endif
