// operation: one verb of one resource as data, for the engine of calls and the emulator.
#pragma once

#include <descry/model/detail/value_type.hpp>
#include <descry/rest/credential_kind.hpp>
#include <descry/rest/detail/member_path.hpp>
#include <descry/rest/detail/verb_traits.hpp>
#include <descry/rest/path.hpp>
#include <descry/rest/verb.hpp>

#include <memory>
#include <span>
#include <string_view>

namespace descry {

/// A declared verb of a resource. The pointers refer to static data.
struct operation {
    verb_kind verb;
    std::string_view method;
    path_table const* path;
    value_type const* request;                    ///< The model of the request; null without a body or model.
    value_type const* response;                   ///< The model of the response; null without a body or model.
    object_table const* query;                    ///< Null without a query.
    std::shared_ptr<void const> (*make_query)();  ///< Makes the default query; null without one.
    credential_kind needs;
    std::string_view accept;        ///< The value of `Accept`.
    std::string_view content_type;  ///< The media type of a model in the request.
    body_coding request_coding;
    body_coding response_coding;
    precondition condition;                               ///< The precondition of the request.
    std::string_view (*tag)(void const* state) noexcept;  ///< Returns the entity tag of a state; null if it has none.
    void (*set_tag)(void* state, std::string_view tag);   ///< Stores an entity tag in a state; null if it has none.
    /// Returns the entity tag of a request; null if it has none.
    std::string_view (*tag_of_request)(void const* request) noexcept;
    bool request_tag_is_field;  ///< The entity tag of a request is a `descry::etag`, the value of a header field.
    bool tag_is_field;          ///< The same for the entity tag of a state.
    /// For a response that is no state of the resource, such as a created one: stores its entity tag; null if it has no
    /// `descry::etag`.
    void (*set_tag_of_response)(void* response, std::string_view tag);
    detail::member_path version;  ///< The member of a state that the service compares with its own; empty without one.
    std::string_view version_parameter;  ///< The parameter of the query with the version; empty if it is in the body.
    value_type const* state;             ///< The type of a state with a version; null without one.
    std::span<std::string_view const> sensitive;  ///< The wire names of sensitive members.
    bool idempotent;  ///< True if the method is idempotent (RFC 9110, 9.2.2), without regard to its condition.
    std::span<declared_header const> headers;  ///< Header fields of the request.
    bool reads_after;            ///< A response without a state, or without its entity tag, is followed by a `read`.
    bool creates;                ///< The request creates the resource at its path if it does not exist.
    change_format sends;         ///< The content of the body of a change.
    bool shows_state;            ///< The response is a state of the resource.
    operation const* read;       ///< For a verb that changes the resource: the operation that reads it, or null.
    operation const* job;        ///< For a verb that starts a job: the operation that reads its status; null otherwise.
    bool result_is_at_location;  ///< The `Location` of a started job is that of its result, not of its status.

    /// The version, if it is in the body.
    detail::member_path version_in_body() const noexcept
    {
        return version_parameter.empty() ? version : detail::member_path();
    }
};

}  // namespace descry
