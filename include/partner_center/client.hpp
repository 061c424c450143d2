// client: the entrance to Partner Center.
#pragma once

#include <descry/call/client.hpp>

#include <partner_center/chain/partner.hpp>
#include <partner_center/clouds.hpp>
#include <partner_center/credentials.hpp>
#include <partner_center/fault.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace partner_center {

/// What a client is made from. Only `credentials` has no default.
struct options {
    partner_center::credentials credentials{};
    partner_center::cloud cloud = clouds::global;
    std::string base_url{};        ///< In place of the cloud's API root, such as an emulator's.
    std::string authority{};       ///< In place of the cloud's token authority.
    std::string locale = "en-US";  ///< Sent as `X-Locale`: the language of the service's descriptions.
    /// For a whole call: its token, its repetitions and the pauses between them included.
    std::chrono::milliseconds timeout = std::chrono::minutes(3);
    descry::retry_options retry{};
    unsigned max_conflicts = 3;        ///< How often `modify` begins again because somebody else was faster.
    bool any_credential_kind = false;  ///< Send operations with credentials their documentation does not accept.
    descry::network_options network{};
    boost::asio::any_io_executor executor{};  ///< For asynchronous calls; empty: a thread of the client's.
    /// In place of the network; closed with the first of its clients that ends.
    std::shared_ptr<descry::transport> custom_transport{};
    std::shared_ptr<descry::observer> observer{};  ///< Is told of every call.
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
    make_credentials const make{from.cloud,
                                from.authority.empty() ? std::string(from.cloud.authority) : from.authority};
    return {.base_url = from.base_url.empty() ? std::string(from.cloud.api_root) : std::move(from.base_url),
            .credentials = std::visit(make, std::move(from.credentials)),
            .headers = {{"X-Locale", std::move(from.locale)}},
            .timeout = from.timeout,
            .retry = from.retry,
            .max_conflicts = from.max_conflicts,
            .any_credential_kind = from.any_credential_kind,
            .network = std::move(from.network),
            .executor = std::move(from.executor),
            .custom_transport = std::move(from.custom_transport),
            .observer = std::move(from.observer)};
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
