// fixed_string: a string literal as a template argument.
#pragma once

#include <cstddef>
#include <string_view>

namespace descry {

/// A string literal as a template argument: `descry::resource<…, "/v1/customers/{customer_id}", …>`.
template <std::size_t N>
struct fixed_string {
    char text[N]{};

    constexpr fixed_string(char const (&literal)[N])
    {
        for (std::size_t i = 0; i != N; ++i) text[i] = literal[i];
    }

    constexpr std::string_view view() const noexcept { return {text, N - 1}; }
};

}  // namespace descry
