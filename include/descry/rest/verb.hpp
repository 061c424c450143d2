// verb: the verbs of a resource.
#pragma once

#include <descry/core/fixed_string.hpp>
#include <descry/rest/body.hpp>
#include <descry/rest/condition.hpp>
#include <descry/rest/credential_kind.hpp>

#include <boost/describe/class.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace descry {

/// In a verb: no body. As the model of a resource: no model, as for a file.
struct nothing {};
BOOST_DESCRIBE_STRUCT(nothing, (), ())

/// The kinds of verbs, one for each function of `bound`.
enum class verb_kind : std::uint8_t { get, put, patch, create, action, remove, exists, download, upload, watch };

/// The content of the body of a change.
enum class change_format : std::uint8_t {
    whole,            ///< The state after the change.
    merge_patch,      ///< The members that differ from an earlier state, as a JSON merge patch (RFC 7396).
    json_patch,       ///< The operations that lead from an earlier state to the later one (RFC 6902).
    strategic_merge,  ///< The members and elements that differ, as a strategic merge patch of Kubernetes.
};

/// A header field that the declaration of a verb adds to its requests.
struct declared_header {
    std::string_view name, value;
};

namespace detail {

/// True for a format that is always JSON, and has a media type of its own.
constexpr bool has_own_media_type(change_format format) noexcept
{
    return format == change_format::json_patch || format == change_format::strategic_merge;
}

/// In place of the query of a read after a change: that of the change.
struct query_of_change {};

/// The base of verbs, with defaults for their properties.
struct verb {
    using condition = unconditional;
    using request = nothing;
    using response = nothing;
    using query = nothing;
    static constexpr credential_kind needs = credential_kind::any;
    static constexpr std::string_view accept = "application/json";
    static constexpr std::string_view content_type = "application/json";
    static constexpr bool is_idempotent = false;  // RFC 9110, 9.2.2; without regard to the condition.
    static constexpr auto sends = change_format::whole;
    static constexpr bool reads_after = false;  // A response without a state is followed by a GET.
    using query_after = query_of_change;        // The query of that GET.
    static constexpr bool creates = false;      // Creates the resource if it does not exist.
    static constexpr std::array<declared_header, 0> headers{};

    // True if the verb is valid for the model of a resource. Otherwise fails the compilation with one line.
    template <class Model, class Query>
    static consteval bool check()
    {
        return true;
    }
};

}  // namespace detail

/// Reads the resource (RFC 9110, 9.3.1).
struct get : detail::verb {
    using response = whole_model;
    static constexpr verb_kind kind = verb_kind::get;
    static constexpr std::string_view method = "GET";
    static constexpr bool is_idempotent = true;
};

/// Replaces the resource (RFC 9110, 9.3.4). `Needs` is the kind of credentials that the service requires.
template <class Condition = unconditional, credential_kind Needs = credential_kind::any>
struct put : detail::verb {
    using condition = Condition;
    using request = whole_model;
    using response = whole_model;
    static constexpr verb_kind kind = verb_kind::put;
    static constexpr std::string_view method = "PUT";
    static constexpr credential_kind needs = Needs;
};

/// Changes the resource (RFC 5789). The body has the members that differ from an earlier state. `MediaType` is the
/// media type of the body, such as `application/merge-patch+json` (RFC 7396).
template <class Condition = unconditional, fixed_string MediaType = "application/json">
struct patch : detail::verb {
    using condition = Condition;
    using request = whole_model;
    using response = whole_model;
    static constexpr verb_kind kind = verb_kind::patch;
    static constexpr std::string_view method = "PATCH";
    static constexpr std::string_view content_type = MediaType.view();
    static constexpr auto sends = change_format::merge_patch;
};

/// Like `patch`, with all members in the body.
template <class Condition = unconditional, fixed_string MediaType = "application/json">
struct patch_whole : patch<Condition, MediaType> {
    static constexpr auto sends = change_format::whole;
};

