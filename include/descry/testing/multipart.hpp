// multipart: the parts of a form with files (RFC 7578; RFC 2046, 5.1), or of files with a description (RFC 2387).
#pragma once

#include <descry/core/config.hpp>
#include <descry/testing/fault.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace descry::testing {

/// One part of a form, or of a body of several parts.
struct form_part {
    std::string name{};       ///< Empty in `multipart/related`.
    std::string file_name{};  ///< Empty if the part is not a file.
    std::string media_type{};
    std::string content{};
};

/// The maximum number of parts of a form.
inline constexpr std::size_t max_form_parts = 100;

/// Parses a body into its parts, in order. Throws `fault` if the media type is neither `multipart/form-data` nor
/// `multipart/related`, if the body is malformed, or if it has more than `max_form_parts` parts.
DESCRY_DECL std::vector<form_part> read_multipart(std::string_view media_type, std::string_view body);

}  // namespace descry::testing

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/testing/impl/multipart.ipp>
#endif
