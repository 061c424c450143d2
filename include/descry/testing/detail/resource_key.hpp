// resource_key: type-erased keys of documents.
#pragma once

#include <descry/core/naming.hpp>
#include <descry/http/percent.hpp>
#include <descry/json/detail/utf8.hpp>
#include <descry/model/guid.hpp>
#include <descry/rest/detail/expand.hpp>
#include <descry/testing/detail/route.hpp>
#include <descry/testing/fault.hpp>

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry::testing::detail {

/// The values of the parameters of a path, in order.
using resource_key = std::vector<std::string>;

/// True for a GUID in its usual form, `a58ceba5-60ac-48e4-a0bc-2a855811807a`, in any letter case.
constexpr bool is_guid(std::string_view text) noexcept { return guid::parse(text).has_value(); }

/// Creates keys from requests and from declared keys; equal keys compare equal. Rules must be added before the first
/// request.
class key_rules {
    std::set<std::string, std::less<>> guids_;

public:
    /// Requires that parameters with that name are GUIDs, which are compared without regard to letter case.
    void require_guid(std::string parameter) { guids_.insert(std::move(parameter)); }

    /// The key in the path of a request. Throws `fault` if a value is invalid.
    resource_key of_request(path_table const& path, parameter_values const& values) const
    {
        resource_key out;
        std::size_t next = 0;
        for (auto const& piece : path.pieces) {
            if (piece.parameter.empty()) continue;
            out.push_back(checked(piece.parameter, decoded(piece, values[next++])));
        }
        return out;
    }

    /// The key for a declared key, an object of the type that the path names. Throws `fault` if a value is invalid.
    resource_key of_object(path_table const& path, void const* key) const
    {
        resource_key out;
        for (auto const& piece : path.pieces)
            if (piece.member) out.push_back(checked(piece.parameter, descry::detail::parameter_text(path, piece, key)));
        return out;
    }

    /// The key with the given values. Throws `fault` if a value is invalid.
    resource_key of_values(path_table const& path, resource_key values) const
    {
        auto next = values.begin();
        for (auto const& piece : path.pieces)
            if (!piece.parameter.empty()) {
                *next = checked(piece.parameter, std::move(*next));
                ++next;
            }
        return values;
    }

    /// The value of a parameter in one form: in lower case if it is a required GUID.
    std::string normal(std::string_view parameter, std::string value) const
    {
        if (guids_.contains(parameter))
            for (char& c : value) c = to_lower(c);
        return value;
    }

private:
    // An encoded slash is not one that separates segments (RFC 3986, 2.2): a value that keeps its slashes has none, nor
    // a segment that no client sends.
    static std::string decoded(path_piece const& piece, std::string_view value)
    {
        std::string out;
        descry::detail::each_segment(piece, value, [&](std::string_view segment) {
            auto text = percent_decode(segment);
            if (!text || !descry::detail::is_utf8(*text))
                throw fault(refusal::malformed_key, std::string(piece.parameter) +=
                                                    text ? " is not UTF-8." : " holds a malformed percent-encoding.");
            if (piece.keeps_slashes && (text->find('/') != text->npos || descry::detail::mistake_in(*text)))
                throw fault(refusal::unknown_key, "There is no such resource.");
            if (segment.data() != value.data()) out += '/';
            out += *text;
            return true;
        });
        return out;
    }

    std::string checked(std::string_view parameter, std::string value) const
    {
        if (guids_.contains(parameter) && !is_guid(value))
            throw fault(refusal::malformed_key,
                        std::string(parameter) += " should have GUID format (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).");
        return normal(parameter, std::move(value));
    }
};

}  // namespace descry::testing::detail
