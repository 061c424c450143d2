// multipart_parts: the parts of a body with several, and their encoding (RFC 2046, 5.1).
#pragma once

#include <descry/client/detail/form_body.hpp>
#include <descry/client/detail/secrets.hpp>
#include <descry/core/detail/characters.hpp>
#include <descry/core/error.hpp>
#include <descry/http/detail/field_name.hpp>
#include <descry/http/detail/header_parameters.hpp>
#include <descry/json/detail/writer.hpp>
#include <descry/json/options.hpp>
#include <descry/model/detail/field_table.hpp>
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

/// One part before it is encoded. A model is written when the body is sent, in the JSON style of the service.
struct unwritten_part {
    std::string disposition{};  ///< The field `Content-Disposition`; empty without one.
    std::string content_type{};
    std::string content{};
    std::shared_ptr<void const> model{};
    value_type const* type = nullptr;  ///< Of the model; null without one.
    std::span<std::string_view const> sensitive{};
};

template <class Model>
unwritten_part part_of_model(std::string disposition, Model model)
{
    static constexpr value_type type = type_for<Model>();
    return {std::move(disposition), "application/json", {}, std::make_shared<Model const>(std::move(model)), &type,
            sensitive_names<Model>};
}

/// One encoded part.
struct written_part {
    std::string head;  ///< Including the empty line that ends it.
    std::string_view content;
};

/// A boundary that occurs in none of the parts. `make` is called until it returns one.
inline std::string free_boundary(std::vector<written_part> const& parts, std::string (*make)())
{
    for (;;) {
        auto boundary = "descry-" + make();
        if (std::none_of(parts.begin(), parts.end(), [&](written_part const& p) {
                return p.head.find(boundary) != std::string::npos || p.content.find(boundary) != std::string::npos;
            }))
            return boundary;
    }
}

/// The parts, separated by the boundary (RFC 2046, 5.1.1), as a body of that media type.
inline form_body join_parts(std::vector<written_part> const& parts, std::string_view media_type,
                            std::string const& boundary)
{
    std::size_t size = boundary.size() + 8;
    for (auto const& p : parts) size += p.head.size() + p.content.size() + boundary.size() + 6;
    form_body out{std::string(media_type) + "; boundary=" + boundary};
    auto& octets = out.octets;
    octets.reserve(size);
    for (auto const& p : parts) (((((octets += "--") += boundary) += "\r\n") += p.head) += p.content) += "\r\n";
    ((octets += "--") += boundary) += "--\r\n";
    return out;
}

/// True for a media type and a subtype, with or without parameters (RFC 9110, 8.3.1).
inline bool is_content_type(std::string_view field)
{
    auto const type = without_parameters(field);
    auto const slash = type.find('/');
    return slash != type.npos && is_token(type.substr(0, slash)) && is_token(type.substr(slash + 1)) &&
           !has_control(field);
}

/// The fields of a part.
inline result<std::string> head_of(unwritten_part const& p)
{
    if (!p.content_type.empty() && !is_content_type(p.content_type))
        return failure(errc::unsafe_header, {.explanation = "the content type of a file"});
    auto out = p.disposition;
    if (!out.empty()) out += "\r\n";
    if (!p.content_type.empty()) ((out += "Content-Type: ") += p.content_type) += "\r\n";
    return out += "\r\n";
}

/// The encoded body, with a boundary that occurs in no part.
inline result<form_body> write_parts(std::vector<unwritten_part> const& parts, std::string_view media_type,
                                     write_options const& options, std::string (*make_boundary)())
{
    std::vector<written_part> written;
    std::deque<std::string> texts;  // the texts of models
    std::vector<std::string> secrets;
    for (auto const& p : parts) {
        auto head = head_of(p);
        if (!head) return head.error();
        written.push_back({std::move(*head), p.content});
        if (!p.type) continue;
        writer json(texts.emplace_back(), options);
        if (!json.document(*p.type, p.model.get())) return json.error();
        written.back().content = texts.back();
        for (auto& value : sensitive_values(texts.back(), p.sensitive)) secrets.push_back(std::move(value));
    }
    auto out = join_parts(written, media_type, free_boundary(written, make_boundary));
    out.secrets = std::move(secrets);
    return out;
}

}  // namespace detail

}  // namespace descry
