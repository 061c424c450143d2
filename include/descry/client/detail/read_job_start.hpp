// read_job_start: finds where a job that was started is polled, and where its result is read.
#pragma once

#include <descry/client/detail/call_arguments.hpp>
#include <descry/client/detail/call_failure.hpp>
#include <descry/client/detail/link.hpp>
#include <descry/client/detail/prepare_call.hpp>
#include <descry/client/detail/prepared_call.hpp>
#include <descry/client/detail/retry.hpp>
#include <descry/client/detail/started_job.hpp>
#include <descry/core/error.hpp>
#include <descry/core/naming.hpp>
#include <descry/http/message.hpp>
#include <descry/rest/detail/operation.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry {

namespace detail {

/// The location of a job's status in a field for it; empty without one.
inline std::string_view field_of_status(std::vector<header> const& headers)
{
    for (auto const* const name : {"Operation-Location", "Azure-AsyncOperation"})
        if (auto const place = find_header(headers, name); !place.empty()) return place;
    return {};
}

/// The location of a job's status. Services with a separate field for it use `Location` for the result of the job.
inline std::string_view location_of_job(std::vector<header> const& headers)
{
    auto const status = field_of_status(headers);
    return status.empty() ? find_header(headers, "Location") : status;
}

/// The location of the resource itself, as the state after a change. The service may name it with a query of its own.
inline result<std::string> target_of_change(call_context const& context, prepared_call const& call,
                                            std::string_view location)
{
    auto target = location.empty() ? result<std::string>(failure(errc::unsafe_link))
                                   : resolve_link(context.api, context.base_url, location, call.op->read->path->text);
    if (target && equal_ignoring_case(target->substr(0, target->find('?')), call.path)) return target;
    return target_of_read(context, call);
}

/// The failure of a job that was started and cannot be polled.
inline failure unpolled_job(received_call const& of, response&& in, failure const& why)
{
    return failed_response(
        of, std::move(in), errc::unsafe_link,
        {.explanation = "the job was started, but its status cannot be polled: " + why->explanation});
}

/// The link to the status or the result of a job as the location of further calls.
inline result<job_link> link_of_job(call_context const& context, std::string_view link, operation const& read)
{
    auto uri = resolve_job_link(context.api, context.base_url, context.job_origins, link, read.path->text);
    if (!uri) return uri.error();
    return job_link{uri->origin + uri->target, uri->origin.empty()};
}

/// The location of the resource that a PUT or PATCH changes; empty for other verbs.
inline job_link location_of_resource(received_call const& of)
{
    auto const& call = of.call;
    auto const& op = *call.op;
    if (!traits_of(op.verb).updates) return {};
    auto own = op.read ? target_of_read(of.context, call) : result<std::string>(target_without_version(call));
    if (!own) own = with_query(of.context, *op.read, call.path);
    return own ? job_link{std::move(*own), true} : job_link();
}

/// The location of the result of a job. One that cannot be followed is reported when the result is read.
inline job_link location_of_result(received_call const& of, std::string_view location)
{
    auto link = link_of_job(of.context, location, *of.call.op);
    return link ? std::move(*link) : job_link{std::string(location), false};
}

/// True if a response without a location means that the job was completed at once. The model may have a location too.
inline bool has_ended_at_once(response const& in) { return in.status != 202 && location_of_job(in.headers).empty(); }

/// Reads the start of a job as it was declared, after the model in the response. Relative locations are relative to the
/// service, not to the request as in RFC 9110, 10.2.2, since services send paths relative to their root.
inline result<void> read_job_start(received_call const& of, response&& in, result_place const& place)
{
    auto& out = *place.job;
    auto const& call = of.call;
    auto const& op = *call.op;
    auto const found = [&](std::string_view link) { return link_found_at(call.message.target, link); };
    auto const location = found(find_header(in.headers, "Location"));
    auto status = found(field_of_status(in.headers));
    if (status.empty() && out.link_in && place.model && !out.first_failure) status = found(out.link_in(place.model));
    out.resource = location_of_resource(of);
    out.secrets = secrets_of(call);
    out.ended_at_once = status.empty() && location.empty() && in.status != 202;
    if (out.ended_at_once) return {};

    bool const by_code = status.empty() && op.result_is_at_location;
    out.end.by_code = by_code;
    auto const& link = status.empty() ? location : status;
    auto polled = link.empty() ? failure(errc::unsafe_link, {.explanation = "there is no Location"})
                               : link_of_job(of.context, link, by_code ? op : *op.job);
    if (!polled) return unpolled_job(of, std::move(in), polled.error());
    out.location = std::move(*polled);
    out.result = by_code ? out.location : out.resource;
    if (!by_code && out.result.text.empty() && !location.empty() && &link != &location && !traits_of(op.verb).removes)
        out.result = location_of_result(of, location);
    if (auto const pause = retry_after(in, of.date)) out.not_before = of.at + *pause;
    return {};
}

/// Reads the start of a change whose end the resource itself shows: the response does not show the state after it.
inline result<void> read_followed_change(received_call const& of, response&& in, started_job& out)
{
    auto const& call = of.call;
    auto target = target_of_change(of.context, call, link_found_at(call.message.target, location_of_job(in.headers)));
    if (!target) return unpolled_job(of, std::move(in), target.error());
    if (auto const pause = retry_after(in, of.date)) out.not_before = of.at + *pause;
    out.location = {std::move(*target), true};
    out.secrets = secrets_of(call);
    out.end = {.changes = call.changes.empty() ? call.message.body : call.changes,
               .tag = call.tag,
               .version = call.op->version};
    return {};
}

}  // namespace detail

}  // namespace descry
