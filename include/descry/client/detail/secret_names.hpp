// secret_names: the names of members, parameters and header fields whose values are confidential.
#pragma once

#include <descry/core/base64.hpp>
#include <descry/core/detail/characters.hpp>
#include <descry/core/header.hpp>
#include <descry/core/naming.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace descry {

namespace detail {

/// The names of credentials in OAuth (RFC 6749, 7521, 7636), and of passwords. The one table for reading, sending,
/// storing and showing such values.
inline constexpr std::string_view credential_names[] = {"access_token",  "refresh_token",    "id_token",
                                                        "client_secret", "client_assertion", "code_verifier",
                                                        "assertion",     "authorization",    "password"};

/// Visits the significant characters of a name: `access_token`, `accessToken` and `AccessToken` are equal.
template <class See>
constexpr void each_significant(std::string_view name, See const& see)
{
    for (char const c : name)
        if (c != '_') see(to_lower(c));
}

inline std::string significant(std::string_view name)
{
    std::string out;
    each_significant(name, [&](char c) { out += c; });
    return out;
}

using member_list = std::span<std::string_view const>;

/// True for a name in the list, in any letter case, in snake case or camel case.
inline bool is_among(std::string_view name, member_list names)
{
    auto const wanted = significant(name);
    return std::any_of(names.begin(), names.end(), [&](auto const& n) { return significant(n) == wanted; });
}

/// True for a parameter of a query or a form with a name in the list in its own: `card[number]`, `card.number`.
inline bool is_part_among(std::string_view parameter, member_list names)
{
    for (;;) {
        auto const part = parameter.substr(0, parameter.find_first_of("[]."));
        if (is_among(part, names)) return true;
        if (part.size() == parameter.size()) return false;
        parameter.remove_prefix(part.size() + 1);
    }
}

/// True for a name that ends with that of a credential, or with one of `endings`, without regard to `-` and `_`.
inline bool ends_as_secret(std::string_view name, member_list endings)
{
    auto whole = significant(name);
    std::erase(whole, '-');
    auto const is_end = [&](std::string_view ending) { return whole.ends_with(significant(ending)); };
    return std::any_of(std::begin(credential_names), std::end(credential_names), is_end) ||
           std::any_of(endings.begin(), endings.end(), is_end);
}

/// True for fields with credentials (RFC 9110, 11), cookies (RFC 6265), and keys and tokens of services, by the ends of
/// their names: `X-Api-Key`, `X-Shopify-Access-Token`. Page tokens are not secrets.
inline bool is_secret_header(std::string_view name)
{
    static constexpr std::string_view endings[] = {"cookie",        "key",          "secret",     "signature",
                                                   "apitoken",      "authtoken",    "auth",       "privatetoken",
                                                   "securitytoken", "sessiontoken", "session",    "sessionid",
                                                   "credential",    "credentials",  "passphrase", "passwd"};
    return !equal_ignoring_case(name, "Idempotency-Key") && ends_as_secret(name, endings);
}

/// True for parameters of URLs and forms with `names`, with credentials, or with which a service signs URLs:
/// `X-Goog-Signature`, `X-Amz-Security-Token`, `sas_token`. Page tokens, and keys of other kinds, are not secrets.
inline bool is_secret_parameter(std::string_view name, member_list names)
{
    static constexpr std::string_view endings[] = {"apikey",     "accesskey",     "secret",      "signature",
                                                   "credential", "apitoken",      "authtoken",   "privatetoken",
                                                   "sastoken",   "securitytoken", "sessiontoken"};
    return is_part_among(name, names) || ends_as_secret(name, endings);
}

/// Fields of forms and parameters of URLs that are secret in addition to these.
inline constexpr std::array<std::string_view, 8> secret_parameters{"code",  "sig", "signature", "X-Amz-Signature",
                                                                   "token", "key", "api_key",   "subscription-key"};

/// The minimum size of the value of such a parameter whose other occurrences are redacted. Shorter ones would match too
/// much.
inline constexpr std::size_t min_repeated_size = 8;

/// Shorter parts of a field value are not secrets, and would be found everywhere.
inline constexpr std::size_t min_secret_part = 3;

/// Adds the secrets in such a field: its value, credentials after their scheme and the Base64 password of Basic (RFC
/// 7617), and the value of each cookie.
inline void add_secrets_of_header(header const& from, std::vector<std::string>& out)
{
    std::string_view value = from.value;
    auto const add_part = [&out](std::string_view part) {
        if (part.size() >= min_secret_part) out.emplace_back(part);
    };
    if (ends_with_ignoring_case(from.name, "authorization")) {
        auto const scheme = value.substr(0, value.find(' '));
        value = trimmed(value.substr(scheme.size() == value.size() ? 0 : scheme.size()));
        auto const pair = equal_ignoring_case(scheme, "Basic") ? base64_decode(value) : std::nullopt;
        if (pair) add_part(std::string_view(*pair).substr(pair->find(':') + 1));  // npos + 1 is 0
    } else if (ends_with_ignoring_case(from.name, "cookie")) {
        auto pairs = value;
        if (ends_with_ignoring_case(from.name, "set-cookie")) pairs = pairs.substr(0, pairs.find(';'));
        while (!pairs.empty()) {
            auto const pair = pairs.substr(0, pairs.find(';'));
            pairs.remove_prefix(std::min(pair.size() + 1, pairs.size()));
            auto part = trimmed(pair.substr(pair.find('=') + 1));
            if (part.size() > 1 && part.starts_with('"') && part.ends_with('"')) part = part.substr(1, part.size() - 2);
            add_part(part);
        }
    }
    out.emplace_back(value);
}

}  // namespace detail

}  // namespace descry
