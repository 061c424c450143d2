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

/// The documents of a list.
struct listed_documents {
    std::vector<document_ptr> all{};
    std::uint64_t changes = 0;  ///< The number of changes of any documents before the list was read.
};

/// The documents by place, key and representation. Thread-safe.
class document_store {
    using address = std::pair<served_place const*, resource_key>;

    struct entry {
        representation stored_as;
        std::vector<document_ptr> states{};          // the remaining states, the present one first
        std::function<document_ptr()> make_first{};  // creates the state when it is first read
    };

    struct entries {
        std::uint64_t number = 0;  // the order of creation
        std::vector<entry> all{};  // of different representations, at least one

        entry* exactly(representation selected) noexcept
        {
            auto const found =
                std::find_if(all.begin(), all.end(), [&](entry const& each) { return each.stored_as == selected; });
            return found == all.end() ? nullptr : &*found;
        }

        // A download finds only a file, a change of JSON only JSON, of another model if its own was not stored.
        entry* changed_as(representation selected) noexcept
        {
            auto* const found = exactly(selected);
            if (found || selected.is_file) return found;
            auto const json =
                std::find_if(all.begin(), all.end(), [](entry const& each) { return !each.stored_as.is_file; });
            return json == all.end() ? nullptr : &*json;
        }

        // Where only a file was stored, JSON is read as that.
        entry* read_as(representation selected) noexcept
        {
            auto* const found = changed_as(selected);
            return found || selected.is_file ? found : &all.front();
        }
    };

    mutable std::mutex mutex_;
    mutable std::map<address, entries> documents_;
    std::uint64_t created_ = 0;
    std::uint64_t changes_ = 0;

public:
    /// The present state, or null if the document does not exist.
    document_ptr find(served_place const& where, resource_key const& key, representation selected) const
    {
        std::lock_guard const lock(mutex_);
        auto* const found = find(where, key, selected, &entries::read_as);
        return found ? present(*found) : nullptr;
    }

    /// The same for a change, which replaces a file only by another.
    document_ptr find_changed(served_place const& where, resource_key const& key, representation selected) const
    {
        std::lock_guard const lock(mutex_);
        auto* const found = find(where, key, selected, &entries::changed_as);
        return found ? present(*found) : nullptr;
    }

    /// The same for a response. A document with several states then moves to the next one.
    document_ptr read(served_place const& where, resource_key const& key, representation selected)
    {
        std::lock_guard const lock(mutex_);
        auto* const found = find(where, key, selected, &entries::read_as);
        auto out = found ? present(*found) : nullptr;
        move_on(found);
        return out;
    }

    /// Moves a document with several states, which was shown, to the next one. Returns false if another state than that
    /// is present; `seen` is null if there was no document.
    bool move_on(served_place const& where, resource_key const& key, representation selected, document_ptr const& seen)
    {
        std::lock_guard const lock(mutex_);
        auto* const found = find(where, key, selected, &entries::read_as);
        if ((found ? present(*found) : nullptr) != seen) return false;
        move_on(found);
        return true;
    }

    /// The representation of the document that a change replaces; `selected` itself if there is none.
    representation representation_of(served_place const& where, resource_key const& key, representation selected) const
    {
        std::lock_guard const lock(mutex_);
        auto const* const found = find(where, key, selected, &entries::changed_as);
        return found ? found->stored_as : selected;
    }

    void assign(served_place const& where, resource_key key, representation selected, document state)
    {
        assign(where, std::move(key), selected, std::vector{std::make_shared<document const>(std::move(state))});
    }

    /// Stores a state in place of `expected`, which is null if there was no document. Returns false and changes nothing
    /// if the document has another state now.
    bool replace(served_place const& where, resource_key const& key, representation selected,
                 document_ptr const& expected, document_ptr state)
    {
        std::lock_guard const lock(mutex_);
        auto* const found = find(where, key, selected, &entries::changed_as);
        auto const* const current = found && !found->states.empty() ? &found->states : nullptr;
        if (expected ? !current || current->front() != expected : found != nullptr) return false;
        std::vector<document_ptr> states{std::move(state)};
        (found ? *found : at(where, key, selected)).states = std::move(states);
        ++changes_;
        return true;
    }

    /// Stores a document with several states, at least one. It stays in the last one.
    void assign(served_place const& where, resource_key key, representation selected, std::vector<document_ptr> states)
    {
        std::lock_guard const lock(mutex_);
        at(where, std::move(key), selected) = {selected, std::move(states)};
        ++changes_;
    }

    /// Stores a document that is created when it is first read. `make` must not use the store.
    void assign_later(served_place const& where, resource_key key, representation selected,
                      std::function<document_ptr()> make)
    {
        std::lock_guard const lock(mutex_);
        at(where, std::move(key), selected) = {selected, {}, std::move(make)};
        ++changes_;
    }

    /// Deletes the documents at an address and those below it. Returns false if there is none at the address.
    bool erase(served_place const& where, resource_key const& key)
    {
        std::lock_guard const lock(mutex_);
        bool const found = documents_.erase({&where, key}) != 0;
        auto const above = where.shape.substr(0, where.shape.size() - extension_of(where.shape).size()) + '/';
        std::erase_if(documents_, [&](auto const& each) {
            auto const& [other, values] = each.first;
            return other->shape.starts_with(above) && std::equal(key.begin(), key.end(), values.begin());
        });
        ++changes_;
        return found;
    }

    /// The documents of a place, other than files, whose keys extend the collection's key by one value, in the order of
    /// their creation.
    listed_documents below(resource_key const& owner, served_place const& items) const
    {
        std::lock_guard const lock(mutex_);
        std::vector<std::pair<std::uint64_t, entry*>> found;
        for (auto i = documents_.lower_bound({&items, owner}); i != documents_.end(); ++i) {
            auto const& [where, key] = i->first;
            if (where != &items || !std::equal(owner.begin(), owner.end(), key.begin())) break;
            if (auto* const each = i->second.changed_as(items.main_representation()))
                found.emplace_back(i->second.number, each);
        }
        std::sort(found.begin(), found.end());
        listed_documents out{.changes = changes_};
        for (auto const& each : found) out.all.push_back(present(*each.second));
        return out;
    }

private:
    entry* find(served_place const& where, resource_key const& key, representation selected,
                entry* (entries::*how)(representation)) const
    {
        auto const found = documents_.find({&where, key});
        return found == documents_.end() ? nullptr : (found->second.*how)(selected);
    }

    // A new entry has no state yet: it is stored without another allocation.
    entry& at(served_place const& where, resource_key key, representation selected)
    {
        address to(&where, std::move(key));
        auto found = documents_.find(to);
        if (found == documents_.end())
            found = documents_.emplace(std::move(to), entries{created_++, {entry{selected}}}).first;
        auto* const there = found->second.exactly(selected);
        return there ? *there : found->second.all.emplace_back(entry{selected});
    }

    void move_on(entry* seen)
    {
        if (!seen || seen->states.size() < 2) return;
        seen->states.erase(seen->states.begin());
        ++changes_;
    }

    static document_ptr present(entry& from)
    {
        if (from.states.empty()) from.states.push_back(from.make_first());
        from.make_first = nullptr;
        return from.states.front();
    }
};

}  // namespace descry::testing::detail
