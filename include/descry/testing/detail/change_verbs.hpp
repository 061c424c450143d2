// change_verbs: the handling of PUT, PATCH and DELETE.
#pragma once

#include <descry/testing/detail/apply_json_patch.hpp>
#include <descry/testing/detail/apply_merge_patch.hpp>
#include <descry/testing/detail/coded_message.hpp>
#include <descry/testing/detail/emulated_service.hpp>
#include <descry/testing/detail/kept_key.hpp>
#include <descry/testing/detail/precondition.hpp>
#include <descry/testing/detail/replay.hpp>
#include <descry/testing/detail/spelling.hpp>
#include <descry/testing/detail/versions.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace descry::testing::detail {

/// A change that was prepared without a lock. A call makes the change while no other is made, and returns the response.
/// It returns null and changes nothing if the document was changed in the meantime; the change must then be prepared
/// again. Throws `fault`. Refers to the service and the call for which it was prepared.
using prepared_change = std::function<replayed_response()>;

/// True if the request is conditional on the absence of the document.
inline bool is_for_absent(emulated_call const& call)
{
    return joined_header(call.message.headers, "If-None-Match") == "*";
}

/// Throws `fault` if a condition that the operation requires is missing (RFC 6585, 3). A document without an entity tag
/// requires none.
inline void check_is_conditional(emulated_call const& call, document const* stored)
{
    auto const check = [&](char const* name, char const* value) {
        if (find_header(call.message.headers, name).empty())
            throw fault(refusal::condition_missing,
                        std::string("The request needs an ") + name + " header with " + value + '.');
    };
    bool const has_tag = !stored || !stored->tag.empty();
    if (stored && is_for_absent(call)) return;  // a condition, which does not hold
    switch (call.what.op->condition) {
        case precondition::tag:
        case precondition::tag_if_present:
            if (has_tag) check("If-Match", "the resource's entity tag");
            return;
        case precondition::exists: return check("If-Match", "an asterisk");
        case precondition::absent: return check("If-None-Match", "an asterisk");
        case precondition::in_body:
        case precondition::in_query:
        case precondition::none: return;
    }
}

/// Checks the body of a change independently of the document. This precedes the checks that depend on the document (RFC
/// 9110, 13.2.1).
inline void check_body(emulated_api const& api, emulated_call const& call)
{
    if (call.selected.is_file) return;  // any octets
    if (call.what.request) check_media_type(*call.what.op, call.message);
    check_spelling_of_body(api, call);
}

/// Throws `fault` if the document does not exist, or if the request is invalid independently of it.
inline void check_change(emulated_service const& service, emulated_call const& call, document const* stored)
{
    if (!stored) throw fault(refusal::unknown_key, "There is no such resource.");
    check_is_conditional(call, stored);
    check_body(service.api, call);
}

/// Throws `fault` if `If-Match` or `If-None-Match` does not hold for the document, or if a PUT or PATCH has another
/// version in its body, even one that needs none.
inline void check_condition(emulated_call const& call, document const& stored)
{
    auto const if_match = joined_header(call.message.headers, "If-Match");
    if (!if_match.empty() && !if_match_holds(if_match, stored.tag))
        throw fault(refusal::stale_tag, "None of the entity tags in If-Match is the current one.");
    auto const if_none_match = joined_header(call.message.headers, "If-None-Match");
    if (!if_none_match.empty() && !if_none_match_holds(if_none_match, stored.tag))
        throw fault(refusal::stale_tag, "If-None-Match matches the resource as it is.");
    auto const& op = *call.what.op;
    if (!op.version_parameter.empty())
        return check_version(op.version_parameter, op.version, call.query, stored.content);
    bool const has_state = descry::detail::traits_of(op.verb).updates;
    auto const version = has_state && op.request ? version_in_body(call.where, *op.request) : member_path();
    if (version.empty()) return;
    auto body = read_body(call.message.body);
    if (op.sends == change_format::json_patch) body = body_with_tested_version(body, version);
    check_version(version, !op.version_in_body().empty(), body, stored.content);
}

