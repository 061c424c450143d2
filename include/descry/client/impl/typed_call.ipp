// typed_call: throws the failures of calls.
#pragma once

#include <descry/client/detail/typed_call.hpp>

#include <exception>
#include <new>

namespace descry {

namespace detail {

DESCRY_DECL void perform_or_throw(engine& owner, call_arguments const& call) { owner.perform(call).value(); }

// The message may need memory that is not available.
DESCRY_DECL std::exception_ptr exception_of(failure const& why)
{
    try {
        return std::make_exception_ptr(call_error(why));
    } catch (std::bad_alloc const&) {
        return std::current_exception();
    }
}

}  // namespace detail

}  // namespace descry