/// Like `patch`, with a JSON Patch as body (RFC 6902, `application/json-patch+json`), made of the difference from an
/// earlier state by `json_patch_of`. It can set a member that was absent to `null`, and changes single elements of
/// arrays. Under `always`, it begins with a `test` of the version.
template <class Condition = unconditional>
struct json_patch : patch<Condition, "application/json-patch+json"> {
    static constexpr auto sends = change_format::json_patch;
};

/// Like `patch`, with a strategic merge patch as body, as Kubernetes defines it
/// (`application/strategic-merge-patch+json`), see `strategic_changes` and `merge_key`.
template <class Condition = unconditional>
struct strategic_merge : patch<Condition, "application/strategic-merge-patch+json"> {
    static constexpr auto sends = change_format::strategic_merge;
};

/// Creates a subordinate resource (RFC 9110, 9.3.3). Retried only if the service recognizes the request by its id or
/// its idempotency key, or refused it because of the rate of calls.
template <class Request = whole_model, class Response = Request>
struct create : detail::verb {
    using request = Request;
    using response = Response;
    static constexpr verb_kind kind = verb_kind::create;
    static constexpr std::string_view method = "POST";
};

/// Another POST: an action, or a read with arguments that are too large for a query. With another method, such as
/// `PUT`, a change with a model other than that of the resource. Retried under the conditions of `create`.
template <class Request = nothing, class Response = whole_model, fixed_string Method = "POST">
struct action : detail::verb {
    using request = Request;
    using response = Response;
    static constexpr verb_kind kind = verb_kind::action;
    static constexpr std::string_view method = Method.view();
};

/// Removes the resource (RFC 9110, 9.3.5).
template <class Condition = unconditional>
struct remove : detail::verb {
    using condition = Condition;
    static constexpr verb_kind kind = verb_kind::remove;
    static constexpr std::string_view method = "DELETE";
    static constexpr bool is_idempotent = true;
};

/// Determines whether the resource exists (HEAD; RFC 9110, 9.3.2). Status 404 is a result, not a failure.
struct exists : detail::verb {
    static constexpr verb_kind kind = verb_kind::exists;
    static constexpr std::string_view method = "HEAD";
    static constexpr bool is_idempotent = true;
};

/// Downloads a file, in pieces and without a model.
template <fixed_string MediaType = "*/*">
struct download : detail::verb {
    static constexpr verb_kind kind = verb_kind::download;
    static constexpr std::string_view method = "GET";
    static constexpr std::string_view accept = MediaType.view();
    static constexpr bool is_idempotent = true;
};

namespace detail {

// The elements of a stream, for an element as it is declared in `watch`.
template <class Element>
struct watched {
    using type = Element;
    static constexpr std::string_view accept = verb::accept;
    static constexpr bool has_events = false;
};
template <class Element, fixed_string MediaType>
struct watched<ndjson<Element, MediaType>> : watched<Element> {
    static constexpr std::string_view accept = MediaType.view();
};
template <class Data>
struct watched<events<Data>> : watched<Data> {
    static constexpr std::string_view accept = "text/event-stream";
    static constexpr bool has_events = true;
};

}  // namespace detail

/// Reads a streamed response, whose values arrive one after the other, as a `stream` of
/// `<descry/client/stream.hpp>`. `Element` is the type of a line, which is one JSON value: `watch<pod_event>` requests
/// `application/json`, as Kubernetes sends it, `watch<ndjson<pod_event>>` JSON Lines, and `watch<events<message>>`
/// Server-Sent Events. GET; or POST if there is a request, which is retried under the conditions of `create`.
template <class Element = whole_model, class Request = nothing>
struct watch : detail::verb {
    using request = Request;
    using response = typename detail::watched<Element>::type;
    static constexpr verb_kind kind = verb_kind::watch;
    static constexpr bool is_idempotent = std::is_same_v<Request, nothing>;
    static constexpr std::string_view method = is_idempotent ? "GET" : "POST";
    static constexpr std::string_view accept = detail::watched<Element>::accept;
    static constexpr bool has_events = detail::watched<Element>::has_events;
};

