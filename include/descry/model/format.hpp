// format: std::format of amounts, dates, timestamps, GUIDs, enumerators, codes and failures, as the operators of
// ostream.hpp show them. It declares nothing where the standard library has no <format>. A precision, which would cut
// the text, does not compile for amounts, dates, timestamps and GUIDs.
#pragma once

#include <version>

#ifdef __cpp_lib_format

#include <descry/core/errc.hpp>
#include <descry/core/error.hpp>
#include <descry/model/date.hpp>
#include <descry/model/decimal.hpp>
#include <descry/model/guid.hpp>
#include <descry/model/open_enum.hpp>
#include <descry/model/timestamp.hpp>

#include <format>
#include <string>
#include <string_view>

namespace descry {

namespace detail {

/// Formats the text of a value, with the options of a string: fill, alignment, width and precision.
template <class T>
struct text_formatter : std::formatter<std::string_view> {
    template <class Context>
    auto format(T const& value, Context& context) const
    {
        return std::formatter<std::string_view>::format(text(value), context);
    }

private:
    static std::string text(errc code) { return make_error_code(code).message(); }
    static std::string text(failure const& why) { return why.message(); }
    static std::string text(auto const& value) { return value.to_string(); }
};

/// The same without a precision, for text that means something else when it is cut.
template <class T>
struct whole_text_formatter : text_formatter<T> {
    constexpr auto parse(std::format_parse_context& context)
    {
        constexpr std::string_view alignments = "<>^";
        std::string_view options(context.begin(), context.end());
        if (options.size() > 1 && alignments.find(options[1]) != alignments.npos) options.remove_prefix(1);  // the fill
        if (options.substr(0, options.find('}')).find('.') != options.npos)
            throw std::format_error("a precision would cut the text");
        return text_formatter<T>::parse(context);
    }
};

}  // namespace detail

}  // namespace descry

template <>
struct std::formatter<descry::decimal> : descry::detail::whole_text_formatter<descry::decimal> {};
template <>
struct std::formatter<descry::date> : descry::detail::whole_text_formatter<descry::date> {};
template <>
struct std::formatter<descry::timestamp> : descry::detail::whole_text_formatter<descry::timestamp> {};
template <>
struct std::formatter<descry::guid> : descry::detail::whole_text_formatter<descry::guid> {};
template <class E>
struct std::formatter<descry::open_enum<E>> : descry::detail::text_formatter<descry::open_enum<E>> {};
template <>
struct std::formatter<descry::errc> : descry::detail::text_formatter<descry::errc> {};
template <>
struct std::formatter<descry::failure> : descry::detail::text_formatter<descry::failure> {};

#endif
