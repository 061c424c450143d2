// change_verbs: how an emulator carries out PUT, PATCH and DELETE.
#pragma once

#include <descry/http/detail/media_type.hpp>
#include <descry/testing/detail/emulated_service.hpp>
#include <descry/testing/detail/precondition.hpp>
#include <descry/testing/detail/spelling.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace descry::testing {

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
    bool const is_patch = call.what.op->verb == verb_kind::patch && is_media_type(type, "application/merge-patch+json");
    if (call.what.request && !is_patch && !is_media_type(type, "application/json"))
        throw fault(refusal::unsupported_media_type, "The body has to be declared as application/json.");
    check_spelling_of_body(api, call);
}

/// True when the request is to be carried out only if there is no document.
inline bool is_for_absent(emulated_call const& call)
{
    return joined_header(call.message.headers, "If-None-Match") == "*";
}

/// The document that is changed. Throws `fault` when there is none.
inline document_ptr document_to_change(emulated_service const& service, emulated_call const& call)
{
    auto out = service.documents.find(call.where, call.key);
    if (!out) throw fault(refusal::unknown_key, "There is no such resource.");
    check_is_conditional(call, out.get());
    check_body(service.api, call);
    return out;
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

namespace detail {

/// Stores a changed model in place of the document, and shows it if the operation does.
inline response store_changed(emulated_service& service, emulated_call const& call, model_type const& model,
                              any_object changed, bool tagged)
{
    document state{.tag = tagged ? random_token() : std::string()};
    if (call.what.op->set_tag && tagged) call.what.op->set_tag(changed.get(), state.tag);
    state.content = write_value(*model.type, changed.get());
    service.documents.assign(call.where, call.key, state);
    auto out = represent(state);
    if (call.what.answer) return out;
    std::erase_if(out.headers, [](header const& h) { return h.name == "Content-Type"; });
    return {204, std::move(out.headers), {}};
}

}  // namespace detail

/// PUT under the condition that there is no document: makes it.
inline response put_new_document(emulated_service& service, emulated_call const& call)
{
    service.check_owner(call.where, call.key);
    check_body(service.api, call);
    auto model = read_body(call.what.request, call.message.body);
    auto out = detail::store_changed(service, call, call.what.request, std::move(model), true);
    out.status = 201;
    return out;
}

/// PUT: the body in place of the document. It makes none where there is none, unless the condition is that.
inline response replace_document(emulated_service& service, emulated_call const& call)
{
    if (is_for_absent(call) && !service.documents.find(call.where, call.key)) return put_new_document(service, call);
    auto const stored = document_to_change(service, call);
    auto model = read_body(call.what.request, call.message.body);
    check_condition(call, *stored);
    if (stored->elements) throw fault(refusal::unknown_action, "The emulator was not told what the update does.");
    return detail::store_changed(service, call, call.what.request, std::move(model), !stored->tag.empty());
}

/// PATCH: the members of the body in place of the document's (RFC 7396).
inline response patch_document(emulated_service& service, emulated_call const& call)
{
    auto const stored = document_to_change(service, call);
    auto const patch = read_body(call.message.body);
    if (patch.what != json_kind::object) throw fault(refusal::malformed_body, "The body is no object.");
    check_condition(call, *stored);
    auto const* const resource = call.where.kept();
    if (!resource || stored->elements)
        throw fault(refusal::unknown_action, "The emulator was not told what the update does.");
    auto merged = read_own(stored->content);
    auto const as_stored = detail::spelled(*resource->model.type, write_json(patch), casing::camel, [](auto&&...) {});
    merge_patch(merged, read_own(as_stored), service.api.null_in_patch == patched_null::removes);
    return detail::store_changed(service, call, resource->model, resource->model.read(write_json(merged)),
                                 !stored->tag.empty());
}

/// DELETE: the document and what is below it.
inline response remove_document(emulated_service& service, emulated_call const& call)
{
    check_condition(call, *document_to_change(service, call));
    service.documents.erase(call.where, call.key);
    return {204, {}, {}};
}

}  // namespace descry::testing
