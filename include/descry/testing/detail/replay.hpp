// replay: the responses to updates that were carried out, by request id, so that no update is made twice.
#pragma once

#include <descry/http/message.hpp>
#include <descry/testing/fault.hpp>

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace descry::testing::detail {

/// The identity of an update: its request id, and a digest instead of its body. It is computed before the table is
/// locked, since the digest takes time proportional to the size of the body.
struct replay_key {
    std::string id;
    std::size_t content = 0;

    /// An empty id identifies no request.
    replay_key(std::string_view given, request const& message) : id(given)
    {
        if (id.empty()) return;
        for (std::string_view const part : {message.method, message.target, message.body})
            content = content * 31 + std::hash<std::string_view>()(part);
    }
};

/// The response to an update, shared so that it is not copied while the table is locked.
using replayed_response = std::shared_ptr<response const>;

/// The latest updates, at most `max_entries`, whose responses have at most `max_bytes`. Not thread-safe.
class replay_table {
    struct entry {
        std::size_t content;
        replayed_response response;
    };

    std::map<std::string, entry, std::less<>> entries_;
    std::deque<std::string> oldest_first_;
    std::size_t bytes_ = 0;

public:
    static constexpr std::size_t max_entries = 4096;
    static constexpr std::size_t max_bytes = 16 * 1024 * 1024;

    /// The response to the same request with the same id, or null. Throws `fault` if the id was used for another
    /// method, target or body, which is an error of the client.
    replayed_response find(replay_key const& key) const
    {
        auto const found = entries_.find(key.id);
        if (found == entries_.end()) return nullptr;
        if (found->second.content != key.content)
            throw fault(refusal::request_id_reused, "Another request was carried out under this request id.");
        return found->second.response;
    }

    /// Adds a response with a new id.
    void remember(replay_key const& key, replayed_response response)
    {
        if (key.id.empty()) return;
        bytes_ += key.id.size() + response->body.size();
        entries_.emplace(key.id, entry{key.content, std::move(response)});
        oldest_first_.push_back(key.id);
        while (oldest_first_.size() > max_entries || bytes_ > max_bytes) forget_oldest();
    }

private:
    void forget_oldest()
    {
        auto const found = entries_.find(oldest_first_.front());
        bytes_ -= found->first.size() + found->second.response->body.size();
        entries_.erase(found);
        oldest_first_.pop_front();
    }
};

}  // namespace descry::testing::detail
