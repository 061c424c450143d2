// seek_operation: which page of a list is asked for, counted from another.
#pragma once

#include <descry/model/open_enum.hpp>

namespace partner_center {

/// Needs the token of the other page, as the header `MS-ContinuationToken`. Only in queries.
enum class seek_operation { next, previous, first, last, page_index };
BOOST_DESCRIBE_ENUM(seek_operation, next, previous, first, last, page_index)

}  // namespace partner_center

template <>
inline constexpr auto descry::written_as<partner_center::seek_operation> = descry::enum_style::pascal;
