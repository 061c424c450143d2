// replay: the answers of updates that were carried out, by the id of their request, so that none is done twice.
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

/// What an update is recognized by: the id of its request, and a digest, so that its body need not be kept. Made before
/// the table is locked, because the digest takes as long as the body is large.
struct replay_key {
    std::string id;
    std::size_t content = 0;

    /// An empty id names no request.
    replay_key(std::string_view given, request const& message) : id(given)
    {
        if (id.empty()) return;
        for (std::string_view const part : {message.method, message.target, message.body})
            content = content * 31 + std::hash<std::string_view>()(part);
    }
};

/// The response to an update, shared so that none is copied while the table is locked.
using replayed_response = std::shared_ptr<response const>;

/// Remembers the latest updates, at most `max_entries` of them and `max_bytes` of their answers. Not thread-safe.
class replay_table {
    struct entry {
        std::size_t content;
        replayed_response answer;
    };

    std::map<std::string, entry, std::less<>> entries_;
    std::deque<std::string> oldest_first_;
    std::size_t bytes_ = 0;

public:
    static constexpr std::size_t max_entries = 4096;
    static constexpr std::size_t max_bytes = 16 * 1024 * 1024;

    /// The answer to the same request under the same id; null when there was none. Throws `fault` when the id was
    /// used for another method, target or body: the caller mistakes two requests for one.
    replayed_response find(replay_key const& key) const
    {
        auto const found = entries_.find(key.id);
        if (found == entries_.end()) return nullptr;
        if (found->second.content != key.content)
            throw fault(refusal::request_id_reused, "Another request was carried out under this request id.");
        return found->second.answer;
    }

    /// Remembers an answer under an id that is new.
    void remember(replay_key const& key, replayed_response answer)
    {
        if (key.id.empty()) return;
        bytes_ += key.id.size() + answer->body.size();
        entries_.emplace(key.id, entry{key.content, std::move(answer)});
        oldest_first_.push_back(key.id);
        while (oldest_first_.size() > max_entries || bytes_ > max_bytes) forget_oldest();
    }

private:
    void forget_oldest()
    {
        auto const found = entries_.find(oldest_first_.front());
        bytes_ -= found->first.size() + found->second.answer->body.size();
        entries_.erase(found);
        oldest_first_.pop_front();
    }
};

}  // namespace descry::testing::detail
