// prepared_call: the decisions of a call, before the network and after it. No sockets, no threads.
#pragma once

#include <descry/client/call_options.hpp>
#include <descry/client/detail/answer_place.hpp>
#include <descry/client/detail/conceal.hpp>
#include <descry/client/detail/engine.hpp>
#include <descry/client/detail/link.hpp>
#include <descry/client/detail/read_fault.hpp>
#include <descry/client/detail/redact.hpp>
#include <descry/client/detail/retry.hpp>
#include <descry/client/detail/secret_names.hpp>
#include <descry/client/detail/sink_feed.hpp>
#include <descry/client/detail/target_secrets.hpp>
#include <descry/client/download.hpp>
#include <descry/client/service.hpp>
#include <descry/client/transport.hpp>
#include <descry/http/detail/file_name.hpp>
#include <descry/http/detail/status.hpp>
#include <descry/http/entity_tag.hpp>
#include <descry/http/message.hpp>
#include <descry/json/detail/decoding_budget.hpp>
#include <descry/json/detail/reader.hpp>
#include <descry/json/detail/writer.hpp>
#include <descry/model/random_guid.hpp>
#include <descry/rest/changes.hpp>
#include <descry/rest/detail/expand.hpp>
#include <descry/rest/detail/operation.hpp>
#include <descry/rest/query.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry {

namespace detail {

/// How much memory bodies may take when they are decoded.
struct decoding_limit {
    std::optional<std::size_t> bytes{};  ///< Of each, whatever its size.
    std::size_t max_body = network_options().max_body_bytes;

    std::size_t of_body(std::size_t size) const noexcept
    {
        return bytes.value_or(64 * std::min(size, max_body / 4) + 16 * 1024 * 1024);
    }
};

/// Where calls go, and what they carry besides their own.
struct call_context {
    service api;
    std::string base_url;
    std::vector<header> headers;
    credential_kind credentials = credential_kind::any;
    bool has_credentials = false;
    bool any_credential_kind = false;
    decoding_limit decoded{};
};

/// A call that may be sent: every local check has passed.
struct prepared_call {
    operation const* op;
    request message;
    std::string request_id;
    std::string correlation_id;
    std::string traceparent;
    std::string tag{};                      ///< The entity tag in what is sent.
    std::string full{};                     ///< Of a patch: the whole of what is wanted.
    std::string changes{};                  ///< Of a change that sends the whole and is followed: what it changes.
    std::string path{};                     ///< The target without its query.
    std::vector<header> own_headers{};      ///< As the call was given them.
    std::shared_ptr<response_head> head{};  ///< For the user; may be null.
    std::vector<std::string> secrets{};  ///< Not to be shown: of the target, of a form, of the calls before this one.
    std::optional<job_watch> watch{};    ///< Of the end of a job.
    steady_time latest = steady_time::max();  ///< When it has to end, unless its timeout ends before.
    bool settled = false;                     ///< Nothing is asked.
    bool takes_token = false;                 ///< Its first header is for the one of the client's credentials.

