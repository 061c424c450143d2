// resource_key: what tells the documents of one resource apart, without the type of its key.
#pragma once

#include <descry/core/naming.hpp>
#include <descry/http/percent.hpp>
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

/// The values in the parameters of a path, in order.
using resource_key = std::vector<std::string>;

/// True for the usual spelling of a GUID, `a58ceba5-60ac-48e4-a0bc-2a855811807a`, in any casing.
constexpr bool is_guid(std::string_view text) noexcept { return guid::parse(text).has_value(); }

/// Makes keys of requests and of declared keys, the same for both. Rules are added before requests arrive.
class key_rules {
    std::set<std::string, std::less<>> guids_;

public:
    /// From now on, parameters of that name take nothing but a GUID, whose casing does not matter.
    void require_guid(std::string parameter) { guids_.insert(std::move(parameter)); }

    /// The key in the path of a request. Throws `fault` when a value cannot be right.
    resource_key of_request(path_table const& path, parameter_values const& values) const
    {
        resource_key out;
        std::size_t next = 0;
        for (auto const& piece : path.pieces) {
            if (piece.parameter.empty()) continue;
            auto value = percent_decode(values[next++]);
            if (!value)
                throw fault(refusal::malformed_key,
                            std::string(piece.parameter) += " holds a malformed percent-encoding.");
            out.push_back(checked(piece.parameter, *std::move(value)));
        }
        return out;
    }

    /// The key of a declared key, an object of the type that the path names. Throws `fault` likewise.
    resource_key of_object(path_table const& path, void const* key) const
    {
        resource_key out;
        for (auto const& piece : path.pieces)
            if (piece.member)
                out.push_back(checked(piece.parameter, descry::detail::key_text(path, *piece.member, key)));
        return out;
    }

    /// A key that was put together from values. Throws `fault` likewise.
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

private:
    std::string checked(std::string_view parameter, std::string value) const
    {
        if (!guids_.contains(parameter)) return value;
        if (!is_guid(value))
            throw fault(refusal::malformed_key,
                        std::string(parameter) += " should have GUID format (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).");
        for (char& c : value) c = to_lower(c);
        return value;
    }
};

}  // namespace descry::testing::detail