/// Uploads files as a form (`multipart/form-data`; RFC 7578), with POST or another method.
template <class Response = whole_model, fixed_string Method = "POST">
struct upload : detail::verb {
    using response = Response;
    static constexpr verb_kind kind = verb_kind::upload;
    static constexpr std::string_view method = Method.view();
    static constexpr std::string_view content_type = "multipart/form-data";
};

/// Uploads files with a description (`multipart/related`; RFC 2387), with POST or another method.
template <class Response = whole_model, fixed_string Method = "POST">
struct upload_related : upload<Response, Method> {
    static constexpr std::string_view content_type = "multipart/related";
};

/// `Verb`, which requires credentials of the kind `Needs`.
template <class Verb, credential_kind Needs>
struct needing : Verb {
    static constexpr credential_kind needs = Needs;
};

/// `Verb`, an `action` or a `create`, that the service carries out again without harm, such as a search. It is retried
/// like a `get`, under the conditions of an idempotent method (RFC 9110, 9.2.2).
template <class Verb>
struct idempotent : Verb {
    static constexpr bool is_idempotent = true;
};

/// `Verb` with a precondition: `with_condition<action<loan>, if_match<&book::tag>>`. The entity tag is taken from the
/// model of the request if the chain of members begins there, otherwise from the state passed to `bound::for_state`.
template <class Verb, class Condition>
struct with_condition : Verb {
    using condition = Condition;
};

/// `Verb` with a header field in its requests, such as `with_header<get, "Accept", "application/vnd.github.raw+json">`
/// or `with_header<put<>, "Prefer", "return=representation">` (RFC 7240). It replaces a field of descry or of the
/// client with the same name; `call_options::headers` replace it. May be applied several times.
template <class Verb, fixed_string Name, fixed_string Value>
struct with_header : Verb {
    static constexpr auto headers = [] {
        std::array<declared_header, Verb::headers.size() + 1> out{};
        for (std::size_t i = 0; i != Verb::headers.size(); ++i) out[i] = Verb::headers[i];
        out.back() = {Name.view(), Value.view()};
        return out;
    }();
};

/// `Verb` with another method, such as `with_method<patch<>, "POST">` for a service that changes a resource by a POST
/// of the members that differ. Otherwise it remains `Verb`, also in what is retried; a POST has an idempotency key.
/// Methods are case-sensitive (RFC 9110, 9.1): `post` in place of `POST` does not compile.
template <class Verb, fixed_string Method>
struct with_method : Verb {
    static constexpr std::string_view method = Method.view();
};

/// A `put` or `patch` after which the resource is read if the response has no state, or a state without the entity tag
/// that the next change requires: for services that answer a change with 204. The read is part of the same call, within
/// its time limit. If it fails, the change was carried out nevertheless, and the failure has `maybe_done`. `Query` is
/// the query of the `get` of the resource, where it is not that of the change; `nothing` if it has none. Such a read
/// has the parameters of the change that `Query` has too, and a default-constructed `Query` for the others.
template <class Verb, class Query = detail::query_of_change>
struct then_read : Verb {
    static constexpr bool reads_after = true;
    using query_after = Query;
};

/// A `put` that creates the resource if it does not exist, without a precondition: `or_create<put<>>`. The response is
/// then 201 (RFC 9110, 9.3.4), which an emulator does. A call does not differ from that of the `put` alone.
template <class Verb>
struct or_create : Verb {
    static constexpr bool creates = true;
};

/// `Verb` with the members of `Query`, a described struct, as query of the target. Optional members that are empty are
/// omitted.
template <class Verb, class Query>
struct with_query : Verb {
    using query = Query;
};

/// `Verb`, whose request has another body: a model, or one of the codings of `body.hpp`. A call takes the corresponding
/// type: `with_request<put<>, form<>>` takes the resource's model, `with_request<put<>, text<"text/markdown">>` a
/// string.
template <class Verb, class Body>
struct with_request : Verb {
    using request = Body;
};

/// `Verb`, whose response has another body: `with_response<get, text<>>` returns a string, `with_response<get,
/// ndjson<event>>` a `std::vector<event>`.
template <class Verb, class Body>
struct with_response : Verb {
    using response = Body;
};

}  // namespace descry
