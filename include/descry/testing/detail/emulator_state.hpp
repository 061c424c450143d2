// emulator_state: the state of an emulator, and the steps in which it handles a request.
#pragma once

#include <descry/client/check_message.hpp>
#include <descry/core/error.hpp>
#include <descry/http/message.hpp>
#include <descry/model/random_guid.hpp>
#include <descry/testing/detail/change_verbs.hpp>
#include <descry/testing/detail/coded_message.hpp>
#include <descry/testing/detail/create_verb.hpp>
#include <descry/testing/detail/emulated_documents.hpp>
#include <descry/testing/detail/emulated_service.hpp>
#include <descry/testing/detail/handler.hpp>
#include <descry/testing/detail/read_verbs.hpp>
#include <descry/testing/detail/replay.hpp>
#include <descry/testing/detail/spelling.hpp>
#include <descry/testing/detail/upload_verb.hpp>
#include <descry/testing/exchange_fault.hpp>
#include <descry/testing/token_endpoint.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace descry::testing::detail {

/// The state of an `emulator`.
struct emulator_state {
    emulator_options options;
    emulated_service service;
    emulated_documents documents{service};
    token_table tokens;
    testing::token_endpoint token_endpoint;
    replay_table replays{};
    std::atomic<std::size_t> requests{0}, updates{0}, token_requests{0};
    std::mutex fault_mutex{}, pause_mutex{};
    std::deque<exchange_fault> faults{};  ///< Of the next requests.

    emulator_state(emulated_api const& api, emulator_options given)
        : options(std::move(given)),
          service{api, options.page_size},
          tokens(options.time),
          token_endpoint(tokens, options.tokens, std::move(options.applications), api.token_addresses, api.discovery)
    {
        if (options.page_size == 0) throw std::invalid_argument("descry: a page has at least one element");
    }

    /// Adds what requests read without a lock. Throws `std::logic_error` after the first request for a resource.
    template <class Declare>
    void declare(Declare const& declare)
    {
        std::lock_guard const lock(declaration_mutex_);
        if (is_declared_)
            throw std::logic_error("descry: resources are served, and GUIDs required, before the first request");
        declare(service);
    }

    /// Defines the effect of an operation. A request that is being handled has the former one.
    void define(handler_table const& how, any_object work, emulated_job job)
    {
        auto defined = std::make_shared<handler const>(how, std::move(work), std::move(job));
        if (how.op->verb == verb_kind::get) service.handled_reads.insert(*how.op);
        std::lock_guard const lock(handler_mutex_);
        handlers_[how.op] = std::move(defined);
    }

    /// Handles one request.
    response respond(request const& message)
    {
        ++requests;
        auto out = handle(message);
        if (!out.body.empty() && find_header(out.headers, "Content-Type").empty())
            out.headers.insert(out.headers.begin(), {"Content-Type", "application/json"});
        echo(service.api.wire.correlation_id_header, message, out);
        echo(service.api.wire.request_id_header, message, out);
        if (options.on_exchange) options.on_exchange(message, out);
        return out;
    }

private:
    std::mutex declaration_mutex_{}, handler_mutex_{};
    std::atomic<bool> is_declared_{false};  // no resource is added any more
    std::map<operation const*, std::shared_ptr<handler const>> handlers_{};

    void end_declarations()
    {
        if (is_declared_) return;
        std::lock_guard const lock(declaration_mutex_);
        is_declared_ = true;
    }

    // Null if the operation has its default effect.
    std::shared_ptr<handler const> handler_of(operation const& op)
    {
        std::lock_guard const lock(handler_mutex_);
        auto const found = handlers_.find(&op);
        return found == handlers_.end() ? nullptr : found->second;
    }

    response handle(request const& message)
    {
        if (auto token = token_endpoint.handle(message)) {
            ++token_requests;
            return *std::move(token);
        }
        if (auto document = token_endpoint.describe(message)) return *std::move(document);
        auto const failing = next_fault();
        if (!failing) return handle_call(message);
        return failing([&] { return handle_call(message); }, [this](auto by) { pause(by); });
    }

    exchange_fault next_fault()
    {
        std::lock_guard const lock(fault_mutex);
        if (faults.empty()) return nullptr;
        auto out = std::move(faults.front());
        faults.pop_front();
        return out;
    }

