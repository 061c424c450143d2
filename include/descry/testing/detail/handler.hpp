// handler: calls the user's function that defines the effect of an operation.
#pragma once

#include <descry/http/message.hpp>
#include <descry/model/random_guid.hpp>
#include <descry/testing/detail/any_json.hpp>
#include <descry/testing/detail/any_model.hpp>
#include <descry/testing/detail/coded_message.hpp>
#include <descry/testing/detail/emulated_documents.hpp>
#include <descry/testing/detail/handler_table.hpp>
#include <descry/testing/detail/query_values.hpp>
#include <descry/testing/detail/read_query.hpp>
#include <descry/testing/detail/resource_key.hpp>
#include <descry/testing/multipart.hpp>

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace descry::testing::detail {

/// A request that was read and is not yet carried out. A call carries it out and returns the response.
using prepared_work = std::function<response()>;

/// Sets the members of a key, an object of the type that the path names. Throws `fault` if a value is invalid for its
/// member.
inline void read_key(path_table const& path, resource_key const& values, void* key)
{
    auto next = values.begin();
    for (auto const& piece : path.pieces) {
        if (!piece.member) continue;
        auto* const member = descry::detail::member_at(key, *path.key, piece.member->address);
        if (!read_unquoted(piece.member->type, *next++, member))
            throw fault(refusal::unknown_key, "There is no such resource.");
    }
}

/// The key of a job's status: path parameters with the same name have the values of the key of the request that started
/// the job; others are fresh.
inline resource_key key_of_job(path_table const& started, resource_key const& key, path_table const& status)
{
    resource_key out;
    for (auto const& piece : status.pieces) {
        if (piece.parameter.empty()) continue;
        out.push_back(descry::random_guid());
        auto value = key.begin();
        for (auto const& other : started.pieces) {
            if (other.parameter == piece.parameter) out.back() = *value;
            if (!other.parameter.empty()) ++value;
        }
    }
    return out;
}

/// The query with which the status of a job is read: the parameters that are required there, as in the request that
/// started the job, or else as by default.
inline query_values query_of_job(emulated_api const& api, operation const& polled, query_values const& started)
{
    query_values out;
    if (!polled.query) return out;
    auto const defaults = default_query(api.wire, polled);
    for (auto const& f : std::span(polled.query->fields, polled.query->size)) {
        if (descry::may_be_absent(f.type.what)) continue;
        auto const name = wire_name(*polled.query, f, api.wire.names_of_queries());
        auto const* const given = started.find(name);
        if (auto const* const value = given ? given : defaults.find(name)) out = out.with(name, *value);
    }
    return out;
}

/// Reads the content of a request: the parts of a form, the octets of a file, or a model. A patch may lack members.
inline any_object read_content(emulated_service const& service, handler_table const& how, emulated_call const& call)
{
    auto const& op = *how.op;
    auto const& message = call.message;
    if (call.selected.is_file && op.request && op.request->what == kind::string) {
        auto out = how.make_content();
        *static_cast<std::string*>(out.get()) = message.body;
        return out;
    }
    if (op.verb == verb_kind::upload) {
        auto out = how.make_content();
        *static_cast<std::vector<form_part>*>(out.get()) = parts_of_upload(op, message);
        return out;
    }
    check_media_type(op, message);
    return read_body(
        {op.request, how.make_content}, message.body,
        service.of_requests(op.verb == verb_kind::patch ? missing_members::allowed : missing_members::refused));
}

/// The user's function, with the description of its arguments. `prepare` is called by several threads at once; the
/// functions that it returns are called by one thread at a time.
class handler {
    handler_table const* how_;
    any_object work_;
    emulated_job job_;

    struct arguments {
        std::vector<any_object> held{};
        std::vector<void const*> places{};

        void* add(any_object object)
        {
            places.push_back(object.get());
            held.push_back(std::move(object));
            return held.back().get();
        }
    };

public:
    handler(handler_table const& how, any_object work, emulated_job job)
        : how_(&how), work_(std::move(work)), job_(std::move(job))
    {
    }

    /// Reads a request. The function that is returned refers to the call.
    prepared_work prepare(emulated_service& service, emulated_documents& documents, emulated_call const& call) const
    {
        auto const given = std::make_shared<arguments>();
        read_key(*how_->op->path, call.key, given->add(how_->make_key()));
        if (how_->make_content) given->add(read_content(service, *how_, call));
        if (how_->make_query)
            read_query(*how_->op->query, call.query, service.api.wire.query, given->add(how_->make_query()));
        if (!how_->job) return [this, given] { return to_response(how_->run(work_.get(), given->places.data())); };

        auto const& path = *how_->job->path;
        auto const values = key_of_job(*how_->op->path, call.key, path);
        auto* const status = given->add(how_->make_status());
        read_key(path, values, status);
        auto const query = query_of_job(service.api, *how_->polled, call.query);
        return [this, &service, &documents, &call, &path, given, values, status, query]() -> response {
            auto const started = how_->run(work_.get(), given->places.data());
            documents.store(*how_->job, status, started.states, tagging::as_before, job_.polls);
            response out{job_.status, {}, {}};
            if (job_.status != 202)
                if (auto const stored = service.documents.read(call.where, call.key, call.selected))
                    out = represent(*stored, job_.status);
            out.headers.push_back({job_.field, query.after(service.uri_of(service.places.at(path), values))});
            return out;
        };
    }

private:
    response to_response(handler_result out) const
    {
        if (!out.response) return {204, {}, {}};
        return {descry::detail::traits_of(how_->op->verb).creates_below ? 201u : 200u, {}, *std::move(out.response)};
    }
};

}  // namespace descry::testing::detail
