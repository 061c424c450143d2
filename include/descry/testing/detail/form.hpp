// form: the body of a request to a token endpoint (application/x-www-form-urlencoded).
#pragma once

#include <descry/http/percent.hpp>
#include <descry/rest/detail/query_reader.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace descry::testing::detail {

using form = std::map<std::string, std::string, std::less<>>;

/// The value of the field with that name, or an empty string.
inline std::string_view field_of(form const& fields, std::string_view name) noexcept
{
    auto const found = fields.find(name);
    return found == fields.end() ? std::string_view() : std::string_view(found->second);
}

/// Decodes a form. Returns an empty optional if an escape is malformed, if a name occurs twice, or if a value has a
/// character that OAuth does not allow in parameters (RFC 6749, 3.2 and appendix A).
inline std::optional<form> read_form(std::string_view body)
{
    form out;
    for (descry::detail::query_reader in(body); in.next();) {
        auto name = form_decode(std::string(in.name));
        auto value = form_decode(std::string(in.value));
        if (!name || !value) return std::nullopt;
        if (std::any_of(value->begin(), value->end(), [](char c) { return c < 0x20 || c > 0x7E; })) return std::nullopt;
        if (!out.emplace(*std::move(name), *std::move(value)).second) return std::nullopt;
    }
    return out;
}

}  // namespace descry::testing::detail
