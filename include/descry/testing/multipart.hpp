// multipart: the parts of a form with files (RFC 7578, RFC 2046 section 5.1).
#pragma once

#include <descry/core/config.hpp>
#include <descry/testing/fault.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace descry::testing {

/// One part of a form.
struct form_part {
    std::string name{};
    std::string file_name{};  ///< Empty for what is no file.
    std::string media_type{};
    std::string content{};
};

/// The most parts of a form.
inline constexpr std::size_t max_form_parts = 100;

/// The parts of a body, in order. Throws `fault` when the media type is another, or the body is no such form or has
/// more than `max_form_parts`.
DESCRY_DECL std::vector<form_part> read_multipart(std::string_view media_type, std::string_view body);

}  // namespace descry::testing

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/testing/impl/multipart.ipp>
#endif
