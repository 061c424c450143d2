// continuation: continuation tokens, opaque to clients, for the pages of collections.
#pragma once

#include <descry/testing/detail/query_values.hpp>
#include <descry/testing/detail/store.hpp>
#include <descry/testing/token_table.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace descry::testing::detail {

/// A page of a sequence of pages. All pages show the collection as it was when the first one was read.
struct page_walk {
    served_place const* where;
    resource_key key;
    query_values query;
    std::shared_ptr<std::vector<element_json> const> elements;
    std::size_t first;      ///< The index of its first element.
    std::size_t size;       ///< The maximum number of elements of a page.
    document_ptr own;       ///< The document of the collection itself, or null.
    std::uint64_t version;  ///< Of the list. Another state of it has another one.
};

/// The latest `max_tokens` tokens that were issued. Thread-safe.
class continuation_table {
    std::mutex mutex_;
    std::map<std::string, page_walk, std::less<>> walks_;
    std::deque<std::string> oldest_first_;

public:
    static constexpr std::size_t max_tokens = 4096;

    /// Issues a fresh token for a page.
    std::string issue(page_walk page)
    {
        auto token = random_token();
        std::lock_guard const lock(mutex_);
        walks_.emplace(token, std::move(page));
        oldest_first_.push_back(token);
        if (oldest_first_.size() > max_tokens) {
            walks_.erase(oldest_first_.front());
            oldest_first_.pop_front();
        }
        return token;
    }

    /// The page for which a token was issued. Throws `fault` if the token is unknown or is for another collection.
    page_walk find(std::string_view token, served_place const& where, resource_key const& key)
    {
        std::lock_guard const lock(mutex_);
        auto const found = walks_.find(token);
        if (found == walks_.end() || found->second.where != &where || found->second.key != key)
            throw fault(refusal::malformed_query, "The continuation token was not issued for this collection.");
        return found->second;
    }
};

}  // namespace descry::testing::detail
