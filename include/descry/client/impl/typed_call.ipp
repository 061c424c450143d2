// typed_call: the failures of calls, thrown.
#pragma once

#include <descry/client/detail/typed_call.hpp>

#include <exception>
#include <new>

namespace descry {

namespace detail {

DESCRY_DECL void perform_or_throw(engine& owner, call_arguments const& call) { owner.perform(call).value(); }

// Its text may need memory that is not there.
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