    /// It changes nothing (RFC 9110, 9.2.1).
    bool is_safe() const noexcept { return op->method == "GET" || op->method == "HEAD"; }
    /// Sent twice it has the effect of once.
    bool is_repeatable() const noexcept { return op->repeatable || !request_id.empty() || is_guarded(); }

private:
    // An update under a condition that it ends itself. Without one, a repetition would undo what others did in between.
    bool is_guarded() const noexcept
    {
        if (op->verb != verb_kind::put && op->verb != verb_kind::patch) return false;
        auto const match = find_header(message.headers, "If-Match");
        return match.empty() ? find_header(message.headers, "If-None-Match") == "*" : match != "*";
    }
};

/// The operation as messages name it: never with ids in it.
inline std::string name_of(operation const& op) { return std::string(op.method) + ' ' + std::string(op.path->text); }

/// The values that are not to be shown of a call.
inline std::vector<std::string> secrets_of(prepared_call const& call)
{
    auto out = sensitive_values(call.message.body, call.op->sensitive);
    out.insert(out.end(), call.secrets.begin(), call.secrets.end());
    for (auto const& h : call.message.headers)
        if (is_secret_header(h.name)) add_secrets_of_header(h, out);
    return out;
}

/// Takes out of a failure's details what is not to be shown of the call, and cuts what others wrote.
inline void conceal_call(failure_details& details, prepared_call const& call, std::string const& token)
{
    auto values = secrets_of(call);
    values.push_back(token);
    secrets const hidden(call.op->sensitive, values);
    conceal(details.body, hidden, max_failure_body);
    if (details.body == redaction_mark)  // as a whole, and what was read out of it with it
        for (auto* text : {&details.description, &details.service_code})
            if (!text->empty()) *text = redaction_mark;
    conceal_headers(details.headers, hidden);
    for (auto* text : {&details.operation, &details.pointer}) conceal_text(*text, hidden);
    for (auto* text : {&details.explanation, &details.description, &details.service_code, &details.correlation_id}) {
        conceal_text(*text, hidden);
        text->resize(std::min(text->size(), max_failure_text));
    }
}

/// A failure from below, with what is known of the call it ended.
inline failure fail_call(prepared_call const& call, failure const& why, std::string const& token = {})
{
    auto details = why.details();
    conceal_call(details, call, token);
    if (details.operation.empty())
        details.operation = name_of(*call.op);
    else
        details.operation = name_of(*call.op) + ": " + details.operation;
    if (details.request_id.empty()) details.request_id = call.request_id;
    if (details.correlation_id.empty()) details.correlation_id = call.correlation_id;
    return why.with(std::move(details));
}

inline failure refuse_call(operation const& op, errc code, std::string explanation = {})
{
    return {code, {.operation = name_of(op), .explanation = std::move(explanation)}};
}

/// A failure of another layer, as one of this operation, without what is not to be shown.
inline failure refuse_call(operation const& op, failure const& why, std::vector<std::string> const& hidden = {})
{
    auto details = why.details();
    details.operation = name_of(op);
    redact(details.explanation, hidden);
    return why.with(std::move(details));
}

inline result<void> check_credentials(call_context const& context, operation const& op)
{
    if (!context.has_credentials)
        return context.api.needs_credentials ? result<void>(refuse_call(op, errc::no_credentials)) : result<void>();
    bool const accepted = context.any_credential_kind || op.needs == credential_kind::any ||
                          context.credentials == credential_kind::any || context.credentials == op.needs;
    if (accepted) return {};
    auto const* const needed = op.needs == credential_kind::app_user ? "App+User" : "App-only";
    return refuse_call(op, errc::wrong_credential_kind,
                       std::string("needs ") + needed +
                           " credentials by its documentation; the option any_credential_kind relaxes this check");
}

/// An id that the call was given, or a fresh one; none when the service has no header for it.
inline std::string choose_id(std::string_view header_name, std::string const& given)
{
    if (header_name.empty()) return {};
    return given.empty() ? random_guid() : given;
}

/// Adds a header, in place of one of that name.
inline void set_header(std::vector<header>& headers, header h)
{
    auto const found = std::find_if(headers.begin(), headers.end(),
                                    [&](header const& other) { return equal_ignoring_case(other.name, h.name); });
    if (found == headers.end())
        headers.push_back(std::move(h));
    else
        found->value = std::move(h.value);
}

/// A model as the service wants to read it.
inline result<std::string> write_body(call_context const& context, operation const& op, void const* model)
{
    std::string out;
    writer body(out, context.api.body);
    if (!body.document(*op.request, model)) return refuse_call(op, body.error());
    return out;
}

/// What a call sends beside its head.
struct content {
    void const* model = nullptr;   ///< Null when it sends none.
    void const* tagged = nullptr;  ///< The state with the entity tag that holds; null: that of the model.
    /// The state before, written; empty: all of the model is sent.
    std::string before{};
    form_body form{};               ///< In place of a model.
    bool reads_for_update = false;  ///< A condition that the call brings is for the update, before or after this.
};

/// Adds the condition of the operation, unless the call brings one of its own.
inline result<void> add_condition(prepared_call& call, content const& sent)
{
    auto const& op = *call.op;
    if (sent.model && op.tag_of_request) call.tag = op.tag_of_request(sent.model);
    if (std::any_of(call.own_headers.begin(), call.own_headers.end(), is_precondition)) return {};

    auto& headers = call.message.headers;
    switch (op.condition) {
        case precondition::none: return {};
        case precondition::exists: set_header(headers, {"If-Match", "*"}); return {};
        case precondition::absent: set_header(headers, {"If-None-Match", "*"}); return {};
        case precondition::tag:
        case precondition::tag_if_present: break;
    }
    auto const tag = sent.tagged && op.tag ? op.tag(sent.tagged) : std::string_view(call.tag);
    if (tag.empty())
        return op.condition == precondition::tag ? result<void>(refuse_call(op, errc::missing_etag)) : result<void>();
    auto quoted = quoted_entity_tag(tag);
    if (quoted.empty()) return refuse_call(op, errc::unsafe_header, "the entity tag is none that If-Match can carry");
    set_header(headers, {"If-Match", std::move(quoted)});
    return {};
}

inline result<void> add_content(call_context const& context, prepared_call& call, content&& sent)
{
    auto const& op = *call.op;
    if (auto const added = add_condition(call, sent); !added) return added;
    if (sent.model) {
        auto body = write_body(context, op, sent.model);
        if (!body) return body.error();
        if (!sent.before.empty()) {
            auto changes = changes_of(sent.before, *body);
            if (!changes) return refuse_call(op, changes.error());
            (op.sends_changes ? sent.form.octets : call.changes) = std::move(*changes);
        }
        if (op.verb == verb_kind::patch) call.full = *body;
        if (sent.form.octets.empty()) sent.form.octets = std::move(*body);
        sent.form.content_type = op.sent_as;
    }
    call.message.body = std::move(sent.form.octets);
    call.secrets = std::move(sent.form.secrets);
    if (!sent.form.content_type.empty())
        set_header(call.message.headers, {"Content-Type", std::move(sent.form.content_type)});
    return {};
}

/// Makes the request of a call to an encoded target, or says why it must not be sent. Reads the model only while it
/// runs.
inline result<prepared_call> prepare_message(call_context const& context, operation const& op, std::string target,
                                             content sent, call_options const& options)
{
    result<prepared_call> made(prepared_call{&op, {}, {}, {}, options.traceparent});
    auto& call = *made;
    call.path = target.substr(0, target.find('?'));
    call.own_headers = options.headers;
    call.head = options.head;
    call.message.method = op.method;
    call.message.base_url = context.base_url;
    call.message.target = std::move(target);
    // Others are repeated here, where it is known how often they were sent.
    call.message.repeatable = call.is_safe();
    call.request_id = choose_id(context.api.request_id_header, options.request_id);
    call.correlation_id = choose_id(context.api.correlation_id_header, options.correlation_id);

    auto& headers = call.message.headers;
    headers.reserve(context.headers.size() + options.headers.size() + 9);
    call.takes_token = context.has_credentials && find_header(options.headers, "Authorization").empty();
    if (call.takes_token) headers.push_back({"Authorization", {}});  // its place: see authorize()
    headers.push_back({"Accept", std::string(op.accept)});
    // Servers and proxies that compress a representation give it another entity tag.
    if (op.tag || op.tag_of_request) headers.push_back({"Accept-Encoding", "identity"});
    if (!call.request_id.empty()) headers.push_back({std::string(context.api.request_id_header), call.request_id});
    if (!call.correlation_id.empty())
        headers.push_back({std::string(context.api.correlation_id_header), call.correlation_id});
    if (!options.traceparent.empty()) headers.push_back({"traceparent", options.traceparent});
    bool const is_file = op.accept != verb::accept;  // of a media type that only the verb knows
    bool const drops_conditions = sent.reads_for_update;
    for (auto const& h : context.headers)
        if (!is_file || !equal_ignoring_case(h.name, "Accept")) set_header(headers, h);
    if (auto const added = add_content(context, call, std::move(sent)); !added)
        made = added.error();
    else
        for (auto const& h : options.headers)
            if (!drops_conditions || !is_precondition(h)) set_header(headers, h);
    return made;
}

/// A path with a query of the operation, if it takes one: that, or if it is null the one that is made for it.
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

/// Path and query of a call.
inline result<std::string> target_of(call_context const& context, engine::arguments const& from)
{
    if (from.more && !from.more->target.empty()) return from.more->target;
    bool const is_link = from.more && from.more->location;
    auto target = is_link ? resolve_link(context.api, context.base_url, *from.more->location, from.op.path->text)
                          : expand(*from.op.path, from.key);
    if (target && !is_link)
        target = with_query(context, from.op, std::move(*target), from.more ? from.more->query : nullptr);
    if (!target)
        target = refuse_call(
            from.op, target.error(),
            is_link ? secrets_of_target(from.op, nullptr, *from.more->location) : std::vector<std::string>());
    return target;
}

/// The same from what the user gave, with the credentials checked. Reads that only while it runs.
inline result<prepared_call> prepare_call(call_context const& context, engine::arguments const& from)
{
    auto const& op = from.op;
    if (auto const checked = check_credentials(context, op); !checked) return checked.error();
    if (from.more && from.more->settled) {
        prepared_call call{&op, {}, {}, {}, {}};
        call.settled = true;
        return call;
    }
    auto target = target_of(context, from);
    if (!target) return target.error();
    auto hidden = secrets_of_target(op, from.key, *target);

    content sent{from.model};
    sent.reads_for_update = from.change;
    if (from.more) sent.tagged = from.more->before;
    if (sent.tagged && (op.sends_changes || from.more->is_followed)) {
        auto before = write_body(context, op, sent.tagged);
        if (!before) return before.error();
        sent.before = std::move(*before);
    }
    if (from.more && from.more->form) {
        auto form = from.more->write_form(from.more->form, context.api.body);
        if (!form) return refuse_call(op, form.error());
        sent.form = std::move(*form);
    }
    auto call = prepare_message(context, op, std::move(*target), std::move(sent), from.options);
    if (!call) return call;
    call->secrets.insert(call->secrets.end(), hidden.begin(), hidden.end());
    if (!from.more) return call;
    call->secrets.insert(call->secrets.end(), from.more->secrets.begin(), from.more->secrets.end());
    for (auto const& h : from.more->headers) set_header(call->message.headers, h);
    call->message.sink = from.more->sink;
    call->watch = from.more->watch;
    call->latest = from.more->latest;
    return call;
}

/// Adds the token, which only a client with credentials has, in place of one that was there; not to a call with an
/// `Authorization` of its own.
inline void authorize(prepared_call& call, std::string const& token)
{
    if (call.takes_token && !token.empty()) call.message.headers.front().value = "Bearer " + token;
}

/// The failure that an answer is.
inline failure failed_call(call_context const& context, prepared_call const& call, response&& in, errc code,
                           failure_details details, std::string const& token)
{
    details.status = in.status;
    details.retry_after = retry_after(in);
    details.request_id = call.request_id;  // whatever the answer says: under this one the call may be repeated
    if (auto const echo = find_header(in.headers, context.api.correlation_id_header); echo != call.correlation_id)
        details.correlation_id = echo;
    if (!is_success(in.status)) {
        read_fault(in.body, find_header(in.headers, "Content-Type"), details);
        if (context.api.is_conflict && context.api.is_conflict(details)) code = errc::conflict;
    }
    auto const body_size = in.body_size();
    details.body = std::move(in.body);
    details.headers = std::move(in.headers);
    conceal_call(details, call, token);
    if (call.head) *call.head = {details.status, details.headers, body_size};
    details.operation = name_of(*call.op);
    if (details.correlation_id.empty()) details.correlation_id = call.correlation_id;
    return {code, std::move(details)};
}

/// An empty value of the type as JSON, for an answer without a body: `null`, a list or a map without elements. Empty
/// for a type that has no such value.
inline std::string_view empty_document(value_type const& type) noexcept
{
    constexpr auto null = bit_of(json_kind::null_value);
    switch (type.what) {
        case kind::list: return type.list->fixed_size == list_table::any_size ? "[]" : "";
        case kind::map: return "{}";
        case kind::raw: return "null";
        case kind::dynamic: return (type.dynamic->takes & null) != 0 ? "null" : "";
        default: return may_be_absent(type.what) ? "null" : "";
    }
}

/// What an update was answered with that was answered without a body: it was stored as it was sent.
inline std::string const* echo_of(prepared_call const& call, response const& in)
{
    if (!in.body.empty() || call.message.body.empty()) return nullptr;
    if (call.op->verb == verb_kind::put) return &call.message.body;
    return call.op->verb == verb_kind::patch ? &call.full : nullptr;
}

/// Puts the entity tag of an answer into the state that it is. A state without one in its body takes that of the
/// header; so does one that was sent, whose own is no longer current. Where a state without a tag would be sent without
/// a condition, it keeps the old one, with which it is a conflict.
inline void note_tag(operation const& op, std::string_view tag, bool was_sent, void* state)
{
    bool const has_one = !op.tag(state).empty();
    if (!tag.empty() ? was_sent || !has_one : was_sent && has_one && op.condition == precondition::tag)
        op.set_tag(state, tag);
}

/// Hands a body to a sink whose transport did not, and says that it was all.
inline result<void> fill_sink(body_sink& sink, response const& in)
{
    sink_feed feed(sink);
    bool const taken = in.taken || (feed.begin(in.body.size()) && feed.write(in.body));
    if (!taken || !feed.end()) return feed.refusal();
    return {};
}

/// What a head says of its file.
inline void read_file_head(downloaded& out)
{
    out.content_type = find_header(out.head.headers, "Content-Type");
    out.file_name = file_name_of(find_header(out.head.headers, "Content-Disposition"));
    out.size = out.head.body_size;
}

/// Where the status of a job is, which some services tell apart from what it makes: that is in `Location` then.
inline std::string_view place_of_job(std::vector<header> const& headers)
{
    for (auto const* const name : {"Operation-Location", "Azure-AsyncOperation"})
        if (auto const place = find_header(headers, name); !place.empty()) return place;
    return find_header(headers, "Location");
}

/// Where what a call changes is read, with the query that this had. One of another type may mean another state.
inline result<std::string> target_of_read(call_context const& context, prepared_call const& call)
{
    auto const& read = *call.op->read;
    if (!call.op->query) return with_query(context, read, call.path);
    if (call.op->query == read.query) return call.message.target;
    return failure(errc::unsafe_link, {.explanation = "the resource is read with a query of another type"});
}

/// Where the status of the job is found that was started. That of a change is the resource itself.
inline result<std::string> place_of_status(call_context const& context, prepared_call const& call,
                                           std::string_view location)
{
    auto const* const job = call.op->job;
    auto const resolve = [&](operation const& read) {
        return resolve_link(context.api, context.base_url, location, read.path->text);
    };
    if (job && location.empty()) return failure(errc::unsafe_link, {.explanation = "there is no Location"});
    if (job) return resolve(*job);
    auto target = location.empty() ? failure(errc::unsafe_link) : resolve(*call.op->read);
    if (target && equal_ignoring_case(target->substr(0, target->find('?')), call.path)) return target;
    return target_of_read(context, call);
}

/// Notes the job that an answer says was started. What does not say so did it at once. A relative place is taken as
/// relative to the service, on purpose, not to the request (RFC 9110, 10.2.2): Partner Center's are.
inline result<void> note_job(call_context const& context, prepared_call const& call, response&& in,
                             std::string const& token, started_job& out)
{
    auto const location = link_found_at(call.message.target, place_of_job(in.headers));
    out.ended_at_once = location.empty() && in.status != 202;
    if (out.ended_at_once) return {};
    auto target = place_of_status(context, call, location);
    if (!target) {
        auto const why = "the job was started, but its status cannot be asked for: " + target.error()->explanation;
        return failed_call(context, call, std::move(in), errc::unsafe_link, {.explanation = why}, token);
    }
    if (auto const pause = retry_after(in)) out.not_before = std::chrono::steady_clock::now() + *pause;
    out.location = std::move(*target);
    out.is_target = true;
    out.secrets = secrets_of(call);
    if (!call.op->job) out.end = {nullptr, call.changes.empty() ? call.message.body : call.changes, call.tag};
    return {};
}

/// Whether the service says that what was asked for is not there yet, and when to ask again.
inline bool is_not_ready(prepared_call const& call, response const& in)
{
    bool const wants_content = call.op->answer || call.message.sink;
    return call.is_safe() && wants_content && (in.status == 202 || in.status == 204) && in.body_size() == 0 &&
           retry_after(in);
}

/// The failure that 202 is where the result was expected (RFC 9110, 15.3.3).
inline failure accepted_call(call_context const& context, prepared_call const& call, response&& in,
                             std::string const& token)
{
    std::string const location(place_of_job(in.headers));
    auto const where = location.empty() ? "read the resource to see when it is made"
                                        : "it is to be seen at " + shown_link(location) + " when it is made";
    return failed_call(context, call, std::move(in), errc::accepted, {.explanation = where}, token);
}

/// The failure that an answer is whose body was not decoded, for the reason that the reader gives.
inline failure undecoded_call(call_context const& context, prepared_call const& call, response&& in, failure const& why,
                              std::string const& token)
{
    auto details = why.details();
    if (in.body.empty())
        details.explanation = "the answer has no body";
    else if (auto const coding = find_header(in.headers, "Content-Encoding"); !coding.empty())
        details.explanation = (details.explanation.empty() ? why.code().message() : details.explanation) +
                              ", in a body encoded as " + std::string(coding);
    details.answer_begun = why == errc::deadline_exceeded;
    return failed_call(context, call, std::move(in), static_cast<errc>(why.code().value()), std::move(details), token);
}

/// Turns an answer into what `out` holds, or into the failure that it is. The entity tag of a model without one is that
/// of the answer (RFC 9110, 8.8.3). Without the permission to go on, the deadline has passed.
inline result<void> finish_call(call_context const& context, prepared_call const& call, response&& in,
                                std::string const& token, answer_place const& out, permission const& go_on)
{
    auto const& op = *call.op;
    bool const is_absent = op.verb == verb_kind::exists && in.status == 404;
    if (!is_success(in.status) && !is_absent)
        return failed_call(context, call, std::move(in), errc_for_status(in.status), {}, token);
    if (is_not_ready(call, in)) return failed_call(context, call, std::move(in), errc::not_ready, {}, token);

    if (call.head) *call.head = {in.status, in.headers, in.body_size()};
    bool const goes_on = in.status == 202 && !call.is_safe();
    if (out.job && !call.is_safe() && (op.job || goes_on))
        return note_job(context, call, std::move(in), token, *out.job);
    if (op.verb == verb_kind::exists) *static_cast<bool*>(out.model) = !is_absent;
    if (op.answer && out.model) {
        // Whatever the body says, it is not the state that was to be, nor what was to be made. What an action is
        // answered with, the service documents.
        bool const may_be_result = op.verb == verb_kind::action && !in.body.empty();
        if (goes_on && !may_be_result) return accepted_call(context, call, std::move(in), token);
        auto const* const echo = echo_of(call, in);
        std::string_view document = echo ? *echo : in.body;
        if (document.empty() && in.status != 202) document = empty_document(*op.answer);
        reader body(document,
                    {.max_decoded_bytes = context.decoded.of_body(document.size()), .names = context.api.body.names},
                    go_on);
        if (!body.document(*op.answer, out.model))
            return undecoded_call(context, call, std::move(in), body.error(), token);
        if (!go_on.is_given())
            return failed_call(
                context, call, std::move(in), errc::deadline_exceeded,
                {.explanation = "the deadline passed while the answer was decoded", .answer_begun = true}, token);
        if (op.tag && op.shows_state) note_tag(op, find_header(in.headers, "ETag"), echo, out.model);
        if (out.job) out.job->ended_at_once = true;
    }
    if (call.message.sink)
        if (auto const filled = fill_sink(*call.message.sink, in); !filled) return fail_call(call, filled.error());
    if (out.head) *out.head = {in.status, std::move(in.headers), in.body_size()};
    if (out.file) read_file_head(*out.file);
    return {};
}

}  // namespace detail

}  // namespace descry
