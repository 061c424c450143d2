// emulator: answers requests to declared resources as their service would, without a socket.
#pragma once

#include <descry/core/config.hpp>
#include <descry/http/message.hpp>
#include <descry/rest/resource.hpp>
#include <descry/testing/detail/served_resource.hpp>
#include <descry/testing/detail/tagging.hpp>
#include <descry/testing/detail/told_operation.hpp>
#include <descry/testing/emulated_api.hpp>

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

/// Serves declared resources from memory. It is a function from a request to its response: behind an `https_server`, or
/// without any socket as the script of a client's `scripted_transport`, by `std::ref`. What follows from the
/// declarations:
/// - A document is read, replaced (PUT), patched and removed at its path. `If-Match` is asked for where it is declared.
/// - A resource whose path is that of another up to one more parameter is a collection of that one's documents, in
///   pages. A POST of kind `create` makes one, with a fresh id unless it brings one.
/// - Queries select elements: see `element_selection`. Pages follow each other as the policy of an `in_pages` reads
///   them. Where none was declared, or one of your own, they do by `offset`, by the number that a parameter `page` is,
///   or by a token: see `emulated_api`. A bare list of either of the first has its links in the header `Link`. Where
///   nothing leads on, one page holds all.
/// - Files are downloaded as they were seeded or uploaded.
/// - What an action does cannot be declared: `on` and `job` say it. Without them it is answered with 404. A change that
///   is repeated under its request id is answered as before and not done twice; the same id with another method, target
///   or body gets 409.
///
/// Set it up first: `serve`, `require_guid`, `on` and `job` come before the first request. All else may be called from
/// several threads at once, and while requests are answered. Requests are read and prepared side by side; only while a
/// change is stored, no other is.
///
/// What seeds documents or looks at them throws `std::logic_error` when the resource is not served; what stores them
/// throws `fault` when a rule refuses the key, and `call_error` when a model has no JSON form. What belongs to a
/// collection without a place of its own for each element, is seeded with the collection's model.
class emulator {
    std::unique_ptr<detail::emulator_state> state_;

public:
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

    /// Answers 400 when a path parameter of that name, in whatever path, is anything but a GUID.
    DESCRY_DECL void require_guid(std::string parameter);

    /// Says what a verb does, in place of what the emulator would do: `work` is called with the key, with the model
    /// that was sent if the verb has one (of an upload: `std::vector<form_part>`), and with the query if it takes that.
    /// It gives the answer, of a type that the answer's model is made from, or nothing. It may use the emulator, and
    /// throw a `fault`. Nothing else is changed meanwhile; the request was read before. Below a document that is not
    /// there, it is not called. Unless `Kind` says which, the resource's action is meant, or else what it declares that
    /// changes something.
    template <declared_resource R, verb_kind Kind = detail::told_verb<R>(), class Work>
    void on(Work work)
    {
        tell(detail::told_work<R, Kind, Work, void>::table,
             detail::any_object(new Work(std::move(work)), detail::delete_object<Work>));
    }

    /// Says that a verb starts a job, and is answered with 202 and the place of a `Status`: `start` is called as by
    /// `on`, with the status's key at the end, and gives all states of it, a vector of models. Each GET of the status
    /// shows the next, the last one for ever. Parameters of the status's path are filled as those of the same name,
    /// others with a GUID. The status may be the changed resource itself, whose states follow the one that it has.
    template <declared_resource R, declared_resource Status, class Start>
    void job(Start start)
    {
        tell(detail::told_work<R, detail::told_verb<R>(), Start, Status>::table,
             detail::any_object(new Start(std::move(start)), detail::delete_object<Start>));
    }

    /// Stores a document under a new entity tag, in place of the one that was there.
    template <declared_resource R>
    void seed(typename R::key_type const& key, typename R::model_type model = {})
    {
        store(detail::document_type_of<R>, &key, &model, tagging::always);
    }

    /// The same without an entity tag, as services have documents that give tags to some of them only: it shows none,
    /// and a change needs and gives none.
    template <declared_resource R>
    void seed_untagged(typename R::key_type const& key, typename R::model_type model = {})
    {
        store(detail::document_type_of<R>, &key, &model, tagging::never);
    }

    /// The same as `seed` of a document as it is written, in any casing of names. Throws `call_error` when the text
    /// does not read as the model, or has members that the model does not name.
    template <declared_resource R>
        requires(!std::is_same_v<typename R::model_type, nothing>)
    void seed_json(typename R::key_type const& key, std::string_view json)
    {
        store_json(detail::document_type_of<R>, &key, json);
    }

    /// Stores a document that is made by `make` when it is looked at first. `make` must not use the emulator.
    template <declared_resource R, class Make>
    void seed_later(typename R::key_type const& key, Make make)
    {
        store_later(detail::document_type_of<R>, &key, [this, make = std::move(make)] {
            typename R::model_type model = make();
            return document_of(detail::document_type_of<R>, &model);
        });
    }

    /// Stores a document that changes by itself: each GET shows the next state, the last one for ever. There has to be
    /// one at least.
    template <declared_resource R>
    void seed_states(typename R::key_type const& key, std::vector<typename R::model_type> states)
    {
        store_states(detail::document_type_of<R>, &key, detail::each_by_itself(std::move(states)));
    }

    /// Stores a file, for a resource with `download`.
    template <declared_resource R>
    void seed_file(typename R::key_type const& key, std::string media_type, std::string octets)
    {
        store_file(R::path, &key, std::move(media_type), std::move(octets));
    }

    /// The document as it is now, with its entity tag; nothing when there is none.
    template <declared_resource R>
    std::optional<typename R::model_type> stored(typename R::key_type const& key) const
    {
        std::optional<typename R::model_type> out(std::in_place);
        if (!load(detail::document_type_of<R>, &key, &*out)) out.reset();
        return out;
    }

    /// Changes a document behind its clients' back: `edit` is given the model, which gets a new entity tag afterwards
    /// if it had one.
    /// Throws `std::out_of_range` when there is no such document.
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

    /// Removes a document and what is below it; false when there was none.
    template <declared_resource R>
    bool erase(typename R::key_type const& key)
    {
        return remove(R::path, &key);
    }

    /// A bearer token of that kind, as good as one from a token endpoint.
    DESCRY_DECL std::string issue_token(credential_kind kind);

    /// The same, of a token that says that.
    DESCRY_DECL std::string issue_token(token_claims claims);

    /// How many requests arrived, those for tokens among them.
    DESCRY_DECL std::size_t requests() const noexcept;

    /// How many requests that change something were carried out, or actions; one that was repeated under its request id
    /// counts once.
    DESCRY_DECL std::size_t updates() const noexcept;

    /// How many requests for tokens arrived.
    DESCRY_DECL std::size_t token_requests() const noexcept;

    /// Answers one request. Never throws for what the request holds.
    DESCRY_DECL response operator()(request const& message);

private:
    using tagging = detail::tagging;

    template <template <class...> class List, class... Resources>
    void serve_each(std::type_identity<List<Resources...>>)
    {
        (serve<Resources>(), ...);
    }

    DESCRY_DECL void add(detail::served_resource const& resource);
    DESCRY_DECL void tell(detail::told_operation const& how, detail::any_object work);

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
