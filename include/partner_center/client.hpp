// client: the entrance to Partner Center.
#pragma once

#include <descry/client/client.hpp>
#include <descry/core/naming.hpp>

#include <partner_center/chain/partner.hpp>
#include <partner_center/clouds.hpp>
#include <partner_center/credentials.hpp>
#include <partner_center/fault.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

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

// The documentation shows links with a second question mark, where an ampersand was meant.
inline std::string repair_link(std::string_view link)
{
    std::string out(link);
    auto const question = std::min(out.find('?'), out.size());
    std::replace(out.begin() + static_cast<std::ptrdiff_t>(question), out.end(), '?', '&');
    if (question != out.size()) out[question] = '?';
    return out;
}

inline descry::service const& wire()
{
    static descry::service const api{.request_id_header = "MS-RequestId",
                                     .correlation_id_header = "MS-CorrelationId",
                                     .needs_credentials = true,
                                     .body = {.names = descry::casing::pascal},
                                     .query = {.yes = "True", .no = "False", .names = descry::casing::camel},
                                     .link_prefix = "/v1",
                                     .repair_link = repair_link,
                                     .is_conflict = is_conflict};
    return api;
}

inline descry::client_options make_client_options(options&& from)
{
    auto out = std::move(from.client);
    if (out.base_url.empty()) out.base_url = from.cloud.api_root;
    if (from.authority.empty()) from.authority = from.cloud.authority;
    if (!std::holds_alternative<std::monostate>(from.credentials))
        out.credentials =
            std::visit(make_credentials{from.cloud, std::move(from.authority)}, std::move(from.credentials));
    auto const is_locale = [](descry::header const& h) { return descry::equal_ignoring_case(h.name, "X-Locale"); };
    if (std::ranges::none_of(out.headers, is_locale)) out.headers.push_back({"X-Locale", std::move(from.locale)});
    return out;
}

}  // namespace detail

/// Calls Partner Center: by the chain that its documentation uses, `customers().by_id(id).profiles().billing().get()`,
/// or by the declaration, `get<billing_profile>({.customer_id = id})`. A program includes the headers of the resources
/// that it uses, or `<partner_center/partner_center.hpp>` for all. See `descry::client` for threads and lifetime.
class client : public descry::client, public chain::partner_step {
public:
    explicit client(options from)
        : descry::client(detail::make_client_options(std::move(from)), detail::wire()),
          chain::partner_step(handle(), {})
    {
    }

    using descry::client::at;
};

}  // namespace partner_center
