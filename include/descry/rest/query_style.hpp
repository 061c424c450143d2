// query_style: how the queries of a service are written.
#pragma once

#include <descry/core/naming.hpp>
#include <descry/model/field_options.hpp>

#include <optional>
#include <string_view>

namespace descry {

/// The spelling of booleans, by default as in JSON, of member names, and of arrays and objects.
struct query_style {
    std::string_view yes = "true", no = "false";
    /// The casing of names. Empty: that of `service::body`, or camelCase without a service. `policy_of` of a query type
    /// takes precedence.
    std::optional<casing> names{};
    /// The style of arrays and of objects. `style_of` of a member takes precedence. An object in an array has the index
    /// of its element in brackets, `items[0][price]`, unless the array is written as JSON.
    parameter_style arrays = parameter_style::separate;
    parameter_style objects = parameter_style::brackets;
};

}  // namespace descry
