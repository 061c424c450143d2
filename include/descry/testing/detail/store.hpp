// store: the documents of an emulator, with their entity tags.
#pragma once

#include <descry/testing/detail/resource_key.hpp>
#include <descry/testing/detail/served_place.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace descry::testing::detail {

/// The JSON of one element of a collection.
using element_json = std::shared_ptr<std::string const>;

/// An immutable state of a document. An update stores another state.
struct document {
    std::string
        content{};      ///< JSON with the entity tag, or the content of a file. For a collection, without the elements.
    std::string tag{};  ///< Without quotes; new with every change.
    std::string media_type = "application/json";
    unsigned status = 200;  ///< Of the response that shows it; 202 and 204 show nothing of it.

    /// The elements of a collection, if they have no path of their own; otherwise null.
    std::shared_ptr<std::vector<element_json> const> elements{};
};

using document_ptr = std::shared_ptr<document const>;

/// The documents by place and key. Thread-safe.
class document_store {
    using address = std::pair<served_place const*, resource_key>;

    struct entry {
        std::uint64_t number;                      // the order of creation
        std::vector<document_ptr> states{};        // the remaining states, the present one first
        std::function<document_ptr()> make_first;  // creates the state when it is first read
    };

    mutable std::mutex mutex_;
    mutable std::map<address, entry> entries_;
    std::uint64_t created_ = 0;

public:
    /// The present state, or null if the document does not exist.
    document_ptr find(served_place const& where, resource_key const& key) const
    {
        std::lock_guard const lock(mutex_);
        auto const found = entries_.find({&where, key});
        return found == entries_.end() ? nullptr : present(found->second);
    }

    /// The state for a response. A document with several states then moves to the next one.
    document_ptr read(served_place const& where, resource_key const& key)
    {
        std::lock_guard const lock(mutex_);
        auto const found = entries_.find({&where, key});
        if (found == entries_.end()) return nullptr;
        auto& states = found->second.states;
        auto out = present(found->second);
        if (states.size() > 1) states.erase(states.begin());
        return out;
    }

    void assign(served_place const& where, resource_key key, document state)
    {
        assign(where, std::move(key), std::vector{std::make_shared<document const>(std::move(state))});
    }

    /// Stores a state in place of `found`, which is null if there was no document. Returns false and changes nothing if
    /// the document has another state now.
    bool replace(served_place const& where, resource_key const& key, document_ptr const& expected, document_ptr state)
    {
        std::lock_guard const lock(mutex_);
        auto const found = entries_.find({&where, key});
        bool const is_there = found != entries_.end();
        auto const* const current = is_there && !found->second.states.empty() ? &found->second.states : nullptr;
        if (expected ? !current || current->front() != expected : is_there) return false;
        at(where, key).states.assign({std::move(state)});
        return true;
    }

    /// Stores a document with several states, at least one. It stays in the last one.
    void assign(served_place const& where, resource_key key, std::vector<document_ptr> states)
    {
        std::lock_guard const lock(mutex_);
        auto& changed = at(where, std::move(key));
        changed.states = std::move(states);
        changed.make_first = nullptr;
    }

    /// Stores a document that is created when it is first read. `make` must not use the store.
    void assign_later(served_place const& where, resource_key key, std::function<document_ptr()> make)
    {
        std::lock_guard const lock(mutex_);
        auto& changed = at(where, std::move(key));
        changed.states.clear();
        changed.make_first = std::move(make);
    }

    /// Deletes a document and the documents below it. Returns false if it does not exist.
    bool erase(served_place const& where, resource_key const& key)
    {
        std::lock_guard const lock(mutex_);
        bool const found = entries_.erase({&where, key}) != 0;
        auto const above = where.shape.substr(0, where.shape.size() - extension_of(where.shape).size()) + '/';
        std::erase_if(entries_, [&](auto const& each) {
            auto const& [other, values] = each.first;
            return other->shape.starts_with(above) && std::equal(key.begin(), key.end(), values.begin());
        });
        return found;
    }

    /// The documents of a place whose keys extend the collection's key by one value, in the order of their creation.
    std::vector<document_ptr> below(resource_key const& owner, served_place const& items) const
    {
        std::lock_guard const lock(mutex_);
        std::vector<entry*> found;
        for (auto i = entries_.lower_bound({&items, owner}); i != entries_.end(); ++i) {
            auto const& [where, key] = i->first;
            if (where != &items || !std::equal(owner.begin(), owner.end(), key.begin())) break;
            found.push_back(&i->second);
        }
        std::sort(found.begin(), found.end(), [](auto const* a, auto const* b) { return a->number < b->number; });
        std::vector<document_ptr> out;
        for (auto* each : found) out.push_back(present(*each));
        return out;
    }

private:
    entry& at(served_place const& where, resource_key key)
    {
        auto const [found, fresh] = entries_.try_emplace({&where, std::move(key)});
        if (fresh) found->second.number = created_++;
        return found->second;
    }

    static document_ptr present(entry& from)
    {
        if (from.states.empty()) from.states.push_back(from.make_first());
        from.make_first = nullptr;
        return from.states.front();
    }
};

}  // namespace descry::testing::detail
