// multipart: a form with files (multipart/form-data, RFC 7578), encoded as browsers encode it.
#pragma once

#include <descry/client/detail/form_body.hpp>
#include <descry/client/detail/secrets.hpp>
#include <descry/core/detail/characters.hpp>
#include <descry/core/error.hpp>
#include <descry/http/percent.hpp>
#include <descry/json/detail/writer.hpp>
#include <descry/json/options.hpp>
#include <descry/model/detail/field_table.hpp>
#include <descry/model/random_guid.hpp>
#include <descry/rest/detail/sensitive_names.hpp>

#include <algorithm>
#include <cstddef>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry {

namespace detail {

/// Appends a quoted name as HTML specifies ("multipart/form-data encoding algorithm"): quotes and line breaks are
/// percent-encoded. So are other control characters, and the backslash, which many recipients read as an escape (RFC
/// 9110, 5.6.4).
inline void append_quoted(std::string& out, std::string_view name)
{
    out += '"';
    for (char const& c : name)
        if (c == '"' || c == '\\' || is_control(c))
            append_percent_encoded(out, {&c, 1});
        else
            out += c;
    out += '"';
}

/// One encoded part of a form.
struct form_part {
    std::string head;  ///< Including the empty line that ends it.
    std::string_view content;
};

/// A boundary that occurs in none of the parts. `make` is called until it returns one.
inline std::string free_boundary(std::vector<form_part> const& parts, std::string (*make)())
{
    for (;;) {
        auto boundary = "descry-" + make();
        if (std::none_of(parts.begin(), parts.end(), [&](form_part const& p) {
                return p.head.find(boundary) != std::string::npos || p.content.find(boundary) != std::string::npos;
            }))
            return boundary;
    }
}

/// The parts, separated by the boundary (RFC 2046, 5.1.1).
inline form_body join_parts(std::vector<form_part> const& parts, std::string const& boundary)
{
    std::size_t size = boundary.size() + 8;
    for (auto const& p : parts) size += p.head.size() + p.content.size() + boundary.size() + 6;
    form_body out{"multipart/form-data; boundary=" + boundary};
    auto& octets = out.octets;
    octets.reserve(size);
    for (auto const& p : parts) (((((octets += "--") += boundary) += "\r\n") += p.head) += p.content) += "\r\n";
    ((octets += "--") += boundary) += "--\r\n";
    return out;
}

}  // namespace detail

/// A form for the `upload` of a resource: fields, files and JSON, sent in the order in which they were added. It is
/// encoded when it is sent. Names may be any text in UTF-8.
class multipart {
    // A model is written when the form is sent, in the JSON style of the service.
    struct part {
        std::string name, file_name, content_type, content;
        bool is_file = false;
        std::shared_ptr<void const> model{};
        value_type const* type = nullptr;
        std::span<std::string_view const> sensitive{};
    };

    std::vector<part> parts_;

public:
    multipart& field(std::string name, std::string value)
    {
        parts_.push_back({std::move(name), {}, {}, std::move(value)});
        return *this;
    }

    /// A content type with a control character fails with `errc::unsafe_header` when the form is sent.
    multipart& file(std::string name, std::string file_name, std::string content,
                    std::string content_type = "application/octet-stream")
    {
        parts_.push_back({std::move(name), std::move(file_name), std::move(content_type), std::move(content), true});
        return *this;
    }

    /// Adds a described model, written in the JSON style of the service. Failures do not show the values of its
    /// sensitive members.
    template <class Model>
    multipart& json(std::string name, Model model)
    {
        static constexpr value_type type = type_for<Model>();
        parts_.push_back({std::move(name),
                          {},
                          "application/json",
                          {},
                          false,
                          std::make_shared<Model const>(std::move(model)),
                          &type,
                          detail::sensitive_names<Model>});
        return *this;
    }

    /// The encoded form, with a boundary that occurs in no part.
    result<detail::form_body> write(write_options const& options) const
    {
        std::vector<detail::form_part> written;
        std::deque<std::string> texts;  // the texts of models
        std::vector<std::string> secrets;
        for (auto const& p : parts_) {
            auto head = head_of(p);
            if (!head) return head.error();
            written.push_back({std::move(*head), p.content});
            if (!p.type) continue;
            detail::writer json(texts.emplace_back(), options);
            if (!json.document(*p.type, p.model.get())) return json.error();
            written.back().content = texts.back();
            for (auto& value : detail::sensitive_values(texts.back(), p.sensitive)) secrets.push_back(std::move(value));
        }
        auto out = detail::join_parts(written, detail::free_boundary(written, random_guid));
        out.secrets = std::move(secrets);
        return out;
    }

private:
    static result<std::string> head_of(part const& p)
    {
        std::string out = "Content-Disposition: form-data; name=";
        detail::append_quoted(out, p.name);
        if (p.is_file) detail::append_quoted(out += "; filename=", p.file_name);
        if (detail::has_control(p.content_type))
            return failure(errc::unsafe_header, {.explanation = "the content type of a file"});
        if (!p.content_type.empty()) (out += "\r\nContent-Type: ") += p.content_type;
        return out += "\r\n\r\n";
    }
};

}  // namespace descry
