// read_error: reads the errors of a service as a described struct.
#pragma once

#include <descry/core/error.hpp>
#include <descry/core/wrong.hpp>
#include <descry/json/options.hpp>
#include <descry/json/read.hpp>

#include <concepts>
#include <functional>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace descry {

namespace detail {

/// A code or a description as a string; empty for an empty optional.
template <class T>
std::string error_text(T const& value)
{
    if constexpr (requires { value.has_value(); })
        return value ? error_text(*value) : std::string();
    else if constexpr (std::convertible_to<T, std::string_view>)
        return std::string(std::string_view(value));
    else if constexpr (requires { value.to_string(); })
        return value.to_string();
    else if constexpr (std::integral<T> && !std::same_as<T, bool>)
        return std::to_string(value);
    else
        refuse<wrong::text_of_an_error_is_neither_a_string_nor_an_integer<T>>();
    return {};
}

template <auto Text, class Error>
std::string error_text_of(Error const& from)
{
    if constexpr (std::is_null_pointer_v<decltype(Text)>)
        return {};
    else
        return error_text(std::invoke(Text, from));
}

}  // namespace detail

/// Reads the body of an error response as an `Error`, a described struct, and takes `failure_details::service_code` and
/// `description` from it. `Code` and `Description` are members of `Error`, or functions of an `Error const&` such as a
/// lambda; their values are strings, integers, types with `to_string()`, or optionals of these. A null pointer stands
/// for none. False, and nothing is changed, if the body is no `Error`, if both texts are empty, or if a function throws
/// another exception than `std::bad_alloc`. For `service::read_error`:
/// @code
/// descry::service const github{.read_error = descry::read_error<github_error, nullptr, &github_error::message>};
/// @endcode
/// The whole error is `failure::as<github_error>()`.
template <class Error, auto Code, auto Description>
bool read_error(std::string_view body, read_options const& options, failure_details& out)
{
    auto const read = read_json<Error>(body, options);
    if (!read) return false;
    try {
        auto code = detail::error_text_of<Code>(*read);
        auto description = detail::error_text_of<Description>(*read);
        if (code.empty() && description.empty()) return false;
        out.service_code = std::move(code);
        out.description = std::move(description);
        return true;
    } catch (std::bad_alloc const&) {
        throw;
    } catch (...) {
        return false;
    }
}

}  // namespace descry
