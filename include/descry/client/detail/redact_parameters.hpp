// redact_parameters: redaction of the values of secret parameters in URLs, anywhere in a text.
#pragma once

#include <descry/client/detail/decoded_text.hpp>
#include <descry/client/detail/redact.hpp>
#include <descry/client/detail/secret_names.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace descry {

namespace detail {

/// Replaces the value of a parameter. A URL that contains it remains valid.
inline constexpr std::string_view parameter_mark = "redacted";

/// Redacts the values of parameters with given names, and collects the values.
inline void redact_parameters_in(decoded_text const& in, member_list names, hidden_parts& hidden,
                                 std::vector<std::string>& values)
{
    std::string_view const text = in.text;
    for (auto at = text.find_first_of("?&#"); at != std::string_view::npos; at = text.find_first_of("?&#", at)) {
        auto const name_end = std::min(text.find_first_of("=?&#", ++at), text.size());
        if (name_end == text.size() || text[name_end] != '=') continue;
        auto const name = text.substr(at, name_end - at);
        if (!is_secret_parameter(name, names)) continue;
        auto const begin = name_end + 1;
        auto const end = std::min(text.find_first_of("&#\"'<>\\ \t\r\n", begin), text.size());
        auto const value = text.substr(begin, end - begin);
        if (value == parameter_mark) continue;
        hidden.add(in.begins[begin], in.begins[end]);
        at = end;  // nested URLs are redacted with the value
        if (value.size() >= min_repeated_size) values.emplace_back(value);
    }
}

/// Redacts the values of parameters with given names, and collects the values. Names, values and the URLs that contain
/// them may be percent-encoded repeatedly. True if there were any.
inline bool redact_parameters(std::string& text, member_list names, std::vector<std::string>& values)
{
    hidden_parts hidden;
    bool const is_known = each_decoding(
        text, false, [&](decoded_text const& each) { redact_parameters_in(each, names, hidden, values); });
    if (!is_known)
        text = parameter_mark;
    else if (!hidden.empty())
        text = hidden.replaced_in(text, parameter_mark);
    return !is_known || !hidden.empty();
}

}  // namespace detail

}  // namespace descry
