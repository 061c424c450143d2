// exchange_fault: definitions of the functions of exchange_fault.hpp.
#pragma once

#include <descry/testing/exchange_fault.hpp>

#include <utility>

namespace descry::testing {

DESCRY_DECL exchange_fault slow(std::chrono::milliseconds by)
{
    return [by](auto const& carry_out, auto const& pause) {
        auto out = carry_out();
        pause(by);
        return out;
    };
}

DESCRY_DECL exchange_fault drop(dropped when)
{
    return [when](auto const& carry_out, auto const&) -> response {
        if (when == dropped::after_it_is_carried_out) carry_out();
        throw connection_dropped();
    };
}

DESCRY_DECL exchange_fault garbage(std::string body)
{
    return [text = std::move(body)](auto const& carry_out, auto const&) {
        auto out = carry_out();
        out.body = text;
        return out;
    };
}

}  // namespace descry::testing
