// token_endpoint: gives tokens to registered applications (RFC 6749), at the two addresses of Azure Active Directory.
#pragma once

#include <descry/core/config.hpp>
#include <descry/http/message.hpp>
#include <descry/testing/detail/form.hpp>
#include <descry/testing/token_table.hpp>
#include <descry/testing/tokens.hpp>

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace descry::testing {

namespace detail {

struct client_identity;
struct token_grant;

}  // namespace detail

/// `POST /{tenant}/oauth2/token` and `POST /{tenant}/oauth2/v2.0/token`. The grant `client_credentials` gives an
/// App-only token; `refresh_token` gives an App+User token and the next refresh token, of which the latest `max_issued`
/// are known. A token's audience is the `resource`, or what the scope says in front of its permission:
/// `https://api.example.com` of `https://api.example.com/.default`. May be used from several threads.
class token_endpoint {
    struct known_refresh_token {
        std::string client_id;
        std::string tenant;
    };

    token_table& tokens_;
    token_options options_;
    std::vector<registered_application> applications_;
    std::mutex mutex_;
    std::map<std::string, known_refresh_token, std::less<>> refresh_tokens_;
    std::deque<std::string> issued_;  // refresh tokens, the oldest first

public:
    static constexpr std::size_t max_issued = 1024;

    DESCRY_DECL token_endpoint(token_table& tokens, token_options options,
                               std::vector<registered_application> applications);

    /// The answer; nothing when the request is for another address.
    DESCRY_DECL std::optional<response> answer(request const& message);

private:
    struct address {
        std::string_view tenant;
        int version;
    };

    DESCRY_DECL static std::optional<address> address_of(std::string_view path);
    DESCRY_DECL detail::token_grant grant(address const& where, request const& message);
    DESCRY_DECL registered_application const& authenticate(address const& where,
                                                           detail::client_identity const& client) const;
    DESCRY_DECL detail::token_grant for_application(address const& where, detail::form const& fields);
    DESCRY_DECL static std::string audience_of(address const& where, detail::form const& fields);
    DESCRY_DECL detail::token_grant for_user(registered_application const& application, address const& where,
                                             detail::form const& fields);
};

}  // namespace descry::testing

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/testing/impl/token_endpoint.ipp>
#endif
