// secret_names: the names of members, parameters and header fields whose values are confidential.
#pragma once

#include <descry/core/base64.hpp>
#include <descry/core/detail/characters.hpp>
#include <descry/core/header.hpp>
#include <descry/core/naming.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace descry {

namespace detail {

/// The names of credentials in OAuth (RFC 6749, 7521, 7636), and of passwords, which are secrets whatever their value.
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

/// True for a parameter of a query or a form with such a name in its own: `card[number]`, `card.number`.
template <class Is>
bool any_part(std::string_view parameter, Is const& is)
{
    for (;;) {
        auto const part = parameter.substr(0, parameter.find_first_of("[]."));
        if (is(part)) return true;
        if (part.size() == parameter.size()) return false;
        parameter.remove_prefix(part.size() + 1);
    }
}

/// The same for a name in the list.
inline bool is_part_among(std::string_view parameter, member_list names)
{
    return any_part(parameter, [&](std::string_view part) { return is_among(part, names); });
}

inline bool ends_with_any(std::string_view name, member_list endings)
{
    return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return name.ends_with(ending); });
}

/// A name without `-` and `_`, in lower case.
inline std::string letters_of(std::string_view name)
{
    auto out = significant(name);
    std::erase(out, '-');
    return out;
}

/// True if the word before a token tells that it is a position in a list, or identifies a request: `next` in
/// `nextToken`, but not `sync` in `asyncToken`. The token begins after `size` letters.
inline bool is_position(std::string_view name, std::string_view letters, std::size_t size)
{
    static constexpr std::string_view positions[] = {
        "page",     "pagination", "paging",   "nextpage",   "next",     "continuation", "continue",   "sync",
        "delta",    "skip",       "resume",   "resumption", "start",    "cursor",       "scroll",     "marker",
        "bookmark", "prev",       "previous", "forward",    "backward", "sequence",     "idempotency"};
    auto const is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
    bool begins_word = true;
    std::size_t at = 0;
    for (std::size_t i = 0; i != name.size() && at != size; ++i) {
        begins_word = begins_word || (is_upper(name[i]) && !is_upper(name[i - 1]));
        bool const is_separator = name[i] == '-' || name[i] == '_';
        if (begins_word && !is_separator) {
            auto const word = letters.substr(at, size - at);
            if (std::find(std::begin(positions), std::end(positions), word) != std::end(positions)) return true;
        }
        begins_word = is_separator || name[i] == '$';
        at += !is_separator;
    }
    return false;
}

/// The one rule for names of secrets, in members, parameters and fields, without regard to letter case, `-` and `_`.
/// The last words tell what a value is: a token, a password or a secret, `client_secret`, a key that gives access,
/// `x-api-key`. They may be followed by a word for a text: `secretText`. Other words after them tell that it is
/// something else, such as `token_type`. A token that is a position in a list, such as `next_page_token`, or an
/// idempotency key, is no secret.
inline bool is_secret_name(std::string_view name)
{
    static constexpr std::string_view secrets[] = {
        "token",         "secret",       "password",        "passwd",          "pwd",       "passphrase",
        "passcode",      "apikey",       "accesskey",       "accountkey",      "masterkey", "privatekey",
        "encryptionkey", "secretkey",    "sharedkey",       "signingkey",      "jwt",       "assertion",
        "authorization", "codeverifier", "subscriptionkey", "connectionstring"};
    static constexpr std::string_view forms[] = {"text", "value", "string", "data", "binary"};
    auto const letters = letters_of(name);
    std::string_view whole = letters;
    if (!ends_with_any(whole, secrets))
        for (auto const form : forms)
            if (whole.ends_with(form)) {
                whole.remove_suffix(form.size());
                break;
            }
    if (!ends_with_any(whole, secrets)) return false;
    constexpr std::string_view token = "token";
    return !whole.ends_with(token) || !is_position(name, letters, whole.size() - token.size());
}

/// True for fields with the names of secrets, those of `declared`, and those with credentials (RFC 9110, 11), cookies
/// (RFC 6265), signatures and keys of any kind.
inline bool is_secret_header(std::string_view name, member_list declared = {})
{
    static constexpr std::string_view endings[] = {"cookie",  "key",       "signature",  "auth",
                                                   "session", "sessionid", "credential", "credentials"};
    if (is_among(name, declared)) return true;
    auto const letters = letters_of(name);
    if (letters.starts_with("accesscontrol")) return false;  // Fetch, 3.2.3: whether credentials may be sent
    if (is_secret_name(name)) return true;
    return ends_with_any(letters, endings) && !letters.ends_with("idempotencykey");
}

/// True for parameters of URLs and forms with the names of secrets, with those of `declared`, in part as well, or with
/// which a service signs URLs: `X-Goog-Signature`, `X-Amz-Credential`.
inline bool is_secret_parameter(std::string_view name, member_list declared)
{
    static constexpr std::string_view endings[] = {"signature", "credential"};
    return any_part(name, [&](std::string_view part) {
        return is_among(part, declared) || is_secret_name(part) || ends_with_any(letters_of(part), endings);
    });
}

/// Fields of forms and parameters of URLs that are secret in addition to these.
inline constexpr std::array<std::string_view, 3> secret_parameters{"code", "sig", "key"};

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
