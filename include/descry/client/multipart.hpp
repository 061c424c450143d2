// multipart: a form with files (multipart/form-data, RFC 7578), encoded as browsers encode it.
#pragma once

#include <descry/client/detail/form_body.hpp>
#include <descry/client/detail/multipart_parts.hpp>
#include <descry/core/detail/characters.hpp>
#include <descry/core/error.hpp>
#include <descry/http/percent.hpp>
#include <descry/json/options.hpp>
#include <descry/model/random_guid.hpp>

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

}  // namespace detail

/// A form for the `upload` of a resource that declares `upload`: fields, files and JSON, sent in the order in which
/// they were added. It is encoded when it is sent. Names may be any text in UTF-8.
class multipart {
    std::vector<detail::unwritten_part> parts_;

public:
    static constexpr std::string_view media_type = "multipart/form-data";

    multipart& field(std::string name, std::string value)
    {
        parts_.push_back({disposition(name), {}, std::move(value)});
        return *this;
    }

    /// An invalid content type fails with `errc::unsafe_header` when the form is sent.
    multipart& file(std::string name, std::string file_name, std::string content,
                    std::string content_type = "application/octet-stream")
    {
        auto head = disposition(name);
        detail::append_quoted(head += "; filename=", file_name);
        parts_.push_back({std::move(head), std::move(content_type), std::move(content)});
        return *this;
    }

    /// Adds a described model, written in the JSON style of the service. Failures do not show the values of its
    /// sensitive members.
    template <class Model>
    multipart& json(std::string name, Model model)
    {
        parts_.push_back(detail::part_of_model(disposition(name), std::move(model)));
        return *this;
    }

    /// The encoded form, with a boundary that occurs in no part.
    result<detail::form_body> write(write_options const& options) const
    {
        return detail::write_parts(parts_, media_type, options, random_guid);
    }

private:
    static std::string disposition(std::string_view name)
    {
        std::string out = "Content-Disposition: form-data; name=";
        detail::append_quoted(out, name);
        return out;
    }
};

}  // namespace descry
