// resource_change: what `modify` does to a resource between reading and updating it.
#pragma once

#include <descry/rest/detail/operation.hpp>

namespace descry {

namespace detail {

/// The operation that sends the changed model, and the user's function, type-erased.
struct resource_change {
    operation const* update;
    void* context;
    void (*apply)(void* context, void* model);  ///< May throw.
};

}  // namespace detail

}  // namespace descry
