// query_style: how a service spells, in a query, what JSON has a spelling for.
#pragma once

#include <string_view>

namespace descry {

/// The words for booleans; the defaults are those of JSON.
struct query_style {
    std::string_view yes = "true", no = "false";
};

}  // namespace descry
