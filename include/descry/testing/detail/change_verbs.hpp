// change_verbs: how an emulator carries out PUT, PATCH and DELETE.
#pragma once

#include <descry/http/detail/media_type.hpp>
#include <descry/testing/detail/emulated_service.hpp>
#include <descry/testing/detail/precondition.hpp>
#include <descry/testing/detail/replay.hpp>
#include <descry/testing/detail/spelling.hpp>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace descry::testing::detail {

/// A change that was prepared without a lock. It is made while nothing else changes, and gives the response; null, and
/// nothing changes, when the document has changed since, so that the change has to be prepared again. Throws `fault`.
/// Refers to the service and the call that it was prepared for.
using prepared_change = std::function<replayed_response()>;

/// Throws `fault` when a condition that the operation declares is missing (RFC 6585, 3). A document without an entity
/// tag needs none.
inline void check_is_conditional(emulated_call const& call, document const* stored)
{
    auto const check = [&](char const* name, char const* value) {
        if (find_header(call.message.headers, name).empty())
            throw fault(refusal::condition_missing,
                        std::string("The request needs an ") + name + " header with " + value + '.');
    };
    bool const has_tag = !stored || !stored->tag.empty();
    switch (call.what.op->condition) {
        case precondition::tag:
        case precondition::tag_if_present:
            if (has_tag) check("If-Match", "the resource's entity tag");
            return;
        case precondition::exists: return check("If-Match", "an asterisk");
        case precondition::absent: return check("If-None-Match", "an asterisk");
        case precondition::none: return;
    }
}

/// What the body of a change can get wrong by itself. It is checked first, what depends on the document last (RFC 9110,
/// 13.2.1).
inline void check_body(emulated_api const& api, emulated_call const& call)
{
    auto const type = find_header(call.message.headers, "Content-Type");
    bool const is_patch =
        call.what.op->verb == verb_kind::patch && descry::detail::is_media_type(type, "application/merge-patch+json");
    if (call.what.request && !is_patch && !descry::detail::is_media_type(type, "application/json"))
        throw fault(refusal::unsupported_media_type, "The body has to be declared as application/json.");
    check_spelling_of_body(api, call);
}

/// True when the request is to be carried out only if there is no document.
inline bool is_for_absent(emulated_call const& call)
{
    return joined_header(call.message.headers, "If-None-Match") == "*";
}

/// Throws `fault` when there is no document that could be changed, or by itself the request cannot change it.
inline void check_change(emulated_service const& service, emulated_call const& call, document const* stored)
{
    if (!stored) throw fault(refusal::unknown_key, "There is no such resource.");
    check_is_conditional(call, stored);
    check_body(service.api, call);
}

/// Throws `fault` when the document is not what `If-Match` and `If-None-Match` ask for.
inline void check_condition(emulated_call const& call, document const& stored)
{
    auto const if_match = joined_header(call.message.headers, "If-Match");
    if (!if_match.empty() && !if_match_holds(if_match, stored.tag))
        throw fault(refusal::stale_tag, "None of the entity tags in If-Match is the current one.");
    auto const if_none_match = joined_header(call.message.headers, "If-None-Match");
    if (!if_none_match.empty() && !if_none_match_holds(if_none_match, stored.tag))
        throw fault(refusal::stale_tag, "If-None-Match matches the resource as it is.");
}

/// The same of a request that does more than change the document at its place. Where there is none, the condition of an
/// action is that of the document which its place belongs to.
inline void check_condition_of_action(emulated_service const& service, emulated_call const& call)
{
    auto const& op = *call.what.op;
    bool const changes = op.verb == verb_kind::put || op.verb == verb_kind::patch || op.verb == verb_kind::remove;
    auto stored = service.documents.find(call.where, call.key);
    if (!stored && !changes && op.condition != precondition::none)
        stored = service.owner_document(call.where, call.key);
    check_is_conditional(call, stored.get());
    if (stored) check_condition(call, *stored);
}

/// What has to hold of other documents when an action is carried out, or something is made. Throws `fault`.
inline void check_is_allowed(emulated_service const& service, emulated_call const& call)
{
    service.check_owner(call.where, call.key);
    check_condition_of_action(service, call);
}

/// Stores a changed model in place of the document as it was found, and shows it if the operation does.
inline prepared_change store_changed(emulated_service& service, emulated_call const& call, document_ptr found,
                                     model_type const& model, any_object changed)
{
    bool const tagged = !found || !found->tag.empty();
    document state{.tag = tagged ? random_token() : std::string()};
    if (call.what.op->set_tag && tagged) call.what.op->set_tag(changed.get(), state.tag);
    state.content = write_value(*model.type, changed.get());
    auto out = represent(state, found ? 200 : 201);
    if (!call.what.answer) {
        std::erase_if(out.headers, [](header const& h) { return h.name == "Content-Type"; });
        out = {found ? 204u : 201u, std::move(out.headers), {}};
    }
    return [&service, &call, found = std::move(found), next = std::make_shared<document const>(std::move(state)),
            answer = std::make_shared<response const>(std::move(out))]() -> replayed_response {
        if (!found) service.check_owner(call.where, call.key);
        return service.documents.replace(call.where, call.key, found, next) ? answer : nullptr;
    };
}

/// PUT under the condition that there is no document: makes it.
inline prepared_change put_new_document(emulated_service& service, emulated_call const& call)
{
    service.check_owner(call.where, call.key);
    check_body(service.api, call);
    return store_changed(service, call, nullptr, call.what.request, read_body(call.what.request, call.message.body));
}

/// PUT: the body in place of the document. It makes none where there is none, unless the condition is that.
inline prepared_change replace_document(emulated_service& service, emulated_call const& call)
{
    auto const stored = service.documents.find(call.where, call.key);
    if (is_for_absent(call) && !stored) return put_new_document(service, call);
    check_change(service, call, stored.get());
    auto model = read_body(call.what.request, call.message.body);
    check_condition(call, *stored);
    if (stored->elements) throw fault(refusal::unknown_action, "The emulator was not told what the update does.");
    return store_changed(service, call, stored, call.what.request, std::move(model));
}

/// PATCH: the members of the body in place of the document's (RFC 7396).
inline prepared_change patch_document(emulated_service& service, emulated_call const& call)
{
    auto const stored = service.documents.find(call.where, call.key);
    check_change(service, call, stored.get());
    auto const patch = read_body(call.message.body);
    if (patch.what != json_kind::object) throw fault(refusal::malformed_body, "The body is no object.");
    check_condition(call, *stored);
    auto const* const resource = call.where.kept();
    if (!resource || stored->elements)
        throw fault(refusal::unknown_action, "The emulator was not told what the update does.");
    auto merged = read_own(stored->content);
    auto const as_stored = spelled(*resource->model.type, write_json(patch), casing::camel, [](auto&&...) {});
    merge_patch(merged, read_own(as_stored), service.api.null_in_patch == patched_null::removes);
    return store_changed(service, call, stored, resource->model, resource->model.read(write_json(merged)));
}

/// DELETE: the document and what is below it.
inline prepared_change remove_document(emulated_service& service, emulated_call const& call)
{
    auto const stored = service.documents.find(call.where, call.key);
    check_change(service, call, stored.get());
    check_condition(call, *stored);
    return [&service, &call, stored]() -> replayed_response {
        if (service.documents.find(call.where, call.key) != stored) return nullptr;
        service.documents.erase(call.where, call.key);
        return std::make_shared<response const>(response{204, {}, {}});
    };
}

}  // namespace descry::testing::detail
