// redact: takes secrets out of text that others wrote, before anybody sees it.
#pragma once

#include <descry/rest/percent.hpp>

#include <string>
#include <string_view>

namespace descry {

namespace detail {

inline void replace_all(std::string& text, std::string_view what)
{
    constexpr std::string_view mark = "[redacted]";
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + mark.size()))
        text.replace(at, what.size(), mark);
}

/// Replaces a secret wherever it stands in `text`, as it is or percent-encoded: services echo requests in their errors.
inline void redact(std::string& text, std::string_view secret)
{
    if (secret.empty()) return;
    replace_all(text, secret);
    std::string encoded;
    append_percent_encoded(encoded, secret);
    if (encoded != secret) replace_all(text, encoded);
}

}  // namespace detail

}  // namespace descry