    // Pauses of several requests at once follow each other on a clock that is not the real one.
    void pause(std::chrono::milliseconds by)
    {
        if (!options.time) return std::this_thread::sleep_for(by);
        std::lock_guard const lock(pause_mutex);
        options.time->wait_until(options.time->now() + by);
    }

    response handle_call(request const& message)
    {
        if (options.before)
            if (auto instead = options.before(message)) return *std::move(instead);
        std::optional<token_claims> claims;
        auto out = handle_or_refuse(message, claims);
        if (claims && service.api.add_claims) service.api.add_claims(*claims, message, out);
        return out;
    }

    // Also stores the claims of the request's token, once it is verified.
    response handle_or_refuse(request const& message, std::optional<token_claims>& claims)
    {
        try {
            return handle_resource(message, claims);
        } catch (fault const& why) {
            return {why.status(), why.headers(), service.api.write_fault(why)};
        }
    }

    response handle_resource(request const& message, std::optional<token_claims>& claims)
    {
        end_declarations();
        auto const [where, values] = service.places.route(path_of(message.target));
        if (!where) throw fault(refusal::unknown_path, "No resource has this path.");
        query_values query(message.target);
        auto const* const what = where->find(service.api.wire, message, query);
        if (!what)
            throw fault(refusal::method_not_allowed, "The resource does not accept this method.",
                        {{"Allow", where->allowed_methods()}});
        if (service.api.wire.needs_credentials) {
            claims = tokens.check(message.headers);
            check_claims(*what->op, *claims);
        }

        auto const selected = where->representation_of(*what);
        auto const decoded = with_json_body(service.api, *what, selected, message);
        auto const& as_json = decoded ? *decoded : message;
        auto const conditional = with_tag_of_body(*what, as_json);
        emulated_call const call{*where,           *what,
                                 selected,         service.keys.of_request(*where->path, values),
                                 std::move(query), conditional ? *conditional : as_json};
        check_spelling_of_query(service.api, call);
        auto const custom = handler_of(*what->op);
        bool const reads = descry::detail::traits_of(what->op->verb).reads || (!custom && reads_pages(*what));
        auto out = reads ? read(call, custom.get()) : carry_out(call, custom.get());
        spell_response(service.api, what->response, out);
        encode_response(*what->op, out);
        return out;
    }

    // A request may have what has no JSON form, such as the name of a file that is not UTF-8.
    template <class Prepare>
    static auto reading(Prepare const& prepare)
    {
        try {
            return prepare();
        } catch (call_error const& why) {
            throw fault(refusal::malformed_body, std::string("The request was refused: ") + why.what() + '.');
        }
    }

    // The request with the entity tag of its body as its condition, if the tag has to be moved.
    std::optional<request> with_tag_of_body(served_operation const& what, request const& message) const
    {
        if (!options.tag_in_body || !what.op->tag_of_request || !find_header(message.headers, "If-Match").empty())
            return std::nullopt;
        auto const model = what.request.read(message.body, service.of_requests(missing_members::allowed));
        auto const tag = quoted_entity_tag(what.op->tag_of_request.in({what.request.type, model.get()}));
        if (tag.empty()) return std::nullopt;
        auto out = message;
        out.headers.push_back({"If-Match", tag});
        return out;
    }

    void check_claims(operation const& op, token_claims const& claims) const
    {
        check_audience(claims.audience);
        if (options.needs_mfa && claims.kind == credential_kind::app_user && !claims.mfa)
            throw fault(refusal::mfa_missing, "The user signed in without multi-factor authentication.",
                        {{"WWW-Authenticate", "Bearer error=\"insufficient_user_authentication\""}});  // RFC 9470
        check_kind(op, claims.kind);
    }

    void check_audience(std::string_view given) const
    {
        auto const& accepted = service.api.audiences;
        if (given.empty() || accepted.empty()) return;
        auto const audience = given.substr(0, given.find_last_not_of('/') + 1);
        if (std::ranges::none_of(accepted, [&](auto each) { return equal_ignoring_case(each, audience); }))
            throw fault(refusal::wrong_audience, "The bearer token is for another service.",
                        {{"WWW-Authenticate", "Bearer error=\"invalid_token\""}});
    }

