// client: the client of Partner Center.
#pragma once

#include <descry/client/client.hpp>
#include <descry/core/config.hpp>

#include <partner_center/chain/partner.hpp>
#include <partner_center/clouds.hpp>
#include <partner_center/credentials.hpp>
#include <partner_center/fault.hpp>

#include <string>

namespace partner_center {

/// The options of a client. Only `credentials` has no default.
struct options {
    partner_center::credentials credentials{};
    partner_center::cloud cloud = clouds::global;
    std::string authority{};       ///< Replaces the token authority of the cloud, for example by that of an emulator.
    std::string locale = "en-US";  ///< Sent as `X-Locale` unless `client.headers` has it: the language of texts.
    /// The options of the underlying `descry::client`, such as headers of every call: `.client = {.headers =
    /// {{"ValidateMfa", "true"}}}`. An empty `base_url` is replaced by the API root of the cloud. Its `credentials` are
    /// used if those above are not set.
    descry::client_options client{};
};

namespace detail {

/// The conventions of Partner Center for headers, bodies, queries and failures.
DESCRY_DECL descry::service const& wire();

}  // namespace detail

/// Calls Partner Center: by the chain of its documentation, `customers().by_id(id).profiles().billing().get()`, or by
/// resource, `get<billing_profile>({.customer_id = id})`. A program includes the headers of the resources that it uses,
/// or `<partner_center/partner_center.hpp>` for all. See `descry::client` for threads and lifetime.
class client : public descry::client, public chain::partner_step {
public:
    explicit client(options from);

    using descry::client::at;
};

}  // namespace partner_center

#ifndef DESCRY_SEPARATE_COMPILATION
#include <partner_center/impl/client.ipp>
#endif
