// emulated_documents: direct access to the documents of an emulator, without requests.
#pragma once

#include <descry/core/error.hpp>
#include <descry/json/detail/reader.hpp>
#include <descry/testing/detail/emulated_service.hpp>
#include <descry/testing/detail/served_resource.hpp>
#include <descry/testing/detail/tagging.hpp>
#include <descry/testing/detail/versions.hpp>

#include <functional>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace descry::testing::detail {

/// Seeds and reads documents. Keys and models are objects of the types that the path and the document's type name.
/// Thread-safe.
class emulated_documents {
    emulated_service& service_;
    mutable std::recursive_mutex changes_{};

public:
    explicit emulated_documents(emulated_service& service) : service_(service) {}

    /// Locked while documents are changed, but not while requests are read.
    std::unique_lock<std::recursive_mutex> hold() const { return std::unique_lock(changes_); }

    document_ptr make(document_type const& of, void* model, std::string tag) const
    {
        return std::make_shared<document const>(
            of.model ? service_.make_document(service_.places.at(*of.path), *of.model.type, model, std::move(tag))
                     : document{.content = "{}", .tag = std::move(tag)});
    }

    /// Stores a document with these states, at least one. If its tag is to be kept, no other change may be made
    /// meanwhile.
    void store(document_type const& of, void const* key, std::vector<void*> const& states, tagging how,
               job_polls polls = job_polls::status)
    {
        if (states.empty()) throw std::logic_error("descry: a document needs a state");
        auto const& where = service_.places.at(*of.path);
        auto const values = service_.keys.of_object(*of.path, key);
        auto const own = where.representation_of(of.model);
        auto const selected =
            how == tagging::as_before ? service_.documents.representation_of(where, values, own) : own;
        auto const before =
            how == tagging::as_before ? service_.documents.find_changed(where, values, selected) : nullptr;
        bool const tagged = before ? !before->tag.empty() : how != tagging::never;
        std::vector<document_ptr> documents;
        for (auto* const model : states) documents.push_back(make(of, model, tagged ? random_token() : std::string()));
        if (before) renew_version(of, where, *before, documents.front());
        if (polls != job_polls::status)
            for (auto& each : documents)
                if (each != documents.back() || polls == job_polls::nothing)
                    each = std::make_shared<document const>(document{.status = each == documents.back() ? 204u : 202u});
        auto const held = hold();
        service_.documents.assign(where, values, selected, std::move(documents));
    }

    /// The same for states that have owners.
    void store(document_type const& of, void const* key, std::vector<any_object> const& states, tagging how,
               job_polls polls = job_polls::status)
    {
        std::vector<void*> models;
        for (auto const& each : states) models.push_back(each.get());
        store(of, key, models, how, polls);
    }

    void store_later(document_type const& of, void const* key, std::function<document_ptr()> make)
    {
        auto const held = hold();
        auto const& where = service_.places.at(*of.path);
        service_.documents.assign_later(where, service_.keys.of_object(*of.path, key),
                                        where.representation_of(of.model), std::move(make));
    }

    void store_file(path_table const& path, void const* key, document file)
    {
        auto const held = hold();
        service_.documents.assign(service_.places.at(path), service_.keys.of_object(path, key), {.is_file = true},
                                  std::move(file));
    }

    /// Reads a document into a model. Returns false if it does not exist.
    bool load(document_type const& of, void const* key, void* model) const
    {
        auto const& where = service_.places.at(*of.path);
        auto const values = service_.keys.of_object(*of.path, key);
        if (!of.model) return service_.documents.find(where, values, {}) != nullptr;
        auto const found = service_.documents.find_changed(where, values, where.representation_of(of.model));
        if (!found) return false;
        auto const collection = found->elements ? service_.envelope_of(where, of.model.type) : std::nullopt;
        auto const json =
            collection ? collection->write(
                             {.elements = *found->elements, .total = found->elements->size(), .rest = found->content},
                             service_.api)
                       : found->content;
        descry::detail::reader engine(json, service_.of_documents(missing_members::allowed));
        if (!engine.document(*of.model.type, model)) throw call_error(engine.error());
        if (!found->tag.empty()) where.set_tag(*of.model.type, model, found->tag);
        return true;
    }

    bool erase(path_table const& path, void const* key)
    {
        auto const held = hold();
        return service_.documents.erase(service_.places.at(path), service_.keys.of_object(path, key));
    }

private:
    // Gives the first state the version after that of the present one, as another client would.
    static void renew_version(document_type const& of, served_place const& where, document const& present,
                              document_ptr& first)
    {
        auto const version = of.model ? version_in(where, *of.model.type) : member_path();
        if (version.empty()) return;
        auto const before = read_own(present.content);
        auto next = *first;
        next.content = with_next_version(next.content, version, find_version(before, version), random_token());
        first = std::make_shared<document const>(std::move(next));
    }
};

}  // namespace descry::testing::detail
