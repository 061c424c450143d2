// redact: takes secrets out of text that others wrote, before anybody sees it.
#pragma once

#include <descry/core/naming.hpp>
#include <descry/rest/percent.hpp>

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry {

namespace detail {

/// What stands in the place of a secret.
inline constexpr std::string_view redaction_mark = "[redacted]";

/// Calls `see` with each spelling of a secret: as it is, percent-encoded, and so in small letters.
template <class See>
void each_spelling(std::string const& secret, See const& see)
{
    std::string encoded;
    append_percent_encoded(encoded, secret);
    see(secret);
    if (encoded == secret) return;
    see(encoded);
    for (std::size_t i = 0; i + 2 < encoded.size(); ++i)
        if (encoded[i] == '%') {
            encoded[i + 1] = to_lower(encoded[i + 1]);
            encoded[i + 2] = to_lower(encoded[i + 2]);
        }
    see(encoded);
}

/// Puts a mark for secrets wherever they stand in `text`, as they are or percent-encoded: services echo requests in
/// their errors. Of those that overlap nothing stays. To be called before `text` is cut: what is left of a secret at a
/// cut is not recognized. True when there were any.
inline bool redact(std::string& text, std::span<std::string const> secrets)
{
    std::vector<bool> is_hidden;  // mostly there is none
    for (auto const& secret : secrets) {
        if (secret.empty()) continue;
        each_spelling(secret, [&](std::string const& spelled) {
            std::size_t end = 0;
            for (auto at = text.find(spelled); at != std::string::npos; at = text.find(spelled, at + 1)) {
                is_hidden.resize(text.size());
                for (auto i = std::max(at, end); i != at + spelled.size(); ++i) is_hidden[i] = true;
                end = at + spelled.size();
            }
        });
    }
    if (is_hidden.empty()) return false;

    std::string out;
    for (std::size_t i = 0; i != text.size(); ++i) {
        bool const begins = is_hidden[i] && (i == 0 || !is_hidden[i - 1]);
        if (begins) out += redaction_mark;
        if (!is_hidden[i]) out += text[i];
    }
    text = std::move(out);
    return true;
}

}  // namespace detail

}  // namespace descry
