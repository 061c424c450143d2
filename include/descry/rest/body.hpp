// body: the codings of the bodies of requests and responses, other than JSON.
#pragma once

#include <descry/core/fixed_string.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace descry {

/// In a verb: the resource's own model.
struct whole_model {};

/// The coding of a body.
enum class body_coding : std::uint8_t {
    of_service,  ///< As `service::requests` declares; JSON in responses.
    json,        ///< `application/json`, or the media type of the verb.
    form,        ///< `application/x-www-form-urlencoded`, see `form`.
    raw,         ///< A string, unchanged, see `text` and `octets`.
    lines,       ///< One JSON value a line, see `ndjson`.
};

/// In a verb: a request with the members of `Model` as a form (`application/x-www-form-urlencoded`). Nested values are
/// written in the styles of `service::form`, by default `items[0][price]`, `metadata[key]` and `expand[]`; `style_of`
/// of a member takes precedence. Null is written as an empty string; empty arrays and objects are omitted, except in a
/// patch of changes, where they are written so too. As a response, the model is read as JSON.
/// @code descry::create<descry::form<new_customer>, customer> @endcode
template <class Model = whole_model>
struct form {};

/// In a verb: a text, as a `std::string` that is sent or received unchanged. `MediaType` is the value of
/// `Content-Type`, or of `Accept`.
template <fixed_string MediaType = "text/plain; charset=utf-8">
struct text {};

/// In a verb: any octets, as a `std::string` that is sent or received unchanged. Large files are better sent by
/// `upload` and received by `download`.
template <fixed_string MediaType = "application/octet-stream">
struct octets {};

/// In a verb: JSON Lines, also called NDJSON, as a `std::vector<Element>`: one JSON value a line.
template <class Element, fixed_string MediaType = "application/x-ndjson">
struct ndjson {};

/// In `watch`: Server-Sent Events (`text/event-stream`; WHATWG HTML, 9.2), whose data is JSON of a `Data`, or a string
/// as it is with `events<text<>>`.
template <class Data>
struct events {};

namespace detail {

inline constexpr std::string_view form_media_type = "application/x-www-form-urlencoded";

/// The type of a body in C++ and its coding, for a body as it is declared in a verb of a resource of `Model`.
template <class Model, class Body>
struct declared_body {
    using type = Body;
    static constexpr body_coding coding = body_coding::of_service;
    static constexpr std::string_view media_type{};
};
template <class Model>
struct declared_body<Model, whole_model> : declared_body<Model, Model> {};
template <class Model, class Sent>
struct declared_body<Model, form<Sent>> : declared_body<Model, Sent> {
    static constexpr body_coding coding = body_coding::form;
    static constexpr std::string_view media_type = form_media_type;
};
template <class Model, fixed_string MediaType>
struct declared_body<Model, text<MediaType>> {
    using type = std::string;
    static constexpr body_coding coding = body_coding::raw;
    static constexpr std::string_view media_type = MediaType.view();
};
template <class Model, fixed_string MediaType>
struct declared_body<Model, octets<MediaType>> : declared_body<Model, text<MediaType>> {};
template <class Model, class Element, fixed_string MediaType>
struct declared_body<Model, ndjson<Element, MediaType>> {
    using type = std::vector<typename declared_body<Model, Element>::type>;
    static constexpr body_coding coding = body_coding::lines;
    static constexpr std::string_view media_type = MediaType.view();
};

}  // namespace detail

}  // namespace descry
