// emulator: answers requests to declared resources as their service would, without a socket.
#pragma once

#include <boost/mp11/algorithm.hpp>

#include <descry/client/check_message.hpp>
#include <descry/http/message.hpp>
#include <descry/model/random_guid.hpp>
#include <descry/testing/detail/change_verbs.hpp>
#include <descry/testing/detail/create_verb.hpp>
#include <descry/testing/detail/emulated_documents.hpp>
#include <descry/testing/detail/handler.hpp>
#include <descry/testing/detail/read_verbs.hpp>
#include <descry/testing/detail/replay.hpp>
#include <descry/testing/detail/spelling.hpp>
#include <descry/testing/detail/upload_verb.hpp>
#include <descry/testing/token_endpoint.hpp>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace descry::testing {

/// Serves declared resources from memory. It is a function from a request to its response: behind an `https_server`, or
/// without any socket as the script of a client's `scripted_transport`, by `std::ref`. What follows from the
/// declarations:
/// - A document is read, replaced (PUT), patched and removed at its path. `If-Match` is asked for where it is declared.
/// - A resource whose path is that of another up to one more hole is a collection of that one's documents, in pages. A
///   POST of kind `create` makes one, with a fresh id unless it brings one.
/// - Queries select elements: see `element_selection`. Pages follow each other as the policy of an `in_pages` reads
///   them. Where none was declared, or one of your own, they do by `offset`, by the number that a parameter `page` is,
///   or by a token: see `emulated_api`. A bare list of either of the first has its links in the header `Link`. Where
///   nothing leads on, one page holds all.
/// - Files are downloaded as they were seeded or uploaded.
/// - What an action does cannot be declared: `on` and `job` say it. Without them it is answered with 404.
/// A change that is repeated under its request id is answered as before and not done twice; the same id with another
/// method, target or body gets 409.
///
/// Set it up first: `serve`, `require_guid`, `on` and `job` come before the first request.
/// All else may be called from several threads at once, and while requests are answered. Requests are read and prepared
/// side by side; only while a change is stored, no other is.
class emulator : public emulated_documents {
    emulator_options options_;
    std::map<operation const*, handler> handlers_;
    token_table tokens_;
    token_endpoint token_endpoint_;
    replay_table replays_;
    std::atomic<std::size_t> requests_{0}, updates_{0}, token_requests_{0};

public:
    explicit emulator(emulated_api const& api = {}, emulator_options options = {})
        : emulated_documents(api, options.page_size),
          options_(std::move(options)),
          token_endpoint_(tokens_, options_.tokens, std::move(options_.applications))
    {
    }

    emulator(emulator const&) = delete;
    emulator& operator=(emulator const&) = delete;

    /// Serves a resource: its path, with the verbs that it declares.
    template <declared_resource R>
    void serve()
    {
        service_.places.add(serve_resource<R>());
    }

    /// Serves all resources of a list of types, such as `boost::mp11::mp_list<customer_resource, order_resource>`.
    template <class Resources>
    void serve_all()
    {
        boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, Resources>>(
            [this]<class R>(std::type_identity<R>) { this->template serve<R>(); });
    }

    /// Answers 400 when a hole of that name, in whatever path, is filled with anything but a GUID.
    void require_guid(std::string hole) { service_.keys.require_guid(std::move(hole)); }

    /// Says what a verb does, in place of what the emulator would do: `work` is called with the key, with the model
    /// that was sent if the verb has one (of an upload: `std::vector<form_part>`), and with the query if it takes that.
    /// It gives the answer, of a type that the answer's model is made from, or nothing. It may use the emulator, and
    /// throw a `fault`. Nothing else is changed meanwhile; the request was read before. Below a document that is not
    /// there, it is not called. Unless `Kind` says which, the resource's action is meant, or else what it declares that
    /// changes something.
    template <declared_resource R, verb_kind Kind = detail::told_verb<R>(), class Work>
    void on(Work work)
    {
        if constexpr (Kind == verb_kind::get) service_.told_reads.insert(&operation_for<R, Kind>());
        handlers_[&operation_for<R, Kind>()] = detail::make_handler<R, Kind>(std::move(work), service_.api.wire.query);
    }

