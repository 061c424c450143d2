// multipart_related: a body of several parts that belong together (multipart/related, RFC 2387).
#pragma once

#include <descry/client/detail/form_body.hpp>
#include <descry/client/detail/multipart_parts.hpp>
#include <descry/core/error.hpp>
#include <descry/http/detail/media_type.hpp>
#include <descry/json/options.hpp>
#include <descry/model/random_guid.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry {

/// A body for the `upload` of a resource that declares `upload_related`, as for files with a description: parts without
/// names, in the order in which they were added. The first is the root, which tells what the others are. It is encoded
/// when it is sent.
/// @code objects.upload(descry::multipart_related().json(about).file(content, "image/png")); @endcode
class multipart_related {
    std::vector<detail::unwritten_part> parts_;

public:
    static constexpr std::string_view media_type = "multipart/related";

    /// Adds a described model, written in the JSON style of the service. Failures do not show the values of its
    /// sensitive members.
    template <class Model>
    multipart_related& json(Model model)
    {
        parts_.push_back(detail::part_of_model({}, std::move(model)));
        return *this;
    }

    /// An invalid content type fails with `errc::unsafe_header` when the body is sent.
    multipart_related& file(std::string content, std::string content_type = "application/octet-stream")
    {
        parts_.push_back({{}, std::move(content_type), std::move(content)});
        return *this;
    }

    /// The encoded body, with a boundary that occurs in no part.
    result<detail::form_body> write(write_options const& options) const
    {
        std::string type(media_type);
        // RFC 2387, 3.1: the media type of the root.
        if (!parts_.empty()) ((type += "; type=\"") += detail::without_parameters(parts_.front().content_type)) += '"';
        return detail::write_parts(parts_, type, options, random_guid);
    }
};

}  // namespace descry
