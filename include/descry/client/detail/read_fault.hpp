// read_fault: what the body of a failed answer says, in any of the forms that services use.
#pragma once

#include <descry/core/detail/characters.hpp>
#include <descry/core/error.hpp>
#include <descry/core/naming.hpp>
#include <descry/json/detail/json_tree.hpp>
#include <descry/json/detail/utf8.hpp>
#include <descry/json/read.hpp>
#include <descry/model/detail/digits.hpp>

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace descry {

namespace detail {

/// The longest body in which a wrong structural character is corrected, in bytes: it is read once for each attempt.
inline constexpr std::size_t max_corrected_body = 64 * 1024;

inline bool begins_with_escape(std::string_view text) noexcept
{
    auto const is_hex = [](char c) { return hex_value(c) < 16; };
    if (text.size() < 2) return false;
    if (text[1] != 'u') return std::string_view("\"\\/bfnrt").find(text[1]) != std::string_view::npos;
    return text.size() >= 6 && std::all_of(text.begin() + 2, text.begin() + 6, is_hex);
}

/// A text without what no text of JSON may hold: invalid UTF-8 becomes U+FFFD, control characters become blanks, a
/// backslash that begins no escape sequence is left out, and a string that does not end is ended.
inline std::string mended(std::string_view text)
{
    std::string out;
    bool in_string = false;
    auto const* const end = text.data() + text.size();
    for (auto const* p = text.data(); p != end;) {
        std::size_t length = 1;
        if (static_cast<unsigned char>(*p) >= 0x80) {
            length = utf8_length(p, end);
            length != 0 ? out.append(p, length) : out.append("\xEF\xBF\xBD");
        } else if (is_control(*p)) {
            out += ' ';
        } else if (in_string && *p == '\\') {
            if (begins_with_escape({p, end})) out.append(p, length = 2);
        } else {
            if (*p == '"') in_string = !in_string;
            out += *p;
        }
        p += std::max<std::size_t>(length, 1);
    }
    if (in_string) out += '"';
    return out;
}

inline json_tree const& first_of(json_tree const& from) noexcept
{
    return from.elements.empty() ? from : from.elements.front();
}

/// A body as JSON, as far as it could be read.
struct partial_json {
    json_tree tree{};
    bool is_json = true;  ///< False where it more likely is plain text that begins as JSON does.
};

/// Reads a text in which one structural character (RFC 8259, 2) is wrong, missing or too much, at `at`: as it would be
/// with another one there, without it, or with one before it. False when none of these is JSON.
inline bool read_corrected(std::string_view text, std::size_t at, json_tree& out, read_options const& options)
{
    if (at >= text.size() || text.size() > max_corrected_body) return false;
    auto const reads_with = [&](std::string_view instead, std::size_t replaced) {
        std::string corrected(text);
        return read_json_into(corrected.replace(at, replaced, instead), out, options).has_value();
    };
    for (auto const* const instead : {"", ",", ":", "]", "}"})
        if (reads_with(instead, 1)) return true;
    return reads_with(",", 0) || reads_with(":", 0);
}

/// Reads a body with a fault in it up to there, or past it, where one structural character is at fault. It is not cut
/// before: whatever is taken from it is redacted first.
inline partial_json read_what_can_be(std::string_view body)
{
    if (auto read = read_tree(body, repeated_names::last_wins)) return {std::move(*read)};
    partial_json out;
    auto const text = mended(body);
    read_options const options{.max_depth = max_typed_depth,
                               .max_elements = 1000,
                               .max_decoded_bytes = text.size() + max_tree_bytes,
                               .repeated = repeated_names::last_wins};
    auto const read = read_json_into(text, out.tree, options);
    if (read || read.error() == errc::unexpected_end) return out;
    if (json_tree corrected;
        read.error() == errc::syntax_error && read_corrected(text, *read.error()->offset, corrected, options))
        out.tree = std::move(corrected);
    out.is_json = !first_of(out.tree).members.empty();
    return out;
}

// The first of those members that says something.
inline std::string first_text(json_tree const& from, std::initializer_list<std::string_view> names);

// A text, a number, the first text of a list, or of an object `{lang, value}` or `{loc, msg}` the words.
inline std::string text_of(json_tree const* value)
{
    if (!value) return {};
    if (value->what == json_kind::number) return value->number.text;
    auto const& first = first_of(*value);
    return first.what == json_kind::object ? first_text(first, {"value", "msg", "message"}) : first.text;
}

inline std::string first_text(json_tree const& from, std::initializer_list<std::string_view> names)
{
    for (auto const name : names)
        if (auto text = text_of(from.find(name)); !text.empty()) return text;
    return {};
}

// What one object says, where nothing was said before.
inline void read_fault(json_tree const& from, failure_details& details)
{
    if (details.service_code.empty())
        details.service_code = first_text(from, {"code", "errorCode", "statusCode", "type"});
    if (details.service_code == "about:blank") details.service_code.clear();
    if (details.description.empty())
        details.description = first_text(from, {"description", "message", "detail", "title", "error_description",
                                                "errorMessages", "errorMessage", "errorSummary", "msg"});
}

inline void read_json_fault(json_tree const& body, failure_details& details)
{
    auto const& top = first_of(body);
    if (top.what == json_kind::text) details.description = top.text;
    auto const* error = top.find("error");
    if (!error) error = top.find("odata.error");
    bool const inside = error && error->what == json_kind::object;
    for (auto const* from = inside ? error : &top; from; from = from->find("innererror")) read_fault(*from, details);

    for (auto const* const name : {"errors", "detail"})
        if (auto const* const list = top.find(name)) {
            read_fault(first_of(*list), details);
            if (details.description.empty()) details.description = text_of(list);
        }

    auto const name = inside ? std::string() : text_of(error);
    auto& said = details.description.empty() ? details.description : details.service_code;
    if (said.empty()) said = name;
}

// Whether a body that is not JSON is words for people: not a page, and nothing in a coding of its own.
inline bool is_plain_text(std::string_view body, std::string_view content_type) noexcept
{
    auto const type = trimmed(content_type.substr(0, content_type.find(';')));
    if (!type.empty() && !equal_ignoring_case(type, "text/plain") && !ends_with_ignoring_case(type, "json"))
        return false;
    return std::none_of(body.begin(), body.end(),
                        [](char c) { return is_control(c) && c != '\t' && c != '\r' && c != '\n'; });
}

/// A body without the white space and the byte order mark before it.
inline std::string_view begin_of(std::string_view body) noexcept
{
    if (body.starts_with("\xEF\xBB\xBF")) body.remove_prefix(3);
    return body.substr(std::min(body.find_first_not_of(" \t\r\n"), body.size()));
}

/// HTML or XML, such as the page of a proxy.
inline bool is_markup(std::string_view body) noexcept { return begin_of(body).starts_with('<'); }

/// Reads code and description out of `{code, description}`, `{statusCode, message}`, `{errorCode, errorSummary}`,
/// `{error: {code, message}}`, the same of `odata.error`, with a message that is a text or `{lang, value}`, a problem
/// of RFC 9457, the first of a list `errors` or `detail`, or `{error, error_description}` (RFC 6749, 5.2), where
/// `error` is the code, but the description if there is no other. A code may be text or a number. A body of plain text,
/// or of one text of JSON, is the description. Of a body with a fault in it, what can be read is. Of a proxy's page, or
/// nothing at all, nothing is read: the raw body stays.
inline void read_fault(std::string_view body, std::string_view content_type, failure_details& details)
{
    body = begin_of(body);
    if (body.empty() || is_markup(body)) return;
    if (std::string_view("{[\"").find(body.front()) != std::string_view::npos)
        if (auto const read = read_what_can_be(body); read.is_json) return read_json_fault(read.tree, details);
    body = body.substr(0, body.find_last_not_of(" \t\r\n") + 1);
    if (is_plain_text(body, content_type)) details.description = mended(body);
}

}  // namespace detail

}  // namespace descry
