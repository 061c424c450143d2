// tagging: whether a stored document gets a new entity tag.
#pragma once

namespace descry::testing::detail {

/// With `as_before`, it gets one if it had one before or is new.
enum class tagging { always, never, as_before };

}  // namespace descry::testing::detail
