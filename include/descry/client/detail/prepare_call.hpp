// prepare_call: makes a request of the arguments of a call, with every local check.
#pragma once

#include <descry/client/call_options.hpp>
#include <descry/client/detail/call_arguments.hpp>
#include <descry/client/detail/call_environment.hpp>
#include <descry/client/detail/call_failure.hpp>
#include <descry/client/detail/form_body.hpp>
#include <descry/client/detail/link.hpp>
#include <descry/client/detail/prepared_call.hpp>
#include <descry/client/detail/request_body.hpp>
#include <descry/client/detail/target_secrets.hpp>
#include <descry/http/entity_tag.hpp>
#include <descry/http/message.hpp>
#include <descry/http/percent.hpp>
#include <descry/model/detail/typed_pointer.hpp>
#include <descry/model/random_guid.hpp>
#include <descry/rest/detail/expand.hpp>
#include <descry/rest/detail/operation.hpp>
#include <descry/rest/detail/parameter_writer.hpp>
#include <descry/rest/detail/query_reader.hpp>
#include <descry/rest/query.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry {

namespace detail {

/// True if the call has credentials of its own, which replace those of the client.
inline bool has_own_credentials(call_options const& options) noexcept
{
    return !find_header(options.headers, "Authorization").empty();
}

inline result<void> check_credentials(call_context const& context, operation const& op, call_options const& options)
{
    if (has_own_credentials(options)) return {};
    if (!context.has_credentials)
        return context.api.needs_credentials ? result<void>(refuse_call(op, errc::no_credentials)) : result<void>();
    bool const accepted = context.any_credential_kind || op.needs == credential_kind::any ||
                          context.credentials == credential_kind::any || context.credentials == op.needs;
    if (accepted) return {};
    auto const* const needed =
        op.needs == credential_kind::app_user ? "a signed-in user (app_user)" : "the application itself (app_only)";
    return refuse_call(
        op, errc::wrong_credential_kind,
        std::string("needs the credentials of ") + needed + "; the option any_credential_kind relaxes this check");
}

/// The id in the options, or a new one; empty if the service has no field for it.
inline std::string choose_id(std::string_view field_name, std::string const& given)
{
    if (field_name.empty()) return {};
    return given.empty() ? random_guid() : given;
}

/// The field for the key of a POST.
inline std::string_view key_field(service const& api) noexcept
{
    return api.idempotency_key_header.empty() ? "Idempotency-Key" : api.idempotency_key_header;
}

/// The options of the requests of `modify`, without the ids of a single request.
inline call_options without_ids(call_options options)
{
    options.request_id.clear();
    options.idempotency_key.clear();
    return options;
}

/// A call to an encoded target, with its ids and the fields of the client, without condition and content.
inline prepared_call begin_call(call_context const& context, operation const& op, std::string target,
                                call_options const& options)
{
    prepared_call call{.op = &op, .traceparent = options.traceparent};
    call.path = target.substr(0, target.find('?'));
    call.own_headers = options.headers;
    call.timeout = options.timeout;
    call.retries = options.retries;
    call.head = options.head;
    call.message.method = op.method;
    call.message.sensitive = op.sensitive;
    call.message.readable_members = context.api.readable_members;
    call.message.secret_headers = context.api.secret_headers;
    call.message.base_url = context.base_url;
    call.message.target = std::move(target);
    // Other calls are retried by attempt_steps, which counts the attempts.
    call.message.idempotent = call.is_safe();
    call.request_id = choose_id(context.api.request_id_header, options.request_id);
    bool const has_key = !context.api.idempotency_key_header.empty() || !options.idempotency_key.empty();
    if (find_method(op.method).takes_key && has_key)
        call.idempotency_key = choose_id(key_field(context.api), options.idempotency_key);
    call.correlation_id = choose_id(context.api.correlation_id_header, options.correlation_id);

    auto& headers = call.message.headers;
    // Credentials, two of content negotiation, three ids, a trace context, a condition and the type of the content.
    constexpr std::size_t own_fields = 9;
    headers.reserve(own_fields + context.headers.size() + op.headers.size() + options.headers.size());
    call.takes_token = context.has_credentials && !has_own_credentials(options);
    if (call.takes_token) headers.push_back({"Authorization", {}});  // replaced by authorize()
    headers.push_back({"Accept", std::string(op.accept)});
    // Servers and proxies that compress a representation change its entity tag.
    if (op.tag || op.tag_of_request || op.tag_of_response) headers.push_back({"Accept-Encoding", "identity"});
    if (!call.request_id.empty()) headers.push_back({std::string(context.api.request_id_header), call.request_id});
    if (!call.idempotency_key.empty()) headers.push_back({std::string(key_field(context.api)), call.idempotency_key});
    if (!call.correlation_id.empty())
        headers.push_back({std::string(context.api.correlation_id_header), call.correlation_id});
    if (!options.traceparent.empty()) headers.push_back({"traceparent", options.traceparent});
    bool const is_file = op.accept != verb::accept;  // its media type is known to the verb only
    for (auto const& h : context.headers)
        if (!is_file || !equal_ignoring_case(h.name, "Accept")) set_header(headers, h);
    return call;
}

/// Adds the condition of the operation, unless the call has a condition of its own. The entity tag is that of the first
/// of these objects whose type has one. Each may be null.
inline result<void> add_condition(prepared_call& call, typed_const_pointer model, typed_const_pointer before = {},
                                  typed_const_pointer state = {})
{
    auto const& op = *call.op;
    call.tag = op.tag_of_request.in(model);
    if (std::any_of(call.own_headers.begin(), call.own_headers.end(), is_precondition)) return {};

    auto& headers = call.message.headers;
    switch (op.condition) {
        case precondition::none: return {};
        case precondition::exists: set_header(headers, {"If-Match", "*"}); return {};
        case precondition::absent: set_header(headers, {"If-None-Match", "*"}); return {};
        case precondition::in_body: return {};   // see keep_version
        case precondition::in_query: return {};  // see add_version
        case precondition::tag:
        case precondition::tag_if_present: break;
    }
    std::string_view tag;
    bool is_field = false;
    for (auto const& object : {model, state, before})
        for (auto const* const access : {&op.tag_of_request, &op.tag})
            if (access->is_in(object.type)) tag = access->in(object), is_field = access->is_field;
    if (tag.empty())
        return op.condition == precondition::tag ? result<void>(refuse_call(op, errc::missing_etag)) : result<void>();
    auto quoted = is_field ? std::string(has_control(tag) ? std::string_view() : tag) : quoted_entity_tag(tag);
    if (quoted.empty()) return refuse_call(op, errc::unsafe_header, "If-Match cannot carry the entity tag");
    set_header(headers, {"If-Match", std::move(quoted)});
    return {};
}

/// Adds the version of a state, as JSON, to the query if the service compares it there, unless the query of the call
/// has one. It is null without a state.
inline result<void> add_version(call_context const& context, prepared_call& call, std::string const* version)
{
    auto const& op = *call.op;
    auto& target = call.message.target;
    if (op.version_parameter.empty()) return {};
    std::string name;
    append_percent_encoded(name, op.version_parameter);
    for (query_reader in(query_in(target)); in.next();)
        if (in.name == name) return {};
    if (!version)
        return refuse_call(op, errc::missing_etag, "the version is that of a state, which the call does not have");
    if (version->empty()) return no_version(op);
    auto const read = read_written(*version);
    if (!read) return refuse_call(op, read.error());
    if (!is_version(&*read)) return no_version(op);
    parameter_writer to(call.version, context.api.query, parameter_place::query);
    if (auto const written = to.value(std::string(op.version_parameter), *read, nullptr, parameter_style::of_service);
        !written)
        return refuse_call(op, written.error());
    call.version.insert(0, 1, target.find('?') == target.npos ? '?' : '&');
    target += call.version;
    return {};
}

/// Adds the fields of the declaration, and those of the call's options, which take precedence over all others. A
/// precondition among them applies to a change, and is dropped from the reads before and after it.
inline void add_own_headers(call_context const& context, prepared_call& call, bool drops_preconditions)
{
    for (auto const& h : call.op->headers)
        set_header(call.message.headers, {std::string(h.name), std::string(h.value)});
    for (auto const& h : call.own_headers)
        if (!drops_preconditions || !is_precondition(h)) set_header(call.message.headers, h);
    // The ids that are sent are the ones by which the caller may repeat the call.
    auto const& api = context.api;
    auto const sent = [&](std::string_view field) { return std::string(find_header(call.message.headers, field)); };
    if (!call.request_id.empty()) call.request_id = sent(api.request_id_header);
    if (find_method(call.op->method).takes_key) call.idempotency_key = sent(key_field(api));
}

/// A path with a query, if the operation has one: `query`, or the default query if that is null.
inline result<std::string> with_query(call_context const& context, operation const& op, std::string path,
                                      void const* query = nullptr)
{
    if (!op.query) return path;
    auto const made = query || !op.make_query ? nullptr : op.make_query();
    if (!query) query = made.get();
    if (!query) return failure(errc::empty_query, {.explanation = "there is no query that could be made for it"});
    auto style = context.api.query;
    style.names = context.api.names_of_queries();
    if (auto const added = append_query(path, *op.query, query, style); !added) return added.error();
    return path;
}

/// Path and query of a call without a location.
inline result<std::string> target_of(call_context const& context, call_arguments const& from)
{
    if (!from.target.empty()) return std::string(from.target);
    auto target = expand(*from.op.path, from.key);
    if (target) target = with_query(context, from.op, std::move(*target), from.query);
    if (!target) target = refuse_call(from.op, target.error());
    return target;
}

/// The target URI of a link to the status or the result of a job, which is read by `op`.
inline result<target_uri> target_uri_of_job(call_context const& context, std::string_view link, operation const& op)
{
    auto uri = resolve_job_link(context.api, context.base_url, context.job_origins, link, op.path->text);
    if (!uri) uri = refuse_call(op, uri.error(), secrets_of_target(op, nullptr, std::string(link)));
    return uri;
}

/// The target URI of a call.
inline result<target_uri> target_uri_of(call_context const& context, call_arguments const& from)
{
    if (from.location) return target_uri_of_job(context, *from.location, from.op);
    auto target = target_of(context, from);
    return target ? result<target_uri>(target_uri{{}, std::move(*target)}) : target.error();
}

/// Directs a call to another origin. Of the header fields, only `Accept` and `User-Agent` are sent there.
inline void direct_to(prepared_call& call, std::string const& origin)
{
    if (origin.empty()) return;
    call.origin = call.message.base_url = origin;
    std::erase_if(call.message.headers, [](header const& h) {
        return !equal_ignoring_case(h.name, "Accept") && !equal_ignoring_case(h.name, "User-Agent");
    });
    call.takes_token = false;
}

/// Makes a call of its arguments, or returns the reason why it must not be sent. Does not refer to them afterwards.
inline result<prepared_call> prepare_call(call_context const& context, call_arguments const& from)
{
    auto const& op = from.op;
    if (auto const checked = check_credentials(context, op, from.options); !checked) return checked.error();
    if (from.settled) {
        prepared_call call{.op = &op};
        call.settled = true;
        return call;
    }
    auto uri = target_uri_of(context, from);
    if (!uri) return uri.error();
    auto hidden = secrets_of_target(op, from.key, uri->target);
    for (auto& value : secrets_of_query(op, from.query)) hidden.push_back(std::move(value));

    // Without a state before the change, the version in the query is that of the model.
    auto const state = from.before ? from.before : from.state.if_of(op.changed());
    auto const known = state || op.version_parameter.empty() ? state : from.model;
    bool const needs_json = state && is_made_of_state(op, from.is_followed);
    auto const before = known ? write_state(context, op, known, needs_json) : result<state_before>(state_before());
    if (!before) return before.error();
    result<form_body> form{form_body{}};
    if (from.form) form = from.write_form(from.form, context.api.body);
    if (!form) return refuse_call(op, form.error());

    auto call = from.change.update ? begin_call(context, op, std::move(uri->target), without_ids(from.options))
                                   : begin_call(context, op, std::move(uri->target), from.options);
    if (auto const added = add_condition(call, from.model, from.before, from.state); !added) return added.error();
    if (auto const added = add_version(context, call, known ? &before->version : nullptr); !added) return added.error();
    if (from.form) add_body(call, std::move(*form));
    if (from.model)
        if (auto const added = add_model(context, call, from.model, before->json, from.is_followed); !added)
            return added.error();
    add_own_headers(context, call, from.change.update != nullptr);
    call.message.secrets.insert(call.message.secrets.end(), hidden.begin(), hidden.end());
    if (from.secrets)
        call.message.secrets.insert(call.message.secrets.end(), from.secrets->begin(), from.secrets->end());
    if (from.headers)
        for (auto const& h : *from.headers) set_header(call.message.headers, h);
    if (from.sink) call.message.sink = *from.sink;
    if (from.stream) call.message.sink = call.stream = *from.stream;
    if (from.polls) call.polls = *from.polls;
    direct_to(call, uri->origin);
    call.latest = from.latest;
    return call;
}

/// A call that follows from another one, with its correlation id and secrets, and a request id of its own; a change
/// with the model and the state before it.
inline result<prepared_call> further_call(call_context const& context, prepared_call const& from, operation const& op,
                                          std::string target, typed_const_pointer model = {},
                                          state_before const* before = nullptr)
{
    auto call = begin_call(context, op, std::move(target),
                           {.timeout = from.timeout,
                            .retries = from.retries,
                            .correlation_id = from.correlation_id,
                            .traceparent = from.traceparent,
                            .headers = from.own_headers,
                            .head = from.head});
    if (auto const added = add_condition(call, model); !added) return added.error();
    if (auto const added = add_version(context, call, before ? &before->version : nullptr); !added)
        return added.error();
    if (model)
        if (auto const added = add_model(context, call, model, before ? before->json : std::string()); !added)
            return added.error();
    add_own_headers(context, call, op.verb == verb_kind::get);
    auto& secrets = call.message.secrets;  // the body may have added its own
    for (auto& value : secrets_of(from)) secrets.push_back(std::move(value));
    for (auto& value : secrets_of_target(op, nullptr, call.message.target)) secrets.push_back(std::move(value));
    // Otherwise each poll would add the secrets of the one before once more.
    std::sort(secrets.begin(), secrets.end());
    secrets.erase(std::unique(secrets.begin(), secrets.end()), secrets.end());
    return call;
}

/// The same for an operation at the same path, with its default query.
inline result<prepared_call> further_call_at_path(call_context const& context, prepared_call const& from,
                                                  operation const& op, typed_const_pointer model = {},
                                                  state_before const* before = nullptr)
{
    auto target = with_query(context, op, from.path);
    if (!target) return refuse_call(op, target.error());
    return further_call(context, from, op, std::move(*target), model, before);
}

/// The target of a call without the version that is its condition.
inline std::string target_without_version(prepared_call const& call)
{
    auto const& target = call.message.target;
    return target.substr(0, target.size() - call.version.size());
}

/// The target for reading the resource that a call changes, with the query of that call. A failure if the read has a
/// query of another type, which may select another state.
inline result<std::string> target_of_read(call_context const& context, prepared_call const& call)
{
    auto const& read = *call.op->read;
    if (!call.op->query) return with_query(context, read, call.path);
    if (call.op->query == read.query) return target_without_version(call);
    return failure(errc::unsafe_link, {.explanation = "the resource is read with a query of another type"});
}

/// True for a parameter that belongs to a member of a query: to that of its whole name, or of its name up to a bracket
/// or a dot.
inline bool is_of_query(object_table const& query, casing names, std::string_view parameter)
{
    auto const name = percent_decode_if_valid(parameter);
    auto const part = std::string_view(name).substr(0, name.find_first_of("[."));
    return std::any_of(query.fields, query.fields + query.size, [&](field const& f) {
        auto const member = wire_name(query, f, names);
        return member == name || member == part;
    });
}

/// The same for a read that is declared to follow the change. With a query of another type, it has the parameters of
/// the change that it knows, and its default query for the others.
inline result<std::string> target_of_read_after(call_context const& context, prepared_call const& call)
{
    auto const& read = *call.op->read;
    if (!call.op->query || call.op->query == read.query) return target_of_read(context, call);
    auto const by_default = with_query(context, read, call.path);
    if (!by_default || !read.query) return by_default;
    auto const names = context.api.names_of_queries();
    auto const own = target_without_version(call);
    std::vector<std::string_view> of_change;
    std::string out = call.path;
    char before = '?';
    for (query_reader in(query_in(own)); in.next();) {
        if (!is_of_query(*read.query, names, in.name)) continue;
        of_change.push_back(in.name);
        (out += std::exchange(before, '&')) += in.parameter;
    }
    for (query_reader in(query_in(*by_default)); in.next();)
        if (std::find(of_change.begin(), of_change.end(), in.name) == of_change.end())
            (out += std::exchange(before, '&')) += in.parameter;
    return out;
}

/// Sets the access token, or the user name and password, of a call that needs one, replacing an earlier token.
inline void authorize(call_context const& context, prepared_call& call, std::string const& token)
{
    auto const* const scheme = context.has_password ? "Basic " : "Bearer ";
    if (call.takes_token && !token.empty()) call.message.headers.front().value = scheme + token;
}

}  // namespace detail

}  // namespace descry
