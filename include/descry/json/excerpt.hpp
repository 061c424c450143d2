// excerpt: the line of a text at which reading failed, for terminals.
#pragma once

#include <descry/core/config.hpp>
#include <descry/core/error.hpp>

#include <string>
#include <string_view>

namespace descry {

/// Returns two lines, without a final line break: the line of `text` with the failure, and a caret below its position.
/// `text` is the text that was read. Returns an empty string if the failure has no `offset`.
///
/// A long line is shortened to 72 columns around the position, with `...` for the rest, in constant time. Tabs, control
/// characters and bidirectional formatting characters are shown as one space each, and ill-formed UTF-8 as U+FFFD, so
/// that no text controls the terminal. The caret assumes that characters of East Asian scripts have two columns.
///
/// An excerpt shows the text, including its secrets and `sensitive` members. Show it only to those who may see the
/// text.
DESCRY_DECL std::string excerpt(std::string_view text, failure const& why);

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/json/impl/excerpt.ipp>
#endif
