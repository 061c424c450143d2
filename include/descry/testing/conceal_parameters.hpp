// conceal_parameters: takes the values of secret parameters out of URLs, wherever these stand in a text.
#pragma once

#include <descry/call/conceal.hpp>
#include <descry/core/naming.hpp>
#include <descry/json/json_tree.hpp>
#include <descry/json/write.hpp>
#include <descry/rest/percent.hpp>
#include <descry/testing/form.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace descry::testing::detail {

/// What stands for the value of a parameter: a URL with it is one still.
inline constexpr std::string_view parameter_mark = "redacted";

/// Of shorter values it is not looked for what repeats them: too much would be.
inline constexpr std::size_t least_repeated = 8;

using descry::detail::percent_decode_if_right;

/// Puts a mark for the value of a secret parameter, and keeps it, in any spelling. False when there was nothing to
/// hide.
inline bool conceal_parameter(std::string& value, std::vector<std::string>& values)
{
    if (value.empty() || value == parameter_mark) return false;
    // A service may take a plus for a blank, as in forms.
    for (auto const& each : {value, percent_decode_if_right(value), form_decode(value).value_or(value)})
        if (each.size() >= least_repeated) values.push_back(each);
    value = parameter_mark;
    return true;
}

/// Puts a mark for the values of parameters of those names, and keeps them. True when there were any. Values of other
/// parameters may have URLs in them: they are looked into, so many levels deep.
inline bool conceal_parameters(std::string& text, descry::detail::member_list names, std::vector<std::string>& values,
                               int levels = 3);

/// The same in a value that is encoded. What is concealed in it is encoded again as a whole.
inline bool conceal_parameters_within(std::string& value, descry::detail::member_list names,
                                      std::vector<std::string>& values, int levels = 3)
{
    auto inside = percent_decode_if_right(value);
    if (levels == 0 || !conceal_parameters(inside, names, values, levels - 1)) return false;
    value.clear();
    descry::detail::append_percent_encoded(value, inside);
    return true;
}

inline bool conceal_parameters(std::string& text, descry::detail::member_list names, std::vector<std::string>& values,
                               int levels)
{
    constexpr std::string_view ends = "&#\"'<>\\ \t\r\n";
    constexpr std::string_view ends_of_others = "?&#\"'<>\\ \t\r\n";  // whose URL may stand there without escapes
    bool any = false;
    for (auto at = text.find_first_of("?&#"); at != std::string::npos; at = text.find_first_of("?&#", at + 1)) {
        auto const begin = std::string_view(text).substr(at + 1).starts_with("amp;") ? at + 5 : at + 1;  // in HTML
        auto const name_end = text.find_first_of("=?&#", begin);
        if (name_end == std::string::npos || text[name_end] != '=') continue;
        bool const is_secret =
            descry::detail::is_among(percent_decode_if_right(text.substr(begin, name_end - begin)), names);
        auto const value_end = std::min(text.find_first_of(is_secret ? ends : ends_of_others, name_end), text.size());
        auto const size = value_end - name_end - 1;
        auto value = text.substr(name_end + 1, size);
        if (!(is_secret ? conceal_parameter(value, values) : conceal_parameters_within(value, names, values, levels)))
            continue;
        text.replace(name_end + 1, size, value);
        any = true;
    }
    return any;
}

inline bool conceal_parameters(descry::detail::json_tree& in, descry::detail::member_list names,
                               std::vector<std::string>& values)
{
    bool any = in.what == json_kind::text && conceal_parameters(in.text, names, values);
    for (auto& e : in.elements) any = conceal_parameters(e, names, values) || any;
    for (auto& m : in.members) any = conceal_parameters(m.value, names, values) || any;
    return any;
}

/// The same in a body, which JSON may have in escapes.
inline void conceal_parameters_of_body(std::string& body, descry::detail::member_list names,
                                       std::vector<std::string>& values)
{
    auto tree = descry::detail::read_tree(body);
    if (!tree)
        conceal_parameters(body, names, values);
    else if (conceal_parameters(*tree, names, values))
        body = write_json(*tree);
}

}  // namespace descry::testing::detail
