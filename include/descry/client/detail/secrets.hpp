// secrets: redacts the values of sensitive members in responses of services.
#pragma once

#include <descry/client/detail/redact.hpp>
#include <descry/client/detail/redact_parameters.hpp>
#include <descry/client/detail/secret_names.hpp>
#include <descry/core/error.hpp>
#include <descry/json/detail/json_tree.hpp>
#include <descry/json/read.hpp>
#include <descry/json/write.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry {

namespace detail {

/// The strings and numbers in a value.
inline void collect_leaves(json_tree const& from, std::vector<std::string>& out)
{
    if (from.what == json_kind::string) out.push_back(from.text);
    if (from.what == json_kind::number) out.push_back(from.number.text);
    for (auto const& e : from.elements) collect_leaves(e, out);
    for (auto const& m : from.members) collect_leaves(m.value, out);
}

/// True for an object, and a list with one in it.
inline bool has_object(json_tree const& value)
{
    return value.what == json_kind::object || std::any_of(value.elements.begin(), value.elements.end(), has_object);
}

/// True for a string, a number, and a list without objects.
inline bool is_plain(json_tree const& value)
{
    return value.what == json_kind::string || value.what == json_kind::number ||
           (value.what == json_kind::array && !has_object(value));
}

/// The rule for members of JSON: those that are declared sensitive are secret, those that are declared readable are
/// not, and the names of the others tell. Credentials of OAuth and passwords are secret even if declared readable. What
/// the lists refer to must outlive this object.
struct member_rule {
    member_list sensitive{}, readable{};

    member_rule() = default;
    member_rule(member_list sensitive_names, member_list readable_names = {})
        : sensitive(sensitive_names), readable(readable_names)
    {
    }

    /// True for a name that tells that the value is secret.
    bool is_secret_name(std::string_view name) const
    {
        return detail::is_secret_name(name) && !is_among(name, readable);
    }

    /// True for a member that is secret without being declared so. An object describes the secret, as `secret:
    /// {secretName}` of Kubernetes does, except under a name of OAuth or `password`.
    bool is_secret_by_name(std::string_view name, json_tree const& value) const
    {
        return is_among(name, credential_names) || (is_plain(value) && is_secret_name(name));
    }

    bool is_secret(std::string_view name, json_tree const& value) const
    {
        return is_secret_by_name(name, value) || is_among(name, sensitive);
    }
};

/// The values of the members that `is_secret` selects, at any depth.
template <class IsSecret>
void collect_members(json_tree const& from, IsSecret const& is_secret, std::vector<std::string>& out)
{
    for (auto const& e : from.elements) collect_members(e, is_secret, out);
    for (auto const& [name, value] : from.members)
        is_secret(name, value) ? collect_leaves(value, out) : collect_members(value, is_secret, out);
}

/// The values of the members with these names.
inline void collect_values(json_tree const& from, member_list names, std::vector<std::string>& out)
{
    collect_members(
        from, [names](std::string_view name, json_tree const&) { return is_among(name, names); }, out);
}

/// The values of the members that are secret without being declared so.
inline void collect_secrets(json_tree const& from, member_rule const& rule, std::vector<std::string>& out)
{
    collect_members(
        from, [&](std::string_view name, json_tree const& value) { return rule.is_secret_by_name(name, value); }, out);
}

/// True for a text that has the name of a secret before its value, as JSON that was cut, or is of several lines, does.
inline bool names_a_secret(std::string_view text, member_rule const& rule)
{
    constexpr std::string_view blanks = " \t\r\n";
    for (auto colon = text.find(':', 1); colon != text.npos; colon = text.find(':', colon + 1)) {
        auto const quote = text.find_last_not_of(blanks, colon - 1);
        if (quote == text.npos || quote == 0 || text[quote] != '"') continue;
        auto const value = text.find_first_not_of(blanks, colon + 1);
        if (value == text.npos || std::string_view("{tfn").find(text[value]) != std::string_view::npos) continue;
        auto const name = text.substr(0, quote);
        if (rule.is_secret_name(name.substr(name.rfind('"') + 1))) return true;
    }
    return false;
}

/// The secrets of an exchange: values of members and fields with the names of secrets and with further names, and
/// values that were sent, which services repeat. The names must outlive this object.
class secrets {
    member_rule members_;
    member_list headers_;
    std::vector<std::string_view> parameters_{secret_parameters.begin(), secret_parameters.end()};  // of URLs
    pattern_set mentions_{};
    redactor values_;

public:
    secrets(member_rule const& members, std::span<std::string const> values, member_list headers = {})
        : members_(members), headers_(headers), values_(values)
    {
        // A single word of the table, such as `password`, also occurs in prose, but not with the quote after a member
        // name.
        for (auto const name : credential_names)
            mentions_.add(name.find('_') != name.npos ? significant(name) : significant(name) + '"');
        for (auto const name : members.sensitive) {
            mentions_.add(significant(name));
            parameters_.push_back(name);
        }
        mentions_.prepare();
    }

