// exchange_redactor: requests and responses without secrets, so that they may be stored or shown.
#pragma once

#include <descry/client/detail/redact_parameters.hpp>
#include <descry/client/detail/secret_names.hpp>
#include <descry/client/detail/secrets.hpp>
#include <descry/http/detail/media_type.hpp>
#include <descry/http/message.hpp>
#include <descry/http/percent.hpp>
#include <descry/json/detail/utf8.hpp>
#include <descry/rest/detail/query_reader.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry {

namespace detail {

/// Names whose values are redacted in addition to those that are names of secrets.
struct redacted_names {
    std::vector<std::string_view> members{};     ///< Of JSON and of forms.
    std::vector<std::string_view> readable{};    ///< Of members of JSON that are not redacted because of their names.
    std::vector<std::string_view> headers{};     ///< Of requests and responses.
    std::vector<std::string_view> parameters{};  ///< Of URLs and forms.

    /// Those that the declarations of a request have.
    explicit redacted_names(request const& sent)
        : members(sent.sensitive.begin(), sent.sensitive.end()),
          readable(sent.readable_members.begin(), sent.readable_members.end()),
          headers(sent.secret_headers.begin(), sent.secret_headers.end()),
          parameters(secret_parameters.begin(), secret_parameters.end())
    {
    }

    /// The names of members are also those of parameters.
    std::vector<std::string_view> all_parameters() const
    {
        auto out = parameters;
        out.insert(out.end(), members.begin(), members.end());
        return out;
    }
};

/// A message without secrets.
struct redacted_message {
    std::string target{};  ///< Of a request.
    std::vector<header> headers{};
    std::string body{};
    bool is_omitted = false;  ///< The body is a file, of which `body` has only the size.
};

/// Redacts one exchange: fields with credentials, the values of names, and every other occurrence of a value that was
/// redacted before, in any encoding. What the names refer to must outlive this object.
class exchange_redactor {
public:
    /// `values` are redacted too.
    explicit exchange_redactor(redacted_names const& names, std::vector<std::string> values = {})
        : members_(names.members),
          readable_(names.readable),
          headers_(names.headers),
          parameters_(names.all_parameters()),
          values_(std::move(values))
    {
    }

    redacted_message request_of(request const& sent)
    {
        redacted_message out{.target = sent.target};
        redact_parameters(out.target, parameters_, values_);
        redact(out, sent.headers, sent.body, is_file(sent.body) || is_multipart(sent.headers), sent.body.size());
        return out;
    }

    redacted_message response_to(request const& sent, response const& in)
    {
        redacted_message out;
        bool const is_passed_on = in.taken || (sent.sink && in.status / 100 == 2);
        redact(out, in.headers, in.body, is_passed_on || is_file(in.body), in.body_size());
        return out;
    }

    /// Redacts the values in another text.
    void redact(std::string& text) const { redact_text(text, secrets(rule(), values_)); }

private:
    void redact(redacted_message& out, std::vector<header> const& headers, std::string const& body, bool is_omitted,
                std::uint64_t size)
    {
        out.headers = without_secrets(headers);
        out.is_omitted = is_omitted;
        bool const has_form = is_form(headers);
        if (is_omitted) {
            out.body = '[' + std::to_string(size) + " octets]";
        } else {
            out.body = body;
            if (has_form)
                out.body = form_without_secrets(body);
            else
                redact_parameters(out.body, parameters_, values_);
            for (auto& value : sensitive_values(body, rule())) values_.push_back(std::move(value));
        }
        secrets const hidden(rule(), values_);
        for (auto& field : out.headers) redact_text(field.value, hidden);
        if (!is_omitted) has_form ? void(hidden.redact(out.body)) : redact_body(out.body, hidden);
    }

    std::vector<header> without_secrets(std::vector<header> headers)
    {
        for (auto& h : headers) {
            if (is_secret_header(h.name, headers_)) {
                add_secrets_of_header(h, values_);
                h.value = redaction_mark;
            }
            redact_parameters(h.value, parameters_, values_);
        }
        return headers;
    }

    // Redacts the values of parameters, and those in URLs in other values. The redacted values are collected.
    std::string form_without_secrets(std::string_view text)
    {
        std::string out;
        for (query_reader in(text); in.next();) {
            if (!out.empty()) out += '&';
            auto const name = form_decode(std::string(in.name)).value_or("");
            if (!is_secret_parameter(name, parameters_)) {
                std::string parameter(in.parameter);
                redact_parameters(parameter, parameters_, values_);
                out += parameter;
                continue;
            }
            ((out += in.name) += '=') += redaction_mark;
            values_.push_back(form_decode(std::string(in.value)).value_or(std::string(in.value)));
        }
        return out;
    }

    member_rule rule() const { return {members_, readable_}; }

    static bool is_file(std::string const& text) { return !is_utf8(text); }

    static bool is_form(std::vector<header> const& headers)
    {
        return is_media_type(find_header(headers, "Content-Type"), "application/x-www-form-urlencoded");
    }

    static bool is_multipart(std::vector<header> const& headers)
    {
        return starts_with_ignoring_case(find_header(headers, "Content-Type"), "multipart/");
    }

    std::vector<std::string_view> members_, readable_, headers_, parameters_;
    std::vector<std::string> values_;
};

}  // namespace detail

}  // namespace descry
