// store: the documents of an emulator, each with its entity tag.
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

/// JSON of one element of a collection.
using element_json = std::shared_ptr<std::string const>;

/// One state of a document. It never changes: an update makes another.
struct document {
    std::string content{};  ///< JSON that carries the tag, or the bytes of a file. Of a collection, the rest.
    std::string tag{};      ///< Without quotes; new with every change.
    std::string media_type = "application/json";

    /// Of a collection whose elements have no place of their own; null otherwise.
    std::shared_ptr<std::vector<element_json> const> elements{};
};

using document_ptr = std::shared_ptr<document const>;

/// Documents by place and key. May be used from several threads.
class document_store {
    using address = std::pair<served_place const*, resource_key>;

    struct entry {
        std::uint64_t number;                      // of its creation
        std::vector<document_ptr> states{};        // those still to come, the present one first
        std::function<document_ptr()> make_first;  // when that was not made yet
    };

    mutable std::mutex mutex_;
    mutable std::map<address, entry> entries_;
    std::uint64_t created_ = 0;

public:
    /// The present state; null when there is no such document.
    document_ptr find(served_place const& where, resource_key const& key) const
    {
        std::lock_guard const lock(mutex_);
        auto const found = entries_.find({&where, key});
        return found == entries_.end() ? nullptr : present(found->second);
    }

    /// The same as a client sees it: the next time, a document of several states is in the next.
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

    /// Stores a state in place of the one that was found, null where there was none. False, and nothing changes, when
    /// the document has another state by now.
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

    /// A document that goes through several states, at least one, and stays in the last.
    void assign(served_place const& where, resource_key key, std::vector<document_ptr> states)
    {
        std::lock_guard const lock(mutex_);
        auto& changed = at(where, std::move(key));
        changed.states = std::move(states);
        changed.make_first = nullptr;
    }

    /// A document that is made when it is looked at first. `make` must not use the store.
    void assign_later(served_place const& where, resource_key key, std::function<document_ptr()> make)
    {
        std::lock_guard const lock(mutex_);
        auto& changed = at(where, std::move(key));
        changed.states.clear();
        changed.make_first = std::move(make);
    }

    /// Removes a document, and what is below it. False when there was none.
    bool erase(served_place const& where, resource_key const& key)
    {
        std::lock_guard const lock(mutex_);
        bool const found = entries_.erase({&where, key}) != 0;
        std::erase_if(entries_, [&](auto const& each) {
            auto const& [other, values] = each.first;
            return other->shape.starts_with(where.shape + '/') && std::equal(key.begin(), key.end(), values.begin());
        });
        return found;
    }

    /// The documents of a place whose keys are one value longer than that of the collection they belong to, in the
    /// order of their creation.
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
