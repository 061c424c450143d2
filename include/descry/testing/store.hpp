// store: the documents of an emulator, each with its entity tag.
#pragma once

#include <descry/rest/path.hpp>
#include <descry/testing/resource_key.hpp>

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace descry::testing {

/// One state of a document. It never changes: an update makes another.
struct document {
    std::shared_ptr<void const> model;  ///< Of the resource's model type, and carrying the tag.
    std::string tag;                    ///< Without quotes; new with every change.
};

/// Documents by resource and key. May be used from several threads.
class document_store {
    mutable std::mutex mutex_;
    std::map<std::pair<path_table const*, resource_key>, document> documents_;

public:
    /// The latest state; one without model when there is no such document.
    document find(path_table const& path, resource_key const& key) const
    {
        std::lock_guard const lock(mutex_);
        auto const found = documents_.find({&path, key});
        return found == documents_.end() ? document() : found->second;
    }

    void assign(path_table const& path, resource_key key, document state)
    {
        std::lock_guard const lock(mutex_);
        documents_.insert_or_assign({&path, std::move(key)}, std::move(state));
    }
};

}  // namespace descry::testing
