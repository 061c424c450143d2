// token_endpoint: issues tokens to registered applications (RFC 6749).
#pragma once

#include <descry/core/config.hpp>
#include <descry/http/message.hpp>
#include <descry/testing/token_address.hpp>
#include <descry/testing/token_table.hpp>
#include <descry/testing/tokens.hpp>

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace descry::testing {

namespace detail {

struct application_credentials;

}  // namespace detail

/// Handles POST requests to its addresses. The grant `client_credentials` issues a token for the application alone;
/// `refresh_token` issues a token for a user, with the next refresh token. The latest `max_issued` refresh tokens are
/// valid. Thread-safe.
class token_endpoint {
    struct known_refresh_token {
        std::string client_id;
        std::string tenant;
    };

    token_table& tokens_;
    token_options options_;
    std::vector<registered_application> applications_;
    std::span<token_address const> addresses_;
    std::span<discovery_document const> documents_;
    std::mutex mutex_;
    std::map<std::string, known_refresh_token, std::less<>> refresh_tokens_;
    std::deque<std::string> issued_;  // refresh tokens, the oldest first

public:
    static constexpr std::size_t max_issued = 1024;

    /// The addresses and documents must outlive the endpoint.
    DESCRY_DECL token_endpoint(token_table& tokens, token_options options,
                               std::vector<registered_application> applications,
                               std::span<token_address const> addresses = standard_token_addresses,
                               std::span<discovery_document const> documents = standard_discovery);

    /// The response, or an empty optional if the request is for another address.
    DESCRY_DECL std::optional<response> handle(request const& message);

    /// The response to a request for one of the documents that describe the addresses, or an empty optional.
    DESCRY_DECL std::optional<response> describe(request const& message) const;

private:
    struct place {
        token_address const& address;
        std::string_view tenant;  // empty if the path has none
    };

    DESCRY_DECL std::optional<place> place_of(std::string_view path) const;
    DESCRY_DECL bool is_known(std::string_view tenant) const noexcept;
    DESCRY_DECL std::string grant(place const& where, request const& message);
    DESCRY_DECL registered_application const& authenticate(place const& where,
                                                           detail::application_credentials const& client) const;
    DESCRY_DECL std::string next_refresh_token(registered_application const& application,
                                               token_request const& requested);
};

}  // namespace descry::testing

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/testing/impl/token_endpoint.ipp>
#endif
