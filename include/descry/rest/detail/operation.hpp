// operation: one verb of one resource, as data. What the call engine and the emulator know of a declaration.
#pragma once

#include <descry/model/detail/value_type.hpp>
#include <descry/rest/credential_kind.hpp>
#include <descry/rest/path.hpp>
#include <descry/rest/verb.hpp>

#include <memory>
#include <span>
#include <string_view>

namespace descry {

/// What `resource` makes of each declared verb. Its pointers are to static data.
struct operation {
    verb_kind verb;
    std::string_view method;
    path_table const* path;
    value_type const* request;                    ///< What is sent; null: no body, or one of no model.
    value_type const* response;                   ///< What is answered; null: nothing, or nothing of a model.
    object_table const* query;                    ///< Null without one.
    std::shared_ptr<void const> (*make_query)();  ///< That of a call which is given none; null without one.
    credential_kind needs;
    std::string_view accept;                              ///< The media type asked for.
    std::string_view content_type;                        ///< That of a model in the request.
    precondition condition;                               ///< What its request carries.
    std::string_view (*tag)(void const* state) noexcept;  ///< The entity tag of a state; null where none has one.
    void (*set_tag)(void* state, std::string_view tag);   ///< Puts one into a state; null where none has one.
    std::string_view (*tag_of_request)(void const* request) noexcept;  ///< That of what is sent; null if it has none.
    std::span<std::string_view const> sensitive;                       ///< The wire names of what must not be shown.
    bool idempotent;        ///< Sent twice it has the effect of once, whatever its condition.
    bool sends_changes;     ///< The body is what differs from an earlier state.
    bool shows_state;       ///< The answer is a state of the resource.
    operation const* read;  ///< Of what changes the resource: what reads it; null without one.
    operation const* job;   ///< Of what starts a job: what reads its status; null otherwise.
};

}  // namespace descry
