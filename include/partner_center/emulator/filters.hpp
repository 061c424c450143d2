// filters: the dialect in which queries of Partner Center filter and sort elements.
#pragma once

#include <descry/testing/emulated_api.hpp>

#include <string_view>
#include <utility>

namespace partner_center::detail {

/// Conditions in the parameter `filter`: `{"Field":"CompanyName","Value":"Con","Operator":"starts_with"}`, or two of
/// them, `{"LeftFilter":{},"RightFilter":{},"Operator":"and"}`.
inline constexpr std::pair<std::string_view, descry::testing::comparison> comparisons[] = {
    {"equals", descry::testing::comparison::equals},
    {"not_equals", descry::testing::comparison::not_equals},
    {"greater_than", descry::testing::comparison::greater},
    {"greater_than_or_equals", descry::testing::comparison::greater_or_equal},
    {"less_than", descry::testing::comparison::less},
    {"less_than_or_equals", descry::testing::comparison::less_or_equal},
    {"substring", descry::testing::comparison::contains},
    {"starts_with", descry::testing::comparison::starts_with},
    {"not_starts_with", descry::testing::comparison::not_starts_with}};
inline constexpr descry::testing::filter_dialect filters{.parameter = "filter",
                                                         .sort_field = "sortField",
                                                         .sort_direction = "sortDirection",
                                                         .descending = "descending",
                                                         .field = "Field",
                                                         .value = "Value",
                                                         .op = "Operator",
                                                         .left = "LeftFilter",
                                                         .right = "RightFilter",
                                                         .both = "and",
                                                         .either = "or",
                                                         .comparisons = comparisons};

}  // namespace partner_center::detail