/// The same for a request that does more than change the document at its place. If that does not exist, the condition
/// of an action applies to the document to which its place belongs.
inline void check_condition_of_action(emulated_service const& service, emulated_call const& call)
{
    auto const& op = *call.what.op;
    bool const changes = descry::detail::traits_of(op.verb).changes();
    auto stored = service.documents.find(call.where, call.key, call.selected);
    if (!stored && !changes && op.condition != precondition::none)
        stored = service.owner_document(call.where, call.key);
    check_is_conditional(call, stored.get());
    if (stored) check_condition(call, *stored);
}

/// Checks the other documents on which an action or a creation depends. Throws `fault`.
inline void check_is_allowed(emulated_service const& service, emulated_call const& call)
{
    service.check_owner(call.where, call.key);
    check_condition_of_action(service, call);
}

/// Stores a changed model in place of the document that was found, and returns it if the operation has a response. One
/// that is followed by a read has neither state nor entity tag, unless the client prefers a representation (RFC 7240).
inline prepared_change store_changed(emulated_service& service, emulated_call const& call, document_ptr found,
                                     model_type const& model, any_object changed)
{
    bool const tagged = !found || !found->tag.empty();
    document state{.tag = tagged ? random_token() : std::string()};
    if (tagged) call.where.set_tag(*model.type, changed.get(), state.tag);
    state.content = write_value(*model.type, changed.get());
    if (auto const version = version_in(call.where, *model.type); !version.empty()) {
        auto const before = read_own(found ? found->content : "{}");
        state.content = with_next_version(state.content, version, find_version(before, version), random_token());
    }
    auto out = represent(state, found ? 200 : 201);
    auto const& op = *call.what.op;
    bool const is_read_after =
        op.reads_after &&
        find_header(call.message.headers, "Prefer").find("return=representation") == std::string::npos;
    if (!call.what.response || is_read_after) {
        std::erase_if(out.headers,
                      [&](header const& h) { return h.name == "Content-Type" || (is_read_after && h.name == "ETag"); });
        out = {found ? 204u : 201u, std::move(out.headers), {}};
    }
    return [&service, &call, before = std::move(found), next = std::make_shared<document const>(std::move(state)),
            sent = std::make_shared<response const>(std::move(out))]() -> replayed_response {
        if (!before) service.check_owner(call.where, call.key);
        return service.documents.replace(call.where, call.key, call.selected, before, next) ? sent : nullptr;
    };
}

/// Throws `fault` if a PUT cannot create a document.
inline void check_new(emulated_service const& service, emulated_call const& call)
{
    service.check_owner(call.where, call.key);
    check_body(service.api, call);
    if (!find_header(call.message.headers, "If-Match").empty())
        throw fault(refusal::stale_tag, "If-Match needs a resource, and there is none.");
}

/// PUT of a document that does not exist: creates it, with the id in its path.
inline prepared_change put_new_document(emulated_service& service, emulated_call const& call)
{
    auto const& type = call.what.request;
    auto model = read_body(type, call.message.body, service.of_requests());
    auto document = read_own(write_value(*type.type, model.get()));
    if (auto const version = version_in_body(call.where, *type.type);
        !version.empty() && find_version(document, version))
        throw fault(refusal::stale_version, "The body has the version of a resource, and there is none.");
    if (keep_key(service, key_members(call, type), nullptr, document))
        model = type.read(write_json(document), service.of_documents());
    return store_changed(service, call, nullptr, type, std::move(model));
}

/// PUT of a file: stores the body as it is.
inline prepared_change put_file(emulated_service& service, emulated_call const& call, document_ptr found)
{
    if (found) check_condition(call, *found);
    auto const& message = call.message;
    document file{message.body, random_token(), std::string(find_header(message.headers, "Content-Type"))};
    response sent{found ? 204u : 201u, {{"ETag", quoted_entity_tag(file.tag)}}, {}};
    return [&service, &call, before = std::move(found), next = std::make_shared<document const>(std::move(file)),
            out = std::make_shared<response const>(std::move(sent))]() -> replayed_response {
        if (!before) service.check_owner(call.where, call.key);
        return service.documents.replace(call.where, call.key, call.selected, before, next) ? out : nullptr;
    };
}

