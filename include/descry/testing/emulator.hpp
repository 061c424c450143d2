// emulator: a service in memory, derived from declared resources. It needs no socket.
#pragma once

#include <descry/core/config.hpp>
#include <descry/http/message.hpp>
#include <descry/rest/resource.hpp>
#include <descry/testing/detail/handler_table.hpp>
#include <descry/testing/detail/served_resource.hpp>
#include <descry/testing/detail/tagging.hpp>
#include <descry/testing/emulated_api.hpp>
#include <descry/testing/exchange_fault.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace descry::testing {

namespace detail {

struct document;
struct emulator_state;

}  // namespace detail

/// Serves declared resources from memory. An emulator is a function from a request to its response. It is the handler
/// of an `https_server`, or, by `std::ref`, the script of a client's `scripted_transport`, which needs no socket. The
/// declarations determine the following:
/// - A document is read, replaced (PUT), patched and deleted at its path. `If-Match` is required where it is declared.
/// - A resource whose path is that of another without its last parameter is a collection of the other's documents, in
///   pages. A POST of kind `create` adds a document, with a fresh id unless the request has one.
/// - Queries select elements, see `element_selection`. Pages are linked as the policy of an `in_pages` reads them. If
///   no policy is declared, or one that the user wrote, they are linked by the parameter `offset`, by the page number
///   in a parameter `page`, or by a continuation token, see `emulated_api`. For a bare array paged by offset or number,
///   the links are in the field `Link` (RFC 8288). If there is no way to link pages, one page holds all elements.
/// - Files are downloaded as they were seeded or uploaded. At one path, a file and the models that are read there are
///   documents of their own, each of which is seeded; of those that are not, one that is stands in their place.
/// - The effect of an action is not declared, unless it reads pages: `on` and `job` define it. Without them the
///   response is 404. A change that is retried with its request id gets the same response and is not made again; the
///   same id with another method, target or body gets 409.
///
/// The functions `serve`, `serve_all` and `require_guid` throw `std::logic_error` after the first request for a
/// resource. All others are thread-safe and may be called while requests are handled; a request that is being handled
/// has the effect that `on` or `job` defined before. Requests are read and prepared concurrently; only storing a change
/// excludes other changes.
///
/// Functions that seed or inspect documents throw `std::logic_error` if the resource is not served. Functions that
/// store documents throw `fault` if a rule refuses the key, and `call_error` if a model has no JSON form. Elements of a
/// collection that have no path of their own are seeded with the collection's model.
class emulator {
    std::unique_ptr<detail::emulator_state> state_;

public:
    /// Throws `std::invalid_argument` if `options.page_size` is zero.
    DESCRY_DECL explicit emulator(emulated_api const& api = {}, emulator_options options = {});
    DESCRY_DECL ~emulator();
    emulator(emulator const&) = delete;
    emulator& operator=(emulator const&) = delete;

    /// Serves a resource: its path, with the verbs that it declares.
    template <declared_resource R>
    void serve()
    {
        add(detail::served_resource_of<R>);
    }

    /// Serves all resources of a list of types, such as `boost::mp11::mp_list<customer_resource, order_resource>`.
    template <class Resources>
    void serve_all()
    {
        serve_each(std::type_identity<Resources>());
    }

    /// Requires that path parameters with this name are GUIDs, in all paths. The response to other values is 400.
    DESCRY_DECL void require_guid(std::string parameter);

    /// Defines the effect of a verb in place of the default. `work` is called with the key; with the request's model if
    /// the verb has one (for an upload, with a `std::vector<form_part>`); and with the query if `work` accepts it. It
    /// returns a value that converts to the response's model, or nothing. It may use the emulator and throw `fault`. No
    /// other change is made during the call; the request was read before. `work` is not called if a document above the
    /// path does not exist. `Kind` selects the verb, the first of several. By default, it is the first of action,
    /// create, upload, patch and put that R declares, or else get.
    template <declared_resource R, verb_kind Kind = detail::default_handled_verb<R>(), class Work>
    void on(Work work)
    {
        on<R, detail::verb_of_kind<R, Kind>>(std::move(work));
    }

    /// The same for a verb as R declares it: `on<issues, descry::json_patch<>>(work)`.
    template <declared_resource R, class Verb, class Work>
    void on(Work work)
    {
        if constexpr (detail::check_handled<R, Verb>())
            define(detail::handler_for<R, Verb, Work, void>::table,
                   detail::any_object(new Work(std::move(work)), detail::delete_object<Work>));
    }

    /// Defines that a verb starts a job: the response is 202, or `how.status`, with the location of a `Status`. `start`
    /// is called as for `on`, with the status's key as an additional last argument, and returns all states of the
    /// status, a vector of models. Each GET of the status reads the next state; the last one is then repeated.
    /// Parameters of the status's path have the values of the parameters with the same name; others are fresh GUIDs.
    /// The status may be the changed resource itself, whose present state is then followed by the states of the job.
    /// The location has the parameters that the status's query requires, as in the request or else as by default. With
    /// other `polls`, the states but the last only are counted, and `Status` is a resource with the result of the job.
    /// `Verb` is the verb that starts it, by default the first that R declares with `starts`.
    template <declared_resource R, declared_resource Status, class Verb = void, class Start>
    void job(Start start, emulated_job how = {})
    {
        using verb = typename decltype(detail::handled_start<R, Verb>())::type;
        if constexpr (detail::check_handled<R, verb>())
            define(detail::handler_for<R, verb, Start, Status>::table,
                   detail::any_object(new Start(std::move(start)), detail::delete_object<Start>), std::move(how));
    }

