// query_style: the spelling of booleans and names in the queries of a service.
#pragma once

#include <descry/core/naming.hpp>

#include <optional>
#include <string_view>

namespace descry {

/// The spelling of booleans, by default as in JSON, and of member names.
struct query_style {
    std::string_view yes = "true", no = "false";
    /// The casing of names. Empty: that of `service::body`, or camelCase without a service. `policy_of` of a query type
    /// takes precedence.
    std::optional<casing> names{};
};

}  // namespace descry
