// seek_operation: the position of a page relative to another.
#pragma once

#include <descry/model/open_enum.hpp>

namespace partner_center {

/// Requires the token of the other page in the header `MS-ContinuationToken`. Used only in queries.
enum class seek_operation { next, previous, first, last, page_index };
BOOST_DESCRIBE_ENUM(seek_operation, next, previous, first, last, page_index)

}  // namespace partner_center

template <>
inline constexpr auto descry::written_as<partner_center::seek_operation> = descry::enum_style::pascal;
