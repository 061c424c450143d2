// operation: one verb of one resource as data, for the engine of calls and the emulator.
#pragma once

#include <descry/model/detail/typed_pointer.hpp>
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

namespace detail {

/// The entity tag in the objects of one type.
struct tag_access {
    value_type const* type = nullptr;  ///< Null if no object has one.
    std::string_view (*get)(void const* object) noexcept = nullptr;
    void (*set)(void* object, std::string_view tag) = nullptr;
    bool is_field = false;  ///< It is a `descry::etag`, the value of a header field.

    explicit constexpr operator bool() const noexcept { return type != nullptr; }
    /// True if objects of that type have the tag. The type may be null.
    constexpr bool is_in(value_type const* of) const noexcept { return type && type == of; }

    /// The tag of an object; empty for one of another type.
    std::string_view in(typed_const_pointer object) const noexcept
    {
        return object && is_in(object.type) ? get(object.object) : std::string_view();
    }
    /// Stores a tag, unless the object has another type.
    void store(typed_pointer object, std::string_view tag) const
    {
        if (object && is_in(object.type)) set(object.object, tag);
    }
};

}  // namespace detail

/// A declared verb of a resource. The pointers refer to static data.
struct operation {
    verb_kind verb;
    std::string_view method;
    path_table const* path;
    value_type const* request = nullptr;   ///< The model of the request; null without a body or model.
    value_type const* response = nullptr;  ///< The model of the response; null without a body or model.
    object_table const* query = nullptr;   ///< Null without a query.
    std::shared_ptr<void const> (*make_query)() = nullptr;  ///< Makes the default query; null without one.
    credential_kind needs;
    std::string_view accept{};        ///< The value of `Accept`.
    std::string_view content_type{};  ///< The media type of a model in the request.
    body_coding request_coding = body_coding::json;
    body_coding response_coding = body_coding::json;
    precondition condition = precondition::none;  ///< The precondition of the request.
    detail::tag_access tag{};                     ///< The entity tag of a state of the resource.
    detail::tag_access tag_of_request{};          ///< The entity tag of a request.
    /// The `descry::etag` of a response that is no state of the resource, such as a created one.
    detail::tag_access tag_of_response{};
    detail::member_path
        version{};  ///< The member of a state that the service compares with its own; empty without one.
    std::string_view version_parameter{};  ///< The parameter of the query with the version; empty if it is in the body.
    value_type const* state = nullptr;     ///< The type of a state with a version; null without one.
    std::span<std::string_view const> sensitive;  ///< The wire names of sensitive members.
    bool idempotent;  ///< True if the method is idempotent (RFC 9110, 9.2.2), without regard to its condition.
    std::span<declared_header const> headers;  ///< Header fields of the request.
    bool reads_after;     ///< A response without a state, or without its entity tag, is followed by a `read`.
    bool creates;         ///< The request creates the resource at its path if it does not exist.
    change_format sends;  ///< The content of the body of a change.
    operation const* read = nullptr;  ///< For a verb that changes the resource: the operation that reads it, or null.
    /// Makes an object for the response to `read`, where that has the entity tag of a state but is not the response to
    /// this operation; null otherwise.
    detail::typed_object (*make_state)() = nullptr;
    operation const* job = nullptr;  ///< For a verb that starts a job: the operation that reads its status; or null.
    bool result_is_at_location = false;  ///< The `Location` of a started job is that of its result, not of its status.

    /// The type of the states between which the operation changes the resource; null for one that has no such states.
    value_type const* changed() const noexcept { return state ? state : request; }

    /// The version, if it is in the body.
    detail::member_path version_in_body() const noexcept
    {
        return version_parameter.empty() ? version : detail::member_path();
    }
};

}  // namespace descry
