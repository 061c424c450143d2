// deadline: makes a time of a time limit.
#pragma once

#include <descry/client/detail/deadline.hpp>

#include <algorithm>
#include <chrono>

namespace descry {

namespace detail {

DESCRY_DECL steady_time after(steady_time now, std::chrono::duration<double> timeout)
{
    if (timeout > std::chrono::years(100)) return steady_time::max();
    auto const left =
        std::chrono::duration_cast<steady_time::duration>(std::max(timeout, std::chrono::duration<double>(0)));
    return now < steady_time::max() - left ? now + left : steady_time::max();
}

}  // namespace detail

}  // namespace descry
