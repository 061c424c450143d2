// replay: the answers of updates that were carried out, by the id of their request, so that none is done twice.
#pragma once

#include <descry/http/message.hpp>
#include <descry/testing/fault.hpp>

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace descry::testing {

/// Remembers the latest updates, at most `max_entries` of them and `max_bytes` of their answers. Not thread-safe.
class replay_table {
    struct entry {
        std::size_t content;
        response answer;
    };

    std::map<std::string, entry, std::less<>> entries_;
    std::deque<std::string> oldest_first_;
    std::size_t bytes_ = 0;

public:
    static constexpr std::size_t max_entries = 4096;
    static constexpr std::size_t max_bytes = 16 * 1024 * 1024;

    /// The answer to the same request under the same id; null when there was none. Throws `fault` when the id was
    /// used for another method, target or body: the caller mistakes two requests for one.
    response const* find(std::string_view id, request const& message) const
    {
        auto const found = entries_.find(id);
        if (found == entries_.end()) return nullptr;
        if (found->second.content != content_of(message))
            throw fault(refusal::request_id_reused, "Another request was carried out under this request id.");
        return &found->second.answer;
    }

    /// Remembers an answer under an id that is new. An empty id names no request.
    void remember(std::string_view id, request const& message, response const& answer)
    {
        if (id.empty()) return;
        entries_.emplace(id, entry{content_of(message), answer});
        oldest_first_.emplace_back(id);
        bytes_ += id.size() + answer.body.size();
        while (oldest_first_.size() > max_entries || bytes_ > max_bytes) forget_oldest();
    }

private:
    // A digest, so that bodies need not be kept.
    static std::size_t content_of(request const& message)
    {
        return std::hash<std::string>()(message.method + ' ' + message.target + '\n' + message.body);
    }

    void forget_oldest()
    {
        auto const found = entries_.find(oldest_first_.front());
        bytes_ -= found->first.size() + found->second.answer.body.size();
        entries_.erase(found);
        oldest_first_.pop_front();
    }
};

}  // namespace descry::testing
