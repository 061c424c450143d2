// emulator: definitions of the functions of emulator.hpp.
#pragma once

#include <descry/testing/detail/emulator_state.hpp>
#include <descry/testing/emulator.hpp>

#include <vector>

namespace descry::testing {

DESCRY_DECL emulator::emulator(emulated_api const& api, emulator_options options)
    : state_(std::make_unique<detail::emulator_state>(api, std::move(options)))
{
}

DESCRY_DECL emulator::~emulator() = default;

DESCRY_DECL void emulator::require_guid(std::string parameter)
{
    state_->declare([&](auto& service) { service.keys.require_guid(std::move(parameter)); });
}

DESCRY_DECL void emulator::fail_next(std::vector<exchange_fault> faults)
{
    std::lock_guard const lock(state_->fault_mutex);
    for (auto& each : faults) state_->faults.push_back(std::move(each));
}

DESCRY_DECL std::string emulator::issue_token(credential_kind kind) { return issue_token(token_claims{.kind = kind}); }

DESCRY_DECL std::string emulator::issue_token(token_claims claims)
{
    return state_->tokens.issue(std::move(claims), state_->options.tokens.lifetime);
}

DESCRY_DECL std::size_t emulator::requests() const noexcept { return state_->requests; }
DESCRY_DECL std::size_t emulator::updates() const noexcept { return state_->updates; }
DESCRY_DECL std::size_t emulator::token_requests() const noexcept { return state_->token_requests; }

DESCRY_DECL std::vector<operation const*> emulator::operations() const
{
    std::vector<operation const*> out;
    for (auto const& place : state_->service.places.all())
        for (auto const& resource : place.resources)
            for (auto const& each : resource.operations) out.push_back(each.op);
    return out;
}

DESCRY_DECL response emulator::operator()(request const& message) { return state_->respond(message); }

DESCRY_DECL void emulator::add(detail::served_resource const& resource)
{
    state_->declare([&](auto& service) { service.places.add(resource); });
}

DESCRY_DECL void emulator::define(detail::handler_table const& how, detail::any_object work, emulated_job job)
{
    state_->define(how, std::move(work), std::move(job));
}

DESCRY_DECL void emulator::store(detail::document_type const& of, void const* key, void* model, tagging how)
{
    state_->documents.store(of, key, {model}, how);
}

DESCRY_DECL void emulator::store_json(detail::document_type const& of, void const* key, std::string_view json)
{
    auto const model = of.model.make();
    descry::detail::reader engine(json, {.unknown = unknown_members::kept_or_refused});
    if (!engine.document(*of.model.type, model.get())) throw call_error(engine.error());
    store(of, key, model.get(), tagging::always);
}

DESCRY_DECL void emulator::store_states(detail::document_type const& of, void const* key,
                                        std::vector<detail::any_object> states)
{
    state_->documents.store(of, key, states, tagging::always);
}

DESCRY_DECL void emulator::store_later(detail::document_type const& of, void const* key,
                                       std::function<std::shared_ptr<detail::document const>()> make)
{
    state_->documents.store_later(of, key, std::move(make));
}

DESCRY_DECL void emulator::store_file(path_table const& path, void const* key, std::string media_type,
                                      std::string octets)
{
    state_->documents.store_file(path, key, {std::move(octets), random_token(), std::move(media_type)});
}

DESCRY_DECL std::shared_ptr<detail::document const> emulator::document_of(detail::document_type const& of,
                                                                          void* model) const
{
    return state_->documents.make(of, model, random_token());
}

DESCRY_DECL bool emulator::load(detail::document_type const& of, void const* key, void* model) const
{
    return state_->documents.load(of, key, model);
}

DESCRY_DECL bool emulator::remove(path_table const& path, void const* key)
{
    return state_->documents.erase(path, key);
}

DESCRY_DECL std::unique_lock<std::recursive_mutex> emulator::hold() const { return state_->documents.hold(); }

}  // namespace descry::testing
