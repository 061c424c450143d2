// file_name: a safe file name from Content-Disposition (RFC 6266).
#pragma once

#include <descry/core/detail/characters.hpp>
#include <descry/core/naming.hpp>
#include <descry/http/detail/header_parameters.hpp>
#include <descry/http/percent.hpp>
#include <descry/json/detail/utf8.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace descry {

namespace detail {

/// Decodes the value of an extended parameter (RFC 8187): `UTF-8'en'na%C3%AFve.pdf`. Empty if its charset is not UTF-8
/// or it is malformed.
inline std::string extended_value(std::string_view text)
{
    auto const charset_end = text.find('\'');
    if (charset_end == std::string_view::npos) return {};
    auto const begin = text.find('\'', charset_end + 1);
    if (begin == std::string_view::npos || !equal_ignoring_case(text.substr(0, charset_end), "UTF-8")) return {};
    return percent_decode(text.substr(begin + 1)).value_or(std::string());
}

/// True if Windows reserves the name for a device, with any extension: `CON`, `nul.txt`, `COM1`.
inline bool names_a_device(std::string_view name) noexcept
{
    auto stem = name.substr(0, name.find('.'));
    while (stem.ends_with(' ')) stem.remove_suffix(1);
    for (std::string_view const device : {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"})
        if (equal_ignoring_case(stem, device)) return true;
    auto const port = stem.substr(0, 3);
    if (!equal_ignoring_case(port, "COM") && !equal_ignoring_case(port, "LPT")) return false;
    auto const number = stem.substr(port.size());
    return (number.size() == 1 && number[0] >= '0' && number[0] <= '9') || number == "\u00b9" || number == "\u00b2" ||
           number == "\u00b3";
}

/// The last segment of a name that may be a path, as a file name that is valid on all systems. Characters reserved by
/// Windows are replaced by `_`, as browsers do. Empty if no valid name remains, or the name is not UTF-8 or has a
/// control character.
inline std::string safe_name(std::string name)
{
    auto const slash = name.find_last_of("/\\");
    if (slash != std::string::npos) name.erase(0, slash + 1);
    if (has_control(name) || !is_utf8(name)) return {};
    name.erase(name.find_last_not_of(" .") + 1);  // ignored by Windows
    for (char& c : name)
        if (std::string_view(":*?\"<>|").find(c) != std::string_view::npos) c = '_';
    if (names_a_device(name)) name.insert(0, 1, '_');
    return name;
}

inline std::string file_name_of(std::string_view content_disposition)
{
    std::string plain, extended;
    for (parameter_reader in(content_disposition); in.next();) {
        if (equal_ignoring_case(in.name, "filename")) plain = in.value;
        if (equal_ignoring_case(in.name, "filename*")) extended = extended_value(in.value);
    }
    auto out = safe_name(std::move(extended));
    return out.empty() ? safe_name(std::move(plain)) : out;
}

}  // namespace detail

}  // namespace descry