    /// Says that a verb starts a job, and is answered with 202 and the place of a `Status`: `start` is called as by
    /// `on`, with the status's key at the end, and gives all states of it, a vector of models. Each GET of the status
    /// shows the next, the last one for ever. Holes of the status's path are filled as those of the same name, others
    /// with a GUID. The status may be the changed resource itself, whose states follow the one that it has.
    template <declared_resource R, declared_resource Status, class Start>
    void job(Start start)
    {
        constexpr auto kind = detail::told_verb<R>();
        handlers_[&operation_for<R, kind>()] = [this, start = std::make_shared<Start>(std::move(start))](
                                                   resource_key const& key, request const& message) -> prepared_work {
            using status_key = typename Status::key_type;
            auto arguments = detail::read_arguments<R, kind, Start, status_key>(key, message, service_.api.wire.query);
            auto values = detail::key_of_job(R::path, key, Status::path);
            status_key status{};
            detail::read_key(Status::path, values, &status);
            return [this, start, status, values,
                    given = std::make_shared<decltype(arguments) const>(std::move(arguments))]() -> response {
                auto const work = [&](auto const&... read) { return (*start)(read..., status); };
                store_states<Status>(status, std::apply(work, *given), is_tagged<Status>(status));
                return {202, {{"Location", service_.uri_of(service_.places.at(Status::path), values)}}, {}};
            };
        };
    }

    /// A bearer token of that kind, as good as one from a token endpoint.
    std::string issue_token(credential_kind kind) { return issue_token(token_claims{.kind = kind}); }

    /// The same, of a token that says that.
    std::string issue_token(token_claims claims) { return tokens_.issue(std::move(claims), options_.tokens.lifetime); }

    /// How many requests arrived, those for tokens among them.
    std::size_t requests() const noexcept { return requests_; }

    /// How many requests that change something were carried out, or actions; one that was repeated under its request id
    /// counts once.
    std::size_t updates() const noexcept { return updates_; }

    /// How many requests for tokens arrived.
    std::size_t token_requests() const noexcept { return token_requests_; }

    /// Answers one request. Never throws for what the request holds.
    response operator()(request const& message)
    {
        ++requests_;
        auto out = answer(message);
        if (!out.body.empty() && find_header(out.headers, "Content-Type").empty())
            out.headers.insert(out.headers.begin(), {"Content-Type", "application/json"});
        echo(service_.api.wire.correlation_id_header, message, out);
        echo(service_.api.wire.request_id_header, message, out);
        if (options_.on_exchange) options_.on_exchange(message, out);
        return out;
    }

private:
    response answer(request const& message)
    {
        if (auto token = token_endpoint_.answer(message)) {
            ++token_requests_;
            return *std::move(token);
        }
        if (options_.before)
            if (auto instead = options_.before(message)) return *std::move(instead);
        std::optional<token_claims> claims;
        auto out = answer_or_refuse(message, claims);
        if (claims && service_.api.tell_claims) service_.api.tell_claims(*claims, message, out);
        return out;
    }

    // Leaves the claims of the request's token, once that is known to be one.
    response answer_or_refuse(request const& message, std::optional<token_claims>& claims)
    {
        try {
            return answer_resource(message, claims);
        } catch (fault const& why) {
            return {why.status(), why.headers(), service_.api.write_fault(why)};
        }
    }

    response answer_resource(request const& message, std::optional<token_claims>& claims)
    {
        auto const [where, values] = service_.places.route(path_of(message.target));
        if (!where) throw fault(refusal::unknown_path, "No resource has this path.");
        query_values query(message.target);
        auto const* const what = where->find(message, query);
        if (!what)
            throw fault(refusal::method_not_allowed, "The resource does not accept this method.",
                        {{"Allow", where->allowed_methods()}});
        if (service_.api.wire.needs_credentials) {
            claims = tokens_.check(message.headers);
            check_claims(*what->op, *claims);
        }

        auto const conditional = with_tag_of_body(*what, message);
        emulated_call const call{*where, *what, service_.keys.of_request(*where->path, values), std::move(query),
                                 conditional ? *conditional : message};
        check_spelling_of_query(service_.api, call);
        auto const told = handlers_.find(what->op);
        auto const* const work = told == handlers_.end() ? nullptr : &told->second;
        auto out = is_read(what->op->verb) ? look(call, work) : carry_out(call, work);
        spell_answer(service_.api, what->answer, out);
        return out;
    }

    static bool is_read(verb_kind verb) noexcept
    {
        return verb == verb_kind::get || verb == verb_kind::download || verb == verb_kind::exists;
    }

    // The request with the tag in its body as its condition, if that has to be moved.
    std::optional<request> with_tag_of_body(served_operation const& what, request const& message) const
    {
        if (!options_.tag_in_body || !what.op->tag_of_request || !find_header(message.headers, "If-Match").empty())
            return std::nullopt;
        auto const model = what.request.read(message.body, missing_members::allowed);
        auto const tag = quoted_entity_tag(what.op->tag_of_request(model.get()));
        if (tag.empty()) return std::nullopt;
        auto out = message;
        out.headers.push_back({"If-Match", tag});
        return out;
    }