/// PUT: replaces the document by the body. Creates a document if that is declared, or on condition that there is none.
inline prepared_change replace_document(emulated_service& service, emulated_call const& call)
{
    auto const stored = service.documents.find_changed(call.where, call.key, call.selected);
    if (!stored && (is_for_absent(call) || call.what.op->creates)) {
        check_new(service, call);
        return call.selected.is_file ? put_file(service, call, nullptr) : put_new_document(service, call);
    }
    check_change(service, call, stored.get());
    if (call.selected.is_file) return put_file(service, call, stored);
    auto model = with_key_of_path(service, call, stored.get(), call.what.request,
                                  read_body(call.what.request, call.message.body, service.of_requests()));
    check_condition(call, *stored);
    if (stored->elements)
        throw fault(refusal::unknown_action, "The effect of the update is not defined in the emulator.");
    return store_changed(service, call, stored, call.what.request, std::move(model));
}

/// The document after a JSON Patch, whose paths have the names of the service.
inline any_object apply_json_patch(emulated_service const& service, model_type const& model, std::string const& content,
                                   any_json const& patch)
{
    auto state = read_own(in_spelling_of_service(service.api, *model.type, content));
    json_patch_target(state).apply(patch);
    auto how = service.of_documents();
    how.names = service.api.wire.body.names;
    return model.read(write_json(state), how);
}

/// The document after a merge patch (RFC 7396), or a strategic one.
inline any_object apply_merge_patch(emulated_service const& service, model_type const& model,
                                    std::string const& content, any_json const& patch, bool is_strategic)
{
    if (patch.what != json_kind::object) throw fault(refusal::malformed_body, "The body is no object.");
    auto merged = read_own(content);
    auto const exactly = service.api.wire.exact_names ? std::optional(service.api.wire.body.names) : std::nullopt;
    auto const as_stored = spelled(
        *model.type, write_json(patch), casing::camel, [](auto&&...) {}, exactly);
    merge_patch_target(service.api.null_in_patch == patched_null::removes, is_strategic)
        .merge(merged, read_own(as_stored), {model.type});
    return model.read(write_json(merged), service.of_documents());
}

/// PATCH: changes the document as the body tells.
inline prepared_change patch_document(emulated_service& service, emulated_call const& call)
{
    auto const selected = service.documents.representation_of(call.where, call.key, call.selected);
    auto const stored = service.documents.find_changed(call.where, call.key, selected);
    check_change(service, call, stored.get());
    auto const patch = read_body(call.message.body);
    check_condition(call, *stored);
    auto const* const resource = call.where.main_resource(selected);
    if (!resource || stored->elements)
        throw fault(refusal::unknown_action, "The effect of the update is not defined in the emulator.");
    auto const sends = call.what.op->sends;
    auto changed = sends == change_format::json_patch
                       ? apply_json_patch(service, resource->model, stored->content, patch)
                       : apply_merge_patch(service, resource->model, stored->content, patch,
                                           sends == change_format::strategic_merge);
    changed = with_key_of_path(service, call, stored.get(), resource->model, std::move(changed));
    return store_changed(service, call, stored, resource->model, std::move(changed));
}

/// DELETE: deletes the document and the documents below it.
inline prepared_change remove_document(emulated_service& service, emulated_call const& call)
{
    auto const stored = service.documents.find(call.where, call.key, call.selected);
    check_change(service, call, stored.get());
    check_condition(call, *stored);
    return [&service, &call, stored]() -> replayed_response {
        if (service.documents.find(call.where, call.key, call.selected) != stored) return nullptr;
        service.documents.erase(call.where, call.key);
        return std::make_shared<response const>(response{204, {}, {}});
    };
}

}  // namespace descry::testing::detail
