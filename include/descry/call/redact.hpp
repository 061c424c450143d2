// redact: takes secrets out of text that others wrote, before anybody sees it.
#pragma once

#include <descry/core/naming.hpp>
#include <descry/rest/percent.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace descry {

namespace detail {

/// What stands in the place of a secret.
inline constexpr std::string_view redaction_mark = "[redacted]";

inline bool replace_all(std::string& text, std::string_view what)
{
    bool any = false;
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + redaction_mark.size())) {
        text.replace(at, what.size(), redaction_mark);
        any = true;
    }
    return any;
}

/// Replaces a secret wherever it stands in `text`, as it is or percent-encoded: services echo requests in their errors.
/// To be called before `text` is cut: what is left of a secret at a cut is not recognized. True when it was there.
inline bool redact(std::string& text, std::string_view secret)
{
    if (secret.empty()) return false;
    bool any = replace_all(text, secret);
    std::string encoded;
    append_percent_encoded(encoded, secret);
    any = replace_all(text, encoded) || any;
    for (std::size_t i = 0; i + 2 < encoded.size(); ++i)
        if (encoded[i] == '%') {
            encoded[i + 1] = to_lower(encoded[i + 1]);
            encoded[i + 2] = to_lower(encoded[i + 2]);
        }
    return replace_all(text, encoded) || any;
}

}  // namespace detail

}  // namespace descry