    /// Stores a document with a new entity tag. Replaces an existing document.
    template <declared_resource R>
    void seed(typename R::key_type const& key, typename R::model_type model = {})
    {
        store(detail::document_type_of<R>, &key, &model, tagging::always);
    }

    /// The same without an entity tag, for services in which only some documents have one. Changes to the document need
    /// no tag.
    template <declared_resource R>
    void seed_untagged(typename R::key_type const& key, typename R::model_type model = {})
    {
        store(detail::document_type_of<R>, &key, &model, tagging::never);
    }

    /// The same as `seed` for a document in JSON, with names in any casing. Throws `call_error` if the text cannot be
    /// read as the model, or has members that the model neither declares nor keeps in `extras`.
    template <declared_resource R>
        requires(!std::is_same_v<typename R::model_type, nothing>)
    void seed_json(typename R::key_type const& key, std::string_view json)
    {
        store_json(detail::document_type_of<R>, &key, json);
    }

    /// Stores a document that is created by `make` when it is first read. `make` must not use the emulator.
    template <declared_resource R, class Make>
    void seed_later(typename R::key_type const& key, Make make)
    {
        store_later(detail::document_type_of<R>, &key, [this, function = std::move(make)] {
            typename R::model_type model = function();
            return document_of(detail::document_type_of<R>, &model);
        });
    }

    /// Stores a document with several states: each GET reads the next one; the last one is then repeated. At least one
    /// state is required.
    template <declared_resource R>
    void seed_states(typename R::key_type const& key, std::vector<typename R::model_type> states)
    {
        store_states(detail::document_type_of<R>, &key, detail::erase_types(std::move(states)));
    }

    /// Stores a file, for a resource with `download`.
    template <declared_resource R>
    void seed_file(typename R::key_type const& key, std::string media_type, std::string octets)
    {
        store_file(R::path, &key, std::move(media_type), std::move(octets));
    }

    /// The current document with its entity tag, or an empty optional if it does not exist.
    template <declared_resource R>
    std::optional<typename R::model_type> stored(typename R::key_type const& key) const
    {
        std::optional<typename R::model_type> out(std::in_place);
        if (!load(detail::document_type_of<R>, &key, &*out)) out.reset();
        return out;
    }

    /// Changes a document outside of a request, as another client would: `edit` is called with the model, which then
    /// gets a new entity tag if it had one. Throws `std::out_of_range` if the document does not exist.
    template <declared_resource R, class Edit>
    void change(typename R::key_type const& key, Edit&& edit)
    {
        auto const held = hold();
        typename R::model_type changed{};
        if (!load(detail::document_type_of<R>, &key, &changed))
            throw std::out_of_range("descry: the emulator has no such document to change");
        std::forward<Edit>(edit)(changed);
        store(detail::document_type_of<R>, &key, &changed, tagging::as_before);
    }

    /// Deletes a document and the documents below it. Returns false if it does not exist.
    template <declared_resource R>
    bool erase(typename R::key_type const& key)
    {
        return remove(R::path, &key);
    }

    /// The next requests, except those for tokens, have these faults, one each: `fail_next({slow(2s), {}, drop()})`.
    /// They follow those of an earlier call.
    DESCRY_DECL void fail_next(std::vector<exchange_fault> faults);

    /// Issues a bearer token for credentials of that kind, equivalent to one from a token endpoint.
    DESCRY_DECL std::string issue_token(credential_kind kind);

    /// Issues a bearer token with these claims.
    DESCRY_DECL std::string issue_token(token_claims claims);

    /// The number of requests so far, those for tokens included.
    DESCRY_DECL std::size_t requests() const noexcept;

    /// The number of changes and actions that were carried out so far. A retry with the same request id is not counted
    /// again.
    DESCRY_DECL std::size_t updates() const noexcept;

    /// The number of requests for tokens so far.
    DESCRY_DECL std::size_t token_requests() const noexcept;

    /// The operations that are served: the verbs of the resources, with their paths, queries, conditions and models.
    DESCRY_DECL std::vector<operation const*> operations() const;

    /// Handles one request and returns its response. Does not throw because of the content of the request. Throws
    /// `connection_dropped` if a fault demands it.
    DESCRY_DECL response operator()(request const& message);

private:
    using tagging = detail::tagging;

    template <template <class...> class List, class... Resources>
    void serve_each(std::type_identity<List<Resources...>>)
    {
        (serve<Resources>(), ...);
    }

    DESCRY_DECL void add(detail::served_resource const& resource);
    DESCRY_DECL void define(detail::handler_table const& how, detail::any_object work, emulated_job job = {});

    // Keys and models are objects of the types that the path and the document's type name.
    DESCRY_DECL void store(detail::document_type const& of, void const* key, void* model, tagging how);
    DESCRY_DECL void store_json(detail::document_type const& of, void const* key, std::string_view json);
    DESCRY_DECL void store_states(detail::document_type const& of, void const* key,
                                  std::vector<detail::any_object> states);
    DESCRY_DECL void store_later(detail::document_type const& of, void const* key,
                                 std::function<std::shared_ptr<detail::document const>()> make);
    DESCRY_DECL void store_file(path_table const& path, void const* key, std::string media_type, std::string octets);
    DESCRY_DECL std::shared_ptr<detail::document const> document_of(detail::document_type const& of, void* model) const;
    DESCRY_DECL bool load(detail::document_type const& of, void const* key, void* model) const;
    DESCRY_DECL bool remove(path_table const& path, void const* key);
    DESCRY_DECL std::unique_lock<std::recursive_mutex> hold() const;
};

}  // namespace descry::testing

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/testing/impl/emulator.ipp>
#endif
