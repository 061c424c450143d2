// call_options: the options that apply to a single call.
#pragma once

#include <descry/client/call_options.hpp>
#include <descry/core/naming.hpp>

#include <vector>

namespace descry {

namespace detail {

DESCRY_DECL bool is_precondition(header const& h) noexcept
{
    return equal_ignoring_case(h.name, "If-Match") || equal_ignoring_case(h.name, "If-None-Match");
}

DESCRY_DECL call_options for_further_calls(call_options options)
{
    options.request_id.clear();
    options.idempotency_key.clear();
    std::erase_if(options.headers, is_precondition);
    return options;
}

}  // namespace detail

}  // namespace descry