    static void check_kind(operation const& op, credential_kind kind)
    {
        if (op.needs == credential_kind::any || kind == credential_kind::any || kind == op.needs) return;
        throw fault(refusal::wrong_credential_kind,
                    op.needs == credential_kind::app_user
                        ? "The operation needs the token of a user; this one is of an application alone."
                        : "The operation needs the token of an application alone; this one is of a user.");
    }

    response read(emulated_call const& call, handler const* custom)
    {
        if (custom) {
            service.check_owner(call.where, call.key);
            service.check_query(call);
            auto const work = reading([&] { return custom->prepare(service, documents, call); });
            auto const lock = documents.hold();
            service.check_owner(call.where, call.key);
            return work();
        }
        switch (call.what.op->verb) {
            case verb_kind::exists: return look_for(service, call);
            case verb_kind::get:
            case verb_kind::download:
            case verb_kind::action: return read_resource(service, call);  // an action that reads pages
            case verb_kind::put:
            case verb_kind::patch:
            case verb_kind::create:
            case verb_kind::remove:
            case verb_kind::upload:
            case verb_kind::watch: break;
        }
        throw undefined_effect();
    }

    static fault undefined_effect()
    {
        return {refusal::unknown_action, "The effect of the operation is not defined in the emulator."};
    }

    // The id by which a retry of the request is recognized; empty without one.
    std::string_view id_of(request const& message) const
    {
        auto const& api = service.api.wire;
        bool const takes_key = descry::detail::find_method(message.method).takes_key;
        auto const key = takes_key ? find_header(message.headers, api.idempotency_key_header) : std::string_view();
        return key.empty() ? find_header(message.headers, api.request_id_header) : key;
    }

    // Prepares a change without the lock, and makes it under the lock unless its document has changed meanwhile.
    // Otherwise it starts again, at most once for each other change. A retry of a request that is carried out at the
    // same time may fail because of the change that the other made; it then gets the other's response.
    response carry_out(emulated_call const& call, handler const* custom)
    {
        replay_key const id(id_of(call.message), call.message);
        for (;;) {
            if (auto const before = replayed(id)) return *before;
            try {
                service.check_query(call);
                auto const change =
                    reading([&] { return custom ? prepare_handled(call, *custom) : prepare_change(call); });
                if (auto const done = make(change, id)) return *done;
            } catch (fault const&) {
                if (auto const before = replayed(id)) return *before;
                throw;
            }
        }
    }

    replayed_response replayed(replay_key const& id) const
    {
        auto const lock = documents.hold();
        return replays.find(id);
    }

    // Null if the change has to be prepared again.
    replayed_response make(prepared_change const& change, replay_key const& id)
    {
        auto const lock = documents.hold();
        if (auto before = replays.find(id)) return before;
        auto done = change();
        if (!done) return nullptr;
        replays.remember(id, done);
        ++updates;
        return done;
    }

    prepared_change prepare_handled(emulated_call const& call, handler const& custom)
    {
        service.check_owner(call.where, call.key);
        check_body(service.api, call);
        check_condition_of_action(service, call);
        return [this, &call, work = custom.prepare(service, documents, call)] {
            check_is_allowed(service, call);
            return std::make_shared<response const>(work());
        };
    }

    prepared_change prepare_change(emulated_call const& call)
    {
        switch (call.what.op->verb) {
            case verb_kind::put: return replace_document(service, call);
            case verb_kind::patch: return patch_document(service, call);
            case verb_kind::remove: return remove_document(service, call);
            case verb_kind::create:
                check_body(service.api, call);
                check_condition_of_action(service, call);
                return create_document(service, call);
            case verb_kind::upload: check_condition_of_action(service, call); return store_files(service, call);
            case verb_kind::action:
            case verb_kind::watch:
            case verb_kind::get:
            case verb_kind::exists:
            case verb_kind::download: break;
        }
        throw undefined_effect();
    }

    // The request id, or a fresh one if the request has none.
    static void echo(std::string_view name, request const& message, response& out)
    {
        if (name.empty()) return;
        auto const given = find_header(message.headers, name);
        bool const safe = !given.empty() && descry::detail::is_field_value(given);
        out.headers.push_back({std::string(name), safe ? std::string(given) : descry::random_guid()});
    }
};

}  // namespace descry::testing::detail
