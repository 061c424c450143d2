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

/// A text of an error; empty if there is none, or if its function throws another exception than `std::bad_alloc`.
template <auto Text, class Error>
std::string error_text_of(Error const& from)
{
    if constexpr (!std::is_null_pointer_v<decltype(Text)>) {
        try {
            return error_text(std::invoke(Text, from));
        } catch (std::bad_alloc const&) {
            throw;
        } catch (...) {
        }
    }
    return {};
}

}  // namespace detail

/// Reads the body of an error response as an `Error`, a described struct, and takes `failure_details::service_code` and
/// `description` from it. `Code` and `Description` are members of `Error`, or functions of an `Error const&` such as a
/// lambda; their values are strings, integers, types with `to_string()`, or optionals of these. A null pointer stands
/// for none. In a body without some required members of `Error`, these have the values of an `Error{}`, whose texts
/// count as empty, as does that of a function that throws another exception than `std::bad_alloc`. False, and nothing
/// is changed, if the body is otherwise no `Error`, or if both texts are empty. For `service::read_error`:
/// @code
/// descry::service const github{.read_error = descry::read_error<github_error, nullptr, &github_error::message>};
/// @endcode
/// The whole error is `failure::as<github_error>()`, if no required member is missing.
template <class Error, auto Code, auto Description>
bool read_error(std::string_view body, read_options const& options, failure_details& out)
{
    auto read = read_json<Error>(body, options);
    bool const lacks_members = !read && read.error() == errc::missing_member;
    if (lacks_members) {
        auto lenient = options;
        lenient.missing = missing_members::allowed;
        read = read_json<Error>(body, lenient);
    }
    if (!read) return false;
    auto code = detail::error_text_of<Code>(*read);
    auto description = detail::error_text_of<Description>(*read);
    if (lacks_members) {
        Error const absent{};
        if (code == detail::error_text_of<Code>(absent)) code.clear();
        if (description == detail::error_text_of<Description>(absent)) description.clear();
    }
    if (code.empty() && description.empty()) return false;
    out.service_code = std::move(code);
    out.description = std::move(description);
    return true;
}

}  // namespace descry
