// verb: what may be done to a resource.
#pragma once

#include <descry/core/fixed_string.hpp>
#include <descry/rest/condition.hpp>
#include <descry/rest/credential_kind.hpp>

#include <boost/describe/class.hpp>

#include <cstdint>
#include <string_view>
#include <type_traits>

namespace descry {

/// In a verb: the resource's own model.
struct whole_model {};

/// In a verb: no body. As the model of a resource: one that has none, such as a file.
struct nothing {};
BOOST_DESCRIBE_STRUCT(nothing, (), ())

/// What a verb does; each is called by a function of its own.
enum class verb_kind : std::uint8_t { get, put, patch, create, action, remove, exists, download, upload };

namespace detail {

/// What a verb says of itself unless it says otherwise.
struct verb {
    using condition = unconditional;
    using request = nothing;
    using response = nothing;
    using query = nothing;
    static constexpr credential_kind needs = credential_kind::any;
    static constexpr std::string_view accept = "application/json";
    static constexpr std::string_view content_type = "application/json";
    static constexpr bool idempotent = false;     // Sent twice it has the effect of once, whatever the condition.
    static constexpr bool sends_changes = false;  // The body is what differs from an earlier state.

    // True when it fits the model of a resource; otherwise it refuses that with one line.
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
    static constexpr bool idempotent = true;
};

/// Replaces the resource as a whole (RFC 9110, 9.3.4): an update. `Needs` is the only kind of credentials that the
/// service accepts for it, if there is only one.
template <class Condition = unconditional, credential_kind Needs = credential_kind::any>
struct put : detail::verb {
    using condition = Condition;
    using request = whole_model;
    using response = whole_model;
    static constexpr verb_kind kind = verb_kind::put;
    static constexpr std::string_view method = "PUT";
    static constexpr credential_kind needs = Needs;
};

/// Changes the resource (RFC 5789). The body holds the members that differ from the state before. Some services want
/// another media type for it: `descry::patch<descry::unconditional, "application/merge-patch+json">`.
template <class Condition = unconditional, fixed_string MediaType = "application/json">
struct patch : detail::verb {
    using condition = Condition;
    using request = whole_model;
    using response = whole_model;
    static constexpr verb_kind kind = verb_kind::patch;
    static constexpr std::string_view method = "PATCH";
    static constexpr std::string_view content_type = MediaType.view();
    static constexpr bool sends_changes = true;
};

/// The same for a service that wants every member in the body.
template <class Condition = unconditional, fixed_string MediaType = "application/json">
struct patch_whole : patch<Condition, MediaType> {
    static constexpr bool sends_changes = false;
};

/// Makes a new resource below this one (RFC 9110, 9.3.3). Repeated only under the request id that the service knows it
/// by.
template <class Request = whole_model, class Response = Request>
struct create : detail::verb {
    using request = Request;
    using response = Response;
    static constexpr verb_kind kind = verb_kind::create;
    static constexpr std::string_view method = "POST";
};

/// Any other POST: an action, or a question whose arguments are too large for a query. With another method, such as
/// `PUT`, a change whose model is not that of the resource; repeated as a POST is.
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
    static constexpr bool idempotent = true;
};

/// Asks whether the resource exists (HEAD; RFC 9110, 9.3.2): 404 is an answer, not a failure.
struct exists : detail::verb {
    static constexpr verb_kind kind = verb_kind::exists;
    static constexpr std::string_view method = "HEAD";
    static constexpr bool idempotent = true;
};

/// Reads a file, piece by piece, that is of no model.
template <fixed_string MediaType = "*/*">
struct download : detail::verb {
    static constexpr verb_kind kind = verb_kind::download;
    static constexpr std::string_view method = "GET";
    static constexpr std::string_view accept = MediaType.view();
    static constexpr bool idempotent = true;
};

/// Sends files as a form (RFC 7578).
template <class Response = whole_model>
struct upload : detail::verb {
    using response = Response;
    static constexpr verb_kind kind = verb_kind::upload;
    static constexpr std::string_view method = "POST";
};

/// The verb, accepted by the service with one kind of credentials only.
template <class Verb, credential_kind Needs>
struct needing : Verb {
    static constexpr credential_kind needs = Needs;
};

/// The verb, carried out under a condition: `with_condition<action<loan>, if_match<&book::tag>>`. The entity tag is
/// that of the request's model if the condition's chain of members fits that, or else that of a state of the resource,
/// which `bound::for_state` is given.
template <class Verb, class Condition>
struct with_condition : Verb {
    using condition = Condition;
};

/// The verb, with the members of `Query`, a described struct, after the path. Those that are optional and empty are
/// left out.
template <class Verb, class Query>
struct with_query : Verb {
    using query = Query;
};

}  // namespace descry
