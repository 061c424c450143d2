// request_body: the content of a request, made of a model in the coding of the operation.
#pragma once

#include <descry/client/detail/call_environment.hpp>
#include <descry/client/detail/call_failure.hpp>
#include <descry/client/detail/form_body.hpp>
#include <descry/client/detail/prepared_call.hpp>
#include <descry/client/detail/secrets.hpp>
#include <descry/core/error.hpp>
#include <descry/core/naming.hpp>
#include <descry/http/message.hpp>
#include <descry/json/detail/writer.hpp>
#include <descry/model/detail/typed_pointer.hpp>
#include <descry/rest/body.hpp>
#include <descry/rest/changes.hpp>
#include <descry/rest/detail/operation.hpp>
#include <descry/rest/detail/parameter_writer.hpp>
#include <descry/rest/detail/value_at.hpp>
#include <descry/rest/json_patch.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry {

namespace detail {

/// A value as JSON in the style of the service.
inline result<std::string> write_value(call_context const& context, operation const& op, typed_const_pointer value)
{
    std::string out;
    writer json(out, context.api.body);
    if (!json.document(*value.type, value.object)) return refuse_call(op, json.error());
    return out;
}

/// The parts of the state before a change that its request needs, in the style of the service; others are empty.
struct state_before {
    std::string json{};     ///< The state, for a change that is made of the difference, or has the version in its body.
    std::string version{};  ///< The version as JSON, for a condition in the query.
};

/// The version in a state as JSON; empty if it is absent.
inline result<std::string> write_version(call_context const& context, operation const& op, typed_const_pointer state)
{
    auto at = state.if_of(op.changed());
    for (auto const& step : op.version) {
        if (!at) break;
        auto const& member = step.table->fields[step.number];
        at = {&member.type, member_at(const_cast<void*>(at.object), *step.table, member.address)};
        while (at && may_be_absent(at.type->what)) at = {&at.type->optional->value, at.type->optional->get(at.object)};
    }
    return at ? write_value(context, op, at) : result<std::string>(std::string());
}

/// True for a change whose request is made of the state before it.
inline bool is_made_of_state(operation const& op, bool is_followed = false) noexcept
{
    return op.sends != change_format::whole || !op.version_in_body().empty() || is_followed;
}

/// The parts of a state that the request of a change needs.
inline result<state_before> write_state(call_context const& context, operation const& op, typed_const_pointer state,
                                        bool needs_json)
{
    state_before out;
    if (needs_json) {
        auto json = write_value(context, op, state);
        if (!json) return json.error();
        out.json = std::move(*json);
    }
    if (!op.version_parameter.empty()) {
        auto version = write_version(context, op, state);
        if (!version) return version.error();
        out.version = std::move(*version);
    }
    return out;
}

/// The failure for a version that a state does not have.
inline failure no_version(operation const& op)
{
    return refuse_call(op, errc::missing_etag, "the resource carries no version; read it before changing it");
}

/// True for a version that a service can compare with its own.
inline bool is_version(json_tree const* value)
{
    return value && !value->is_null() && (value->what != json_kind::string || !value->text.empty());
}

/// Adds a body with its media type, and the secrets in it.
inline void add_body(prepared_call& call, form_body&& body)
{
    call.message.body = std::move(body.octets);
    call.message.secrets = std::move(body.secrets);
    if (!body.content_type.empty()) set_header(call.message.headers, {"Content-Type", std::move(body.content_type)});
}

/// Gives the state `after` the version of the state `before`, if the operation compares versions of bodies. If `before`
/// is null, it is the state itself. True if `after` has changed.
inline result<bool> keep_version(call_context const& context, operation const& op, json_tree& after,
                                 json_tree const* before)
{
    if (op.version_in_body().empty()) return false;
    auto const* const version = find_at(before ? *before : after, op.version, context.api.body.names);
    if (!is_version(version)) return no_version(op);
    if (before) set_at(after, op.version, context.api.body.names, *version);
    return before != nullptr;
}

/// A model, or what has changed in it, in JSON, as the octets of another coding.
inline result<std::string> encode_body(call_context const& context, operation const& op, body_coding coding,
                                       std::string const& json, bool is_change)
{
    auto const tree = read_written(json);
    if (!tree) return refuse_call(op, tree.error());
    std::string out;
    if (coding == body_coding::lines) {
        for (auto const& element : tree->elements) (out += write_json(element)) += '\n';
        return out;
    }
    parameter_writer form(out, context.api.form, is_change ? parameter_place::form_of_changes : parameter_place::form);
    if (auto done = form.members(*tree, op.request, parameter_style::of_service); !done) {
        auto details = done.error().details();
        details.explanation = "the form " + details.explanation;
        return refuse_call(op, done.error().with(std::move(details)));
    }
    return out;
}

/// Adds the model as a body in another coding than JSON, and keeps its JSON.
inline result<void> add_coded_model(call_context const& context, prepared_call& call, body_coding coding,
                                    std::string&& json, form_body&& body)
{
    auto const& op = *call.op;
    bool const is_change = !body.octets.empty();
    auto octets = encode_body(context, op, coding, is_change ? body.octets : json, is_change);
    if (!octets) return octets.error();
    if (call.changes.empty()) call.changes = is_change ? std::move(body.octets) : json;
    body.secrets = sensitive_values(json, members_of(call));
    body.octets = std::move(*octets);
    body.content_type = coding == body_coding::form ? form_media_type : op.content_type;
    call.full = std::move(json);
    add_body(call, std::move(body));
    return {};
}

/// Stores the difference of two states as the body of a PATCH, and of a followed change with another body as a merge
/// patch in `call.changes`. A merge patch has the version even if it does not change.
inline void add_changes(call_context const& context, prepared_call& call, json_tree const& before,
                        json_tree const& after, form_body& body, bool is_followed)
{
    auto const& op = *call.op;
    auto const names = context.api.body.names;
    auto const merge_patch = [&](bool is_strategic) {
        auto out = change_finder(names, is_strategic).changes(before, after, {op.request});
        if (!op.version_in_body().empty())
            if (auto const* const kept = find_at(after, op.version, names)) set_at(out, op.version, names, *kept);
        return write_json(out);
    };
    if (op.sends == change_format::merge_patch)
        body.octets = merge_patch(false);
    else if (is_followed)
        call.changes = merge_patch(false);
    if (op.sends == change_format::strategic_merge) body.octets = merge_patch(true);
    if (op.sends == change_format::json_patch)
        body.octets = write_json(json_patch_of(before, after, op.version_in_body(), names));
}

/// Adds the model as the body. The body of a PATCH is the difference from the state `before`, as JSON; if `before` is
/// empty, the whole model. With `is_followed`, the caller polls for the change.
inline result<void> add_model(call_context const& context, prepared_call& call, typed_const_pointer model,
                              std::string_view before, bool is_followed = false)
{
    auto const& op = *call.op;
    auto const coding = context.api.coding_of(op.request_coding);
    form_body body;
    if (coding == body_coding::raw && model.type->what == kind::string) {
        body.octets = *static_cast<std::string const*>(model.object);
        body.content_type = op.content_type;
        add_body(call, std::move(body));
        return {};
    }
    auto written = write_value(context, op, model);
    if (!written) return written.error();
    bool const is_compared = !before.empty() && (op.sends != change_format::whole || is_followed);
    if (is_compared || !op.version_in_body().empty()) {
        auto is = read_written(*written);
        if (!is) return refuse_call(op, is.error());
        auto const was = before.empty() ? result<json_tree>(json_tree()) : read_written(before);
        if (!was) return refuse_call(op, was.error());
        auto const kept = keep_version(context, op, *is, before.empty() ? nullptr : &*was);
        if (!kept) return kept.error();
        if (*kept) *written = write_json(*is);
        if (is_compared) add_changes(context, call, *was, *is, body, is_followed);
    }
    if (is_compared && op.sends == change_format::json_patch)
        body.secrets = sensitive_values(*written, members_of(call));
    if (coding != body_coding::json)
        return add_coded_model(context, call, coding, std::move(*written), std::move(body));
    if (op.verb == verb_kind::patch) call.full = *written;
    if (body.octets.empty()) body.octets = std::move(*written);
    body.content_type = op.content_type;
    add_body(call, std::move(body));
    return {};
}

}  // namespace detail

}  // namespace descry
