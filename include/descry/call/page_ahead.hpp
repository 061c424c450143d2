// page_ahead: a page that was asked for before anybody waits for it.
#pragma once

#include <descry/core/error.hpp>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>

namespace descry {

namespace detail {

template <class Page>
class page_ahead {
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::optional<result<Page>> page_{};

public:
    void set(result<Page>&& page)
    {
        std::lock_guard const lock(mutex_);
        page_.emplace(std::move(page));
        arrived_.notify_one();
    }

    /// Waits for it.
    result<Page> get()
    {
        std::unique_lock lock(mutex_);
        arrived_.wait(lock, [this] { return page_.has_value(); });
        return std::move(*page_);
    }
};

}  // namespace detail

}  // namespace descry