    bool is_secret(std::string_view member, json_tree const& value) const { return members_.is_secret(member, value); }

    bool is_secret(header const& field) const { return is_secret_header(field.name, headers_); }

    /// True if a text that also contains `beside` may contain such a name, however both are escaped. So may a text that
    /// needs more than `max_decodings` decodings.
    bool may_be_named_in(std::string_view text, std::string_view beside = {}) const
    {
        bool found = false;
        bool const is_known = each_decoding(text, false, [&](decoded_text const& each) {
            if (found || each.text.find(beside) == std::string::npos) return;
            found = names_a_secret(each.text, members_);
            pattern_set::state state = 0;
            each_significant(each.text, [&](char c) {
                state = mentions_.next(state, c);
                found = found || mentions_.length_of(state) != 0;
            });
        });
        return found || !is_known;
    }

    /// See `redactor::redact`.
    bool redact(std::string& text, bool is_cut = false) const { return values_.redact(text, is_cut); }

    /// Redacts the values of secret parameters of URLs in a text. They are not redacted elsewhere: a `code` in a link
    /// to the documentation may be that of the error. True if there were any.
    bool redact_parameters(std::string& text) const
    {
        if (text.find_first_of("=%&\\") == text.npos) return false;  // of a parameter, however it is encoded
        std::vector<std::string> values;                             // which are not needed
        return detail::redact_parameters(text, parameters_, values);
    }
};

/// Redacts a text of any kind. A text that may be JSON with secret members is replaced as a whole, unless it is escaped
/// JSON that was a secret itself, such as a parameter. True if the text contained secrets.
inline bool redact_text(std::string& text, secrets const& hidden)
{
    bool is_named = text.find('{') != std::string::npos && hidden.may_be_named_in(text);
    bool const any = !is_named && hidden.redact(text);
    is_named = is_named || hidden.may_be_named_in(text, "{");
    if (is_named) text = redaction_mark;
    return any || is_named;
}

inline json_tree mark_in(std::string text)
{
    json_tree out(json_kind::string);
    out.text = std::move(text);
    return out;
}

/// Redacts a value: its decoded strings, and the values of secret members.
inline bool redact_values(json_tree& in, secrets const& hidden)
{
    bool any = false;
    if (in.what == json_kind::string) {
        any = hidden.redact_parameters(in.text);
        any = redact_text(in.text, hidden) || any;
    }
    if (auto digits = in.number.text; in.what == json_kind::number && redact_text(digits, hidden)) {
        in = mark_in(std::move(digits));
        any = true;
    }
    for (auto& e : in.elements) any = redact_values(e, hidden) || any;
    for (auto& [name, value] : in.members) {
        if (!hidden.is_secret(name, value)) {
            any = redact_text(name, hidden) || any;
            any = redact_values(value, hidden) || any;
        } else if (!value.is_null()) {
            value = mark_in(std::string(redaction_mark));
            any = true;
        }
    }
    return any;
}

/// Redacts a body and truncates it to `max_size` octets. A body that may contain secret members and cannot be read as
/// JSON is replaced as a whole.
inline void redact_body(std::string& body, secrets const& hidden, std::size_t max_size = std::string::npos)
{
    auto const cut = [&] { body.resize(std::min(body.size(), max_size)); };
    if (auto tree = read_tree(body)) {
        if (redact_values(*tree, hidden)) body = write_json(*tree);
    } else {
        bool const is_cut = body.size() > max_size;
        cut();
        if (hidden.may_be_named_in(body)) {
            body = redaction_mark;
        } else {
            hidden.redact_parameters(body);
            hidden.redact(body, is_cut);
        }
    }
    cut();
}

/// Redacts the header fields of a response, and removes those that exceed the limit of a failure.
inline void redact_headers(std::vector<header>& headers, secrets const& hidden)
{
    std::vector<header> kept;
    std::size_t bytes = 0;
    for (auto& field : headers) {
        if (kept.size() == max_failure_headers) break;
        auto const size = field.name.size() + field.value.size();
        if (size > max_failure_header_bytes - bytes) continue;
        bytes += size;
        if (hidden.is_secret(field))
            field.value = redaction_mark;
        else
            redact_text(field.value, hidden);
        kept.push_back(std::move(field));
    }
    headers = std::move(kept);
}

/// The values of the secret members of a request, which services may repeat.
inline std::vector<std::string> sensitive_values(std::string_view body, member_rule const& rule)
{
    std::vector<std::string> out;
    if (body.empty()) return out;
    auto const tree = read_written(body);
    if (!tree) return out;
    collect_secrets(*tree, rule, out);
    std::erase_if(out, [](std::string const& value) { return value.size() < min_secret_part; });
    collect_values(*tree, rule.sensitive, out);
    return out;
}

}  // namespace detail

}  // namespace descry
