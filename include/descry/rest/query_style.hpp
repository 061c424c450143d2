// query_style: how a service spells, in a query, what JSON has a spelling for.
#pragma once

#include <descry/core/naming.hpp>

#include <optional>
#include <string_view>

namespace descry {

/// The words for booleans, the defaults being those of JSON, and the names of the members.
struct query_style {
    std::string_view yes = "true", no = "false";
    /// Empty: as `service::body` has them, or camelCase without a service. A query type's own `policy_of` goes before
    /// it.
    std::optional<casing> names{};
};

}  // namespace descry
