// emulator: answers requests to declared resources as their service would, without a socket.
#pragma once

#include <descry/call/message.hpp>
#include <descry/call/random_guid.hpp>
#include <descry/call/service.hpp>
#include <descry/rest/entity_tag.hpp>
#include <descry/testing/media_type.hpp>
#include <descry/testing/precondition.hpp>
#include <descry/testing/replay.hpp>
#include <descry/testing/resource_key.hpp>
#include <descry/testing/route.hpp>
#include <descry/testing/served_resource.hpp>
#include <descry/testing/store.hpp>
#include <descry/testing/token_endpoint.hpp>

#include <atomic>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry::testing {

/// What an API's answers have in common beside its resources. The default is an API that asks for nothing.
struct emulated_api {
    service wire{};  ///< As its clients know it: the names of headers, and whether a bearer token is needed.
    std::string (*write_fault)(fault const& why) = write_problem;  ///< The body of a refusal, as JSON.
};

/// How an emulator behaves.
struct emulator_options {
    std::vector<registered_application> applications{};  ///< Who gets tokens at the token endpoints.
    token_options tokens{};

    /// Called after each exchange, from the thread that made it, several at once. What it is given holds secrets.
    std::function<void(request const&, response const&)> on_exchange{};
};

/// Serves declared resources from memory. It is a function from a request to its response: behind an `https_server`, or
/// without any socket as the script of a client's `scripted_transport`, by `std::ref`. An update that is repeated under
/// its request id is answered as before and not done twice; the same id with another method, target or body gets 409.
///
/// Set it up first: `serve` and `require_guid` come before the first request.
/// All else may be called from several threads at once, and while requests are answered.
class emulator {
    emulated_api api_;
    emulator_options options_;
    key_rules keys_;
    std::deque<served_resource> resources_;
    document_store documents_;
    token_table tokens_;
    token_endpoint token_endpoint_;
    std::mutex changes_;  // held by whoever changes a document, from looking at it until it is stored
    replay_table replays_;
    std::atomic<std::size_t> requests_{0}, updates_{0}, token_requests_{0};

public:
    explicit emulator(emulated_api const& api = {}, emulator_options options = {})
        : api_(api),
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
        resources_.push_back(serve_resource<R>());
    }

    /// Answers 400 when a hole of that name, in whatever path, is filled with anything but a GUID.
    void require_guid(std::string hole) { keys_.require_guid(std::move(hole)); }

    /// Stores a document under a new entity tag, in place of the one that was there. Throws `fault` when a rule
    /// refuses the key, `std::logic_error` when the resource is not served.
    template <declared_resource R>
    void seed(typename R::key_type const& key, typename R::model_type model)
    {
        auto const& resource = resource_at(R::path);
        std::lock_guard const lock(changes_);
        store(resource, keys_.of_object(R::path, &key), std::make_shared<typename R::model_type>(std::move(model)));
    }

    /// The document as it is now, with its entity tag; nothing when there is none.
    template <declared_resource R>
    std::optional<typename R::model_type> stored(typename R::key_type const& key) const
    {
        auto const found = documents_.find(R::path, keys_.of_object(R::path, &key));
        if (!found.model) return std::nullopt;
        return *static_cast<typename R::model_type const*>(found.model.get());
    }

    /// Changes a document behind its clients' back: `edit` is given the model, which gets a new entity tag afterwards.
    /// It must not call the emulator. Throws `std::out_of_range` when there is no such document.
    template <declared_resource R, class Edit>
    void change(typename R::key_type const& key, Edit&& edit)
    {
        auto const& resource = resource_at(R::path);
        std::lock_guard const lock(changes_);
        auto changed = stored<R>(key);
        if (!changed) throw std::out_of_range("descry: the emulator has no such document to change");
        std::forward<Edit>(edit)(*changed);
        store(resource, keys_.of_object(R::path, &key), std::make_shared<typename R::model_type>(*std::move(changed)));
    }

    /// A bearer token of that kind, as good as one from a token endpoint.
    std::string issue_token(credential_kind kind) { return tokens_.issue(kind, options_.tokens.lifetime); }

    /// How many requests arrived, those for tokens among them.
    std::size_t requests() const noexcept { return requests_; }

    /// How many updates were carried out; one that was repeated under its request id counts once.
    std::size_t updates() const noexcept { return updates_; }

    /// How many requests for tokens arrived.
    std::size_t token_requests() const noexcept { return token_requests_; }

    /// Answers one request. Never throws for what the request holds.
    response operator()(request const& message)
    {
        ++requests_;
        auto out = answer(message);
        out.headers.insert(out.headers.begin(), {"Content-Type", "application/json"});
        echo(api_.wire.correlation_id_header, message, out);
        echo(api_.wire.request_id_header, message, out);
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
        try {
            return answer_resource(message);
        } catch (fault const& why) {
            return {why.status(), why.headers(), api_.write_fault(why)};
        }
    }

    response answer_resource(request const& message)
    {
        auto const [resource, values] = find_resource(path_of(message.target));
        auto const* const op = resource->find(message.method);
        if (!op)
            throw fault(refusal::method_not_allowed, "The resource does not accept this method.",
                        {{"Allow", resource->allowed_methods()}});
        if (api_.wire.needs_credentials) check_kind(*op, tokens_.check(message.headers));

        auto const key = keys_.of_request(*resource->path, values);
        auto const current = documents_.find(*resource->path, key);
        if (!current.model) throw fault(refusal::unknown_key, "There is no such resource.");
        return op->method == "GET" ? represent(*resource, current) : update(*resource, *op, key, message);
    }

    std::pair<served_resource const*, hole_values> find_resource(std::string_view path) const
    {
        std::pair<served_resource const*, hole_values> best{};
        for (auto const& resource : resources_) {
            auto values = match(*resource.path, path);
            if (!values) continue;
            if (best.first && literal_size(*best.first->path) >= literal_size(*resource.path)) continue;
            best = {&resource, *std::move(values)};
        }
        if (!best.first) throw fault(refusal::unknown_path, "No resource has this path.");
        return best;
    }

    static void check_kind(operation const& op, credential_kind kind)
    {
        if (op.needs == credential_kind::any || kind == credential_kind::any || kind == op.needs) return;
        throw fault(refusal::wrong_credential_kind,
                    op.needs == credential_kind::app_user
                        ? "The operation needs App+User credentials; these are App-only."
                        : "The operation needs App-only credentials; these are App+User.");
    }

    static response represent(served_resource const& resource, document const& state)
    {
        return {200, {{"ETag", quoted_entity_tag(state.tag)}}, resource.write(state.model.get())};
    }

    // What a request can get wrong by itself is checked first, what depends on the document last (RFC 9110, 13.2.1).
    response update(served_resource const& resource, operation const& op, resource_key const& key,
                    request const& message)
    {
        auto const if_match = joined_header(message.headers, "If-Match");
        if (op.tag && if_match.empty())
            throw fault(refusal::condition_missing,
                        "The update needs an If-Match header with the resource's entity tag.");
        if (!is_media_type(find_header(message.headers, "Content-Type"), "application/json"))
            throw fault(refusal::unsupported_media_type, "The body has to be declared as application/json.");
        auto model = resource.read(message.body);

        std::lock_guard const lock(changes_);
        auto const id = find_header(message.headers, api_.wire.request_id_header);
        if (auto const* const before = replays_.find(id, message)) return *before;
        if (!if_match.empty() && !if_match_holds(if_match, documents_.find(*resource.path, key).tag))
            throw fault(refusal::stale_tag, "None of the entity tags in If-Match is the current one.");
        auto out = represent(resource, store(resource, key, std::move(model)));
        replays_.remember(id, message, out);
        ++updates_;
        return out;
    }

    // Needs `changes_`, and a model that nobody else sees yet.
    document store(served_resource const& resource, resource_key key, std::shared_ptr<void> model)
    {
        document state{nullptr, random_token()};
        resource.set_tag(model.get(), state.tag);
        state.model = std::move(model);
        documents_.assign(*resource.path, std::move(key), state);
        return state;
    }

    served_resource const& resource_at(path_table const& path) const
    {
        for (auto const& resource : resources_)
            if (resource.path == &path) return resource;
        throw std::logic_error("descry: the emulator does not serve " + std::string(path.text));
    }

    // The id as it came, or a fresh one.
    static void echo(std::string_view name, request const& message, response& out)
    {
        if (name.empty()) return;
        auto const given = find_header(message.headers, name);
        bool safe = !given.empty();
        for (char const c : given) safe = safe && c != 0x7F && (static_cast<unsigned char>(c) >= 0x20 || c == '\t');
        out.headers.push_back({std::string(name), safe ? std::string(given) : descry::detail::random_guid()});
    }
};

}  // namespace descry::testing