    void check_claims(operation const& op, token_claims const& claims) const
    {
        check_audience(claims.audience);
        if (options_.needs_mfa && claims.kind == credential_kind::app_user && !claims.mfa)
            throw fault(refusal::mfa_missing, "The user signed in without multi-factor authentication.",
                        {{"WWW-Authenticate", "Bearer error=\"insufficient_user_authentication\""}});  // RFC 9470
        check_kind(op, claims.kind);
    }

    void check_audience(std::string_view given) const
    {
        auto const& accepted = service_.api.audiences;
        if (given.empty() || accepted.empty()) return;
        auto const service = given.substr(0, given.find_last_not_of('/') + 1);
        if (std::ranges::none_of(accepted, [&](auto each) { return equal_ignoring_case(each, service); }))
            throw fault(refusal::wrong_audience, "The bearer token is for another service.",
                        {{"WWW-Authenticate", "Bearer error=\"invalid_token\""}});
    }

    static void check_kind(operation const& op, credential_kind kind)
    {
        if (op.needs == credential_kind::any || kind == credential_kind::any || kind == op.needs) return;
        throw fault(refusal::wrong_credential_kind,
                    op.needs == credential_kind::app_user
                        ? "The operation needs App+User credentials; these are App-only."
                        : "The operation needs App-only credentials; these are App+User.");
    }

    response look(emulated_call const& call, handler const* told)
    {
        if (told) {
            service_.check_owner(call.where, call.key);
            service_.check_query(call);
            auto const work = (*told)(call.key, call.message);
            std::lock_guard const lock(changes_);
            service_.check_owner(call.where, call.key);
            return work();
        }
        return call.what.op->verb == verb_kind::exists ? look_for(service_, call) : read_resource(service_, call);
    }

    // A change is prepared without the lock, and made under it unless its document has changed meanwhile: then it
    // begins again, which costs each change at most one repetition for each other that was made. What repeats a request
    // that is carried out at the same time may be refused for the change which that one made: the answer is that one's.
    response carry_out(emulated_call const& call, handler const* told)
    {
        replay_key const id(find_header(call.message.headers, service_.api.wire.request_id_header), call.message);
        for (;;) {
            if (auto const before = replayed(id)) return *before;
            try {
                service_.check_query(call);
                auto const change = told ? prepare_as_told(call, *told) : prepare_change(call);
                if (auto const done = make(change, id)) return *done;
            } catch (fault const&) {
                if (auto const before = replayed(id)) return *before;
                throw;
            }
        }
    }

    replayed_response replayed(replay_key const& id) const
    {
        std::lock_guard const lock(changes_);
        return replays_.find(id);
    }

    // Null when the change has to be prepared again.
    replayed_response make(prepared_change const& change, replay_key const& id)
    {
        std::lock_guard const lock(changes_);
        if (auto before = replays_.find(id)) return before;
        auto done = change();
        if (!done) return nullptr;
        replays_.remember(id, done);
        ++updates_;
        return done;
    }

    prepared_change prepare_as_told(emulated_call const& call, handler const& told) const
    {
        service_.check_owner(call.where, call.key);
        check_body(service_.api, call);
        check_condition_of_action(service_, call);
        return [this, &call, work = told(call.key, call.message)] {
            check_is_allowed(service_, call);
            return std::make_shared<response const>(work());
        };
    }

    prepared_change prepare_change(emulated_call const& call)
    {
        switch (call.what.op->verb) {
            case verb_kind::put: return replace_document(service_, call);
            case verb_kind::patch: return patch_document(service_, call);
            case verb_kind::remove: return remove_document(service_, call);
            case verb_kind::create:
                check_body(service_.api, call);
                check_condition_of_action(service_, call);
                return create_document(service_, call);
            case verb_kind::upload: check_condition_of_action(service_, call); return store_files(service_, call);
            default: throw fault(refusal::unknown_action, "The emulator was not told what the action does.");
        }
    }

    // The id as it came, or a fresh one.
    static void echo(std::string_view name, request const& message, response& out)
    {
        if (name.empty()) return;
        auto const given = find_header(message.headers, name);
        bool const safe = !given.empty() && descry::detail::is_field_value(given);
        out.headers.push_back({std::string(name), safe ? std::string(given) : descry::random_guid()});
    }
};

}  // namespace descry::testing
