// tagging: whether a document that is stored gets a new entity tag.
#pragma once

namespace descry::testing::detail {

/// As before, it does if it had one, or is new.
enum class tagging { always, never, as_before };

}  // namespace descry::testing::detail
