// emulated_service: the state of an emulator that its verbs use.
#pragma once

#include <descry/http/entity_tag.hpp>
#include <descry/rest/detail/expand.hpp>
#include <descry/testing/detail/any_json.hpp>
#include <descry/testing/detail/continuation.hpp>
#include <descry/testing/detail/envelope.hpp>
#include <descry/testing/detail/resource_key.hpp>
#include <descry/testing/detail/served_place.hpp>
#include <descry/testing/detail/store.hpp>
#include <descry/testing/detail/versions.hpp>
#include <descry/testing/emulated_api.hpp>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry::testing::detail {

/// One request, with the operation and the place that were found for it.
struct emulated_call {
    served_place const& where;
    served_operation const& what;
    representation selected;  ///< Of the documents that the operation reads or changes.
    resource_key key;
    query_values query;
    request const& message;
};

/// Operations, to which others may be added at any time. Thread-safe.
class operation_set {
    mutable std::mutex mutex_;
    std::set<operation const*> all_;

public:
    void insert(operation const& op)
    {
        std::lock_guard const lock(mutex_);
        all_.insert(&op);
    }

    bool contains(operation const& op) const
    {
        std::lock_guard const lock(mutex_);
        return all_.contains(&op);
    }
};

/// The state of an emulator, and functions common to its verbs.
struct emulated_service {
    emulated_api api;
    std::size_t page_size;
    key_rules keys{};
    place_table places{};
    document_store documents{};
    continuation_table continuations{};
    operation_set handled_reads{};  ///< Operations whose documents are computed for each request.

    /// How the body of a request is read.
    read_options of_requests(missing_members missing = missing_members::refused) const noexcept
    {
        return {.missing = missing, .names = api.wire.body.names, .exact_names = api.wire.exact_names};
    }

    /// How stored documents are read, which are written in camelCase.
    read_options of_documents(missing_members missing = missing_members::refused) const noexcept
    {
        return {.max_depth = max_typed_depth, .missing = missing, .exact_names = api.wire.exact_names};
    }

    /// How the response of an operation is a collection; empty if it is not.
    std::optional<envelope> envelope_of(served_place const& where, value_type const* type) const
    {
        if (!type) return std::nullopt;
        auto const* const items = places.items_of(where);
        auto const* const item = items ? items->main_resource() : nullptr;
        return envelope::in(*type, where.elements_in(*type), api.envelope.elements,
                            item ? object_in(*item->model.type) : nullptr);
    }

    /// The document for a model, with that entity tag unless it is empty.
    document make_document(served_place const& where, value_type const& type, void* model, std::string tag) const
    {
        document out{.tag = std::move(tag)};
        if (!out.tag.empty()) where.set_tag(type, model, out.tag);
        out.content = write_value(type, model);
        if (auto const version = version_in(where, type); !version.empty())
            if (!find_version(read_own(out.content), version))
                out.content = with_next_version(out.content, version, nullptr, random_token());
        if (auto const collection = envelope_of(where, &type)) {
            out.elements = std::make_shared<std::vector<element_json> const>(collection->elements_of(model));
            out.content = collection->rest_of(out.content);
        }
        return out;
    }

    /// The path of a document, as used in links.
    std::string uri_of(served_place const& where, resource_key const& key) const
    {
        std::string out;
        auto next = key.begin();
        for (auto const& piece : where.path->pieces) {
            out += piece.text;
            if (!piece.parameter.empty()) descry::detail::append_parameter(out, piece, *next++);
        }
        auto const prefix = api.wire.link_prefix;
        if (equal_ignoring_case(out.substr(0, prefix.size()), prefix)) out.erase(0, prefix.size());
        return out;
    }

    /// The document to which a place belongs, or null.
    document_ptr owner_document(served_place const& where, resource_key const& key) const
    {
        auto const* const owner = places.owner_of(where);
        if (!owner) return nullptr;
        auto const& pieces = owner->path->pieces;
        auto const parameters =
            std::count_if(pieces.begin(), pieces.end(), [](auto const& piece) { return !piece.parameter.empty(); });
        return documents.find(*owner, resource_key(key.begin(), key.begin() + parameters),
                              owner->main_representation());
    }

    /// Throws `fault` if a document above the place does not exist.
    void check_owner(served_place const& where, resource_key const& key) const
    {
        auto const* const owner = places.owner_of(where);
        if (owner && !is_handled(*owner) && !owner_document(where, key))
            throw fault(refusal::unknown_key, "There is no such resource.");
    }

    /// Throws `fault` if a required parameter of the operation is missing.
    void check_query(emulated_call const& call) const
    {
        auto const& op = *call.what.op;
        if (auto const* const missing = served_place::first_missing(op, call.query))
            throw fault(
                refusal::malformed_query,
                "The query needs " + std::string(wire_name(*op.query, *missing, api.wire.names_of_queries())) + '.');
    }

private:
    bool is_handled(served_place const& where) const
    {
        for (auto const& resource : where.resources)
            for (auto const& each : resource.operations)
                if (handled_reads.contains(*each.op)) return true;
        return false;
    }
};

/// The response with a document.
inline response represent(document const& state, unsigned status = 200)
{
    if (state.status != 200) return {state.status, {}, {}};
    response out{status, {{"Content-Type", state.media_type}}, state.content};
    if (!state.tag.empty()) out.headers.push_back({"ETag", quoted_entity_tag(state.tag)});
    return out;
}

/// The response to a request whose entity tag is still that of the document (RFC 9110, 15.4.5).
inline response not_modified(document const& state)
{
    response out{304, {}, {}};
    if (!state.tag.empty()) out.headers.push_back({"ETag", quoted_entity_tag(state.tag)});
    return out;
}

}  // namespace descry::testing::detail
