// read_fault: extracts code and description from the body of an error response, in the common formats of services.
#pragma once

#include <descry/client/detail/secret_names.hpp>
#include <descry/client/detail/secrets.hpp>
#include <descry/core/detail/characters.hpp>
#include <descry/core/error.hpp>
#include <descry/core/naming.hpp>
#include <descry/json/detail/json_tree.hpp>
#include <descry/json/detail/text_lexer.hpp>
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

/// The maximum size in bytes of a body in which a wrong structural character is corrected, which takes several reads.
inline constexpr std::size_t max_corrected_body = 64 * 1024;

inline bool begins_with_escape(std::string_view text) noexcept
{
    auto const is_hex = [](char c) { return hex_value(c) < 16; };
    if (text.size() < 2) return false;
    if (text[1] != 'u') return std::string_view("\"\\/bfnrt").find(text[1]) != std::string_view::npos;
    return text.size() >= 6 && std::all_of(text.begin() + 2, text.begin() + 6, is_hex);
}

/// A text without characters that JSON does not allow: invalid UTF-8 is replaced by U+FFFD, and control characters by
/// spaces; a backslash that does not begin an escape sequence is removed, and an unterminated string is terminated.
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

/// The part of a body that could be read as JSON.
struct partial_json {
    json_tree tree{};
    bool is_json = true;  ///< False if the body is more likely plain text that begins like JSON.
};

/// Reads a text in which one structural character (RFC 8259, 2) is wrong, missing or superfluous at `at`: with another
/// one in its place, without it, or with one inserted before it. False if none of these is JSON.
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

/// Reads a faulty body up to the fault, or past it if a structural character is at fault. The body is not truncated
/// before, since all texts that are taken from it must be redacted first.
inline partial_json read_partially(std::string_view body)
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

// The first of these members with a text.
inline std::string first_text(json_tree const& from, std::initializer_list<std::string_view> names);

// A string, a number, the first string of an array, or the text of an object `{lang, value}` or `{loc, msg}`.
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

// The first text of an object whose members are fields, after the name of its field: `{"title":["is missing"]}`. That
// of a secret field may repeat its value.
inline std::string text_of_field(json_tree const& fields, member_rule const& secret)
{
    for (auto const& [name, value] : fields.members) {
        if (secret.is_secret(name, value)) continue;
        if (auto text = text_of(&value); !text.empty()) return name + ": " + text;
    }
    return {};
}

// The code of one object. One that repeats the status gives way to a word that says more: the `reason` of Kubernetes,
// that in the first of the `errors` of Google's services, or their `status`, which is in capitals.
inline std::string code_in(json_tree const& from, unsigned status)
{
    auto code = first_text(from, {"code", "errorCode", "statusCode", "type"});
    if (code == "about:blank") return {};
    if (code != std::to_string(status)) return code;
    auto const* const errors = from.find("errors");
    for (auto const* const said : {&from, errors ? &first_of(*errors) : &from})
        if (auto reason = text_of(said->find("reason")); !reason.empty() && reason.find(' ') == reason.npos)
            return reason;
    auto word = text_of(from.find("status"));
    bool const is_code =
        std::all_of(word.begin(), word.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; });
    return is_code && !word.empty() ? word : code;
}

// Reads one object. Details that are set already are kept.
inline void read_fault(json_tree const& from, member_rule const& secret, failure_details& details)
{
    if (details.service_code.empty()) details.service_code = code_in(from, details.status);
    if (details.description.empty())
        details.description = first_text(from, {"description", "message", "detail", "title", "error_description",
                                                "errorMessages", "errorMessage", "errorSummary", "msg"});
    if (auto const* const fields = from.find("message"); fields && details.description.empty())
        details.description = text_of_field(*fields, secret);
}

inline void read_json_fault(json_tree const& body, member_rule const& secret, failure_details& details)
{
    auto const& top = first_of(body);
    if (top.what == json_kind::string) details.description = top.text;
    auto const* error = top.find("error");
    if (!error) error = top.find("odata.error");
    bool const inside = error && error->what == json_kind::object;
    auto const* from = inside ? error : &top;
    read_fault(*from, secret, details);
    while ((from = from->find("innererror"))) {
        if (auto code = text_of(from->find("code")); !code.empty()) details.service_code = std::move(code);
        read_fault(*from, secret, details);
    }

    for (auto const* const name : {"errors", "detail"})
        if (auto const* const list = top.find(name)) {
            auto const code = details.service_code;
            read_fault(first_of(*list), secret, details);
            if (details.description.empty()) details.description = text_of(list);
            bool const has_fields = name == std::string_view("errors") && details.service_code == code;
            if (details.description.empty() && has_fields) details.description = text_of_field(*list, secret);
        }

    auto const name = inside ? std::string() : text_of(error);
    auto& said = details.description.empty() ? details.description : details.service_code;
    if (said.empty()) said = name;
}

// True if a body that is not JSON is readable text: neither a page nor content in another coding.
inline bool is_plain_text(std::string_view body, std::string_view content_type) noexcept
{
    auto const type = trimmed(content_type.substr(0, content_type.find(';')));
    if (!type.empty() && !equal_ignoring_case(type, "text/plain") && !ends_with_ignoring_case(type, "json"))
        return false;
    return std::none_of(body.begin(), body.end(),
                        [](char c) { return is_control(c) && c != '\t' && c != '\r' && c != '\n'; });
}

/// A body without leading white space and byte order mark.
inline std::string_view begin_of(std::string_view body) noexcept
{
    body = without_byte_order_mark(body);
    return body.substr(std::min(body.find_first_not_of(" \t\r\n"), body.size()));
}

/// True for HTML or XML, such as the page of a proxy.
inline bool is_markup(std::string_view body) noexcept { return begin_of(body).starts_with('<'); }

/// Reads code and description from `{code, description}`, `{statusCode, message}`, `{errorCode, errorSummary}`,
/// `{error: {code, message}}`, the same in `odata.error`, where the message is a string or `{lang, value}`, a problem
/// of RFC 9457, the first element of an array `errors` or `detail`, the first field of an object `errors` or `message`,
/// or `{error, error_description}` (RFC 6749, 5.2), where `error` is the code, or the description if there is no other.
/// Of codes in `innererror`, the innermost counts, as the most exact one. A code may be a string or a number. A body
/// that is plain text, or one JSON string, is the description. A faulty body is read as far as possible. A page of a
/// proxy or an empty body yields nothing; the raw body is kept.
/// The text of a field that is `secret` is left out.
inline void read_fault(std::string_view body, std::string_view content_type, member_rule const& secret,
                       failure_details& details)
{
    body = begin_of(body);
    if (body.empty() || is_markup(body)) return;
    if (std::string_view("{[\"").find(body.front()) != std::string_view::npos)
        if (auto const read = read_partially(body); read.is_json) return read_json_fault(read.tree, secret, details);
    body = body.substr(0, body.find_last_not_of(" \t\r\n") + 1);
    if (is_plain_text(body, content_type)) details.description = mended(body);
}

}  // namespace detail

}  // namespace descry
