// emulated_documents: the documents of an emulator as its tests see them: typed, and without requests.
#pragma once

#include <descry/rest/resource.hpp>
#include <descry/testing/detail/emulated_service.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace descry::testing {

/// The part of an `emulator` that seeds and looks at documents. All of it may be called from several threads at once.
/// Each function throws `std::logic_error` when the resource is not served, and those that store throw `fault` when a
/// rule refuses the key, `call_error` when a model has no JSON form.
///
/// What belongs to a collection without a place of its own for each element, is seeded with the collection's model.
class emulated_documents {
protected:
    emulated_service service_;
    mutable std::recursive_mutex changes_{};  // held while documents change, never while a request is read

    emulated_documents(emulated_api const& api, std::size_t page_size) : service_{api, page_size} {}
    ~emulated_documents() = default;

public:
    /// Stores a document under a new entity tag, in place of the one that was there.
    template <declared_resource R>
    void seed(typename R::key_type const& key, typename R::model_type model = {})
    {
        store_states<R>(key, {std::move(model)}, true);
    }

    /// The same without an entity tag, as services have documents that give tags to some of them only: it shows none,
    /// and a change needs and gives none.
    template <declared_resource R>
    void seed_untagged(typename R::key_type const& key, typename R::model_type model = {})
    {
        store_states<R>(key, {std::move(model)}, false);
    }

    /// Stores a document that is made by `make` when it is looked at first. `make` must not use the emulator.
    template <declared_resource R, class Make>
    void seed_later(typename R::key_type const& key, Make make)
    {
        auto const& where = service_.places.at(R::path);
        std::lock_guard const lock(changes_);
        service_.documents.assign_later(where, key_of<R>(key), [this, &where, make = std::move(make)] {
            return document_of<R>(where, make(), random_token());
        });
    }

    /// Stores a document that changes by itself: each GET shows the next state, the last one for ever. There has to be
    /// one at least.
    template <declared_resource R>
    void seed_states(typename R::key_type const& key, std::vector<typename R::model_type> states)
    {
        store_states<R>(key, std::move(states), true);
    }

    /// Stores a file, for a resource with `download`.
    template <declared_resource R>
    void seed_file(typename R::key_type const& key, std::string media_type, std::string octets)
    {
        auto const& where = service_.places.at(R::path);
        std::lock_guard const lock(changes_);
        service_.documents.assign(where, key_of<R>(key), {std::move(octets), random_token(), std::move(media_type)});
    }

    /// The document as it is now, with its entity tag; nothing when there is none.
    template <declared_resource R>
    std::optional<typename R::model_type> stored(typename R::key_type const& key) const
    {
        using model = typename R::model_type;
        auto const& where = service_.places.at(R::path);
        auto const found = service_.documents.find(where, key_of<R>(key));
        if (!found) return std::nullopt;
        auto const& type = descry::detail::value_type_of<model>;
        auto const collection = found->elements ? service_.envelope_of(where, &type) : std::nullopt;
        auto const json =
            collection ? collection->write(
                             {.elements = *found->elements, .total = found->elements->size(), .rest = found->content})
                       : found->content;
        std::optional<model> out(std::in_place);
        descry::detail::reader engine(json, {.max_depth = max_typed_depth, .missing = missing_members::allowed});
        if (!engine.document(type, &*out)) throw call_error(engine.error());
        return out;
    }

    /// Changes a document behind its clients' back: `edit` is given the model, which gets a new entity tag afterwards
    /// if it had one.
    /// Throws `std::out_of_range` when there is no such document.
    template <declared_resource R, class Edit>
    void change(typename R::key_type const& key, Edit&& edit)
    {
        std::lock_guard const lock(changes_);
        auto changed = stored<R>(key);
        if (!changed) throw std::out_of_range("descry: the emulator has no such document to change");
        std::forward<Edit>(edit)(*changed);
        store_states<R>(key, {*std::move(changed)}, is_tagged<R>(key));
    }

    /// Removes a document and what is below it; false when there was none.
    template <declared_resource R>
    bool erase(typename R::key_type const& key)
    {
        std::lock_guard const lock(changes_);
        return service_.documents.erase(service_.places.at(R::path), key_of<R>(key));
    }

protected:
    /// True for a document with an entity tag, and where there is none yet.
    template <declared_resource R>
    bool is_tagged(typename R::key_type const& key) const
    {
        auto const found = service_.documents.find(service_.places.at(R::path), key_of<R>(key));
        return !found || !found->tag.empty();
    }

    template <declared_resource R>
    void store_states(typename R::key_type const& key, std::vector<typename R::model_type> states, bool tagged)
    {
        if (states.empty()) throw std::logic_error("descry: a document needs a state");
        auto const& where = service_.places.at(R::path);
        std::vector<document_ptr> documents;
        for (auto&& model : states)  // which may be bits
            documents.push_back(std::make_shared<document const>(
                document_of<R>(where, std::move(model), tagged ? random_token() : std::string())));
        std::lock_guard const lock(changes_);
        service_.documents.assign(where, key_of<R>(key), std::move(documents));
    }

private:
    template <declared_resource R>
    resource_key key_of(typename R::key_type const& key) const
    {
        return service_.keys.of_object(R::path, &key);
    }

    template <declared_resource R>
    document document_of(served_place const& where, typename R::model_type model, std::string tag) const
    {
        if constexpr (std::is_same_v<typename R::model_type, nothing>)
            return {.content = "{}", .tag = std::move(tag)};
        else
            return service_.make_document(where, descry::detail::value_type_of<typename R::model_type>, &model,
                                          std::move(tag));
    }
};

}  // namespace descry::testing
